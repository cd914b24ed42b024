"""Each number of a table typed: kind, unit, value in its base, step."""

from fractions import Fraction

from hengji.proofreading.number import Kind
from tests.proofreading.sheets.drawing import sheets


def test_the_unit_of_the_table_holds_unless_head_row_or_cell_say_otherwise() -> None:
    (sheet,) = sheets("""
指标 | 2021年 | 2022年 | 增长率 | 增减额（元）
财政拨款 | 100.00 | 120.00 | 20.00 | 200000
办件量（件） | 5000 | 6000 | 20 |
在职人数 | 20 | 21 | 5.00 |
预算执行率 | 95.5 | 96.2 | |
专项资金 | 30万元 | 0.5亿元 | |
""", unit="万元")
    kinds = {place: (number.kind, number.value) for place, number in sheet.numbers.items()}
    assert kinds[2, 2] == (Kind.AMOUNT, Fraction(1_000_000))
    assert kinds[2, 4] == (Kind.RATE, Fraction(1, 5))
    assert kinds[2, 5] == (Kind.AMOUNT, Fraction(200_000))
    assert kinds[3, 3] == (Kind.COUNT, Fraction(6000))
    assert kinds[4, 2] == (Kind.COUNT, Fraction(20))
    assert kinds[5, 2] == (Kind.RATE, Fraction(955, 1000))
    assert kinds[6, 2] == (Kind.AMOUNT, Fraction(300_000))
    assert kinds[6, 3] == (Kind.AMOUNT, Fraction(50_000_000))
    assert sheet.numbers[3, 2].unit == "件"


def test_money_without_a_printed_unit_stays_plain() -> None:
    (sheet,) = sheets("""
项目 | 预算数
收入 | 100
支出 | 90
""")
    assert {number.kind for number in sheet.numbers.values()} == {Kind.PLAIN}


def test_scores_and_rates_are_told_by_their_heads() -> None:
    (sheet,) = sheets("""
指标 | 分值 | 自评得分 | 得分率
甲 | 10 | 8.6 | 0.86
乙 | 30 | 30 | 1
""")
    assert [sheet.numbers[2, column].kind for column in (2, 3, 4)] == [Kind.SCORE, Kind.SCORE, Kind.RATE]
    assert sheet.numbers[3, 4].value == 1
    assert sheet.numbers[3, 4].step == Fraction(1, 100)


def test_trailing_zeros_left_out_are_style() -> None:
    (sheet,) = sheets("""
项目 | 金额
甲 | 6.4
乙 | 12.35
丙 | 2,012
""", unit="万元")
    assert {number.step for number in sheet.numbers.values()} == {100}


def test_rows_of_one_kind_share_the_step_where_columns_do_not() -> None:
    (sheet,) = sheets("""
项目 | A.很满意 | B.满意 | 合计
比率 | 64.1% | 35.90% | 100%
份数 | 50 | 28 | 78
""")
    assert {sheet.numbers[2, column].step for column in (2, 3, 4)} == {Fraction(1, 10000)}
    assert {sheet.numbers[3, column].kind for column in (2, 3, 4)} == {Kind.COUNT}


def test_answers_without_a_word_for_their_number_are_counted() -> None:
    (sheet,) = sheets("""
问题 | 非常满意 | 满意 | 一般 | 合计
服务态度 | 50 | 30 | 20 | 100
办事效率 | 45 | 35 | 20 | 100
""")
    assert {number.kind for number in sheet.numbers.values()} == {Kind.COUNT}


def test_dashes_are_kept_and_are_no_zero() -> None:
    (sheet,) = sheets("""
项目 | 年初数 | 年末数
结转 | - | 5
结余 | — | 0
""", unit="万元")
    assert sheet.dashes == {(2, 2), (3, 2)}
    assert set(sheet.numbers) == {(2, 3), (3, 3)}


def test_last_year_and_this_year_are_noted() -> None:
    (sheet,) = sheets("""
项目 | 本年数 | 上年数
收入 | 120 | 100
支出 | 110 | 90
""", unit="万元")
    assert [sheet.numbers[2, 2].period, sheet.numbers[2, 3].period] == ["本年", "上年"]


def test_remarks_hold_no_figures_of_the_table() -> None:
    (sheet,) = sheets("""
项目 | 金额 | 备注
甲 | 6 | 3
乙 | 12 | 8万元
""", unit="元")
    assert set(sheet.numbers) == {(2, 2), (3, 2), (3, 3)}
    assert sheet.numbers[3, 3].value == 80_000


def test_a_number_marks_its_digits_in_the_cell_as_printed() -> None:
    (sheet,) = sheets("""
项目 | 比率
甲 | ≥ 95%\\n
乙 | 20%
""")
    number = sheet.numbers[2, 2]
    assert (number.mark.start, number.mark.end, number.text) == (2, 5, "95%")
    assert (number.mark.block, number.mark.row, number.mark.column) == (0, 2, 2)
