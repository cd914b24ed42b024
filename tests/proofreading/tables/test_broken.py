"""What is told where a table does not agree, with how much certainty, and what is not."""

from __future__ import annotations

import time

import pytest

from hengji.model import Manuscript, Paragraph
from hengji.proofreading import proofread
from hengji.proofreading.judging import Outcome
from tests.proofreading.sheets.drawing import reading, table
from tests.proofreading.tables.checking import broken, remarks, unchecked, verdicts

CODES = """
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
204 | 公共安全支出 | 812.60 | 612.40 | 200.20
20402 | 公安 | 712.60 | 512.40 | 200.20
2040201 | 行政运行 | 512.40 | 512.40 |
2040219 | 信息化建设 | 200.20 | | 200.20
20406 | 司法 | 100.00 | 100.00 |
2040601 | 行政运行 | 100.00 | 100.00 |
合计 | < | 812.60 | 612.40 | 200.20
"""


def test_a_wrong_figure_breaks_its_row_and_both_its_levels() -> None:
    told = broken(reading(table(CODES.replace("20402 | 公安 | 712.60", "20402 | 公安 | 721.60"), unit="万元")))
    assert len(told) == 3
    assert all(one.startswith("error") and "721.60" in one for one in told)


def test_last_digits_are_no_error() -> None:
    rounded = CODES.replace("204 | 公共安全支出 | 812.60", "204 | 公共安全支出 | 812.61")
    assert broken(reading(table(rounded, unit="万元"))) == []


def test_a_blank_is_zero_and_words_are_not() -> None:
    unread = CODES.replace("信息化建设 | 200.20 | |", "信息化建设 | 200.20 | 详见说明 |")
    assert broken(reading(table(unread, unit="万元"))) == []


def test_a_list_of_some_codes_is_no_error() -> None:
    assert broken(reading(table("""
        科目编码 | 科目名称 | 金额
        205 | 教育支出 | 532.80
        20502 | 普通教育 | 300.00
        2050201 | 学前教育 | 121.35
        208 | 社会保障和就业支出 | 66.60
        20805 | 行政事业单位养老支出 | 61.25
        """.replace("        ", ""), unit="万元"))) == []


def test_parts_beyond_their_whole() -> None:
    told = broken(reading(table("""
项目 | 人数
参保人数 | 5230
其中：女性 | 6480
其中：低保对象 | 310
""")))
    assert told == ["error: 女性≤参保人数: 5230 / 6480"]


def test_of_which_need_not_be_all() -> None:
    assert broken(reading(table("""
项目资金 | 全年预算数 | 全年执行数
年度资金总额 | 198.50 | 176.30
其中：当年财政拨款 | 188.50 | 168.30
""", unit="万元"))) == []


@pytest.mark.parametrize("total", ["26.77", "36.67"])
def test_a_sole_column_with_a_wrong_total(total: str) -> None:
    told = broken(reading(table(f"""
项目 | 金额
办公费 | 12.35
差旅费 | 8.60
培训费 | 5.72
合计 | {total}
""", unit="万元")))
    assert told == [f"error: 办公费＋差旅费＋培训费＝合计: {total} / 12.35 8.60 5.72"]


def test_a_single_row_of_parts() -> None:
    text = """
“三公”经费预算数 | < | < | < | <
合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费 | <
^ | ^ | ^ | 购置费 | 运行费
8.40 | 0.00 | 2.10 | 0.00 | {}
"""
    assert broken(reading(table(text.format("6.30"), unit="万元"))) == []
    assert len(broken(reading(table(text.format("9.30"), unit="万元")))) == 1


def test_the_wrong_base_of_a_growth_is_named() -> None:
    read = reading(table("""
项目 | 2021年决算数 | 2022年决算数 | 增长率
基本支出 | 100.00 | 125.00 | 25.00%
项目支出 | 260.00 | 299.00 | 15.00%
上缴支出 | 40.00 | 48.00 | 16.67%
""", unit="万元"))
    found = [one for one in verdicts(read) if one.outcome is Outcome.BROKEN]
    assert [one.relation.target.text for one in found] == ["16.67%"]
    assert [one.rival.cause for one in found if one.rival] == ["误以2022年决算数为分母"]


