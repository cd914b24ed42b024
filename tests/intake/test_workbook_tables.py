"""Tables and forms: any layout is forgiven, no value is passed over, every problem names its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.intake import (
    Cell,
    Column,
    Field,
    Form,
    Mapping,
    Merge,
    Quantity,
    Record,
    Scalar,
    Sheet,
    Table,
    Text,
    read_form,
    read_table,
)
from hengji.model import YUAN, Place, Problem
from hengji.telling import problem_told

NAME = Column("name", ("名称", "事实名称"), required=True)
VALUE = Column("value", ("数值",), required=True)
LAST = Column("last", ("上年数", "上年 数值"))
GROUP = Column("group", ("部门",), fills=True)
COLUMNS = (NAME, VALUE, LAST, GROUP)
HEAD = ("名称", "数值", "上年数", "部门")
Grid = Sequence[Sequence[str]]


def sheet(grid: Grid, *merged: Merge) -> Sheet:
    cells = {}
    for row, line in enumerate(grid, 1):
        for column, text in enumerate(line, 1):
            if text:
                place = Place("甲.xlsx", sheet="表", cell=f"{chr(64 + column)}{row}")
                cells[row, column] = Cell(text, place, "text")
    return Sheet("甲.xlsx", "表", False, cells, merged)


def table(grid: Grid, *merged: Merge) -> tuple[Table, list[Problem]]:
    problems: list[Problem] = []
    return read_table(sheet(grid, *merged), COLUMNS, problems), problems


def rows(grid: Grid, *merged: Merge) -> list[dict[str, str]]:
    read, problems = table(grid, *merged)
    assert problems == []
    return [plain(row) for row in read.rows]


def plain(row: Mapping) -> dict[str, str]:
    return {name: entry.text for name, entry in row.entries.items() if isinstance(entry, Scalar)}


def told(grid: Grid, *merged: Merge) -> list[str]:
    return [problem_told(problem) for problem in table(grid, *merged)[1]]


DATA = [{"name": "甲", "value": "1.5"}, {"name": "乙", "value": "2", "last": "3", "group": "一处"}]
LINES = [["甲", "1.5", "", ""], ["乙", "2", "3", "一处"]]


def test_a_plain_table() -> None:
    read, problems = table([HEAD, *LINES])
    assert problems == []
    assert [plain(row) for row in read.rows] == DATA
    assert str(read.rows[1].entries["value"].place) == "甲.xlsx:表!B3"
    assert str(read.rows[1].place) == "甲.xlsx:表!A3"
    assert str(read.rows[1].keys["value"]) == "甲.xlsx:表!B1"


@given(st.permutations(range(4)), st.integers(0, 10), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_moved_columns_titles_and_blank_rows_give_the_same_rows(
        order: list[int], titles: int, first_gap: int, second_gap: int, margin: int) -> None:
    def moved(line: Sequence[str]) -> list[str]:
        return [""] * margin + [line[at] for at in order]
    grid: list[list[str]] = [["2022年度事实表"] if n == 0 else [] for n in range(titles)]
    grid.append(moved(HEAD))
    for gap, line in zip((first_gap, second_gap), LINES, strict=True):
        grid += [[]] * gap + [moved(line)]
    assert rows(grid) == DATA


@given(st.permutations(range(4)), st.booleans())
def test_merged_headers_give_the_same_rows(order: list[int], titled: bool) -> None:
    """名称 and 部门 are merged downwards, 数值 and 上年数 stand below a merged 金额 wherever they are."""
    top = 2 if titled else 1
    upper = ["金额" if at in (1, 2) else HEAD[at] for at in order]
    lower = [HEAD[at] if at in (1, 2) else "" for at in order]
    merges, texts = [], list(upper)
    for column in range(4):
        if lower[column] == "":
            merges.append(Merge(top, column + 1, top + 1, column + 1))
        elif column and lower[column - 1]:
            texts[column] = ""
            merges.append(Merge(top, column, top, column + 1))
    grid = [["标题"]] * titled + [texts, lower] + [[line[at] for at in order] for line in LINES]
    assert rows(grid, *merges) == DATA


def test_a_combined_heading_is_its_two_levels() -> None:
    grid = [["名称", "数值", "上年", ""], ["", "", "数值", "#口径"], ["甲", "1", "2", "不读"]]
    assert rows(grid, Merge(1, 3, 1, 4), Merge(1, 1, 2, 1), Merge(1, 2, 2, 2)) == [
        {"name": "甲", "value": "1", "last": "2"}]


@pytest.mark.parametrize("heading", [
    "数值", "数 值", "数\n值", " 数　值 ", "数值：", "*数值", "数值（必填）", "数值(万元)", "数值（％）"])
def test_headings_are_folded(heading: str) -> None:
    assert rows([["事实名称", heading], ["甲", "1"]]) == [{"name": "甲", "value": "1"}]


@pytest.mark.parametrize(("heading", "unit"), [
    ("数值", ""), ("数值（万元）", "万元"), ("数值(单位:万元)", "万元"), ("数值（单位：元）", "元"),
    ("数值【％】", "%"), ("数值\n（万元）", "万元"), ("数值（必填）", "")])
def test_units_in_headings(heading: str, unit: str) -> None:
    read, problems = table([["名称", heading], ["甲", "1"]])
    assert problems == []
    assert read.units == ({"value": unit} if unit else {})


def test_full_width_headings() -> None:
    problems: list[Problem] = []
    read = read_table(sheet([["Ａ１ 指标"], ["1"]]), (Column("a", ("A1指标",)),), problems)
    assert problems == []
    assert plain(read.rows[0]) == {"a": "1"}


def test_a_unit_above_the_table() -> None:
    read, problems = table([["2022年度"], ["", "", "金额单位：万元"], HEAD, *LINES])
    assert problems == []
    assert read.stated_unit is not None
    assert (read.stated_unit.text, str(read.stated_unit.place)) == ("万元", "甲.xlsx:表!C2")


def test_a_unit_nobody_knows() -> None:
    assert told([["名称", "数值（单位：石）"], ["甲", "1"]]) == [
        "甲.xlsx:表!B1  表头“数值（单位：石）”里的单位“石”不认识\n    应为：已知的单位\n    现为：石\n"
        "    常用单位：元、万元、亿元、%、人、件、项、次、天、个工作日、分"]


def test_an_unknown_heading_with_values() -> None:
    [only] = told([[*HEAD, "上年度数"], [*LINES[1], "7"]])
    assert only.startswith("甲.xlsx:表!E1  不认识的列“上年度数”")
    assert "是否想写“上年数”？自己备注用的列，请让表头以“#”开头" in only


def test_a_misspelt_heading_is_told_once() -> None:
    [only] = told([["名称", "数值额（万元）"], ["甲", "1"]])
    assert only.startswith("甲.xlsx:表!B1  不认识的列“数值额（万元）”")
    assert "是否想写“数值”？" in only


def test_an_unknown_unit_in_brackets_is_no_unit() -> None:
    [only] = told([["名称", "数值（石）"], ["甲", "1"]])
    assert only.startswith("甲.xlsx:表!B1  不认识的列“数值（石）”")


def test_columns_of_notes_and_empty_strangers_do_not_matter() -> None:
    assert rows([[*HEAD, "#备注", "＃核对", "空列"], [*LINES[1], "随便", "1"]]) == DATA[1:]


def test_values_without_a_heading() -> None:
    assert told([HEAD, [*LINES[1], "7"]]) == [
        "甲.xlsx:表!E2  这一列有内容，却没有表头\n    应为：每列都有表头\n    现为：7\n"
        "    请补上表头，或删去这些内容；自己备注用的列，请让表头以“#”开头"]


def test_one_heading_twice() -> None:
    _, problems = table([[*HEAD, "数值（元）"], [*LINES[1], "7"]])
    assert [str(problem.place) for problem in problems] == ["甲.xlsx:表!E1"]
    assert problems[0].text == "“数值”有两处：表!B1 和 表!E1"


def test_a_required_column_that_is_not_there() -> None:
    read, problems = table([["名称", "部门"], ["甲", "一处"]])
    assert read.rows == ()
    assert [problem_told(problem) for problem in problems] == [
        "甲.xlsx:表!A1  表头里没有“数值”这一列\n    应为：有一列的表头是“数值”\n    请补上这一列"]


def test_no_header_at_all() -> None:
    grids: tuple[Grid, ...] = ([["随便"], ["写写"]], [], [[]] * 15 + [list(HEAD), *LINES])
    for grid in grids:
        [only] = told(grid)
        assert only.startswith("甲.xlsx:表!A1  工作表“表”的前 15 行里没有找到表头\n"
                               "    应为：有一行写着：名称、数值、上年数、部门")


def test_a_required_value_that_is_not_there() -> None:
    read, problems = table([HEAD, ["甲", ""], ["", "5"], *LINES])
    assert [plain(row) for row in read.rows] == DATA
    assert [(str(problem.place), problem.text) for problem in problems] == [
        ("甲.xlsx:表!B2", "“数值”空着"), ("甲.xlsx:表!A3", "“名称”空着")]


def test_merges_are_filled_down_only_where_that_is_meant() -> None:
    grid = [HEAD, ["甲", "1", "9", "一处"], ["乙", "2"], ["丙", "3"]]
    assert rows(grid, Merge(2, 4, 3, 4)) == [
        {"name": "甲", "value": "1", "last": "9", "group": "一处"},
        {"name": "乙", "value": "2", "group": "一处"}, {"name": "丙", "value": "3"}]
    read, _ = table(grid, Merge(2, 4, 4, 4))
    assert str(read.rows[2].entries["group"].place) == "甲.xlsx:表!D4"


def test_a_merged_number_is_not_repeated() -> None:
    _, problems = table([HEAD, ["甲", "1", "9"], ["乙", "", ""], ["", "", ""]], Merge(2, 2, 3, 2), Merge(2, 3, 4, 3))
    assert [(str(problem.place), problem.text) for problem in problems] == [
        ("甲.xlsx:表!B3", "“数值”合并了几行的单元格，不知道“1”是每行的还是合起来的"),
        ("甲.xlsx:表!C3", "“上年数”合并了几行的单元格，不知道“9”是每行的还是合起来的")]


def test_a_value_that_is_merged_to_the_right() -> None:
    _, problems = table([HEAD, ["甲", "", "9"]], Merge(2, 1, 2, 2))
    assert [(str(problem.place), problem.suggestion) for problem in problems] == [
        ("甲.xlsx:表!B2", "这里是合并的单元格，请拆开，每行各填")]


@pytest.mark.parametrize(("line", "what"), [
    (["合 计", "3.5"], "合计"), (["", "总计"], "合计"), (["注：数据来自决算", "", ""], "说明"),
    (["填表人：张三", "", "2022年5月27日"], "说明")])
def test_what_people_write_below_a_table_is_told_once(line: list[str], what: str) -> None:
    read, problems = table([HEAD, *LINES, [], line])
    assert [plain(row) for row in read.rows] == DATA
    text = next(filter(None, line))
    assert [problem.text for problem in problems] == [f"“{text}”这一行是{what}，不是一项内容"]


def test_hidden_rows_and_columns_are_told_once() -> None:
    problems: list[Problem] = []
    seen = sheet([HEAD, *LINES, ["丙", "3", "4", ""]])
    seen.unseen.rows.update({2, 4, 9})
    seen.unseen.columns.update({3, 7})
    read_table(seen, COLUMNS, problems)
    assert [(str(problem.place), problem.text) for problem in problems] == [
        ("甲.xlsx:表!A2", "第 2、4 行和C 列是隐藏的（或被筛选掉了），里面有填的内容")]


def test_a_hidden_row_of_a_form_is_told() -> None:
    problems: list[Problem] = []
    seen = sheet([["名称", "甲"], ["数值", "1"]])
    seen.unseen.rows.add(2)
    read_form(seen, COLUMNS, problems)
    assert [(str(problem.place), problem.text) for problem in problems] == [
        ("甲.xlsx:表!B2", "第 2 行是隐藏的（或被筛选掉了），里面有填的内容")]


def test_all_problems_at_once() -> None:
    _, problems = table([[*HEAD, "数直", "名称"], ["甲", "", "", "", "7", "8"]])
    assert [str(problem.place) for problem in problems] == ["甲.xlsx:表!F1", "甲.xlsx:表!E1", "甲.xlsx:表!B2"]


RECORD = Record("事实", (
    Field("name", Text(max_length=5), "名称", required=True),
    Field("value", Quantity(YUAN, low=0), "数值", required=True),
    Field("last", Quantity(YUAN), "上年数"),
    Field("group", Text(), "部门"),
))


def test_records_tell_the_cell() -> None:
    read, problems = table([[], HEAD, ["甲", "壹", "1.234", ""], ["很长很长的名称", "-5", "~", "null"]])
    values = [RECORD.read(row, problems) for row in read.rows]
    assert [str(problem.place) for problem in problems] == [
        "甲.xlsx:表!B3", "甲.xlsx:表!C3", "甲.xlsx:表!A4", "甲.xlsx:表!B4", "甲.xlsx:表!C4"]
    assert values[1] is not None
    assert values[1]["group"] == "null"


ENTITY = Column("entity", ("单位名称",), required=True)
BUDGET = Column("budget", ("年初预算数",), required=True)
PERIOD = Column("period", ("评价年度", "年度"))


def form(grid: Grid, *merged: Merge) -> tuple[Form, list[Problem]]:
    problems: list[Problem] = []
    return read_form(sheet(grid, *merged), (ENTITY, BUDGET, PERIOD), problems), problems


def test_a_form_wherever_its_labels_are() -> None:
    read, problems = form([["部门整体支出绩效评价基本情况表"], ["", "单位名称：", "", "甲局", "评价年度", "2022"], [],
                           ["说明：以决算为准"], ["", "", "年初预算数（万元）", "100"]])
    assert problems == []
    assert plain(read.node) == {"entity": "甲局", "period": "2022", "budget": "100"}
    assert read.units == {"budget": "万元"}
    assert str(read.node.entries["budget"].place) == "甲.xlsx:表!D5"


def test_a_unit_behind_the_value() -> None:
    read, problems = form([["单位名称", "甲局"], ["年初预算数", "100", "万元"]])
    assert problems == []
    assert read.units == {"budget": "万元"}
    _, problems = form([["单位名称", "甲局"], ["年初预算数（元）", "100", "万元"]])
    assert [(str(problem.place), problem.found) for problem in problems] == [("甲.xlsx:表!C2", "元 和 万元")]


@pytest.mark.parametrize(("grid", "place", "text"), [
    ([["单位名称", "甲局"]], "A1", "工作表“表”里没有“年初预算数”这一项"),
    ([["单位名称", "甲局"], ["年初预算", "5"]], "A2", "不认识“年初预算”"),
    ([["单位名称", "甲局"], ["年初预算数", "", "评价年度", "2022"]], "B2", "“年初预算数”空着"),
    ([["单位名称", "甲局"], ["年初预算数", "5"], ["单位名称", "乙局"]], "A3", "“单位名称”有两处：表!A1 和 表!A3"),
    ([["单位名称", "甲局"], ["年初预算数（单位：石）", "5"]], "A2", "表头“年初预算数（单位：石）”里的单位“石”不认识"),
])
def test_what_is_wrong_with_a_form(grid: Grid, place: str, text: str) -> None:
    _, problems = form(grid)
    assert [(str(problem.place), problem.text) for problem in problems] == [(f"甲.xlsx:表!{place}", text)]


def test_an_empty_field_right_of_a_merged_label() -> None:
    _, problems = form([["单位名称", "", ""], ["年初预算数", "5"]], Merge(1, 1, 1, 2))
    assert [str(problem.place) for problem in problems] == ["甲.xlsx:表!C1"]


@given(st.lists(st.sampled_from(["名称", "数值", "甲", "1", "", "#注", "单位：元", "数值（万元）"]), max_size=40),
       st.integers(1, 6))
def test_nothing_read_is_ever_lost(texts: list[Any], width: int) -> None:
    """Whatever stands on a sheet: every value below the header is in a row, or told, or in a note."""
    grid = [texts[at:at + width] for at in range(0, len(texts), width)]
    read, problems = table(grid)
    if problems or not read.rows:
        return
    inside = {str(entry.place) for row in read.rows for entry in row.entries.values()}
    first = min(row.place.cell or "" for row in read.rows)
    source = sheet(grid)
    for (row, column), cell in source.cells.items():
        above = [source.text(r, column) for r in range(1, row)]
        if row > int(first[1:]) and not any(text.startswith("#") for text in above):
            assert str(cell.place) in inside
