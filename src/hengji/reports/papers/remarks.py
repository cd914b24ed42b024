"""Remarks on the author's texts (文字提醒): typed numbers that are no value of the case, slipped names of sections.

Given scores that rule and evidence contradict are told first: all that the report says of them is doubtful.

What is remarked may be meant; nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import (
    PLAIN_UNIT,
    SECTIONS,
    UNITS,
    Place,
    Scorecard,
    Target,
    Unit,
    Warning,
    exact,
    name_of,
    nearest,
    round_half_up,
    spot_in,
)
from hengji.telling import points_shown, range_shown

from .calculation import contradicted
from .quoted import Quoted, name_told

#: No amounts: titles, document numbers, years and days, ordinals, marks of a list, codes, hotlines, references.
_NO_AMOUNT = re.compile(
    r"《[^《》]*》|〔[^〔〕]*〕|\{[^{}\n]*\}|（\d{1,2}）|第\d+|(?m:^[ \t]*\d{1,3}\.\s)|(?<!\d)\d+号"
    r"|(?:19|20)\d\d(?=[年—至-])年?度?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|\d{5}(?=[^\d.]{0,8}热线)"
    r"|(?<![A-Za-z])[A-Za-z]+[\d.]+|(?<!\d)\d+[A-Za-z]+")
_NUMBER = re.compile(
    r"(?P<digits>[-−]?(?<![\d,])\d[\d,]{0,40}(?![\d,])(?:\.\d+)?)"
    r"(?P<unit>" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + ")?")
_MOST_PLACES = 9
#: What to do about a given score that cannot be.
_GIVEN_REMEDY = "请核对；要由程序算，删去它和它的上级、总分的给定得分（given）"
#: So near a value, a number is taken for a slip of it.
_NEAR = Fraction(1, 50)


class _Known(NamedTuple):
    name: str
    text: str
    value: Fraction
    unit: Unit


class _Words(NamedTuple):
    """A text of the author: what it is called, and where it begins."""

    title: str
    text: str
    place: Place
    exact_place: bool = False


def report_remarks(card: Scorecard, framework: Framework) -> tuple[Warning, ...]:
    """What the author of the report part may want to look at again, in the order of the case."""
    quoted = Quoted(card, framework)
    known = [_Known(found.name, quoted[found.name].text, Fraction(found.value), found.unit)
             for found in quoted.values.all()
             if isinstance(found.value, int | Fraction) and not isinstance(found.value, bool)]
    known += [entry for target in card.case.report.targets for entry in _aimed_at(target)]
    return (*_given(card), *_sections(card, framework), *_internal(card, known),
            *(warning for words in _words(card) for warning in _typed(words, known)))


def _aimed_at(target: Target) -> Iterator[_Known]:
    """The numbers that a target sets: texts may speak of them."""
    for found in _NUMBER.finditer(_NO_AMOUNT.sub("", target.target)):
        unit = UNITS.get(found["unit"] or "", PLAIN_UNIT)
        yield _Known(target.name, found[0], _number(found["digits"]) * unit.scale, unit)


def _number(digits: str) -> Fraction:
    return Fraction(digits.replace(",", "").replace("−", "-"))


def _given(card: Scorecard) -> Iterator[Warning]:
    """Given scores that rule and evidence cannot give: the report is written with them all the same."""
    nodes = {node.code: node for node in card.nodes}
    entered = {each.code: each.entered for each in card.case.given}
    for found in card.differences:
        node = nodes.get(found.code)
        if not found.of_children and (node is None or not contradicted(node)):
            continue
        name = "总分" if node is None else f"{node.code} {node.name}"
        source = "下级得分合计" if found.of_children else "按规则和依据算得"
        told = (f"{name}给定 {points_shown(found.given)} 分，{source} {range_shown(found.recomputed)} 分；"
                "报告照给定得分写")
        yield Warning(entered.get(found.code) or Place(card.case.id), told, _GIVEN_REMEDY)


def _sections(card: Scorecard, framework: Framework) -> Iterator[Warning]:
    """Names of sections that are nearly those of the shipped reports."""
    report = card.case.report
    for name, place in ((*report.entered.items(),
                         *((table.section, table.entered or Place(card.case.id)) for table in report.tables))):
        near = "" if name in SECTIONS or name in framework.by_code else nearest(name, SECTIONS)
        if near:
            yield Warning(place, f"报告没有“{name}”这一节，这段文字会单独成节", f"是否想写“{near}”？")


def _internal(card: Scorecard, known: list[_Known]) -> Iterator[Warning]:
    """Internal entries that are no id and stand nowhere in the case: nothing would be hidden."""
    case = card.case
    ids = {*(finding.id for finding in case.findings), *(document.id for document in case.documents),
           *(problem.id for problem in case.report.problems)}
    texts = tuple(_strings(replace(case, report=replace(case.report, internal=(), listed={}))))
    for entry in case.report.internal:
        found = _NUMBER.fullmatch(entry)
        amount = found is not None and any(
            _is(one, _number(found["digits"]), _MOST_PLACES, UNITS.get(found["unit"] or "")) for one in known)
        if entry not in ids and not amount and not any(entry in text for text in texts):
            near = nearest(entry, tuple(ids))
            yield Warning(case.report.listed.get(entry, Place(case.id)), f"internal 里的“{entry}”案例里哪里都没有",
                          f"是否想写“{near}”？" if near else "请核对写法，与案例里的一致才能隐去")


def _strings(thing: object) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for entry in thing.items():
            yield from _strings(entry)
    elif is_dataclass(thing):
        for part in fields(thing):
            yield from _strings(getattr(thing, part.name))
    elif isinstance(thing, tuple | list | frozenset):
        for entry in thing:
            yield from _strings(entry)


def _words(card: Scorecard) -> Iterator[_Words]:
    """Every text of the author in which a number may stand."""
    report, case = card.case.report, Place(card.case.id)
    for section, text in report.texts.items():
        yield _Words(section, text, report.entered.get(section, case), exact_place=True)
    for table in report.tables:
        cells = (cell for row in table.rows for cell in row if name_of(cell) is None)
        yield from (_Words(table.title, text, table.entered or case) for text in (*cells, table.note) if text)
    for problem in report.problems:
        yield from (_Words(problem.id, text, problem.entered or case) for text in (problem.title, problem.text))
    for suggestion in report.suggestions:
        yield _Words(suggestion.title or "建议", suggestion.text, suggestion.entered or case)
    for target in report.targets:
        for text in (target.actual, target.deviation, target.progress, target.forecast):
            yield _Words(target.name, text, target.entered or case)


def _typed(words: _Words, known: list[_Known]) -> Iterator[Warning]:
    if name_of(words.text) is not None:
        return
    bare = _NO_AMOUNT.sub(lambda found: " " * len(found[0]), words.text)
    for found in _NUMBER.finditer(bare):
        number, places = _number(found["digits"]), len(found["digits"].partition(".")[2])
        unit = UNITS.get(found["unit"] or "")
        if any(_is(entry, number, places, unit) for entry in known):
            continue
        place = spot_in(words.place, words.text, found.start()) if words.exact_place else words.place
        yield Warning(place, f"“{words.title}”里写的“{found[0]}”不是案例里的数", _remedy(number, unit, known))


def _is(entry: _Known, number: Fraction, places: int, unit: Unit | None) -> bool:
    """Whether ``entry`` prints as ``number`` with so many decimals, in ``unit`` or in its own."""
    shown = _shown(entry, unit)
    return shown is not None and round_half_up(exact(shown), places) == number


def _shown(entry: _Known, unit: Unit | None) -> Fraction | None:
    """The number of ``entry`` in ``unit``; None where it is another kind of quantity."""
    if unit is None:
        return entry.value / entry.unit.scale
    return entry.value / unit.scale if unit.dimension.powers == entry.unit.dimension.powers else None


def _remedy(number: Fraction, unit: Unit | None, known: Iterable[_Known]) -> str:
    for entry in known:
        shown = _shown(entry, unit)
        if unit is not None and number and shown is not None and abs(shown - number) <= abs(number) * _NEAR:
            return f"若是“{name_told(entry.name)}”（{entry.text}），请写 {{{entry.name}}}"
    return "请核对；是案例里的数，请写 {名称}，还没有的，请写进 data"
