"""Bad PDF files are told plainly, and never take long."""

from __future__ import annotations

import zlib
from pathlib import Path
from time import monotonic

import pytest

from hengji.intake.documents import pdf_page
from hengji.intake.documents import read_pdf as reading
from hengji.intake.documents.read_pdf import read_pdf
from hengji.model import Unusable

from .making_pdf import Paper, made, told, written

LOCK = ("/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> /P -4 >> "
        "/ID [<" + "00" * 16 + "> <" + "00" * 16 + ">]")


def refused(path: Path) -> str:
    with pytest.raises(Unusable) as error:
        read_pdf(path)
    return error.value.problems[0].text


def test_files_that_are_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    assert refused(path) == "这是空文件"
    path.write_text("这不是一份文件", encoding="utf-8")
    assert refused(path) == "内容不是 PDF"
    assert refused(tmp_path / "没有.pdf").startswith("读不了这个文件")


def test_damaged_and_empty_ones(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", Paper().text(60, 60, "好的"))
    whole = path.read_bytes()
    for part in (whole[:len(whole) // 2], b"%PDF-1.4\n" + bytes(range(256)) * 20):
        path.write_bytes(part)
        assert refused(path) == "PDF 文件损坏、不完整，或没有一页，打不开"
    assert refused(made(path)) == "PDF 文件损坏、不完整，或没有一页，打不开"


def test_one_with_a_password(tmp_path: Path) -> None:
    assert refused(made(tmp_path / "a.pdf", Paper().text(60, 60, "好"), trailer=LOCK)) == "文件有密码，打不开"


def test_a_page_beyond_measure_is_left_out(tmp_path: Path) -> None:
    manuscript = read_pdf(made(tmp_path / "a.pdf", Paper(10**9, 10**9), Paper().text(60, 60, "后一页")))
    assert told(manuscript) == ["后一页"]
    assert [(str(part.spot), part.reason) for part in manuscript.unread] == [
        ("第1页", "这一页损坏，或尺寸不合常理，没有读")]


def test_pages_beyond_the_limit_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "a.pdf", *[Paper().text(60, 60, f"第{at}件事。") for at in range(5)])
    monkeypatch.setattr(reading, "MAX_PAGES", 3)
    manuscript = read_pdf(path)
    assert (len(manuscript.blocks), manuscript.pages) == (3, 5)
    assert [(str(part.spot), part.reason) for part in manuscript.unread] == [
        ("第4页", "共 5 页，只读前 3 页，从这一页起没有读")]
    monkeypatch.setattr(reading, "MAX_SECONDS", -1)
    assert read_pdf(path).unread[0].reason == "读了 -1 秒还没有读完，从这一页起没有读"


def test_two_thousand_pages_do_not_take_long(tmp_path: Path) -> None:
    start = monotonic()
    manuscript = read_pdf(made(tmp_path / "a.pdf", *[Paper().text(60, 60, "一件事。") for _ in range(2000)]))
    assert manuscript.pages == 2000
    assert monotonic() - start < 10


def test_drawings_and_small_print_stay_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "MOST_GLYPHS", 1000)
    start = monotonic()
    squared = Paper(14400, 14400).grid(range(0, 14400, 10), range(0, 14400, 10)).text(60, 60, "方格纸")
    hatched = Paper().raw("\n".join(f"{at % 500} 0 m {at % 500} 800 l S" for at in range(120_000)))
    long = Paper().lines(60, 60, ["数" * 40] * 30)
    manuscript = read_pdf(made(tmp_path / "a.pdf", squared, hatched, long))
    assert {part.reason for part in manuscript.unread} == {"这一页的字符或图形太多，只读了一部分"}
    assert [part.spot.page for part in manuscript.unread] == [1, 2, 3]
    assert monotonic() - start < 20


def test_forms_within_forms_and_streams_that_burst(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    top = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
           b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
           b"/Resources << /XObject << /X 5 0 R >> >> >>"]
    content = b"/X Do " * 10
    form = (b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X %d 0 R >> >> "
            b"/Length %d >>\nstream\n%s\nendstream")
    nested = [form % (6 + depth, len(content), content) for depth in range(5)]
    packed = zlib.compress(b"q Q\n" * 2_000_000, 9)
    streams = [[b"<< /Length 5 >>\nstream\n/X Do\nendstream", *nested, b"<< /Length 0 >>\nstream\n\nendstream"],
               [b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)]]
    start = monotonic()
    for things in streams:
        path.write_bytes(written([*top, *things]))
        assert not read_pdf(path).blocks
    assert monotonic() - start < 10
