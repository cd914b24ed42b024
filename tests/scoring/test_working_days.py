"""The calendar is an input like any other: its extra years come from the case."""

from __future__ import annotations

from typing import Any

from tests.making import framework, node, score

UNDER = framework(
    [{"code": "A", "name": "按时公开", "weight": "100", "formula": "工作日数(批复日期, 公开日期)",
      "rule": {"kind": "deduction", "at_most": "20个工作日", "per": "1个工作日", "deduct": "5分"}}],
    [{"name": "批复日期", "unit": "日期"}, {"name": "公开日期", "unit": "日期"}])


def _facts(start: str, end: str) -> list[dict[str, Any]]:
    return [{"name": "批复日期", "value": start, "level": "original"},
            {"name": "公开日期", "value": end, "level": "original"}]


def test_make_up_days_count_and_holidays_do_not() -> None:
    card = score(UNDER, facts=_facts("2022-09-30", "2022-10-09"))
    quantity = node(card, "A").quantity
    assert quantity is not None
    assert quantity.value == 2  # 8 and 9 October were worked
    assert card.total == 100


def test_an_unknown_year_is_missing_not_guessed() -> None:
    card = score(UNDER, facts=_facts("2041-01-01", "2041-03-01"))
    assert card.total is None
    assert "2041" in str(node(card, "A").missing)


def test_the_case_can_teach_a_year() -> None:
    calendar = {"2041": {"off": ["2041-01-01"], "on": ["2041-01-05"]}}
    card = score(UNDER, facts=_facts("2041-01-01", "2041-01-07"), calendar=calendar)
    quantity = node(card, "A").quantity
    assert quantity is not None
    assert quantity.value == 5  # 2, 3, 4 January, the make-up Saturday, and Monday the 7th
