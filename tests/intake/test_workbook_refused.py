"""What is no workbook, or a harmful one, is refused with its reason, and nothing of it is read."""

from __future__ import annotations

import os
import struct
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from hengji.intake import read_workbook
from hengji.model import Problem

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
Parts = dict[str, bytes]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "好.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("表").write("B2", 1.1)
    book.close()
    return path


def refused(path: Path) -> tuple[Problem, ...]:
    book, problems = read_workbook(path)
    assert book is None
    assert problems
    assert all(problem.place.document == str(path) for problem in problems)
    return problems


def the_problem(path: Path) -> Problem:
    problems = refused(path)
    assert len(problems) == 1, problems
    return problems[0]


def parts_of(path: Path) -> Parts:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(path: Path, change: Callable[[Parts], object]) -> Path:
    """The workbook with other parts."""
    parts = parts_of(path)
    change(parts)
    return packed(path, parts)


def packed(path: Path, parts: Parts) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def replaced(path: Path, part: str, old: bytes, new: bytes) -> Path:
    def change(parts: Parts) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)
    return changed(path, change)


def test_a_good_workbook_is_read(good: Path) -> None:
    book, problems = read_workbook(good)
    assert problems == ()
    assert book is not None
    assert [(str(cell.place), cell.text) for cell in book.sheets[0].cells.values()] == [(f"{good}:表!B2", "1.1")]


def test_what_is_not_there(tmp_path: Path) -> None:
    assert the_problem(tmp_path / "没有.xlsx").text == "没有这个文件"
    assert the_problem(tmp_path / "没有.csv").text == "没有这个文件"


def test_a_folder_and_a_pipe(tmp_path: Path) -> None:
    assert the_problem(tmp_path).text == "这是一个文件夹"
    os.mkfifo(tmp_path / "管.xlsx")
    assert the_problem(tmp_path / "管.xlsx").text == "这不是普通的文件"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(21 * 2**20)
    problem = the_problem(path)
    assert (problem.text, problem.expected) == ("文件有 21 MB，太大", "不超过 20 MB")


@pytest.mark.parametrize(("name", "text", "remedy"), [
    ("甲.xlsm", "不认识的扩展名“.xlsm”", "请另存为不含宏的 .xlsx"),
    ("甲.csv", "不认识的扩展名“.csv”", "请用 Excel 或 WPS 打开，另存为 .xlsx"),
    ("甲.doc", "不认识的扩展名“.doc”", "请用 Excel 或 WPS 打开，另存为 .xlsx"),
    ("甲", "文件名没有扩展名", "请用 Excel 或 WPS 打开，另存为 .xlsx"),
])
def test_unknown_extensions(tmp_path: Path, name: str, text: str, remedy: str) -> None:
    (tmp_path / name).write_bytes(b"a,b")
    problem = the_problem(tmp_path / name)
    assert (problem.text, problem.suggestion) == (text, remedy)
    assert problem.expected == ".xlsx、.xls 或 .ods 的工作簿"


@pytest.mark.parametrize(("content", "found"), [
    (b"<html><table>", "网页或 XML 文件，有些系统导出的“Excel”就是这样"),
    (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "网页或 XML 文件，有些系统导出的“Excel”就是这样"),
    (b"\xc3\xfb\xb3\xc6\t\xca\xfd\xd6\xb5\n", "文本或别的文件"),
    (b"%PDF-1.7", "PDF 文件"),
    (b"", "空文件"),
    (OLE + "WordDocument".encode("utf-16-le"), "Word 文档"),
])
def test_an_extension_that_lies(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "甲.xls"
    path.write_bytes(content)
    problem = the_problem(path)
    assert (problem.text, problem.found) == ("这不是能读的工作簿，扩展名与内容不符", found)


@pytest.mark.parametrize(("part", "found"), [
    ("word/document.xml", "Word 文档"), ("xl/workbook.bin", "二进制工作簿 .xlsb"), ("照片.jpg", "压缩包或别的文件")])
def test_another_kind_of_archive(tmp_path: Path, part: str, found: str) -> None:
    assert the_problem(packed(tmp_path / "甲.xlsx", {part: b"x"})).found == found


def test_an_xlsx_named_xls_is_read(good: Path) -> None:
    book, problems = read_workbook(good.rename(good.with_suffix(".xls")))
    assert book is not None
    assert problems == ()


def test_a_password(tmp_path: Path) -> None:
    path = tmp_path / "密.xlsx"
    path.write_bytes(OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    assert the_problem(path).text == "工作簿有打开密码"


def test_macros(good: Path) -> None:
    problem = the_problem(changed(good, lambda parts: parts.update({"xl/vbaProject.bin": b"x"})))
    assert (problem.text, problem.suggestion) == ("工作簿里有宏", "请另存为不含宏的 .xlsx")


def test_all_reasons_at_once(good: Path) -> None:
    def change(parts: Parts) -> None:
        parts["xl/vbaProject.bin"] = b"x"
        parts[SHEET] = parts[SHEET].replace(b"<v>1.1</v>", b"<f>A1*2</f>")
        parts["xl/styles.xml"] = parts["xl/styles.xml"][:-20]
    texts = [problem.text for problem in refused(changed(good, change))]
    assert texts == ["工作簿里有宏", "工作簿已损坏（在“xl/styles.xml”里）",
                     "单元格里的公式还没有计算过，文件里没有它的结果"]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                                  "[Content_Types].xml"])
