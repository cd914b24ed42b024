"""Things counted and then tabled; indicators counted by the columns of their levels; directions."""

import pytest

from hengji.proofreading.claims.remarks import directions, frameworks, tabled
from hengji.proofreading.relation import Strength
from tests.proofreading.remarks.papers import remarks, table, told

ROWS = table(("项目名称", "预算数", "支出数"), ("苗圃改造", "30", "28"), ("护林防火", "20", "20"),
             ("林木良种", "10", "9"), ("合计", "60", "57"))


@pytest.mark.parametrize(("text", "wrong"), [
    ("2022年共安排项目4个，预算60万元。", ["项目4个"]), ("2022年共安排项目3个，预算60万元。", []),
    ("4个项目的支出情况见下表：", ["4个项目"]), ("其中4个项目已完成，见下表。", []), ("全市共有项目25个。", []),
    ("项目涉及4个乡镇。", []),
])
def test_numbers_of_things_are_those_of_the_table_below(text: str, wrong: list[str]) -> None:
    assert told(tabled.tabled, text, "表1 项目支出情况", ROWS) == wrong


def test_a_table_whose_rows_are_parts_of_others_counts_nothing() -> None:
    parts = table(("项目名称", "预算数"), ("苗圃改造", "30"), ("其中：育苗", "20"), ("护林防火", "20"))
    assert told(tabled.tabled, "共安排项目4个。", parts) == []


INDICATORS = table(("一级指标", "二级指标", "三级指标", "分值", "得分"),
                   ("决策", "立项", "立项依据", "10", "9"), ("", "", "立项程序", "10", "9"),
                   ("产出", "数量", "育苗株数", "40", "38"), ("", "质量", "成活率", "40", "36"),
                   ("合计", "", "", "100", "92"))


@pytest.mark.parametrize(("text", "wrong"), [
    ("指标体系设2个一级指标、3个二级指标、4个三级指标。", []),
    ("指标体系设2个一级指标、3个二级指标、5个三级指标。", ["5个三级指标"]),
    ("决策类设1个二级指标、2个三级指标。", []),
])
def test_indicators_are_counted_by_the_columns_of_their_levels(text: str, wrong: list[str]) -> None:
    assert told(frameworks.framework_counts, text, INDICATORS) == wrong


def test_the_outturn_is_above_its_budget_or_below_it() -> None:
    text = "年初预算为50万元，支出决算为48万元，完成年初预算的96%。决算数{}年初预算数的主要原因是人员退休。"
    found, = (remark for remark in remarks(directions.outturns, text.format("大于")) if remark.marks)
    assert found.strength is Strength.CERTAIN
    assert "决算数小于年初预算数" in found.correction
    assert told(directions.outturns, text.format("小于")) == []


def test_how_many_there_are_in_all_is_told_with_have() -> None:
    assert told(tabled.tabled, "我局共有项目4个，预算60万元。", ROWS) == ["项目4个"]


def test_a_table_of_a_sample_does_not_count_all() -> None:
    sample = table(("单位名称", "支出"), ("甲站", "3"), ("乙站", "4"), ("丙站", "5"), title="抽查单位支出情况表")
    assert told(tabled.tabled, "项目涉及单位4个。", sample) == []
