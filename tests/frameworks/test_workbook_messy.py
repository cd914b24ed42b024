"""A framework's workbook as it comes back: totals below, notes, copies, merges over several rules, hidden rows."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.frameworks import load_framework_workbook
from tests.cases.filling import converted
from tests.frameworks.test_workbook_mistakes import Change, add, each, put, small
from tests.frameworks.workbook_making import cell, changed, imported


def merge(sheet: str, heading: str, first: int, last: int) -> Change:
    def change(book: Any) -> None:
        column = cell(book[sheet], heading, 0).column
        for row in range(first + 1, last + 1):
            book[sheet].cell(row, column).value = None
        book[sheet].merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
    return change


def copied(name: str) -> Change:
    return lambda book: setattr(book.copy_worksheet(book["指标"]), "title", name)


def hidden(sheet: str, *, row: int = 0, column: str = "") -> Change:
    def change(book: Any) -> None:
        where = book[sheet].row_dimensions[row] if row else book[sheet].column_dimensions[column]
        where.hidden = True
    return change


@pytest.mark.parametrize(("change", "expected"), [
    (add("指标", 一级指标="合计", 一级权重=100), ["指标!B7 “合计”这一行是合计，不是一项内容"]),
    (add("指标", 一级编号="合 计", 二级权重=100), ["指标!A7 “合 计”这一行是合计，不是一项内容"]),
    (add("指标", 一级编号="注：依据2023年办法"), ["指标!A7 “注：依据2023年办法”这一行是说明，不是一项内容"]),
    (add("要点", 要点="合计", 分值="100%"), ["要点!E6 “合计”这一行是合计，不是一项内容"]),
    (add("所需数据", 名称="总计"), ["所需数据!A8 “总计”这一行是合计，不是一项内容"]),
    (merge("分档", "分值", 3, 5), ["分档!G4 “分值”合并了几行的单元格，不知道“100%”是每行的还是合起来的"]),
    (merge("评分规则", "每步扣", 3, 4), ["评分规则!J4 “每步扣”合并了几行的单元格，不知道“5%”是每行的还是合起来的"]),
    (merge("指标", "二级权重", 3, 4), ["指标!A3 A 管理的权重是 50，下级权重合计 40"]),
    (copied("指标 (2)"), ["指标 (2)!A1 “指标 (2)”像是“指标”的副本"]),
    (copied("指标副本"), ["指标副本!A1 “指标副本”像是“指标”的副本"]),
    (copied("指标 "), ["指标 !A1 “指标 ”和“指标”是同一张表"]),
    (hidden("评分规则", row=3), ["评分规则!A3 第 3 行是隐藏的（或被筛选掉了），里面有填的内容"]),
    (hidden("指标", column="H"), ["指标!H3 H 列是隐藏的（或被筛选掉了），里面有填的内容"]),
    (hidden("基本信息", row=4), ["基本信息!B4 第 4 行是隐藏的（或被筛选掉了），里面有填的内容"]),
    (put("指标", ("二级权重", 3), "二十"), ["指标!F3 “二十”不是一个数"]),
    (put("指标", ("二级权重", 3), "20%"), ["指标!F3 “20%”是比率，这里要分值"]),
])
def test_what_is_told(change: Change, expected: list[str]) -> None:
    _, problems = imported(changed(small(), change))
    assert [f"{problem.place.sheet}!{problem.place.cell} {problem.text}" for problem in problems] == expected


@pytest.mark.parametrize("change", [
    hidden("分档", column="H"), hidden("指标", row=90), lambda book: setattr(book["所需数据"], "title", "所 需数据"),
    lambda book: setattr(book["否决事项"], "sheet_state", "hidden"),
    each(put("指标", ("二级权重", 3), "２０"), put("评分规则", ("不低于", 3), "９５ ％")),
])
def test_what_changes_nothing(change: Change) -> None:
    again, problems = imported(changed(small(), change))
    assert problems == ()
    assert again is not None
    assert [node.weight for node in again.nodes] == [node.weight for node in small().nodes]


def test_words_merged_over_several_rows_are_meant_for_each() -> None:
    change = each(put("指标", ("指标解释", 3), "同一段解释"), merge("指标", "指标解释", 3, 4))
    again, problems = imported(changed(small(), change))
    assert problems == ()
    assert again is not None
    assert [leaf.explain for leaf in again.leaves] == ["同一段解释", "同一段解释", "", ""]


@pytest.mark.needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_percent_cells_of_other_programs(ending: str, tmp_path: Any) -> None:
    def percents(book: Any) -> None:
        for sheet, heading, row, value in (("评分规则", "不低于", 3, "=19/20"), ("分档", "下限（含）", 3, 0.9)):
            found = cell(book[sheet], heading, row - 2)
            found.value, found.number_format = value, "0%"

    source = tmp_path / "源" / "体系.xlsx"
    source.parent.mkdir()
    source.write_bytes(changed(small(), percents))
    again, problems = load_framework_workbook(converted(source, ending, tmp_path, tmp_path / "profile"))
    assert problems == ()
    assert again is not None
    assert [leaf.rule and leaf.rule.sentence for leaf in again.leaves] == [
        leaf.rule and leaf.rule.sentence for leaf in small().leaves]


def test_what_is_missing_is_a_column_and_not_a_sheet() -> None:
    change = each(put("指标", ("二级指标", 3), None), put("指标", ("二级权重", 4), None))
    _, problems = imported(changed(small(), change))
    assert [(f"{problem.place.cell} {problem.text}", problem.suggestion) for problem in problems] == [
        ("E3 指标缺“指标”（名称）", "请补上“指标”这一栏"),
        ("D4 指标缺“权重”（权重（分））",
         "请补上“权重”这一栏；照原文记录（“照原文记录”写“是”）而原文没有公布权重的，各同级都不写")]