def test_damaged_xml(good: Path, part: str) -> None:
    path = changed(good, lambda parts: parts.update({part: parts[part][:-9]}))
    assert the_problem(path).text == f"工作簿已损坏（在“{part}”里）"


@pytest.mark.parametrize("cut", [100, 1000, -30])
def test_a_damaged_archive(good: Path, cut: int) -> None:
    good.write_bytes(good.read_bytes()[:cut])
    assert the_problem(good).text == "工作簿已损坏"


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/_rels/workbook.xml.rels"])
def test_no_byte_that_was_changed_gives_half_a_workbook(good: Path, part: str) -> None:
    path = changed(good, lambda parts: parts.pop(part))
    refused(path)


def test_a_flipped_byte_is_noticed(good: Path) -> None:
    parts = parts_of(good)
    with ZipFile(good, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    good.write_bytes(good.read_bytes().replace(b"<v>1.1</v>", b"<v>7.1</v>"))
    assert the_problem(good).text == f"工作簿已损坏（在“{SHEET}”里）"


def test_rows_in_disorder_are_not_lost(good: Path) -> None:
    path = replaced(good, SHEET, b"</sheetData>", b'<row r="1"><c r="A1"><v>5</v></c></row></sheetData>')
    assert the_problem(path).text == "工作簿已损坏（在“工作表“表”第 2 行之后”里）"


def test_entities(good: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet'
    path = replaced(good, SHEET, b"<worksheet", laughs)
    assert the_problem(path).text == f"文件里的“{SHEET}”有 DTD 或实体定义，可能有害，不读"


def test_strict_open_xml(good: Path) -> None:
    def change(parts: Parts) -> None:
        part = "xl/_rels/workbook.xml.rels"
        parts[part] = parts[part].replace(b"http://schemas.openxmlformats.org/officeDocument/2006",
                                          b"http://purl.oclc.org/ooxml/officeDocument")
    assert the_problem(changed(good, change)).text == "工作簿存成了“Strict Open XML”格式"


def test_a_bomb_of_size(good: Path) -> None:
    path = changed(good, lambda parts: parts.update({"xl/media/a.bin": bytes(101 * 2**20)}))
    assert the_problem(path).text.startswith("文件展开后有 101 MB，太大")


def test_a_bomb_of_ratio(good: Path) -> None:
    path = changed(good, lambda parts: parts.update({"xl/media/a.bin": bytes(30 * 2**20)}))
    assert "不是正常的工作簿" in the_problem(path).text


def test_a_bomb_of_entries(good: Path) -> None:
    path = changed(good, lambda parts: parts.update({f"xl/media/{n}": b"" for n in range(2000)}))
    assert "个部分，太多" in the_problem(path).text


def test_a_bomb_whose_list_of_contents_lies(good: Path) -> None:
    """The headers say 10 bytes; what unpacks to 60 MB is not unpacked."""
    bomb = b"<worksheet>" + bytes(60 * 2**20)
    changed(good, lambda parts: parts.update({SHEET: bomb}))
    data = good.read_bytes().replace(struct.pack("<I", len(bomb)), struct.pack("<I", 10))
    good.write_bytes(data)
    tracemalloc.start()
    assert the_problem(good).text == f"工作簿已损坏（在“{SHEET}”里）"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * 2**20  # the file itself may have 20 MB


def test_a_million_rows_are_told_fast_and_in_little_memory(good: Path) -> None:
    """Told of the sheet, although the archive is too large as well: the rows are the reason."""
    rows = BytesIO()
    rows.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
    for row in range(1, 10**6 + 1):
        rows.write(b'<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d"><v>2</v></c><c r="C%d"><v>3</v></c></row>'
                   % (row, row, row * 7, row, row))
    rows.write(b"</sheetData></worksheet>")
    path = changed(good, lambda parts: parts.update({SHEET: rows.getvalue()}))
    begun = time.process_time()
    problem = the_problem(path)
    took = time.process_time() - begun
    tracemalloc.start()
    the_problem(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (str(problem.place), problem.text) == (f"{path}:表", "工作表“表”超过 20000 行，太多")
    assert took < 2
    assert peak < 60 * 2**20


@pytest.mark.parametrize("row", [b'<row r="3"><c r="XFD3"/></row>', b'<row r="3"><c r="ALM3"><v>1</v></c></row>'])
def test_a_cell_far_to_the_right(good: Path, row: bytes) -> None:
    assert the_problem(replaced(good, SHEET, b"</sheetData>", row + b"</sheetData>")).text == \
        "读到工作表“表”时，单元格已经太多"


def test_a_merge_of_the_whole_sheet_costs_nothing(good: Path) -> None:
    whole = (b'</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
             b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>')
    path = replaced(good, SHEET, b"</sheetData>", whole)
    book, problems = read_workbook(path)
    assert problems == ()
    assert book is not None
    assert book.sheets[0].merged[0].bottom == 2**20


def test_external_links_name_their_cells(tmp_path: Path, good: Path) -> None:
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def change(parts: Parts) -> None:
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
            '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" '
            'Target="file:///C:\\我的\\预算.xlsx" TargetMode="External"/></Relationships>'.encode())
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>", b'<Relationship Id="rId9" Type="%s/externalLink" '
            b'Target="externalLinks/externalLink1.xml"/></Relationships>' % relation)
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b"<calcPr", b'<externalReferences><externalReference r:id="rId9"/></externalReferences><calcPr')
        parts[SHEET] = parts[SHEET].replace(
            b"</row></sheetData>", b'<c r="C2"><f>SUM([1]Sheet1!A1,2)</f><v>3</v></c>'
            b"""<c r="D2"><f>'[1]my sheet'!A1</f><v>3</v></c><c r="E2"><f>Table1[[#This Row],[1]]</f><v>3</v></c>"""
            b"""</row></sheetData>""")
    problem = the_problem(changed(good, change))
    assert str(problem.place) == f"{good}:表!C2"
    assert problem.text == "公式引用了别的工作簿“预算.xlsx”，它的值无从核对"
    assert problem.found == "表!C2、表!D2"


def test_formulas_that_were_never_calculated(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    sheet["B2"], sheet["B3"] = "=1+1", "=B2*2"
    book.save(path)
    problem = the_problem(path)
    assert str(problem.place) == f"{path}:表!B2"
    assert problem.text == "单元格里的公式还没有计算过，文件里没有它的结果"
    assert (problem.found, problem.suggestion) == ("表!B2、表!B3", "请用 Excel 或 WPS 打开、保存一次")


def test_the_zero_of_a_program_that_does_not_calculate(tmp_path: Path) -> None:
    """xlsxwriter stores 0 for a formula and asks for calculation; a result that was given is one."""
    path = tmp_path / "甲.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    sheet.write_formula("A1", "=1+1")
    sheet.write_formula("A2", "=1+1", value=2)
    sheet.write_formula("A3", '=""', value="")
    book.close()
    assert the_problem(path).found == "表!A1、表!A3"


ODS = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": b"<manifest/>",
}
ODS_HEAD = (
    '<c xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="表">')
ONE = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'


def ods(tmp_path: Path, rows: str, **parts: bytes) -> Path:
    return packed(tmp_path / "甲.ods", {**ODS, "content.xml": f"{ODS_HEAD}{rows}</table:table></c>".encode(), **parts})


@pytest.mark.parametrize("rows", [
    f'<table:table-row table:number-rows-repeated="1000000">{ONE}</table:table-row>',
    f"<table:table-row>{ONE}</table:table-row>" * 20_001])
def test_ods_too_many_rows(tmp_path: Path, rows: str) -> None:
    path = ods(tmp_path, rows)
    problem = the_problem(path)
    assert (str(problem.place), problem.text) == (f"{path}:表", "工作表“表”超过 20000 行，太多")


def test_ods_too_many_cells(tmp_path: Path) -> None:
    wide = ONE.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="900"')
    path = ods(tmp_path, f'<table:table-row table:number-rows-repeated="19000">{wide}</table:table-row>')
    assert the_problem(path).text == "读到工作表“表”时，单元格已经太多"


def test_ods_macros_password_and_damage(tmp_path: Path) -> None:
    assert the_problem(ods(tmp_path, "", **{"Basic/Standard/a.xml": b"<a/>"})).text == "工作簿里有宏"
    locked = {"META-INF/manifest.xml": b"<m><encryption-data/></m>", "content.xml": b"\0\1"}
    assert the_problem(ods(tmp_path, "", **locked)).text == "工作簿有打开密码"
    assert the_problem(ods(tmp_path, "<table:table-row>")).text == "工作簿已损坏（在“content.xml”里）"


def test_ods_formula_without_result(tmp_path: Path) -> None:
    cells = '<table:table-cell/><table:table-cell table:formula="of:=1+1"/>'
    path = ods(tmp_path, f"<table:table-row>{cells}</table:table-row>")
    problem = the_problem(path)
    assert str(problem.place) == f"{path}:表!B1"
    assert "还没有计算过" in problem.text
