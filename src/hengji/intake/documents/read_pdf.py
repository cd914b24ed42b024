"""Reading a PDF for proofreading (读取 PDF): its text in order, its tables as tables, and what could not be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from time import monotonic

import pypdfium2
from pypdfium2 import raw

from hengji.intake.writing import why
from hengji.model import Block, Manuscript, Paragraph, PrintedTable, Spot, Unread

from .limits import MAX_BYTES, MAX_TABLE_ROWS, rows_left, unusable
from .pdf_aligned import aligned_tables, framed_table
from .pdf_continued import goes_on, put_together
from .pdf_grid import Grids, grids_of
from .pdf_lines import Line, lines_of
from .pdf_margins import body_lines
from .pdf_page import Page, read_page
from .pdf_paragraphs import PlacedLine, Setting, paragraphs_of, setting_of
from .pdf_scanned import Scans
from .pdf_tables import TablePart, ruled_table
from .titles import with_titles

MAX_PAGES = 500
#: Pages are read for so many seconds; a real one takes a hundredth of a second.
MAX_SECONDS = 60
#: Pictures of pages are read for so many seconds; one takes two or three.
MAX_RECOGNISING = 600
_AGAIN = "请重新下载，或由原文件重新导出 PDF"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page taken apart: its tables, and its lines outside them."""

    page: Page
    tables: tuple[TablePart, ...]
    lines: list[Line]


def read_pdf(path: Path) -> Manuscript:
    """The text and the tables of the PDF at ``path``, with the pages that could not be read.

    Raises :class:`Unusable` for a file that is no PDF, is damaged, empty, or asks for a password.
    """
    document = open_pdf(path)
    try:
        pages = len(document)
        sheets, unread = _sheets(document, pages)
    finally:
        document.close()
    bodies = body_lines([(sheet.page, sheet.lines) for sheet in sheets])
    blocks = _blocks([replace(sheet, lines=lines) for sheet, lines in zip(sheets, bodies, strict=True)], unread)
    if not blocks and not unread:
        unread.append(Unread("文稿里没有文字"))
    return Manuscript(path.name, "pdf", with_titles(blocks), tuple(unread), pages)


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """The PDF at ``path``, to be closed. Raises :class:`Unusable` when it cannot be opened."""
    document = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unusable(document, f"读不了这个文件（{why(error)}）", "请核对路径和读取权限") from error
    if len(data) > MAX_BYTES:
        raise unusable(document, "文件太大", "请拆成几个文件", f"不超过 {MAX_BYTES // 2**20} MB")
    if b"%PDF-" not in data[:1024]:
        raise unusable(document, "内容不是 PDF" if data else "这是空文件", _AGAIN, "PDF 文件")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # The code alone may be that of an earlier file.
        if error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise unusable(document, "文件有密码，打不开", "请用密码打开后，另存一份没有密码的 PDF") from error
        raise unusable(document, "PDF 文件损坏、不完整，或没有一页，打不开", _AGAIN) from error


def _sheets(document: pypdfium2.PdfDocument, pages: int) -> tuple[list[_Sheet], list[Unread]]:
    """The pages taken apart, and what of them could not be read."""
    sheets: list[_Sheet] = []
    unread: list[Unread] = []
    scans = Scans(document, MAX_RECOGNISING)
    start = monotonic()
    for index in range(min(pages, MAX_PAGES)):
        spot = Spot(page=index + 1)
        if monotonic() - start - scans.spent > MAX_SECONDS:
            unread.append(Unread(f"读了 {MAX_SECONDS} 秒还没有读完，从这一页起没有读", spot))
            return sheets, unread
        page = read_page(document, index)
        if page is None:
            unread.append(Unread("这一页损坏，或尺寸不合常理，没有读", spot))
            continue
        if page.scanned or page.garbled:
            page, reason = scans.read(page)
            unread.append(Unread(reason, spot))
        grids = grids_of(page.rules)
        unread += (Unread(reason, spot) for reason in _reasons(page, grids))
        sheets.append(_sheet(page, grids))
    if pages > MAX_PAGES:
        unread.append(Unread(f"共 {pages} 页，只读前 {MAX_PAGES} 页，从这一页起没有读", Spot(page=MAX_PAGES + 1)))
    return sheets, unread


def _reasons(page: Page, grids: Grids) -> Iterator[str]:
    if page.unmapped and not page.garbled:
        yield f"字体没有说明 {page.unmapped} 个字符是什么字，没有读"
    if page.slanting:
        yield f"有 {page.slanting} 个斜排的字符（多半是水印），没有读"
    if page.cut or grids.cut:
        yield "这一页的字符或图形太多，只读了一部分"


def _sheet(page: Page, grids: Grids) -> _Sheet:
    """The page with its tables found."""
    free = dict.fromkeys(page.glyphs)
    tables: list[TablePart] = []
    for grid in grids.ruled:
        within = [glyph for glyph in free if grid.place(*glyph.middle)]
        for glyph in within:
            del free[glyph]
        tables.append(ruled_table(grid, within, page.number))
    for frame in grids.frames:
        within = [glyph for glyph in free if frame.place(*glyph.middle)]
        table = framed_table(frame, lines_of(within), page.number)
        if table:
            tables.append(table)
            for glyph in within:
                del free[glyph]
    lines = lines_of(free)
    aligned, lines = aligned_tables(lines, page.number)
    return _Sheet(page, (*tables, *aligned), lines)


def _blocks(sheets: Sequence[_Sheet], unread: list[Unread]) -> list[Block]:
    """Paragraphs and tables as they are read, one after another, over the ends of pages; long tables cut are told."""
    alike = _settings(sheets)
    blocks: list[Block] = []
    lines: list[PlacedLine] = []
    parts: list[TablePart] = []
    tables = count(1)

    def end_text() -> None:
        blocks.extend(paragraphs_of(lines, 1 + sum(isinstance(block, Paragraph) for block in blocks)))
        lines.clear()

    def end_table() -> None:
        if parts:
            blocks.append(_printed(put_together(parts), next(tables), unread))
            parts.clear()

    for sheet in sheets:
        setting = setting_of([sheet.lines], sheet.page.width, alike[sheet.page.width])
        items: list[TablePart | Line] = [*sheet.tables, *sheet.lines]
        for item in sorted(items, key=lambda each: each.top):
            if isinstance(item, Line):
                end_table()
                lines.append(PlacedLine(sheet.page.number, item, setting))
                continue
            end_text()
            if parts and not goes_on(parts, item):
                end_table()
            parts.append(item)
    end_text()
    end_table()
    return blocks


def _settings(sheets: Sequence[_Sheet]) -> dict[int, Setting]:
    """How pages of a width are set, all in all."""
    alike: dict[int, list[list[Line]]] = defaultdict(list)
    for sheet in sheets:
        alike[sheet.page.width].append(sheet.lines)
    return {width: setting_of(pages, width) for width, pages in alike.items()}


def _printed(part: TablePart, number: int, unread: list[Unread]) -> PrintedTable:
    rows = min(part.rows, MAX_TABLE_ROWS)
    if rows < part.rows:
        unread.append(Unread(rows_left(part.rows), Spot(page=part.page, table=number)))
    cells = sorted((cell for cell in part.cells if cell.row <= rows), key=lambda cell: (cell.row, cell.column))
    return PrintedTable(number=number, rows=rows, columns=part.columns, cells=tuple(cells), page=part.page)
