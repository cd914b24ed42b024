"""Indicators whose values have another kind of unit."""

import pytest

from hengji.proofreading.claims.remarks import units
from tests.proofreading.remarks.papers import table, told


@pytest.mark.parametrize(("name", "value", "wrong"), [
    ("苗木发放数量", "≥98%", ["98%"]), ("护林员培训人次", "300万元", ["300万元"]), ("苗木成活率", "≥80株", []),
    ("苗木成活率", "≥80件", ["80件"]), ("林农满意度", "≥105%", ["105%"]), ("“三公经费”控制率", "≤1%", ["1%"]),
    ("苗木发放数量达标率", "≥98%", []), ("年度支出数", "300万元", []), ("户均造林比率", "3.5", []), ("巡护频率",
                                                                               "12次", []),
    ("“三公经费”控制率", "≤100%", []), ("预算完成率", "120%", []), ("苗木发放数量", "≥98万株", []),
])
def test_the_value_of_an_indicator_fits_its_name(name: str, value: str, wrong: list[str]) -> None:
    form = table(("一级指标", "三级指标", "年度指标值"), ("产出指标", name, value))
    assert told(units.indicator_units, form) == wrong


def test_an_indicator_quoted_in_a_sentence() -> None:
    assert told(units.indicator_units, "如“苗木受理数≥60万元”与履职无关。") == ["60万元"]
    assert told(units.indicator_units, "如“苗木采购支出≥60万元”与履职无关。") == []


@pytest.mark.parametrize(("text", "wrong"), [
    ("比上年增加20.5万元，增长8.31。", ["8.31"]), ("比上年增长8.31%。", []), ("增长3，下降2。", ["3", "2"]),
    ("林农满意度为103.5%。", ["103.5%"]), ("林农满意度为93.5%。", []), ("增长2.5倍。", []),
])
def test_percentages_in_sentences(text: str, wrong: list[str]) -> None:
    assert told(units.percentages, text) == wrong
