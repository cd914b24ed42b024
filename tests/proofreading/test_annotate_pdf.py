"""Boxes in a copy of a PDF: around the very words, wherever they stand, all else as it was."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from hengji.intake import read_manuscript
from hengji.model import Mark
from hengji.proofreading import Comment, annotate_pdf
from tests.intake.documents.making_pdf import Paper, made, pictured

RED, AMBER = (179, 38, 30), (201, 138, 27)
SCALE = 4


def annotated(path: Path, *wanted: tuple[str, str], text: str = "说明") -> Path:
    """The copy with a box around each of these words; the last place of words that stand several times."""
    manuscript = read_manuscript(path)
    comments = []
    for words, severity in wanted:
        marks = [Mark(mark.block, at, at + len(words), mark.row, mark.column)
                 for mark, passage in manuscript.passages() for at in [passage.text.rfind(words)] if at >= 0]
        comments.append(Comment(text, marks[-1], severity))
    copy = path.with_suffix(".boxes.pdf")
    copy.write_bytes(annotate_pdf(path, manuscript, comments))
    return copy


def seen(path: Path, colour: tuple[int, int, int], number: int = 0) -> tuple[int, int, int, int]:
    """The left, upper, right and lower edge of what is drawn in ``colour`` on a page as it is shown, in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        pixels = document[number].render(scale=SCALE, rev_byteorder=True).to_numpy()
    finally:
        document.close()
    rows, columns = (abs(pixels[:, :, :3].astype(int) - colour).max(axis=2) < 3).nonzero()
    return tuple(round(int(edge) / SCALE) for edge in  # type: ignore[return-value]
                 (columns.min(), rows.min(), columns.max(), rows.max()))


def near(found: tuple[int, ...], meant: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 3 for one, other in zip(found, meant, strict=True))


def test_a_figure_in_a_sentence_that_stands_there_twice(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", Paper().text(60, 100, "收入12.5万元，支出12.5万元。"))
    copy = annotated(path, ("12.5", "error"), ("收入", "warning"))
    # 收入12.5万元，支出 are four digits of half and seven signs of whole width
    assert near(seen(copy, RED), (60 + 7 * 12 + 4 * 6 - 2, 88, 60 + 7 * 12 + 8 * 6 + 2, 104))
    assert near(seen(copy, AMBER), (58, 88, 86, 104))


def test_words_over_two_lines_and_pages_have_two_boxes(tmp_path: Path) -> None:
    lines = ["\u3000\u3000" + "数" * 36, "字" * 37 + "二", "三四" + "字" * 30 + "。"]
    path = made(tmp_path / "a.pdf", Paper().lines(60, 100, lines))
    copy = annotated(path, ("二三四", "error"))
    left, top, right, bottom = seen(copy, RED)
    assert left < 62
    assert right > 60 + 37 * 12
    assert bottom - top > 30
    assert len(drawn_on(copy)) == 2


@pytest.mark.parametrize(("extra", "shown"), [
    ("", (300, 88, 334, 104)),
    ("/CropBox [100 100 500 800]", (200, 46, 234, 62)),
    ("/Rotate 90", (842 - 104, 300, 842 - 88, 334)),
    ("/Rotate 180", (595 - 334, 842 - 104, 595 - 300, 842 - 88)),
    ("/Rotate 270 /CropBox [100 100 500 800]", (46, 166, 62, 200)),
])
def test_turned_and_cropped_pages(tmp_path: Path, extra: str, shown: tuple[int, int, int, int]) -> None:
    path = made(tmp_path / "a.pdf", Paper(extra=extra).text(302, 100, "34567前").text(200, 200, "34567后"))
    manuscript = read_manuscript(path)
    mark = next(replace(mark, start=at, end=at + 5) for mark, passage in manuscript.passages()
                for at in [passage.text.find("34567前")] if at >= 0)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(annotate_pdf(path, manuscript, [Comment("说明", mark, "error")]))
    assert near(seen(copy, RED), shown)


def test_text_set_upwards_on_an_upright_page(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", Paper().text(100, 600, "合计3456万元", matrix="0 1 -1 0"))
    assert near(seen(annotated(path, ("3456", "error")), RED), (88, 600 - 24 - 24 - 2, 104, 600 - 24 + 2))


def test_a_figure_of_a_table_over_two_pages(tmp_path: Path) -> None:
    xs, papers = (60, 200, 400), []
    for at in range(2):
        ys = [700, 730, 760, 790] if at == 0 else [60, 90, 120, 150]
        paper = Paper().grid(xs, ys)
        for row, y in enumerate(ys[:-1]):
            paper.row(y + 20, [70, 210], ["项目" if row + at == 0 else f"第{row + 3 * at}项", "500.00"])
        papers.append(paper)
    path = made(tmp_path / "a.pdf", *papers)
    manuscript = read_manuscript(path)
    assert len(manuscript.blocks) == 1
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(annotate_pdf(path, manuscript, [Comment("说明", Mark(0, 0, 6, 5, 2), "error")]))
    assert near(seen(copy, RED, 1), (208, 100, 242, 114))


def test_what_the_box_says_and_that_the_page_stays(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", Paper().text(60, 100, "合计12.5万元").text(60, 200, "余下的话"))
    before = path.read_bytes()
    copy = annotated(path, ("12.5", "error"), text="1 错误　合计不符\n印出：12.5")
    assert path.read_bytes() == before
    (told,) = drawn_on(copy)
    assert told == (raw.FPDF_ANNOT_SQUARE, "1 错误　合计不符\n印出：12.5", "衡绩校对", raw.FPDF_ANNOT_FLAG_PRINT, True)
    pictures = []
    for file in (path, copy):
        document = pypdfium2.PdfDocument(file)
        pictures.append(document[0].render(draw_annots=False).to_numpy())
        document.close()
    assert (pictures[0] == pictures[1]).all()
    assert read_manuscript(copy).blocks == read_manuscript(path).blocks


def test_what_has_no_words_is_said_in_the_corner(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", Paper(extra="/CropBox [100 100 500 800]").text(160, 100, "好"))
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(annotate_pdf(path, read_manuscript(path), [Comment("没有处", None)]))
    assert [each[:2] for each in drawn_on(copy)] == [(raw.FPDF_ANNOT_TEXT, "没有处")]


def test_a_scanned_page_is_boxed_where_its_words_were_recognised(tmp_path: Path) -> None:
    paper = Paper(420, 300).text(60, 100, "合计支出", size=20).text(60, 160, "34567", size=20)
    path = pictured(tmp_path / "scan.pdf", made(tmp_path / "a.pdf", paper))
    left, top, right, bottom = seen(annotated(path, ("34567", "error")), RED)
    assert 50 < left < 64
    assert 105 < right < 125
    assert 135 < top < 150
    assert 158 < bottom < 172


def drawn_on(path: Path) -> list[tuple[int, str, str, int, bool]]:
    """Kind, words, author, flags of each annotation of the first page, and whether it says how it looks."""
    document = pypdfium2.PdfDocument(path)
    found = []
    try:
        page = document[0]
        for at in range(raw.FPDFPage_GetAnnotCount(page)):
            each = raw.FPDFPage_GetAnnot(page, at)
            found.append((raw.FPDFAnnot_GetSubtype(each), said(each, b"Contents"), said(each, b"T"),
                          raw.FPDFAnnot_GetFlags(each), raw.FPDFAnnot_GetAP(each, 0, None, 0) > 2))
            raw.FPDFPage_CloseAnnot(each)
    finally:
        document.close()
    return found


def said(annotation: object, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
