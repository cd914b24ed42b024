"""Stages of a project across sentences, and payments."""

import pytest

from hengji.proofreading.claims.remarks import dates, stages
from tests.proofreading.remarks.papers import told

TITLE = "东山区林业局2022年度苗圃改造项目绩效评价报告"


@pytest.mark.parametrize(("text", "wrong"), [
    ("2022年3月5日支付设备款40万元，2022年4月8日与中标单位签订采购合同。", ["2022年3月5日支付设备款"]),
    ("2022年4月8日签订采购合同，2022年5月5日支付预付款12万元，2022年6月1日开工。", []),
    ("项目于2022年5月批复立项，2022年3月1日开工。", ["2022年3月1日开工"]),
    ("2022年5月16日，区林业局与中标单位签订施工合同，工程于2022年4月1日开工。", ["2022年4月1日开工"]),
])
def test_nothing_is_paid_before_its_contract_or_begun_before_it_is_approved(text: str, wrong: list[str]) -> None:
    assert told(stages.stages, text) == wrong


def test_stages_of_one_project_are_read_across_sentences() -> None:
    text = ("2022年5月16日，区林业局与中标单位签订施工合同。", "工程于2022年4月1日开工。")
    assert told(stages.course, TITLE, *text) == ["2022年4月1日开工"]
    assert told(stages.course, "东山区林业局2022年度部门整体支出绩效评价报告", *text) == []


def test_stages_that_two_things_have_are_not_compared_across_sentences() -> None:
    assert told(stages.course, TITLE, "甲地块2022年5月16日签订施工合同。", "乙地块2022年3月2日签订施工合同。",
                "甲地块2022年4月1日开工。") == []


def test_a_report_is_not_signed_before_its_survey() -> None:
    text = "评价组于2023年4月10日至5月26日开展了现场评价。"
    assert told(dates.reported, TITLE, "2023年3月", text) == ["2023年3月"]
    assert told(dates.reported, TITLE, "2023年6月", text) == []
    assert told(dates.reported, TITLE, "2023年6月", "请于2023年8月30日前完成整改。") == []


def test_a_report_on_a_year_is_not_signed_within_it() -> None:
    assert told(dates.reported, TITLE, "2022年3月10日") == ["2022年3月10日"]
    assert told(dates.reported, TITLE, "2023年3月10日") == []
    assert told(dates.reported, "东山区林业局2022年度项目绩效目标申报表", "2022年3月10日") == []


def test_a_period_that_ends_before_it_begins_without_its_second_year() -> None:
    assert told(dates.periods, "评价组于2024年7月13日至6月28日开展评价。") == ["2024年7月13日至6月28日"]
    assert told(dates.periods, "供暖期为2024年11月15日至3月15日。") == []


def test_lots_go_their_own_way() -> None:
    assert told(stages.course, TITLE, "一标段2022年5月16日签订施工合同。", "二标段2022年4月1日开工。") == []
