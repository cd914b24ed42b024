"""Workbooks are read as documents: what is printed, in tables, with the lines around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from hengji.intake import read_manuscript
from hengji.intake.documents import read_xlsx
from hengji.model import Manuscript, Paragraph, PrintedTable

Fill = Callable[[Any], object]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Manuscript]:
    def reading(*sheets: tuple[str, dict[str, object]], more: Fill = lambda book: None) -> Manuscript:
        book = openpyxl.Workbook()
        book.remove(book["Sheet"])
        for name, cells in sheets:
            sheet = book.create_sheet(name)
            for at, value in cells.items():
                sheet[at] = value
        more(book)
        book.save(tmp_path / "预算.xlsx")
        return read_manuscript(tmp_path / "预算.xlsx")
    return reading


def paragraphs(manuscript: Manuscript) -> list[tuple[int, int, str, int | None]]:
    return [(block.number, block.level, block.text, block.spot().line) for block in manuscript.blocks
            if isinstance(block, Paragraph)]


def tables(manuscript: Manuscript) -> list[PrintedTable]:
    return [block for block in manuscript.blocks if isinstance(block, PrintedTable)]


def shape(table: PrintedTable) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


BUDGET = {"B1": "2024年收支预算总表", "B2": "编制单位：云岭县档案馆", "D2": "单位：万元", "B3": "项目", "C3": "预算",
          "D3": "比例", "B4": "人员", "C4": 1234.5, "D4": 0.125, "B5": "注：保留一位小数。"}


def test_titles_and_remarks_are_paragraphs_around_the_table(read: Callable[..., Manuscript]) -> None:
    def formats(book: openpyxl.Workbook) -> None:
        book["收支"]["C4"].number_format = "#,##0.00"
        book["收支"]["D4"].number_format = "0.0%"
        book["收支"].merge_cells("B1:D1")
    manuscript = read(("收支", BUDGET), more=formats)
    assert (manuscript.name, manuscript.form, manuscript.unread) == ("预算.xlsx", "xlsx", ())
    assert paragraphs(manuscript) == [
        (1, 1, "收支", None), (2, 0, "2024年收支预算总表", 1), (3, 0, "编制单位：云岭县档案馆  单位：万元", 2),
        (4, 0, "注：保留一位小数。", 5)]
    table, = tables(manuscript)
    assert (table.title, table.unit) == ("2024年收支预算总表", "万元")
    assert shape(table) == [(1, 1, 1, 1, "项目"), (1, 2, 1, 1, "预算"), (1, 3, 1, 1, "比例"),
                            (2, 1, 1, 1, "人员"), (2, 2, 1, 1, "1,234.50"), (2, 3, 1, 1, "12.5%")]


def test_spots_are_places_of_the_sheet(read: Callable[..., Manuscript]) -> None:
    table, = tables(read(("收支", BUDGET)))
    assert (table.top, table.left) == (2, 1)
    spot = table.spot(table.cells[-1])
    assert (spot.row, spot.column) == (4, 4)


def test_blank_rows_part_tables_and_one_does_not(read: Callable[..., Manuscript]) -> None:
    cells = {f"{column}{row}": f"{column}{row}" for row in (1, 3, 6, 7) for column in "AB"}
    assert [(table.number, table.top, table.rows) for table in tables(read(("表", cells)))] == [(1, 0, 3), (2, 5, 2)]


def test_merged_cells(read: Callable[..., Manuscript]) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        for area in ("A1:A2", "B1:C1", "A3:A90"):
            book["表"].merge_cells(area)
    cells = {"A1": "项目", "B1": "预算", "B2": "基本", "C2": "项目", "A3": "人员", "B3": "1", "C3": "2", "C4": "3"}
    assert shape(tables(read(("表", cells), more=merge))[0]) == [
        (1, 1, 2, 1, "项目"), (1, 2, 1, 2, "预算"), (2, 2, 1, 1, "基本"), (2, 3, 1, 1, "项目"),
        (3, 1, 2, 1, "人员"), (3, 2, 1, 1, "1"), (3, 3, 1, 1, "2"), (4, 3, 1, 1, "3")]


def test_a_sheet_of_lines_has_no_table(read: Callable[..., Manuscript]) -> None:
    manuscript = read(("说明", {"A1": "编制说明", "A2": "收入100万元。"}), ("空", {}))
    assert [text for _, _, text, _ in paragraphs(manuscript)] == ["说明", "编制说明", "收入100万元。"]
    assert tables(manuscript) == []


def test_dates_and_texts(read: Callable[..., Manuscript]) -> None:
    table, = tables(read(("表", {"A1": date(2024, 5, 7), "B1": "00123"})))
    assert [cell.text for cell in table.cells] == ["2024-05-07", "00123"]


def test_what_is_not_read_is_told(read: Callable[..., Manuscript]) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["藏"].sheet_state = "hidden"
    cells = {"A1": "甲", "B1": "乙", "A2": "=1+1", "B2": "#DIV/0!"}
    manuscript = read(("表", cells), ("藏", {"A1": "3"}), ("#备注", {"A1": "记"}), more=hide)
    reasons = [part.reason for part in manuscript.unread]
    assert len(reasons) == 4
    assert {"隐藏的工作表“藏”没有核对", "备注用的工作表“#备注”没有核对"} < set(reasons)
    assert any(reason.startswith("表!A2：单元格里的公式还没有计算过") for reason in reasons)
    assert any(reason.startswith("表!B2：单元格是错误值 #DIV/0!") for reason in reasons)


def test_a_zero_in_place_of_a_result_is_not_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "甲.xlsx"))
    sheet = book.add_worksheet("表")
    sheet.write_row("A1", ["甲", "乙"])
    sheet.write_formula("A2", "=1+1")
    sheet.write_formula("B2", "=1+1", None, 2)
    book.close()
    assert [cell.text for cell in tables(read_manuscript(tmp_path / "甲.xlsx"))[0].cells] == ["甲", "乙", "2"]


def test_an_empty_workbook_says_so(read: Callable[..., Manuscript]) -> None:
    assert [part.reason for part in read(("空", {})).unread] == ["工作簿里没有内容"]


def test_a_long_table_is_read_to_its_limit(read: Callable[..., Manuscript], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_xlsx, "MAX_TABLE_ROWS", 3)
    manuscript = read(("表", {f"{column}{row}": "1" for row in range(1, 6) for column in "AB"}))
    assert tables(manuscript)[0].rows == 3
    assert [part.reason[:14] for part in manuscript.unread] == ["工作表“表”：表格有 5 行"]


def test_wide_merges_do_not_fill_the_memory(read: Callable[..., Manuscript], tmp_path: Path) -> None:
    read(("表", {"A1": "甲", "B1": "乙", "A2": "1", "B3": "2"}), more=lambda book: book["表"].merge_cells("A2:A3"))
    path = tmp_path / "预算.xlsx"
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b'ref="A2:A3"', b'ref="A2:XFD1048576"'))
    table, = tables(read_manuscript(path))
    assert shape(table) == [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 1, 1, 2, "1")]
