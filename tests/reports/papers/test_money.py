"""The department's money in sentences: parts, changes, what is left over, official receptions and cars."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.reports.papers import Chart, Table, Text
from hengji.reports.papers.money import money_section
from hengji.reports.papers.shared import Draft
from tests.making import framework, judged, leaf, score

NAMES = ("年初预算数", "调整预算数", "实际到位资金", "实际支出数", "基本支出实际支出数", "项目支出实际支出数",
         "年末结转结余", "三公经费预算数", "三公经费支出数")


def draft(before: dict[str, str] | None = None, **amounts: str) -> Draft:
    under = framework([leaf("A", "100")], [{"name": name, "unit": "万元"} for name in NAMES])
    facts: list[dict[str, Any]] = [{"name": name, "value": value, "level": "verified", "who": "甲", "previous": year}
                                   for year, given in (("否", amounts), ("是", before or {}))
                                   for name, value in given.items()]
    return Draft(score(under, facts=facts, judgements={"A": judged("90")}), under)


def told(made: Draft, key: str) -> list[str]:
    (section,) = (inner for inner in money_section(made).sections if inner.key == key)
    return [block.words for block in section.blocks if isinstance(block, Text)]


def test_from_the_budget_to_the_parts_of_what_was_spent() -> None:
    made = draft(年初预算数="100万元", 调整预算数="120万元", 实际到位资金="110万元", 实际支出数="99万元",
                 基本支出实际支出数="33万元", 项目支出实际支出数="66万元", 年末结转结余="20万元")
    first, second = told(made, "支出情况")
    assert first == ("2022年度测试局年初预算100.00万元；调整后预算120.00万元，比年初增加20.00万元，增长20.00%；"
                     "实际到位资金110.00万元；实际支出99.00万元，为到位资金的90.00%。其中，基本支出33.00万元，占33.33%；"
                     "项目支出66.00万元，占66.67%。")
    assert second == "年末结转结余20.00万元，比到位资金减去实际支出的11.00万元多9.00万元。"


def test_parts_that_are_not_the_whole_are_not_said_to_be() -> None:
    (words,) = told(draft(实际支出数="99万元", 基本支出实际支出数="33万元", 项目支出实际支出数="60万元"), "支出情况")
    assert words == "2022年度测试局实际支出99.00万元。"


@pytest.mark.parametrize(("before", "now", "expected"), [
    ("80万元", "100万元", "上年支出80.00万元，本年比上年增加20.00万元，增长25.00%。"),
    ("100万元", "80万元", "上年支出100.00万元，本年比上年减少20.00万元，下降20.00%。"),
    ("80万元", "80万元", "上年支出80.00万元，本年比上年没有变动。"),
    ("0万元", "80万元", "上年支出0.00万元，本年比上年增加80.00万元。")])
def test_against_last_year(before: str, now: str, expected: str) -> None:
    assert told(draft({"实际支出数": before}, 实际支出数=now), "支出情况")[1] == expected


@pytest.mark.parametrize(("before", "amounts", "expected"), [
    ({}, {"三公经费预算数": "0万元", "三公经费支出数": "0万元"},
     "2022年度“三公经费”没有安排预算，也没有支出，预算和决算都是0.00万元。"),
    ({"三公经费支出数": "5万元"}, {"三公经费预算数": "10万元", "三公经费支出数": "4万元"},
     "2022年度“三公经费”预算10.00万元；支出决算4.00万元，为预算的40.00%，比上年减少1.00万元，下降20.00%。"),
    ({}, {"三公经费支出数": "4万元"}, "2022年度“三公经费”支出决算4.00万元。"),
    ({}, {"三公经费预算数": "0万元", "三公经费支出数": "4万元"}, "2022年度“三公经费”预算0.00万元；支出决算4.00万元。"),
    ({}, {}, "【缺：“三公经费”预算数和决算数】")])
def test_receptions_cars_and_journeys(before: dict[str, str], amounts: dict[str, str], expected: str) -> None:
    assert told(draft(before, **amounts), "三公经费") == [expected]


def test_a_table_and_a_chart_of_what_is_known() -> None:
    made = draft(年初预算数="100万元", 实际支出数="90万元")
    (section,) = (inner for inner in money_section(made).sections if inner.key == "支出情况")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [["合计", "100.00", "90.00", "90.00%"]]
    (chart,) = (block for block in section.blocks if isinstance(block, Chart))
    assert [(series.name, series.values) for series in chart.series] == [("年初预算数", (100,)), ("决算数", (90,))]
    assert money_section(draft()).sections[0].key == "支出情况"
    assert told(draft(), "支出情况") == ["【缺：预算、决算的金额】"]
