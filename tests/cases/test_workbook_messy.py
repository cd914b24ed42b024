"""A case's workbook as evaluators hand it in: totals, sign-offs, filters, merges, copies, formulas of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from hengji.cases import case_document, load_case
from tests.cases.filling import (
    EXAMPLES,
    book_of,
    column,
    converted,
    empty_row,
    fill_template,
    loaded,
    problems_of,
    put,
    row,
    told,
)

YANJIN = next(path for path in EXAMPLES if path.name == "yanjin-2022")
Book = openpyxl.Workbook
Change = Callable[[Book], Any]
FACTS = "数据"


def _below(**texts: Any) -> Change:
    def change(book: Book) -> None:
        at = empty_row(book[FACTS])
        for heading, text in texts.items():
            put(book[FACTS], at, heading, text)
    return change


def _merged(heading: str, last: int = 5) -> Change:
    def change(book: Book) -> None:
        sheet = book[FACTS]
        at = column(sheet, heading)
        sheet.merge_cells(start_row=4, end_row=last, start_column=at, end_column=at)
    return change


def _hidden(*, rows: tuple[int, ...] = (), heading: str = "") -> Change:
    def change(book: Book) -> None:
        sheet = book[FACTS]
        for at in rows:
            sheet.row_dimensions[at].hidden = True
        if heading:
            sheet.column_dimensions[get_column_letter(column(sheet, heading))].hidden = True
    return change


def _copied(book: Book) -> None:
    book.copy_worksheet(book[FACTS]).title = "数据 (2)"


@pytest.mark.parametrize(("change", "expected"), [
    (_below(名称="合计", 数值=12345), ["数据!A24 “合计”这一行是合计，不是一项内容"]),
    (_below(名称="填表人：张三", 数值="2022年5月27日"), ["数据!A24 “填表人：张三”这一行是说明，不是一项内容"]),
    (_merged("数值"), ["数据!F5 “数值”合并了几行的单元格，不知道“354.31”是每行的还是合起来的"]),
    (_merged("资料上印的数"), ["数据!K5 “资料上印的数”合并了几行的单元格，不知道“354.31”是每行的还是合起来的"]),
    (_hidden(rows=(4, 6)), ["数据!F4 第 4、6 行是隐藏的（或被筛选掉了），里面有填的内容"]),
    (_hidden(heading="数值"), ["数据!F4 F 列是隐藏的（或被筛选掉了），里面有填的内容"]),
    (_copied, ["数据 (2)!A1 “数据 (2)”像是“数据”的副本"]),
])
def test_what_is_told_once(change: Change, expected: list[str], tmp_path: Path) -> None:
    book = fill_template(loaded(YANJIN))
    change(book)
    assert told(problems_of(book, tmp_path)) == expected


@pytest.mark.parametrize("change", [
    _merged("资料标识", 6), _merged("证据等级", 6), _hidden(heading="口径说明"), _hidden(heading="单位"),
    _hidden(rows=(40, 41)), _below(名称="注：没有填的是没有的"),
    lambda book: put(book[FACTS], row(book[FACTS], 名称="年初预算数"), "数值", " ３５４．３１\n万元 "),
    lambda book: put(book[FACTS], row(book[FACTS], 名称="年初预算数"), "数值", "３，５４３，１００元"),
])
def test_what_changes_nothing(change: Change, tmp_path: Path) -> None:
    case = loaded(YANJIN)
    book = fill_template(case)
    change(book)
    book.save(tmp_path / "案例.xlsx")
    assert case_document(loaded(tmp_path / "案例.xlsx").case) == case_document(case.case)


@pytest.mark.needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_messy_workbook_saved_by_another_program(ending: str, tmp_path: Path) -> None:
    """Formulas of one's own, negative numbers in brackets, dates as words; a filter that was left on is told."""
    source = tmp_path / "源" / "案例.xlsx"
    source.parent.mkdir()
    book = book_of(YANJIN)
    sheet = book[FACTS]
    for name, value, number_format in (("年初预算数", "=3543100/10000", "General"),
                                       ("调整预算数", -335.96, "#,##0.00_);(#,##0.00)"),
                                       ("实际支出数", "=1/3", '0.00"万元"')):
        cell = sheet.cell(row(sheet, 名称=name), column(sheet, "数值"))
        cell.value, cell.number_format = value, number_format
    sheet.row_dimensions[9].hidden = True
    book.save(source)
    case, problems = load_case(converted(source, ending, tmp_path, tmp_path / "profile"))
    assert case is None
    assert told(problems) == [
        "数据!F7 “0.333333333333333万元”不到整分", "数据!F9 第 9 行是隐藏的（或被筛选掉了），里面有填的内容"]
    sheet.row_dimensions[9].hidden = False
    sheet.cell(row(sheet, 名称="实际支出数"), column(sheet, "数值")).value = 335.96
    book.save(source)
    facts = {fact["name"]: fact["value"] for fact in case_document(
        loaded(converted(source, ending, tmp_path, tmp_path / "profile")).case)["facts"]}
    assert (facts["年初预算数"], facts["调整预算数"]) == ("354.31", "-335.96")
