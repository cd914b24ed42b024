"""Frameworks of every shape for the tests of workbooks, and workbooks changed as people change them."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import strategies as st
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from hengji.frameworks import Framework, framework_workbook, load_framework_workbook, read_framework
from hengji.model import Problem, exact, exact_text

Data = dict[str, Any]

_NASTY = "甲乙丙丁率=+-@'\"#:{}[]<>，、。%&*!|~?`0123456789eE.xyYnN是否　😀_\\/"
lines = st.text(_NASTY, min_size=1, max_size=12).map(str.strip).filter(bool)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)

FACTS: list[Data] = [
    {"name": "率", "unit": "%", "explain": "比率"}, {"name": "项数", "unit": "项", "material": "清单"},
    {"name": "目标率", "unit": "%", "benchmark": "plan"},
    {"name": "支出", "unit": "万元", "over": "agencies", "roll_up": "sum"},
    {"name": "各项目率", "unit": "%", "over": "projects", "roll_up": "weighted_mean", "each": "率", "by": "支出",
     "members": "reported"},
    {"name": "两倍", "unit": "%", "formula": "率 * 2"}]

shares = st.sampled_from(["10%", "1/3", "25%", "12.5%"])
several = st.lists(lines, min_size=2, max_size=4, unique=True)
ways = st.sampled_from(["mean", "trimmed_mean", "median"])
panels: st.SearchStrategy[Data] = st.one_of(
    st.just({}), st.fixed_dictionaries({"combine": ways}, optional={"least": st.sampled_from(["3", "5"])}))
limits = st.sampled_from([{"at_most": "10%"}, {"at_least": "95%"}, {"at_least": "目标率"},
                          {"at_most": "目标率 * 110%"}])


@st.composite
def _points(draw: st.DrawFn, depth: int = 2) -> list[Data]:
    """Points with their worths, some with points below them; a heading's worth is the sum of those."""
    points = []
    for text in draw(several):
        point: Data = {"text": text}
        if depth and draw(st.booleans()):
            point["points"] = [{"text": below, "worth": "2%"} for below in draw(several)]
            if draw(st.booleans()):
                point["worth"] = f"{2 * len(point['points'])}%"
        elif draw(st.booleans()):
            point["worth"] = draw(shares)
        points.append(point)
    return points


#: How rules of each kind are made; the leaf reads the rate, or what is named behind.
KINDS_MADE: dict[str, tuple[st.SearchStrategy[Data], str]] = {
    "deduction": (st.builds(lambda limit, more: {**limit, **more}, limits, st.fixed_dictionaries(
        {"per": st.sampled_from(["1%", "0.5%"]), "deduct": shares},
        optional={"step": st.sampled_from(["continuous", "full", "started"]), "floor": shares})), "率"),
    "proportional": (st.fixed_dictionaries(
        {}, optional={"target": st.sampled_from(["95%", "目标率"]), "cap": shares}), "率"),
    "bands": (st.sampled_from([
        {"bands": [{"from": "90%", "worth": "100%"}, {"from": "80%", "to": "90%", "worth": "60%"},
                   {"to": "80%", "worth": "0分"}]},
        {"bands": [{"to": "80%", "worth": "12.5%"}, {"from": "80%", "worth": "1/3"}]}]), "率"),
    "checklist": (st.fixed_dictionaries(
        {"way": st.sampled_from(["deduct", "earn"]), "each": shares, "points": _points()}), ""),
    "all_or_nothing": (st.one_of(st.fixed_dictionaries({"points": several}), st.just({"condition": "率 > 1%"})), ""),
    "count": (st.builds(lambda points, floor: {"at_least": "2", "deduct": "20%", **points, **floor},
                        st.fixed_dictionaries({}, optional={"points": several}),
                        st.sampled_from([{}, {"floor": "10%"}])), "项数"),
    "target": (st.builds(lambda limit, more: {**limit, **more}, limits, st.fixed_dictionaries(
        {}, optional={"otherwise": st.sampled_from(["zero", "proportional", "unruled"])})), "率"),
    "occurrences": (st.fixed_dictionaries({"deduct": shares}, optional={"floor": shares}), "项数"),
    "qualitative": (st.builds(lambda bands, panel: {**bands, **panel}, st.sampled_from(
        [{}, {"bands": [{"name": "好", "from": "70%"}, {"name": "差", "from": "0%"}]}]), panels), ""),
    "judgement": (st.builds(lambda names, panel: {**panel, **({"aspects": [
        {"text": names[0], "worth": "40%"}, {"text": names[1], "worth": "60%"}]} if names else {})},
        st.one_of(st.none(), several), panels), ""),
    "as_printed": (st.just({}), ""),
}
_UNJUDGED = sorted(KINDS_MADE.keys() - {"occurrences", "qualitative", "judgement", "as_printed"})


