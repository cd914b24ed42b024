"""Heads of tables, and where one table is several."""

from tests.proofreading.sheets.drawing import sheets


def test_a_head_of_two_rows_gives_each_column_its_path() -> None:
    (sheet,) = sheets("""
类别 | 基本支出 | < | < | 项目支出
^ | 人员经费 | 公用经费 | 小计 | ^
预算数 | 10 | 5 | 15 | 20
""", unit="万元")
    assert sheet.head_rows == (1, 2)
    assert sheet.paths[3] == ("基本支出", "公用经费")
    assert sheet.paths[5] == ("项目支出",)


def test_a_head_whose_merging_was_lost_goes_on_to_the_right() -> None:
    (sheet,) = sheets("""
类别 | 基本支出 | | | 项目支出
 | 人员经费 | 公用经费 | 小计 |
预算数 | 10 | 5 | 15 | 20
""")
    assert sheet.paths[4] == ("基本支出", "小计")
    assert sheet.body_rows == (3,)


def test_pairs_under_merged_heads_are_told_apart() -> None:
    (sheet,) = sheets("""
合计 | < | 公务接待费 | <
预算数 | 决算数 | 预算数 | 决算数
2.85 | 0.39 | 2.85 | 0.39
""", unit="万元")
    assert sheet.paths[4] == ("公务接待费", "决算数")
    assert sheet.label_columns == ()
    assert len(sheet.numbers) == 4


def test_years_are_heads_and_rows_that_count_columns_are_no_figures() -> None:
    (sheet,) = sheets("""
项目 | 行次 | 2021年 | 2022年
栏次 | | 1 | 2
收入 | 1 | 100 | 120
支出 | 2 | 90 | 110
""", unit="万元")
    assert sheet.head_rows == (1, 2)
    assert [number.period for number in sheet.numbers.values()] == ["2021", "2021", "2022", "2022"]


def test_a_head_printed_again_on_the_next_page_is_no_row() -> None:
    (sheet,) = sheets("""
科目编码 | 科目名称 | 金额
201 | 甲类支出 | 30
科目编码 | 科目名称 | 金额
202 | 乙类支出 | 20
""", unit="元")
    assert sheet.head_rows == (1, 3)
    assert sheet.body_rows == (2, 4)


def test_two_tables_side_by_side_are_two_sheets() -> None:
    income, expense = sheets("""
收入 | < | 支出 | <
项目 | 决算数 | 项目 | 决算数
一、财政拨款 | 100 | 一、教育支出 | 60
二、其他收入 | 20 | 二、卫生支出 | 60
 | | 三、其他支出 |
总计 | 120 | 总计 | 120
""", unit="万元")
    assert (income.columns, expense.columns) == ((1, 2), (3, 4))
    assert income.body_rows == (3, 4, 6)
    assert expense.labels[5] == "三、其他支出"
    assert {number.label for number in expense.numbers.values()} == {"一、教育支出", "二、卫生支出", "总计"}


def test_codes_side_by_side_are_two_sheets() -> None:
    left, right = sheets("""
经济分类科目编码 | 科目名称 | 决算数 | 经济分类科目编码 | 科目名称 | 决算数
301 | 工资福利支出 | 50 | 302 | 商品和服务支出 | 20
30101 | 基本工资 | 50 | 30201 | 办公费 | 20
""", unit="万元")
    assert left.codes == {2: "301", 3: "30101"}
    assert right.codes == {2: "302", 3: "30201"}
    assert right.depths == {2: 0, 3: 1}


def test_text_between_numbers_does_not_divide_a_table() -> None:
    (sheet,) = sheets("""
三级指标 | 分值 | 指标解释 | 得分
甲指标 | 5 | 反映甲事项的完成情况，用以考核其程度。 | 4.5
乙指标 | 3 | 反映乙事项的完成情况，用以考核其程度。 | 3
""")
    assert sheet.columns == (1, 2, 3, 4)
    assert sheet.label_columns == (1,)


def test_a_form_names_each_number_by_the_words_to_its_left() -> None:
    form, targets = sheets("""
项目名称 | 小区维修 | 项目编号 | HZ01 | <
预算数 | 120万元 | 执行数 | 118.5万元 | <
一级指标 | 二级指标 | 年度指标值 | 分值 | 得分
产出指标 | 维修数量 | ≥12个 | 10 | 10
^ | 合格率 | 100% | 10 | 9.8
""")
    assert form.head_rows == ()
    assert {number.label: number.value for number in form.numbers.values()} == {"预算数": 1200000, "执行数": 1185000}
    assert targets.head_rows == (3,)
    assert targets.numbers[4, 3].comparator == "≥"


def test_a_table_without_a_head_is_read_by_its_columns() -> None:
    (sheet,) = sheets("""
一、收入 | 100 | 80
二、支出 | 90 | 75
""", unit="万元")
    assert sheet.head_rows == ()
    assert sheet.labels == {1: "一、收入", 2: "二、支出"}
    assert len(sheet.numbers) == 4


def test_a_head_ends_where_numbers_begin_though_its_first_cell_goes_on() -> None:
    (sheet,) = sheets("""
项目资金（万元） | | 预算数 | 执行数
^ | 资金总额 | 100.00 | 95.00
^ | 其中：财政拨款 | 100.00 | 95.00
""")
    assert sheet.head_rows == (1,)
    assert sheet.labels == {2: "资金总额", 3: "其中:财政拨款"}
    assert sheet.numbers[2, 3].value == 1_000_000


def test_a_total_below_takes_in_an_earlier_part_that_has_none() -> None:
    earlier, later = sheets("""
项目 | 预算数 | 执行数 | 分值 | 得分
资金总额 | 100 | 95 | 10 | 9.5
一级指标 | 二级指标 | 指标值 | 分值 | 得分
产出 | 维护次数 | ≥12次 | 90 | 88
总分 | | | 100 | 97.5
""")
    assert earlier.totals_beyond == frozenset()
    assert later.totals_beyond == {5}


def test_a_row_of_heads_right_under_a_head_begins_another_and_the_reading_ends() -> None:
    found = sheets("""
一级指标 | | 二级指标 | | 得分
要点 | 权重 | 要点 | 权重 | 得分
投入 | 10 | 目标 | 10 | 9
""")
    assert {number.text for sheet in found for number in sheet.numbers.values()} >= {"9"}


def test_a_question_names_its_row() -> None:
    (sheet,) = sheets("""
题目 | 非常满意 | 满意 | 不满意 | 合计
1.您对甲服务是否满意？ | 118 | 72 | 10 | 200
2.您对乙服务是否满意？ | 104 | 81 | 15 | 200
""")
    assert sheet.label_columns == (1,)
    assert next(number.text for number in sheet.numbers.values()) == "118"


def test_tables_below_one_another_on_a_sheet_have_their_own_heads() -> None:
    first, second = sheets("""
指标 | 分值 | 得分 | 得分率
甲指标 | 10 | 9 | 90%
乙指标 | 20 | 18 | 90%
表2 调查情况统计表 | | |
题目 | 甲类人员 | 乙类人员 | 丙类人员
第一问 | 40 | 5 | 3
第二问 | 30 | 6 | 2
""")
    assert (first.body_rows[:2], second.head_rows) == ((2, 3), (5,))
    assert second.paths[3] == ("乙类人员",)
