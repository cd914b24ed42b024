"""Two scorecards side by side: differences, why, and in which order."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hengji.frameworks import Framework
from hengji.scoring import ComparedNode, Side, compare
from tests.making import framework, judged, leaf, score

FACTS = [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "万元"}]
UNDER = framework([
    {"code": "A", "name": "管理", "weight": "60", "children": [
        leaf("A1", "20", formula="支出 / 预算", rule={"kind": "proportional"}), leaf("A2", "40")]},
    leaf("B", "40")], FACTS)


def facts(spent: str) -> list[dict[str, Any]]:
    return [{"name": name, "value": value, "level": "original"} for name, value in (("预算", "100"), ("支出", spent))]


def compared(first: dict[str, Any], second: dict[str, Any], *under: Framework) -> dict[str, ComparedNode]:
    a, b = under or (UNDER, UNDER)
    rows = compare(Side(score(a, **first), a), Side(score(b, **second), b))
    return {row.code: row for row in rows}


FIRST = {"facts": facts("90"), "judgements": {"A2": judged("30"), "B": judged("40")}}


def test_equal_scorecards_differ_in_nothing_and_keep_the_order_of_the_tree() -> None:
    rows = compared(FIRST, FIRST)
    assert list(rows) == ["total", "A", "A1", "A2", "B"]
    assert {(row.difference, row.reasons) for row in rows.values()} == {(0, ())}


def test_the_largest_difference_comes_first_with_its_reasons() -> None:
    rows = compared(FIRST, {"facts": facts("80"), "judgements": {"A2": judged("12.5"), "B": judged("40")}})
    assert list(rows) == ["total", "A", "A2", "A1", "B"]
    assert (rows["A1"].difference, rows["A1"].reasons) == (-2, ("facts",))
    assert (rows["A2"].difference, rows["A2"].reasons) == (Fraction(-35, 2), ("judgement",))
    assert (rows["A"].difference, rows["A"].reasons) == (Fraction(-39, 2), ("children",))


@pytest.mark.parametrize(("parts", "code", "reasons"), [
    ({"given": {"A1": "17"}}, "A1", ("given",)),
    ({"overrides": [{"code": "B", "score": "20", "who": "复核", "reason": "由"}]}, "B", ("override",)),
    ({"not_applicable": [{"code": "B", "reason": "无"}]}, "B", ("not_applicable", "weight", "judgement")),
    ({"given": {"A": "10"}}, "A", ("given",)),
])
def test_why_a_score_differs(parts: dict[str, Any], code: str, reasons: tuple[str, ...]) -> None:
    second = {**FIRST, **parts}
    if "not_applicable" in parts:
        second["judgements"] = {"A2": judged("30")}
    assert compared(FIRST, second)[code].reasons == reasons


def test_scores_given_on_the_same_grounds() -> None:
    row = compared({**FIRST, "given": {"A1": "17"}}, {**FIRST, "given": {"A1": "16"}})["A1"]
    assert (row.difference, row.reasons) == (-1, ("same_grounds",))


def test_what_one_side_lacks_comes_first() -> None:
    rows = compared(FIRST, {"facts": facts("10"), "judgements": {"A2": judged("30")}})
    assert list(rows)[:2] == ["total", "B"]
    assert (rows["B"].difference, rows["B"].reasons) == (None, ("unscored", "judgement"))


def test_another_framework_is_paired_by_code_and_name_or_by_a_name_that_occurs_once() -> None:
    other = framework([
        {"code": "甲", "name": "管理", "weight": "60", "children": [
            leaf("A1", "20", formula="支出 / 预算", rule={"kind": "target", "at_least": "95%"}),
            leaf("X", "40", name="别的")]},
        leaf("B", "40")], FACTS)
    rows = compared(FIRST, {"facts": facts("90"), "judgements": {"X": judged("30"), "B": judged("40")}}, UNDER, other)
    assert (rows["A1"].difference, rows["A1"].reasons) == (-18, ("rule",))
    assert rows["A"].reasons == ("children",)  # paired with 甲
    assert rows["A2"].reasons == rows["X"].reasons == ("absent",)
    assert "甲" not in rows
