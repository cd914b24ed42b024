"""Wholes, parts and shares: lists inside lists, partitions, numbered paragraphs, totals after lists."""

from __future__ import annotations

import pytest

from tests.proofreading.text.saying import unchecked, wrong

AGREE = [
    "支出合计5,000.00万元，其中：基本支出3,500.00万元，占70.00%；项目支出1,500.00万元，占30.00%；经营支出0万元，占0%。",
    "政府采购支出总额1,020.00万元，其中：货物支出320.00万元、工程支出400.00万元、服务支出300.00万元。"
    "授予中小企业合同金额816.00万元，占政府采购支出总额的80.00%，其中：授予小微企业合同金额612.00万元，"
    "占授予中小企业合同金额的75.00%。",
    "共有车辆15辆，其中：主要领导干部用车1辆、机要通信用车2辆、应急保障用车3辆、执法执勤用车6辆、其他用车3辆。",
    "车辆7辆（一般公务用车3辆，执法执勤用车4辆，特种专业技术用车0辆，其他用车0辆）。",
    "预算总额2,000万元，其中基本支出预算1,200万元（人员经费1,000万元，公用经费200万元），项目支出预算800万元。",
    "支出预算4,200万元，主要用于人员支出2,300万元，公用支出300万元，项目支出1,600万元。",
    "中央资金200万元、省级资金150万元、市级资金50万元，合计400万元。",
    "支出较上年增加86.5万元，其中基本支出增加120.3万元，项目支出减少33.8万元。",
    "项目累计支出360万元，占到位资金400万元的90%。",
    "认为非常满意的占62.5%，满意的占30%，一般的占5%，不满意的占2.5%。",
    "基本支出预算为2,300.00万元，占总支出预算的57.50%，项目支出预算1,700.00万元，占总支出预算的42.50%。",
    "本次有84%的群众表示满意，其余16%的群众表示一般。",
]


@pytest.mark.parametrize("sentence", AGREE)
def test_parts_that_agree_are_all_checked(sentence: str) -> None:
    assert wrong(sentence) == set()
    assert [text for text in unchecked(sentence) if text != "2.5%"] == []


@pytest.mark.parametrize("sentence", [
    "本年支出9,800万元，包括人员经费3,000万元、公用经费500万元等。",
    "全县脱贫户3,210户，其中易返贫致贫户120户，边缘易致贫户98户。",
    "财政拨款收入8,000万元，其中一般公共预算财政拨款8,000万元，一般公共预算财政拨款包括经费拨款7,500万元。",
    "2022年完成2,000万元，2023年、2024年计划分别为1,500万元、1,800万元。",
    "本年支出9,800万元，其中教育支出300万元，卫生健康支出200万元。",
])
def test_parts_that_are_not_all_are_no_sum(sentence: str) -> None:
    assert wrong(sentence) == set()


@pytest.mark.parametrize(("sentence", "told"), [
    ("支出合计5,000.00万元，其中：基本支出3,500.00万元；项目支出1,600.00万元。", ("sum", "5,000.00万元")),
    ("支出合计5,000.00万元，其中：基本支出3,500.00万元，占75.00%；项目支出1,500.00万元，占30.00%。",
     ("ratio", "75.00%")),
    ("编制总数为120人，其中：行政编制80人，事业编制50人。", ("sum", "120人")),
    ("办理业务164.40万件，其中，“甲类”79.10万件、“乙类”79.90万件、“丙类”27.10万件。", ("sum", "164.40万件")),
    ("中央资金2,000万元、省级资金1,500万元、市级资金500万元，合计5,000万元。", ("sum", "5,000万元")),
    ("支出较上年增加86.5万元，其中基本支出增加120.3万元，项目支出减少53.8万元。", ("sum", "86.5万元")),
    ("非常满意的占62.5%，满意的占30%，一般的占5%，不满意的占7.5%。", ("sum", "7.5%")),
])
def test_parts_that_do_not_agree_are_told(sentence: str, told: tuple[str, str]) -> None:
    assert told in wrong(sentence)


def test_a_whole_named_elsewhere_is_found() -> None:
    paragraphs = ("# 三、支出情况", "本年支出合计9,760.00万元。", "# 五、拨款支出情况",
                  "一般公共预算财政拨款支出9,746.50万元，占本年支出合计的99.86%。")
    assert wrong(*paragraphs) == set()
    assert wrong(*paragraphs[:-1], paragraphs[-1].replace("99.86", "39.86")) == {("ratio", "39.86%")}


OUTLINE = ("2025年“三公”经费预算数为867.50万元，与2024年预算持平。其中：",
           "（一）因公出国（境）费839万元，与2024年预算持平。",
           "（二）公务用车购置及运行费0万元，与2024年预算持平。", "其中：公务用车购置费0万元；公务用车运行费0万元。",
           "（三）公务接待费28.50万元，与2024年预算持平。")


def test_numbered_paragraphs_are_parts() -> None:
    assert wrong(*OUTLINE) == set()
    assert wrong(*OUTLINE[:-1], OUTLINE[-1].replace("28.50", "58.50")) == {("sum", "867.50万元")}


def test_columns_of_numbered_paragraphs_answer_to_their_own_wholes() -> None:
    paragraphs = ["支出年初预算为1,110.00万元，支出决算为1,000.50万元，完成年初预算的90.14%。其中：",
                  "1、行政运行。年初预算为1,010.00万元，支出决算为910.30万元，完成年初预算的90.13%。",
                  "2、住房公积金。年初预算为100.00万元，支出决算为90.20万元，完成年初预算的90.20%。"]
    assert wrong(*paragraphs) == set()
    assert ("sum", "1,110.00万元") in wrong(paragraphs[0], paragraphs[1], paragraphs[2].replace("100.00", "400.00"))
