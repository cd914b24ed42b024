""".xls and .ods, as LibreOffice writes them, say the same as the .xlsx they come from."""

from __future__ import annotations

import random
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from hengji.intake import Sheet, Workbook, read_workbook
from hengji.intake.workbooks.shown import value_shown

pytestmark = pytest.mark.needs_office

FORMATS = ("xlsx", "xls", "ods")
#: Cell, what is written, its format, what must be read in every format.
CELLS: tuple[tuple[str, object, str, str, str], ...] = (
    ("A1", "名称", "General", "名称", "text"),
    ("A2", "  甲\n乙 丙  丁 ", "General", "甲\n乙 丙  丁", "text"),
    ("A3", "08", "@", "08", "text"),
    ("B2", 1.1, "General", "1.1", "number"),
    ("B3", 12, "General", "12", "number"),
    ("B4", -354.31, "#,##0.00", "-354.31", "number"),
    ("B5", 123456789012.345, "0.000", "123456789012.345", "number"),
    ("B6", 12.3, '0.00"万元"', "12.3万元", "number"),
    ("B7", 0.0000001, "0.0000000", "0.0000001", "number"),
    ("C2", 0.95, "0%", "95%", "percent"),
    ("C3", 0.9305, "0.0%", "93.05%", "percent"),
    ("C4", "=B3/B3", "0.00%", "100%", "percent"),
    ("C5", "=1/4", "General", "0.25", "number"),
    ("C6", '="甲"&"乙"', "General", "甲乙", "text"),
    ("D2", date(2022, 5, 27), "yyyy-mm-dd", "2022-05-27", "date"),
    ("D3", 1.5, "[h]:mm", "36:00:00", "date"),
    ("F20", "远", "General", "远", "text"),
)
ERRORS = {"A2": "=1/0", "B3": "=NA()", "C4": "=INDIRECT(\"ZZ\")", "D5": "=NOSUCH(1)"}


def converted(folder: Path, book: openpyxl.Workbook, name: str) -> dict[str, Path]:
    source = folder / "source" / f"{name}.xlsx"
    source.parent.mkdir(exist_ok=True)
    book.save(source)
    for extension in FORMATS:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                        "--convert-to", extension, "--outdir", str(folder), str(source)],
                       check=True, capture_output=True, timeout=120)
    return {extension: folder / f"{name}.{extension}" for extension in FORMATS}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def right(folder: Path) -> dict[str, Path]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "事实表"
    for place, value, number_format, _, _ in CELLS:
        sheet[place] = value  # type: ignore[assignment]
        sheet[place].number_format = number_format
    sheet["A9"] = "合并"
    sheet.merge_cells("A9:C10")
    hidden = book.create_sheet("藏")
    hidden["B2"] = 7
    hidden.sheet_state = "hidden"
    return converted(folder, book, "right")


@pytest.fixture(scope="module")
def wrong(folder: Path) -> dict[str, Path]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    for place, formula in ERRORS.items():
        sheet[place] = formula
    return converted(folder, book, "wrong")


def read(path: Path) -> Workbook:
    book, problems = read_workbook(path)
    assert book is not None, problems
    assert problems == ()
    return book


def seen(sheet: Sheet) -> dict[str, tuple[str, str]]:
    return {cell.place.cell or "": (cell.text, cell.kind) for cell in sheet.cells.values()}


@pytest.mark.parametrize("extension", FORMATS)
def test_cells_are_the_same(right: dict[str, Path], extension: str) -> None:
    table, hidden = read(right[extension]).sheets
    assert seen(table) == {"A9": ("合并", "text"), **{place: (text, kind) for place, _, _, text, kind in CELLS}}
    assert (table.name, table.hidden, hidden.name, hidden.hidden) == ("事实表", False, "藏", True)
    assert seen(hidden) == {"B2": ("7", "number")}
    [merge] = table.merged
    assert (merge.top, merge.left, merge.bottom, merge.right) == (9, 1, 10, 3)


@pytest.mark.parametrize("extension", FORMATS)
def test_errors_are_not_taken_for_empty_cells(wrong: dict[str, Path], extension: str) -> None:
    book, problems = read_workbook(wrong[extension])
    assert book is None
    assert [(str(problem.place), problem.found) for problem in problems] == [
        (f"{wrong[extension]}:表!{place}", error)
        for place, error in zip(ERRORS, ("#DIV/0!", "#N/A", "#REF!", "#NAME?"), strict=True)]


def test_calamine_sees_the_same_in_an_xls(folder: Path) -> None:
    """Numbers of every size and sign, long texts over many records, against another reader."""
    chance = random.Random(7)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 400):
        sheet.append([
            chance.randrange(-10**6, 10**6), chance.randrange(-10**6, 10**6) / 100, chance.random(),
            10**chance.randrange(14),
            chance.choice(("甲", "a", "é")) * chance.randrange(1, 300), "x" * row + "乙" * chance.randrange(2),
            chance.random() < 0.5, date(1990, 1, 1 + row % 28)])
    path = converted(folder, book, "many")["xls"]
    (table,) = read(path).sheets
    expected = {}
    for row, values in enumerate(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(), 1):
        for column, value in enumerate(values, 1):
            expected[row, column] = value_shown(value)[0]
    assert {at: cell.text for at, cell in table.cells.items()} == expected


def test_extensions_may_be_mixed_up(right: dict[str, Path], tmp_path: Path) -> None:
    for extension, other in zip(FORMATS, (*FORMATS[1:], FORMATS[0]), strict=True):
        path = tmp_path / f"{extension}.{other}"
        path.write_bytes(right[extension].read_bytes())
        assert len(read(path).sheets) == 2


_BEGIN = bytes.fromhex("0908100000060500")


def test_an_xls_with_a_password(right: dict[str, Path], tmp_path: Path) -> None:
    data = bytearray(right["xls"].read_bytes())
    after = data.index(_BEGIN) + 20
    data[after:after + 2] = b"\x2f\x00"  # the record that says how it is locked
    (tmp_path / "密.xls").write_bytes(data)
    _, problems = read_workbook(tmp_path / "密.xls")
    assert [problem.text for problem in problems] == ["工作簿有打开密码"]


def test_an_xls_of_excel_95(right: dict[str, Path], tmp_path: Path) -> None:
    data = bytearray(right["xls"].read_bytes())
    data[data.index(_BEGIN) + 5] = 5
    (tmp_path / "旧.xls").write_bytes(data)
    _, problems = read_workbook(tmp_path / "旧.xls")
    assert [problem.text for problem in problems] == ["这是 Excel 95 或更早的格式"]


@pytest.mark.parametrize("extension", FORMATS)
def test_damage_is_told_and_never_crashes(right: dict[str, Path], tmp_path: Path, extension: str) -> None:
    """Cut short, or with bytes changed anywhere: a workbook, or at least one problem."""
    data = right[extension].read_bytes()
    chance = random.Random(7)
    for _ in range(150):
        damaged = bytearray(data[:chance.randrange(len(data))] if chance.random() < 0.2 else data)
        for _ in range(chance.choice((1, 8, 64)) if damaged else 0):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / f"坏.{extension}"
        path.write_bytes(damaged)
        book, problems = read_workbook(path)
        assert (book is None) == bool(problems)
