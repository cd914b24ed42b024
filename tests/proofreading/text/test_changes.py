"""Changes told in sentences: against the base printed, against their own amount, from nothing, two ways at once."""

from __future__ import annotations

import pytest

from tests.proofreading.text.saying import unchecked, wrong

AGREE = [
    "2023年度收、支总计均为8,456.32万元，与2022年度相比，收、支总计各增加312.45万元，增长3.84%，主要原因是人员增资。",
    "本局2022年度总收入3200.50万元，比上年决算数减少150.25万元，下降4.48%。",
    "2023年度机关运行经费支出决算为256.80万元，比2022年的270.00万元减少13.20万元，下降4.89%。",
    "2022年当年预算执行数为54.60万元，2023年预算安排53.84万元，比2022年预算执行数减少1.39%。",
    "2022年支出决算1,500万元，2023年支出决算1,650万元，增幅10%。",
    "项目支出由2021年的1,500万元增加到2022年的1,800万元，增长20%。",
    "预算执行率由2021年的85.2%提高到2022年的93.6%，提高8.4个百分点。",
    "第一季度执行率25%，第二季度执行率52%，比第一季度提高27个百分点。",
    "专项经费较年初预算的120万元压减20万元，压减16.67%。",
    "2022年预算执行数为15.00万元，2023年预算安排15.00万元，比2022年预算执行数持平。",
    "“三公”经费支出年初预算为2.85万元，支出决算为0.39万元。“三公”经费支出决算数比2023年度减少0.15万元，下降（增长）27.78%。",
    "培训费支出0万元，比上年增加0万元，增长0%。",
]


@pytest.mark.parametrize("sentence", AGREE)
def test_a_change_that_agrees_is_checked_and_not_told(sentence: str) -> None:
    assert wrong(sentence) == set()


@pytest.mark.parametrize("sentence", AGREE[:10])
def test_every_figure_of_a_change_is_checked(sentence: str) -> None:
    assert unchecked(sentence) == []


@pytest.mark.parametrize(("sentence", "told"), [
    ("年初预算数为230.00万元，较上年减少21.00万元，减少9.13%。", ("wrong-denominator", "9.13%")),
    ("2022年支出决算1,500万元，2023年支出决算1,650万元，增幅9.09%。", ("wrong-denominator", "9.09%")),
    ("2022年执行数为54.60万元，2023年预算安排53.84万元，比2022年执行数减少2.39%。", ("ratio", "2.39%")),
    ("运行经费支出决算为256.80万元，比2022年的270.00万元增加13.20万元。", ("sum", "13.20万元")),
    ("执行率由85.2%提高到93.6%，提高9.4个百分点。", ("sum", "9.4个百分点")),
    ("2024年预算安排120万元，与2023年预算100万元持平。", ("sum", "120万元")),
    ("政府性基金拨款支出预算0万元，比2022年预算增加421.25万元。", ("sum", "0万元")),
    ("去年该项经费为0万元，今年安排20万元，比上年增长20%。", ("zero-base", "20%")),
])
def test_a_change_that_does_not_agree_is_told(sentence: str, told: tuple[str, str]) -> None:
    assert told in wrong(sentence)


def test_an_amount_that_rises_with_a_rate_that_falls_is_told() -> None:
    assert wrong("运行经费支出256.80万元，比年初预算数增加12.20万元，降低4.54%。")


def test_one_change_told_twice_is_the_same() -> None:
    income = "收入预算950.00万元，其中：财政拨款收入950.00万元，比2023年预算增加46.20万元。"
    assert wrong(income, "支出预算950.00万元，比2023年预算增加16.20万元。") == {("cross-table", "16.20万元")}


def test_a_reason_is_no_change_of_the_total() -> None:
    assert wrong("项目支出2,000万元，比上年增加200万元，增长11.11%，主要原因是新增信息化经费350万元。") == set()


def test_what_a_project_is_called_is_no_change() -> None:
    assert wrong("总预算150万元，其中支持稳增长30万元，服务能力提升120万元。") == set()


def test_of_several_values_the_one_that_a_known_mistake_was_made_with_is_meant() -> None:
    assert wrong("基本支出310.50万元，项目支出120.40万元，支出合计430.90万元。",
                 "项目支出比上年增加20.40万元，增长16.94%。") == {("wrong-denominator", "16.94%")}
