"""What cannot be read is refused with its reason; what is too much is read to a limit, and that is told."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import docx
import pytest

from hengji.intake import read_manuscript
from hengji.intake.documents import read_docx, word_blocks
from hengji.model import Paragraph, PrintedTable, Problem, Unusable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"


def the_problem(path: Path) -> Problem:
    with pytest.raises(Unusable) as refused:
        read_manuscript(path)
    problem, = refused.value.problems
    assert problem.place.document == str(path)
    assert problem.suggestion
    return problem


def packed(path: Path, body: bytes, method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        archive.writestr(BODY, body)
    return path


def document(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<w:document {SPACE}><w:body>{inside}</w:body></w:document>'.encode()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("收入12万元。")
    made.save(str(tmp_path / "好.docx"))
    return tmp_path / "好.docx"


@pytest.mark.parametrize("name", ["没有.docx", "没有.pdf", "没有"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    assert the_problem(tmp_path / name).text == "没有这个文件"


def test_a_folder_and_a_pipe(tmp_path: Path) -> None:
    assert the_problem(tmp_path).text == "这是一个文件夹"
    os.mkfifo(tmp_path / "管.docx")
    assert the_problem(tmp_path / "管.docx").text == "这不是普通的文件"


@pytest.mark.parametrize("content", [b"", b" \n\n"])
@pytest.mark.parametrize("name", ["空.docx", "空.xlsx", "空.pdf", "空.txt", "空"])
def test_empty_files(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert the_problem(tmp_path / name).text == "文件是空的"


def test_too_large(tmp_path: Path) -> None:
    with (tmp_path / "大.docx").open("wb") as file:
        file.truncate(201 * 2**20)
    problem = the_problem(tmp_path / "大.docx")
    assert (problem.text, problem.expected) == ("文件有 201 MB，太大", "不超过 200 MB")


@pytest.mark.parametrize(("content", "found"), [
    (b"\x89PNG\r\n\x1a\n\0", "图片"), (b"Rar!\x1a\x07\0", "压缩包"), (b"\x7fELF\2\0", "程序"),
    (b"\x01\x02\0\x03", "损坏的或别的文件"),
])
def test_other_kinds_of_files(tmp_path: Path, content: bytes, found: str) -> None:
    (tmp_path / "甲.docx").write_bytes(content)
    problem = the_problem(tmp_path / "甲.docx")
    assert (problem.text, problem.found) == ("这不是能读的文稿，扩展名与内容不符", found)


@pytest.mark.parametrize(("part", "found"), [
    ("ppt/presentation.xml", "演示文稿"), ("xl/workbook.bin", "二进制工作簿 .xlsb"), ("OFD.xml", "OFD 版式文件"),
    ("甲.txt", "压缩包"),
])
def test_other_kinds_of_archives(tmp_path: Path, part: str, found: str) -> None:
    with ZipFile(tmp_path / "甲.docx", "w") as archive:
        archive.writestr(part, "甲")
    assert the_problem(tmp_path / "甲.docx").found == found


@pytest.mark.parametrize("name", ["密.docx", "密.xlsx", "密.doc"])
def test_encrypted_documents(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OLE + b"\0" * 100 + "EncryptedPackage\0".encode("utf-16-le"))
    assert the_problem(tmp_path / name).text == "文稿有打开密码"


def test_an_archive_with_a_password(good: Path) -> None:
    data = bytearray(good.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(sign)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(sign, start + 4)
    good.write_bytes(data)
    assert the_problem(good).text == "文稿有打开密码"


@pytest.mark.parametrize("share", [10, 50, 90, 99])
def test_a_document_that_was_cut_off(good: Path, share: int) -> None:
    data = good.read_bytes()
    good.write_bytes(data[:len(data) * share // 100])
    assert "损坏" in the_problem(good).text


def test_damaged_bytes_are_refused_or_read_but_never_a_crash(good: Path) -> None:
    data, chance = good.read_bytes(), random.Random(7)
    for _ in range(60):
        changed = bytearray(data)
        for _ in range(20):
            changed[chance.randrange(4, len(changed))] = chance.randrange(256)
        good.write_bytes(changed)
        with suppress(Unusable):
            read_manuscript(good)


@pytest.mark.parametrize("body", [
    b"", b"no xml", b"<w:document", document("<w:p>"), document("<w:sdt><w:sdtContent>" * 5000),
])
def test_a_part_that_is_no_xml(tmp_path: Path, body: bytes) -> None:
    assert the_problem(packed(tmp_path / "甲.docx", body)).text == f"文稿已损坏（在“{BODY}”里）"


def test_a_document_without_a_body_has_no_words(tmp_path: Path) -> None:
    manuscript = read_manuscript(packed(tmp_path / "甲.docx", f"<w:document {SPACE}/>".encode()))
    assert [part.reason for part in manuscript.unread] == ["文稿里没有文字"]


def laughs() -> str:
    entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY a0 "哈哈">{entities}]>'


@pytest.mark.parametrize("inside", [paragraph("&a9;"), '<w:p w:rsid="&a9;"/>', paragraph("甲")])
def test_entities_are_refused_at_once(tmp_path: Path, inside: str) -> None:
    path = packed(tmp_path / "甲.docx", document(inside, laughs()))
    started = time.monotonic()
    problem = the_problem(path)
    assert time.monotonic() - started < 2
    assert "实体" in problem.text or "损坏" in problem.text


def test_a_file_of_the_machine_is_not_taken_in(tmp_path: Path) -> None:
    (tmp_path / "秘.txt").write_text("机密", encoding="utf-8")
    outside = f'<!DOCTYPE d [<!ENTITY a SYSTEM "{(tmp_path / "秘.txt").as_uri()}">]>'
    assert "实体" in the_problem(packed(tmp_path / "甲.docx", document(paragraph("&a;"), outside))).text


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    started = time.monotonic()
    problem = the_problem(packed(tmp_path / "弹.docx", document("<w:p/>" * 4_000_000)))
    assert problem.text.startswith("文稿展开后是原来的 ")
    with ZipFile(tmp_path / "大.docx", "w", ZIP_DEFLATED) as archive, archive.open(BODY, "w") as part:
        for _ in range(101):
            part.write(b" " * 2**20)
    assert the_problem(tmp_path / "大.docx").text == "文稿展开后有 101 MB，太大"
    assert time.monotonic() - started < 10


def table(rows: int) -> str:
    cells = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>" * 2
    return "<w:tbl>" + "".join(f"<w:tr>{cells.format(at, at * 7)}</w:tr>" for at in range(rows)) + "</w:tbl>"


def test_a_table_of_very_many_rows_is_read_to_its_limit(tmp_path: Path) -> None:
    path = packed(tmp_path / "长.docx", document(table(100_000) + paragraph("后")), ZIP_STORED)
    started = time.monotonic()
    manuscript = read_manuscript(path)
    assert time.monotonic() - started < 10
    found, behind = manuscript.blocks
    assert isinstance(found, PrintedTable)
    assert isinstance(behind, Paragraph)
    assert (found.rows, behind.text) == (5000, "后")
    assert [part.reason for part in manuscript.unread] == ["表格有 100000 行，太多，只读了前 5000 行"]
    assert manuscript.unread[0].spot.table == 1


def test_very_many_paragraphs_are_read_to_their_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_docx, "MAX_PARAGRAPHS", 4)
    monkeypatch.setattr(word_blocks.WordBlocks, "__init__", _with_room(word_blocks.WordBlocks.__init__, 4))
    inside = table(1) + "".join(map(paragraph, "甲乙丙丁")) + table(1)
    manuscript = read_manuscript(packed(tmp_path / "甲.docx", document(inside)))
    assert [passage.text for _, passage in manuscript.passages()] == ["0", "0", "甲"]
    assert len(manuscript.unread) == 1
    assert manuscript.unread[0].reason.startswith("文稿太长，只读了前 ")


def _with_room(init: Callable[..., None], room: int) -> Callable[..., None]:
    def with_room(self: object, *given: object) -> None:
        init(self, *given, _room=room)
    return with_room


def test_cells_of_impossible_width(tmp_path: Path) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    manuscript = read_manuscript(packed(tmp_path / "甲.docx", document(f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>")))
    found, = manuscript.blocks
    assert isinstance(found, PrintedTable)
    assert found.columns == 126