def test_a_rate_of_nothing() -> None:
    read = reading(table("""
类别 | 人员经费 | 公用经费 | 年末结转
调整预算数 | 161.20 | 18.40 | -
决算数 | 150.10 | 17.02 | -
预算完成率 | 93.11% | 92.50% | 100.00%
""", unit="万元"))
    assert broken(read) == []
    assert [(one.check, one.printed, one.explanation) for one in remarks(read)] == [
        ("zero-base", "100.00%", "调整预算数为零，预算完成率没有意义，不应印成100.00%（－÷－）。")]


def test_no_base_and_no_rate_is_right() -> None:
    read = reading(table("""
项目 | 上年预算数 | 本年预算数 | 增减率
公务接待费 | 12.20 | 8.60 | -29.51%
公务用车费 | 33.00 | 30.00 | -9.09%
因公出国费 | 0 | 0 | 0
""", unit="万元"))
    assert broken(read) == []
    assert [one.marks for one in remarks(read)] == [()]
    assert unchecked(read) == ["0", "0"]


def test_a_form_whose_parts_exceed_its_total() -> None:
    told = broken(reading(table("""
项目名称 | 窗口服务外包 | < | 项目类别 | 经常性项目
主管部门 | 和平县政务服务局 | < | 实施单位 | 和平县便民服务中心
计划开始日期 | 2023-01-01 | < | 计划完成日期 | 2023-12-31
项目资金（元） | 项目资金总额 | 1,250,000.00 | 年度资金申请总额 | 1,250,000.00
^ | 其中：财政资金 | 1,250,000.00 | 其中：当年财政拨款 | 1,300,000.00
^ | 其他资金 | 0.00 | 其他资金 | 0.00
""")))
    assert told == ["error: 当年财政拨款＋其他资金＝年度资金申请总额: 1,250,000.00 / 1,300,000.00 0.00"]


def test_lines_that_have_nothing_to_do_with_one_another() -> None:
    read = reading(table("""
一级指标 | 三级指标 | 目标值 | 实际完成值 | 备注
产出 | 培训人次 | 500 | 520 |
^ | 印发手册 | 3000 | 2800 |
效益 | 合格率 | 95% | 97% |
^ | 好评率 | 90% | 93.5% |
"""), table("""
项目 | 第一年 | 第二年 | 第三年
设备数（台） | 12 | 15 | 18
单价（万元） | 2.50 | 2.40 | 2.30
维护费（万元） | 3.10 | 4.20 | 5.00
""", number=2))
    assert broken(read) == []


def test_lines_of_figures_are_no_sentence_told_twice() -> None:
    lines = ("1     2     3     4     5     6     7     8", "45.00   5.00   32.00   18.00   14.00   8.00   6.00   7.00")
    manuscript = Manuscript("试稿.txt", "txt", tuple(
        Paragraph(text=f"{line}     36.72     12.17     6.57     1", number=at) for at, line in enumerate(lines, 1)))
    assert [each.check for each in proofread(manuscript).contradictions] == []


LONG = {
    "rows_that_add_up": ("项目 | 合计 | 基本支出 | 项目支出", "项目{0} | {0}.50 | {0}.00 | 0.50"),
    "shares_without_a_total": ("选项 | 人数 | 占比", "选项{0} | {0} | 5%"),
    "codes_that_do_not": ("编码 | 科目名称 | 合计 | 基本支出 | 项目支出", "2010{0} | 甲{0} | {0}.5 | {0} | 0.5"),
    "words": ("甲乙 | 丙丁 | 戊己", "甲{0}丙 | 乙丙 | 丁"),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_table_takes_time_by_its_length(name: str) -> None:
    head, row = LONG[name]
    rows = "\n".join(row.format(at) for at in range(1, 1001))
    before = time.process_time()
    proofread(Manuscript("长表.docx", "docx", (table(f"{head}\n{rows}", unit="万元"),)))
    assert time.process_time() - before < 8
