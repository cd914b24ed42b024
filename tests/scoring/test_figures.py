"""Printed figures beside what they should be: digits, signs, units, lower bounds, the edge of the last digit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hengji.model import FigureCheck, Missing
from hengji.telling import figure_right
from tests.making import framework, leaf, score

FACTS = [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "万元"}, {"name": "件数", "unit": "件"},
         {"name": "没有", "unit": "万元"}]
VALUES = [{"name": name, "value": value, "level": "original"}
          for name, value in (("预算", "300"), ("支出", "235.52"), ("件数", "112345"))]
UNDER = framework([leaf("A", "100")], FACTS)


def _checked(formula: str, unit: str, printed: str, **parts: Any) -> FigureCheck:
    figure = {"name": "数", "formula": formula, "unit": unit, "printed": printed}
    (check,) = score(UNDER, facts=VALUES, figures=[figure], **parts).figures
    return check


@pytest.mark.parametrize(("formula", "unit", "printed", "agrees", "right"), [
    ("支出 / 预算", "%", "78.51%", True, "78.51%"), ("支出 / 预算", "%", "78.50%", False, "78.51%"),
    ("支出 / 预算", "%", "78.5%", True, "78.5%"), ("支出 / 预算", "%", "79%", True, "79%"),
    ("支出 / 预算", "%", "78%", False, "79%"), ("支出 / 预算", "%", "78.506667%", True, "78.506667%"),
    ("支出 / 预算", "%", "78.51", True, "78.51%"), ("支出 / 预算", "%", "７８.５１％", True, "78.51%"),
    ("支出 / 预算", "%", "0.7851", False, "0.7851"), ("支出 / 预算", "倍", "0.785", True, "0.785倍"),
    ("支出 - 预算", "万元", "-64.48", True, "−64.48万元"), ("支出 - 预算", "万元", "（64.48）万元", True, "−64.48万元"),
    ("支出 - 预算", "万元", "△64.48万元", True, "−64.48万元"),
    ("支出 - 预算", "万元", "64.48万元", False, "−64.48万元"),
    ("支出 - 预算", "万元", "-64.49", False, "−64.48万元"), ("支出 - 预算", "万元", "-64.5", True, "−64.5万元"),
    ("支出", "元", "2,355,200.00元", True, "2355200.00元"), ("支出", "元", "235.52万元", True, "235.52万元"),
    ("支出", "万元", "0.02亿元", True, "0.02亿元"), ("支出", "万元", "0.03亿元", False, "0.02亿元"),
    ("件数", "件", "11.23万件", True, "11.23万件"), ("件数", "件", "11.24万件", False, "11.23万件"),
    ("件数", "件", "112,345件", True, "112345件"), ("件数", "件", "11万件", True, "11万件"),
])
def test_a_figure_agrees_when_the_exact_value_prints_as_it(formula: str, unit: str, printed: str, agrees: bool,
                                                           right: str) -> None:
    check = _checked(formula, unit, printed)
    assert check.agrees is agrees
    if right != "0.7851":
        assert figure_right(check) == right


@pytest.mark.parametrize(("printed", "agrees"), [
    ("11.2万余件", True), ("11.3万余件", False), ("11.1万余件", False), ("11万多件", True), ("10万余件", False),
    ("112345余件", True), ("约11.2万件", True), ("约11万件", True), ("近12万件", False), ("约12万件", False),
])
def test_more_than_and_about(printed: str, agrees: bool) -> None:
    check = _checked("件数", "件", printed)
    assert check.agrees is agrees
    assert figure_right(check) == "112345件"


@pytest.mark.parametrize(("exact", "printed", "agrees"), [
    ("1.25%", "1.3%", True), ("1.25%", "1.2%", True),  # half of the last digit: half up, or half to even
    ("1.2499%", "1.3%", False), ("1.2501%", "1.2%", False), ("1.25%", "1.25%", True), ("1.25%", "1.26%", False),
    ("-1.25%", "-1.3%", True), ("-1.2501%", "-1.2%", False), ("-1.25%", "1.3%", False),
    ("0%", "0.00%", True), ("0.004%", "0.00%", True), ("0.006%", "0.00%", False), ("0.004%", "-0.00%", True),
])
def test_the_edge_of_the_last_digit(exact: str, printed: str, agrees: bool) -> None:
    assert _checked(exact if exact[0] != "-" else f"0% - {exact[1:]}", "%", printed).agrees is agrees


def test_a_figure_whose_fact_is_missing_is_neither_right_nor_wrong() -> None:
    check = _checked("支出 / 没有", "%", "50%")
    assert check.agrees is None
    assert isinstance(check.value.value, Missing)
    assert check.value.value.names == ("没有",)
    assert _checked("支出 / (预算 - 300万元)", "%", "50%").agrees is None


def test_figures_read_the_cases_own_data_that_no_score_reads() -> None:
    data = [{"name": "编外人员", "value": "18", "unit": "人", "level": "stated"},
            {"name": "信访满意率", "value": "93.50%", "unit": "%", "level": "stated"}]
    assert _checked("编外人员 / 20人", "%", "90%", data=data).agrees is True
    check = _checked("信访满意率", "%", "93.5%", data=data)
    assert (check.agrees, check.value.value) == (True, Fraction("0.935"))
    assert all(node.facts == () for node in score(UNDER, data=data).nodes)


def test_figures_read_what_units_add_up_to() -> None:
    spec = {"name": "支出", "unit": "万元", "over": "agencies", "roll_up": "sum"}
    under = framework([leaf("A", "100")], [spec])
    card = score(under, agencies=[{"code": "1", "name": "甲"}, {"code": "2", "name": "乙"}],
                 facts=[{"name": "支出", "value": value, "level": "original", "agency": code}
                        for code, value in (("1", "2"), ("2", "3"))],
                 figures=[{"name": "合计数", "formula": "支出", "unit": "万元", "printed": "5万元"}])
    assert card.figures[0].agrees is True


# Tables of counts and shares


def _tallied(answers: int, printed_sum: str, *options: tuple[str, int, str]) -> dict[str, bool | None]:
    tally = {"name": "题", "answers": answers, **({"printed_sum": printed_sum} if printed_sum else {}),
             "options": [{"name": n, "count": c, **({"printed": p} if p else {})} for n, c, p in options]}
    return {check.name.removeprefix("题："): check.agrees for check in score(UNDER, tallies=[tally]).figures}


def test_counts_shares_and_their_sum() -> None:
    assert _tallied(78, "100.00%", ("满意", 57, "73.08%"), ("一般", 20, "25.64%"), ("差", 1, "1.28%")) == {
        "份数合计": True, "满意占比": True, "一般占比": True, "差占比": True, "印出的占比相加": True}


@pytest.mark.parametrize(("answers", "printed_sum", "options", "wrong"), [
    (77, "", (("满意", 57, ""), ("差", 21, "")), ["份数合计"]),
    (78, "", (("满意", 57, "73.07%"), ("差", 21, "26.92%")), ["满意占比"]),
    (3, "100%", (("甲", 1, "33.3%"), ("乙", 1, "33.3%"), ("丙", 1, "33.3%")), []),  # 99.9 prints as 100
    (3, "99.9%", (("甲", 1, "33.3%"), ("乙", 1, "33.3%"), ("丙", 1, "33.3%")), []),
    (3, "100.1%", (("甲", 1, "33.3%"), ("乙", 1, "33.3%"), ("丙", 1, "33.3%")), []),  # 3 × 0.05, and 0.05 of its own
    (3, "100.2%", (("甲", 1, "33.3%"), ("乙", 1, "33.3%"), ("丙", 1, "33.3%")), ["印出的占比相加"]),
])
def test_what_does_not_add_up_is_named(answers: int, printed_sum: str, options: tuple[tuple[str, int, str], ...],
                                       wrong: list[str]) -> None:
    assert [name for name, agrees in _tallied(answers, printed_sum, *options).items() if not agrees] == wrong


def test_no_answers_no_shares() -> None:
    assert _tallied(0, "", ("满意", 0, "0%")) == {"份数合计": True, "满意占比": None}


def test_what_may_mean_something_else_is_never_called_wrong() -> None:
    under = framework([leaf("A", "100")], [{"name": "支出", "unit": "万元"}])
    entry = {"name": "数", "formula": "支出", "unit": "万元", "printed": "91万元"}
    card = score(under, facts=[{"name": "支出", "value": "90", "level": "original"}],
                 figures=[entry, {**entry, "name": "另一个", "unclear": "是"}])
    assert [(check.agrees, check.wrong) for check in card.figures] == [(False, True), (False, False)]
