"""What a workbook holds and does not show is never read in silence: hidden rows, values under merges, blank formats."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hengji.intake import Sheet, read_workbook

FORMATS = ("xlsx", "ods", "xls")
HIDDEN = [("B2", 335.96, ";;;"), ("B3", 0, "0.00;-0.00;;@"), ("B4", 0, "#,###"), ("B5", -1, "0;;0"), ("B6", 2, '""')]
SHOWN = [("C2", 335.96, "0.00;;"), ("C3", 0, "0;-0;0"), ("C4", 0, "#,##0"), ("C5", 0, '"无";"无";"无"'),
         ("C6", -1, "0_);(0)"), ("C7", 5, "[>9]0;0"), ("C8", 3, "General")]


def saved(folder: Path, fill: Callable[[Worksheet], object]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "表"
    fill(book.active)
    path = folder / "源" / "甲.xlsx"
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


def in_format(source: Path, ending: str, folder: Path) -> Path:
    """``source`` as LibreOffice saves it."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending,
                    "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
    return folder / f"甲.{ending}"


def cells_told(path: Path) -> list[tuple[str, str]]:
    _, problems = read_workbook(path)
    return [(problem.place.cell or "", problem.text) for problem in problems]


def sheet_of(path: Path) -> Sheet:
    book, problems = read_workbook(path)
    assert book is not None, problems
    return book.sheets[0]


def _blank_formats(sheet: Worksheet) -> None:
    for cell, value, number_format in HIDDEN + SHOWN:
        sheet[cell] = value
        sheet[cell].number_format = number_format


def _hide(sheet: Worksheet) -> None:
    for row in range(1, 9):
        for column in range(1, 7):
            sheet.cell(row, column).value = f"{row}.{column}文"
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["B"].hidden = sheet.column_dimensions["E"].hidden = True


EXPECTED = [(cell, f"单元格里存着数 {value}，却没有显示出来") for cell, value, _ in HIDDEN]


def test_numbers_that_a_format_does_not_show(tmp_path: Path) -> None:
    assert cells_told(saved(tmp_path, _blank_formats)) == EXPECTED


def test_hidden_rows_and_columns_are_known(tmp_path: Path) -> None:
    unseen = sheet_of(saved(tmp_path, _hide)).unseen
    assert (unseen.rows, unseen.columns) == ({3, 5, 6}, {2, 5})


@pytest.mark.needs_office
@pytest.mark.parametrize("ending", FORMATS)
def test_other_programs_hide_the_same(ending: str, tmp_path: Path) -> None:
    unseen = sheet_of(in_format(saved(tmp_path, _hide), ending, tmp_path)).unseen
    assert ({3, 5, 6} <= unseen.rows, unseen.rows & {1, 2, 4, 7, 8}) == (True, set())
    assert ({2, 5} <= unseen.columns, unseen.columns & {1, 3, 4, 6}) == (True, set())


@pytest.mark.needs_office
@pytest.mark.parametrize("ending", FORMATS)
def test_numbers_that_are_not_shown_in_other_formats(ending: str, tmp_path: Path) -> None:
    assert cells_told(in_format(saved(tmp_path, _blank_formats), ending, tmp_path)) == EXPECTED


def test_rows_that_a_filter_leaves_out(tmp_path: Path) -> None:
    def filtered(sheet: Worksheet) -> None:
        for row in range(1, 4):
            sheet.cell(row, 1).value = "甲"
        sheet.auto_filter.ref = "A1:A3"
        sheet.row_dimensions[3].hidden = True

    assert sheet_of(saved(tmp_path, filtered)).unseen.rows == {3}


def test_zeros_that_a_sheet_does_not_show(tmp_path: Path) -> None:
    def zeros(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["A3"] = 0, 1, "0"
        sheet.sheet_view.showZeros = False

    assert cells_told(saved(tmp_path, zeros)) == [("A1", "单元格里存着数 0，却没有显示出来")]


def test_values_under_a_merge(tmp_path: Path) -> None:
    """Excel keeps them when a merge is copied with the format brush."""
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["B1"], sheet["C9"] = "甲", 355, "乙", "丙"

    source = saved(tmp_path, fill)
    path = tmp_path / "甲.xlsx"
    with ZipFile(source) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"</sheetData>", b'</sheetData><mergeCells count="2"><mergeCell ref="A1:A3"/>'
                                          b'<mergeCell ref="B1:XFC99999"/></mergeCells>')
            new.writestr(name, data)
    assert cells_told(path) == [("A2", "合并的单元格遮住了这里的内容“355”"), ("C9", "合并的单元格遮住了这里的内容“丙”")]


def test_a_thousand_merges_of_everything_cost_little(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 2000):
            for column in range(1, 6):
                sheet.cell(row, column).value = 1

    source = saved(tmp_path, fill)
    path = tmp_path / "甲.xlsx"
    merges = b"".join(b'<mergeCell ref="G1:XFD%d"/>' % (1000000 - number) for number in range(1000))
    with ZipFile(source) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges
                                                      + b"</mergeCells>"))
    _, problems = read_workbook(path)
    assert [problem.text for problem in problems] == ["读到工作表“表”时，单元格已经太多"]
