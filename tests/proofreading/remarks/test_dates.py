"""Dates: impossible ones, stages, periods, deadlines, years."""

import pytest

from hengji.proofreading.claims.remarks import dates, stages, years
from hengji.proofreading.relation import Strength
from tests.proofreading.remarks.papers import checked, remarks, table, told


@pytest.mark.parametrize(("text", "wrong"), [
    ("合同于2023年2月30日签订。", ["2023年2月30日"]), ("2023年13月完成验收。", ["2023年13月"]),
    ("截至2023年4月31日。", ["2023年4月31日"]), ("2024年2月29日召开会议。", []), ("工期18个月，24月龄苗木。", []),
])
def test_days_that_no_calendar_has(text: str, wrong: list[str]) -> None:
    assert told(dates.impossible, text) == wrong


def test_stages_out_of_order_are_told_once_with_all_that_they_precede() -> None:
    found, = (remark for remark in remarks(
        stages.stages,
        "管护站开工日期为2023年5月8日，竣工日期为2023年5月20日，验收日期为2023年5月2日。") if remark.marks)
    assert (found.strength, found.printed, len(found.marks)) == (Strength.CERTAIN, "2023年5月2日", 3)


@pytest.mark.parametrize("text", [
    "管护站开工日期为2023年5月8日，竣工日期为2023年6月20日，验收日期为6月25日。",
    "甲站竣工日期为2023年5月8日；乙站开工日期为2023年6月1日。",
    "2023年6月签订合同，2023年竣工。",
    "甲站开工日期为2023年5月，竣工日期为2023年4月，乙站开工日期为2023年1月，竣工日期为2023年2月。",
])
def test_stages_in_order_or_of_two_things_are_let_be(text: str) -> None:
    assert told(stages.stages, text) == []


@pytest.mark.parametrize(("text", "wrong"), [
    ("评价时段：2023年12月31日至2023年1月1日。", ["2023年12月31日至2023年1月1日"]),
    ("评价时段：2023年1月1日至12月31日。", []), ("支付2022年10月—12月补助。", []), ("合同期自2022年11月至次年3月。",
                                                                []),
])
def test_periods_end_after_they_begin(text: str, wrong: list[str]) -> None:
    assert told(dates.periods, text) == wrong


def test_the_planned_days_of_a_form() -> None:
    assert told(dates.periods, table(("计划开始日期", "2024-03-01", "计划完成日期", "2023-12-31"))) == ["2023-12-31"]
    assert told(dates.periods, table(("计划开始日期", "2023-03-01", "计划完成日期", "2023-12-31"))) == []


def test_what_began_after_it_should_have_been_done() -> None:
    late = "林道改造于2022年6月开始实施，不符合通知中2022年5月底前完成的规定。"
    assert told(dates.deadlines, late) == ["2022年6月"]
    assert told(dates.deadlines, late.replace("6月", "3月")) == []


def test_facts_later_than_the_report() -> None:
    text = ("截至2024年8月31日，尚有苗木款未付。", "某某会计师事务所", "2024年6月12日")
    assert told(dates.reported, *text) == ["2024年8月31日"]
    assert told(dates.reported, text[0], "2024年9月12日") == []


def test_this_year_without_a_year_is_a_note() -> None:
    title = "平山县林业局2021年度部门整体支出绩效评价报告"
    assert told(dates.relative, title, "护林员于今年3月到岗。") == ["今年"]
    assert told(dates.relative, title, "2021年，护林员于今年3月到岗。") == []


def test_a_title_with_the_year_of_an_older_paper() -> None:
    title = "平山县林业局2024年部门预算"
    own = ("2024年部门收入预算总表", "2024年部门支出预算总表", "2024年财政拨款预算表")
    assert told(years.titles, title, *own, "2023年项目支出预算表") == ["2023"]
    assert told(years.titles, title, *own, "2023年与2024年对比表") == []


def test_dates_in_order_count_as_checked() -> None:
    assert checked(remarks(dates.periods, "评价时段：2023年1月1日至2023年12月31日。"))
