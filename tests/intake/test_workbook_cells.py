"""A cell becomes the text that a person sees; a number stays exactly the number that was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from hengji.intake import Sheet, read_workbook
from hengji.model import Problem
from hengji.telling import problem_told

DECIMALS = st.builds(lambda digits, places, sign: Decimal(digits).scaleb(-places) * sign,
                     st.integers(0, 10**15 - 1), st.integers(0, 20), st.sampled_from((1, -1)))


def plain(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"


def written(path: Path, values: list[object], number_format: str = "") -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    shape = book.add_format({"num_format": number_format} if number_format else {})
    for row, value in enumerate(values):
        sheet.write(row, 0, value, shape)
    book.close()
    return path


def texts(path: Path) -> list[str]:
    book, problems = read_workbook(path)
    assert book is not None, problems
    return [cell.text for cell in book.sheets[0].cells.values()]


def shown(tmp_path: Path, value: object, number_format: str = "") -> str:
    [text] = texts(written(tmp_path / "甲.xlsx", [value], number_format))
    return text


def problem(tmp_path: Path, value: object, number_format: str = "") -> Problem:
    path = written(tmp_path / "甲.xlsx", [None, value], number_format)
    book, problems = read_workbook(path)
    assert book is None
    [one] = problems
    assert problem_told(one).startswith(f"{path}:表!A2  ")
    return one


@given(st.lists(DECIMALS, min_size=1, max_size=20))
def test_any_number_of_15_digits_reads_back(numbers: list[Decimal]) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "甲.xlsx", list(numbers))
        assert texts(path) == [plain(number) for number in numbers]


@given(st.lists(DECIMALS, min_size=1, max_size=20), st.sampled_from(("0%", "0.00%", "#,##0.0%", "0.0%;[Red]-0.0%")))
def test_any_percentage_reads_back(numbers: list[Decimal], number_format: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "甲.xlsx", [number.scaleb(-2) for number in numbers], number_format)
        assert texts(path) == [plain(number) + "%" for number in numbers]


@pytest.mark.parametrize(("value", "number_format", "text"), [
    (1.1 + 2.2, "", "3.3"), (12.0, "", "12"), (0.1 + 0.2, "0.00", "0.3"), (1e-7, "", "0.0000001"),
    (1234567.891, "#,##0.00", "1234567.891"), (-12.5, "#,##0.00_);(#,##0.00)", "-12.5"),
    (0.95, "0%", "95%"), (0.9305, "0.0%", "93.05%"), (1 / 3, "0%", "33.3333333333333%"),
    (True, "", "是"), (False, "", "否"),
    (date(2022, 5, 27), "yyyy-mm-dd", "2022-05-27"), (date(2022, 5, 27), 'yyyy"年"m"月"d"日"', "2022-05-27"),
    (datetime(2022, 5, 27, 8, 30), "yyyy/m/d h:mm", "2022-05-27 08:30:00"),
    (time(8, 30), "h:mm", "08:30:00"), (timedelta(hours=36), "[h]:mm", "36:00:00"),
    (" \u3000甲局\n ", "", "甲局"), ("08", "", "08"), ("甲\n乙", "", "甲\n乙"), ("~", "", "~"),
])
def test_what_a_person_sees(tmp_path: Path, value: object, number_format: str, text: str) -> None:
    assert shown(tmp_path, value, number_format) == text


@pytest.mark.parametrize(("number_format", "text"), [
    ('0.00"万元"', "12.3万元"), ("0.0万元", "12.3万元"), ('#,##0"人";-#,##0"人"', "12.3人"), ('General"个"', "12.3个"),
    ('G/通用格式"元"', "12.3元"), ("G/通用格式", "12.3"), ('[Red]0.0_ ;[Blue]\\-0.0\\ ', "12.3"),
    ('"第"0"期"', "第12.3期"),
    ("¥#,##0.00", "12.3"), ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.3"), ('0.0"x;y万"', "12.3x;y万"),
])
def test_words_of_a_number_format_are_seen(tmp_path: Path, number_format: str, text: str) -> None:
    assert shown(tmp_path, 12.3, number_format) == text


@pytest.mark.parametrize("number_format", [
    '0!.0,"万"', "0\\.0,", "#,##0,", "0.00,,", '0!.0000"万元"', '0"."0000"万元"'])
def test_a_number_format_that_shows_another_number(tmp_path: Path, number_format: str) -> None:
    one = problem(tmp_path, 123456, number_format)
    assert one.text == "单元格里存的数是 123456，数字格式却把它缩小显示，两者不一致"


@pytest.mark.parametrize("value", [110101199001011234, 1e15, -123456789012345678])
def test_a_number_whose_digits_are_lost(tmp_path: Path, value: float) -> None:
    one = problem(tmp_path, value)
    assert "表格软件只保留前 15 位，后面的已经丢失" in one.text
    assert "“文本”" in one.suggestion


def test_empty_cells_are_absent_and_places_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path / "甲.xlsx", ["  ", None, "甲"])
    book, _ = read_workbook(path)
    assert book is not None
    [(at, cell)] = book.sheets[0].cells.items()
    assert (at, str(cell.place), cell.kind) == ((3, 1), f"{path}:表!A3", "text")


def test_hidden_sheets_are_said_to_be_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("藏", "hidden"), ("深藏", "veryHidden"), ("明", "visible")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
    del book["Sheet"]
    book.active = 2
    book.save(tmp_path / "甲.xlsx")
    read, problems = read_workbook(tmp_path / "甲.xlsx")
    assert read is not None
    assert problems == ()
    assert [(sheet.name, sheet.hidden) for sheet in read.sheets] == [("藏", True), ("深藏", True), ("明", False)]


ERRORS = {
    "#REF!": "公式引用的单元格已经不在了", "#N/A": "公式没有查到要找的内容", "#DIV/0!": "公式的除数是 0 或空白",
    "#VALUE!": "公式里有不能计算的内容", "#NAME?": "公式里的函数或名称不认识", "#NUM!": "公式算不出数，或数太大",
    "#NULL!": "公式里两个区域没有相交的单元格", "#SPILL!": "公式的结果放不下", "#CALC!": "公式出错，没有结果",
}


def with_errors(path: Path, name: str = "表") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row, error in enumerate(ERRORS, 3):
        cell = sheet.cell(row, 2, error)
        cell.data_type = "e"
    sheet["A1"] = "#N/A"
    sheet["A1"].data_type = "s"
    book.create_sheet("另一张")["A1"] = 1
    book.save(path)
    return path


def test_every_error_value_is_told_at_its_cell(tmp_path: Path) -> None:
    path = with_errors(tmp_path / "甲.xlsx")
    book, problems = read_workbook(path)
    assert book is None
    assert [str(one.place) for one in problems] == [f"{path}:表!B{row}" for row in range(3, 3 + len(ERRORS))]
    for one, (error, meaning) in zip(problems, ERRORS.items(), strict=True):
        assert one.text.startswith(f"单元格是错误值 {error}：{meaning}")
        assert one.suggestion


def test_errors_on_sheets_of_notes_matter_to_nobody(tmp_path: Path) -> None:
    book, problems = read_workbook(with_errors(tmp_path / "甲.xlsx", "#草稿"))
    assert problems == ()
    assert book is not None
    assert [sheet.is_note for sheet in book.sheets] == [True, False]


def test_problems_without_end_are_cut_short(tmp_path: Path) -> None:
    path = written(tmp_path / "甲.xlsx", [1e15] * 1500)
    _, problems = read_workbook(path)
    assert len(problems) == 1001
    assert problems[-1].text == "还有 500 个问题，没有一一列出"


def sheet_of(path: Path, fill: Callable[[Worksheet], object]) -> Sheet:
    book = xlsxwriter.Workbook(str(path))
    fill(book.add_worksheet("表"))
    book.close()
    read, problems = read_workbook(path)
    assert read is not None, problems
    return read.sheets[0]


def test_merged_ranges(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path / "甲.xlsx", lambda made: made.merge_range("B2:D3", "合"))
    [merge] = sheet.merged
    assert (merge.top, merge.left, merge.bottom, merge.right) == (2, 2, 3, 4)
    assert sheet.text(2, 2) == "合"
    assert sheet.text(3, 3) == ""


def test_rich_texts_and_line_ends(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "甲_x000D_\n乙"
    book.save(tmp_path / "甲.xlsx")
    assert texts(tmp_path / "甲.xlsx") == ["甲\n乙"]