@st.composite
def rules(draw: st.DrawFn, kind: str) -> tuple[Data, str]:
    """A rule of that kind, and the formula that its indicator needs."""
    if kind == "split":
        parts = []
        for name in draw(several):
            rule, formula = draw(rules(draw(st.sampled_from(_UNJUDGED))))
            own = {"formula": formula} if formula else {}
            parts.append({"name": name, "worth": draw(shares), "rule": rule, **own})
        made, formula = {"parts": parts}, ""
    else:
        strategy, formula = KINDS_MADE[kind]
        made = draw(strategy)
    conditions = draw(st.fixed_dictionaries({}, optional={
        "zero_when": st.just("率 > 200%"), "veto": several, "reason": st.just("")}))
    if "reason" in conditions:
        conditions = {**conditions, "reason_when": "率 > 130%", "without_reason": draw(shares)}
        del conditions["reason"]
    return {"kind": kind, **conditions, **made}, formula


#: Rules of other readings, which nobody may have to judge.
_OTHER_RULES: list[Data] = [
    {"rule": {"kind": "proportional"}},
    {"rule": {"kind": "bands", "bands": [{"from": "80%", "worth": "100%"}, {"to": "80%", "worth": "0分"}]}},
    {"rule": {"kind": "split", "parts": [
        {"name": "甲", "worth": "50%", "formula": "率", "rule": {"kind": "target", "at_least": "90%"}},
        {"name": "乙", "worth": "50%", "formula": "率", "rule": {"kind": "bands", "bands": [
            {"from": "80%", "worth": "100%"}, {"to": "80%", "worth": "0分"}]}}]}}]


@st.composite
def _node(draw: st.DrawFn, code: str, depth: int) -> tuple[Data, Fraction]:
    """An indicator with everything below it, and its weight."""
    node: Data = {"code": code, "name": draw(lines)}
    details = draw(st.fixed_dictionaries({}, optional={
        "explain": texts, "source": texts, "inferred": lines, "deduction": texts, "materials": several}))
    if depth and draw(st.booleans()):
        below = [draw(_node(f"{code}{number}", depth - 1)) for number in range(1, draw(st.integers(1, 3)) + 1)]
        weight = sum((each for _, each in below), Fraction())
        node |= {"weight": exact_text(exact(weight)), **details, "children": [child for child, _ in below]}
        return node, weight
    weight = Fraction(draw(st.integers(1, 800)), 20)
    rule, formula = draw(rules(draw(st.sampled_from([*KINDS_MADE, "split"]))))
    node |= {"weight": exact_text(exact(weight)), **details, "rule": rule}
    if formula:
        node["formula"] = formula
        if draw(st.booleans()):
            node["reading"] = draw(lines)
            others: list[Data] = [{"formula": formula}]
            others += draw(st.permutations(_OTHER_RULES)) if formula == "率" else []
            node["readings"] = [{"name": name, "source": draw(lines), **way}
                                for name, way in zip(draw(several), others, strict=False)]
    return node, weight


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Any framework; recorded as printed, so that what its rules lack is only told."""
    nodes = [draw(_node(letter, 3)) for letter in "ABC"[:draw(st.integers(1, 3))]]
    document: Data = {
        "schema": "hengji/framework/1", "id": "t", "version": "1", "title": draw(lines), "source": draw(texts),
        "as_printed": "是", "full": exact_text(exact(sum((weight for _, weight in nodes), Fraction()))),
        "grades": [{"name": "优", "from": "85.5"}, {"name": "差", "from": "0"}], "facts": FACTS,
        "vetoes": [{"code": "V1", "text": draw(texts), "caps": "差"}], "indicators": [node for node, _ in nodes],
        **draw(st.fixed_dictionaries({}, optional={
            "region": lines, "valid_from": st.just("2022-01-01"), "rounding": st.sampled_from(["leaf", "total"]),
            "redistribution": st.sampled_from(["siblings", "all"]), "places": st.sampled_from(["2", "4"])}))}
    made, problems = read_framework(json.dumps(document, ensure_ascii=False), "体系")
    assert made is not None, problems
    return made


def imported(content: bytes, name: str = "体系.xlsx") -> tuple[Framework | None, tuple[Problem, ...]]:
    """The framework in a workbook of these bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return load_framework_workbook(path)


def changed(framework: Framework, *changes: Callable[[Any], None]) -> bytes:
    """The workbook of ``framework`` after people worked on it."""
    book = openpyxl.load_workbook(BytesIO(framework_workbook(framework)))
    for change in changes:
        change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def cell(sheet: Worksheet, heading: str, row: int) -> Cell | MergedCell:
    """The cell below ``heading``, ``row`` rows further down."""
    return next(sheet.cell(found.row + row, found.column) for line in sheet.iter_rows() for found in line
                if found.value == heading)


def row_of(sheet: Worksheet, text: str) -> int:
    """The first row that holds ``text``."""
    return next(found.row for line in sheet.iter_rows() for found in line if found.value == text)
