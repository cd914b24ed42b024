"""Workbooks and CSV as they are written: texts stay texts, numbers keep their digits, same bytes twice."""

from __future__ import annotations

import warnings
from fractions import Fraction
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from hengji.intake import Book, safe_csv

EVIL = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "<r><t>x</t></r>", "<r>&", "http://x.cn",
        "_x0041_", "{=1}", "1e5", "\x01", "坏\ud800"]


def _read(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def test_texts_stay_texts() -> None:
    book = Book()
    sheet = book.sheet("表")
    for row, text in enumerate(EVIL):
        sheet.put(row, 0, text)
    read = _read(book.content()).active
    kinds = [read.cell(row + 1, 1).data_type for row in range(len(EVIL))]
    assert kinds == ["s"] * len(EVIL)
    assert [read.cell(row + 1, 1).value for row in range(5)] == EVIL[:5]
    assert read.cell(6, 1).value == "<r><t>x</t></r> "  # XlsxWriter would take it for its own markup


def test_numbers_are_written_with_their_own_digits() -> None:
    book = Book()
    sheet = book.sheet("表")
    numbers: list[int | Fraction] = [86, Fraction(1, 10), Fraction(-1835, 35431), Fraction(2, 3), -7]
    for row, number in enumerate(numbers):
        sheet.put(row, 0, number, "number")
    sheet.formula(5, 0, "=A1/3", Fraction(86, 3))
    xml = ZipFile(BytesIO(book.content())).read("xl/worksheets/sheet1.xml").decode()
    for digits in ("<v>86</v>", "<v>0.1</v>", "<v>-0.05179080466258361</v>", "<v>0.6666666666666667</v>",
                   "<v>28.66666666666667</v>"):
        assert digits in xml, digits


def test_a_text_cannot_end_its_constant_in_a_formula() -> None:
    book = Book()
    sheet = book.sheet("表")
    sheet.formula(0, 0, "=IF(1,{0},{1})", '"&A1&"', "text", texts=['"&A1&"', "b"])
    sheet.formula(1, 0, "=IF(1,{0},0)", "长" * 300, "text", texts=["长" * 300])
    read = _read(book.content()).active
    assert read["A1"].value == '=IF(1,"""&A1&""","b")'
    assert (read["A2"].data_type, read["A2"].value) == ("s", "长" * 300)


@pytest.mark.parametrize(("names", "cleaned"), [
    (["a/b:c*?[1]\\"], ["a／b：c＊？［1］＼"]), (["长" * 40], ["长" * 31]), (["'表'"], ["表"]), ([""], ["表"]),
    (["A", "a", "a"], ["A", "a（2）", "a（3）"]), (["History", "选项"], ["History表", "选项表"]),
])
def test_sheet_names_are_cleaned(names: list[str], cleaned: list[str]) -> None:
    book = Book()
    for name in names:
        book.sheet(name)
    assert _read(book.content()).sheetnames == cleaned


def test_drop_downs_notes_and_protection() -> None:
    book = Book("模板")
    sheet = book.sheet("填报")
    sheet.choices((1, 0), (9, 0), ["是", "否,未定", "=1"], "请选择")
    sheet.note(0, 0, "只填黄色的格")
    sheet.put(1, 0, None, "input")
    sheet.put(1, 1, 3, "input number")
    sheet.put(1, 2, "锁住", "locked")
    sheet.protect()
    read = _read(book.content())
    assert read.sheetnames == ["填报", "选项"]
    assert read["选项"].sheet_state == "hidden"
    assert [cell.value for cell in read["选项"]["A"]] == ["是", "否,未定", "=1"]
    validation = read["填报"].data_validations.dataValidation[0]
    assert (validation.type, validation.formula1, str(validation.sqref)) == ("list", "选项!$A$1:$A$3", "A2:A10")
    assert read["填报"]["A1"].comment.text.strip() == "只填黄色的格"
    assert read["填报"].protection.sheet
    assert [read["填报"].cell(2, column).protection.locked for column in (1, 2, 3)] == [False, False, True]
    assert read["填报"]["B2"].number_format == "0.00"


def test_rows_grow_with_their_texts() -> None:
    book = Book()
    sheet = book.sheet("表")
    sheet.widths(20, 20)
    sheet.put(0, 0, "短", "wrapped")
    sheet.put(1, 0, "长" * 50, "wrapped")
    sheet.put(2, 0, "长" * 50, "wrapped", to=(2, 1))
    sheet.put(3, 0, "长" * 90, "wrapped", to=(4, 0))
    heights = {row: size.height for row, size in _read(book.content()).active.row_dimensions.items()}
    assert heights[1] < heights[3] < heights[2] < heights[5]


def test_same_content_same_bytes_and_no_warning() -> None:
    def made() -> bytes:
        book = Book("标题")
        sheet = book.sheet("表")
        sheet.put(0, 0, "甲", to=(0, 0))
        sheet.put(1, 0, "x" * 40_000)
        sheet.note(0, 0, "注")
        sheet.page((1, 1), (0, 0))
        sheet.freeze(1)
        return book.content()

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert made() == made()
    assert _read(made()).active["A2"].value.endswith("……（超过单元格的容量，其余略去）")


def test_csv_is_safe_and_numbers_are_numbers() -> None:
    content = safe_csv([["名称", "数"], ["=1+1", -5], ["-5.18", Fraction(-1, 8)], ["+1", None], ["@x", Fraction(1, 3)],
                        ["＝1", 0], ["a,b", 10**20]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == [
        "名称,数", "'=1+1,-5", "-5.18,-0.125", "'+1,", "'@x,0.3333333333333333333333333333", "'＝1,0",
        '"a,b",100000000000000000000', ""]
