"""Names of rows: codes, paths, depths, points."""

from fractions import Fraction

from tests.proofreading.sheets.drawing import sheets


def test_codes_over_three_columns_are_put_together() -> None:
    (sheet,) = sheets("""
功能分类科目编码 | < | < | 功能分类科目名称 | 合计
类 | 款 | 项 | ^ | ^
205 | | | 教育支出 | 100
205 | 01 | | 教育管理事务 | 100
205 | 01 | 01 | 行政运行 | 60
5 | 01 | 02 | 一般行政管理事务 | 40
合计 | < | < | < | 100
""", unit="元")
    assert sheet.codes == {3: "205", 4: "20501", 5: "2050101", 6: "2050102"}
    assert sheet.depths == {3: 0, 4: 1, 5: 2, 6: 2, 7: 0}
    assert sheet.labels[7] == "合计"
    assert all(column == 5 for _, column in sheet.numbers)


def test_codes_are_found_before_names() -> None:
    (sheet,) = sheets("""
指标名称 | 权重 | 得分
A1组织管理 | 4 | 3
A11岗位设置 | 4 | 3
A2计划管理 | 6 | 5
合  计 | 10 | 8
""")
    assert sheet.codes == {2: "A1", 3: "A11", 4: "A2"}
    assert sheet.depths == {2: 0, 3: 1, 4: 0, 5: 0}
    assert sheet.labels[5] == "合计"


def test_merged_names_make_a_path_whether_or_not_the_merging_was_kept() -> None:
    for mark in ("^", ""):
        (sheet,) = sheets(f"""
一级指标 | 二级指标 | 三级指标 | 得分
投入（20分） | 目标（5分） | 合理性（2分） | 2
{mark} | {mark} | 明确性（3分） | 3
{mark} | 配置（15分） | 控制率（15分） | 15
总分 | | | 20
""")
        assert sheet.label_paths[3] == ("投入(20分)", "目标(5分)", "明确性(3分)")
        assert sheet.label_paths[4] == ("投入(20分)", "配置(15分)", "控制率(15分)")
        assert sheet.label_paths[5] == ("总分",)
        assert sheet.depths[5] == 0
        assert {place: weight.value for place, weight in sheet.weights.items()} == {
            (2, 1): 20, (2, 2): 5, (2, 3): 2, (3, 3): Fraction(3), (4, 2): 15, (4, 3): 15}
        assert sheet.weights[2, 1].text == "20分"


def test_depths_follow_the_numbering_of_names() -> None:
    (sheet,) = sheets("""
项目 | 预算数
一、财政拨款收入 | 100
1.一般公共预算 | 80
2.政府性基金 | 20
二、事业收入 | 10
其中：专户 | 5
收入总计 | 110
""", unit="万元")
    assert [sheet.depths[row] for row in sheet.body_rows] == [0, 2, 2, 0, 1, 0]


def test_a_column_of_years_names_rows() -> None:
    (sheet,) = sheets("""
年度 | 预算数 | 决算数
2020 | 110 | 100
2021 | 120 | 115
""", unit="万元")
    assert sheet.labels == {2: "2020", 3: "2021"}
    assert {number.period for number in sheet.numbers.values()} == {"2020", "2021"}


def test_ordinals_are_no_figures() -> None:
    (sheet,) = sheets("""
序号 | 单位 | 金额（万元）
1 | 甲站 | 10
2 | 乙站 | 20
""")
    assert sheet.labels == {2: "甲站", 3: "乙站"}
    assert all(column == 3 for _, column in sheet.numbers)


def test_weights_between_levels_belong_to_the_level_before_them() -> None:
    (sheet,) = sheets("""
一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 权重 | 得分
投入 | 20 | 目标 | 5 | 合理性 | 2 | 2
^ | ^ | ^ | ^ | 明确性 | 3 | 3
^ | ^ | 配置 | 15 | 控制率 | 15 | 14
合计 | 20 | | 20 | | 20 | 19
""")
    assert sheet.label_columns == (1, 3, 5)
    assert sheet.label_paths[4] == ("投入", "配置", "控制率")
    assert [sheet.numbers[2, column].label for column in (2, 4, 6, 7)] == ["投入", "目标", "合理性", "合理性"]


def test_levels_of_codes_are_no_figures_though_their_head_was_lost() -> None:
    (sheet,) = sheets("""
类 | 款 | 项 | 科目名称 | 合计 | 基本支出
207 | | | 文化旅游体育与传媒支出 | 90.00 | 60.00
207 | 01 | | 文化和旅游 | 90.00 | 60.00
207 | 01 | 01 | 行政运行 | 60.00 | 60.00
合计 | | | | 90.00 | 60.00
""")
    assert sheet.codes == {2: "207", 3: "20701", 4: "2070101"}
    assert {column for _, column in sheet.numbers} == {5, 6}


def test_what_begins_with_a_zero_is_a_code() -> None:
    (sheet,) = sheets("""
编号 | | | 科目名称 | 合计
类级 | 款级 | 项级 | ^ | ^
207 | 01 | | 文化和旅游 | 90.00
207 | 01 | 01 | 行政运行 | 60.00
207 | 01 | 09 | 群众文化 | 30.00
""")
    assert {column for _, column in sheet.numbers} == {5}
