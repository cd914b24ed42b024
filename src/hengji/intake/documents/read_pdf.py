"""Reading a PDF for proofreading (读取 PDF): its text in order, its tables as tables, and what could not be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pypdfium2
from pypdfium2 import raw

from hengji.intake.writing import why
from hengji.model import Block, Manuscript, Place, PrintedTable, Problem, Spot, Unread, Unusable

from .limits import MAX_BYTES
from .pdf_aligned import aligned_tables, framed_table
from .pdf_continued import goes_on, put_together
from .pdf_grid import grids_of
from .pdf_lines import Line, lines_of
from .pdf_margins import body_lines
from .pdf_page import Page, read_page
from .pdf_paragraphs import PlacedLine, Setting, paragraphs_of, setting_of
from .pdf_scanned import with_scanned
from .pdf_tables import TablePart, ruled_table
from .titles import with_titles

MAX_PAGES = 500
#: Pages are read for so many seconds; a real one takes a hundredth of a second.
MAX_SECONDS = 60
#: Pictures of pages are read for so many seconds; one takes two or three.
MAX_RECOGNISING = 600
#: From that percentage of characters without a meaning on, the text of a page is not to be trusted.
_GARBLED = 10


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
    document = _opened(path)
    try:
        count = len(document)
        pages, unread = _pages(document, count)
        pages, unclear = with_scanned(document, pages, MAX_RECOGNISING)
    finally:
        document.close()
    sheets = [_sheet(page) for page in pages]
    bodies = body_lines([(sheet.page, sheet.lines) for sheet in sheets])
    blocks = _blocks([_Sheet(sheet.page, sheet.tables, lines) for sheet, lines in zip(sheets, bodies, strict=True)])
    return Manuscript(path.name, "pdf", with_titles(blocks), tuple(sorted([*unread, *unclear], key=_page)), count)


def _opened(path: Path) -> pypdfium2.PdfDocument:
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Unusable([Problem(place, "没有这个文件", suggestion="请核对路径和文件名")]) from None
    except OSError as error:
        raise Unusable([Problem(place, f"读不了这个文件（{why(error)}）",
                                suggestion="请核对路径和读取权限")]) from error
    if not data:
        raise Unusable([Problem(place, "这是空文件", "PDF 文件")])
    if len(data) > MAX_BYTES:
        raise Unusable([Problem(place, "文件太大", f"不超过 {MAX_BYTES // 2**20} MB", suggestion="请拆成几个文件")])
    if b"%PDF-" not in data[:1024]:
        raise Unusable([Problem(place, "内容不是 PDF", "PDF 文件", suggestion="请核对文件，或由原文件重新导出 PDF")])
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document):
            return document
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise Unusable([Problem(place, "文件有密码，打不开",
                                    suggestion="请用密码打开后，另存一份没有密码的 PDF")]) from error
        raise Unusable([Problem(place, "PDF 文件损坏或不完整，打不开",
                                suggestion="请重新下载，或由原文件重新导出 PDF")]) from error
    raise Unusable([Problem(place, "PDF 里没有一页", suggestion="请由原文件重新导出 PDF")])


def _pages(document: pypdfium2.PdfDocument, count: int) -> tuple[list[Page], list[Unread]]:
    """The pages that could be read, and what of them could not."""
    pages: list[Page] = []
    unread: list[Unread] = []
    until = monotonic() + MAX_SECONDS
    for index in range(min(count, MAX_PAGES)):
        if monotonic() > until:
            unread.append(Unread(f"读了 {MAX_SECONDS} 秒还没有读完，从这一页起没有读", Spot(page=index + 1)))
            return pages, unread
        page = read_page(document, index)
        if page is None:
            unread.append(Unread("这一页损坏，或尺寸不合常理，没有读", Spot(page=index + 1)))
            continue
        unread += (Unread(reason, Spot(page=page.number)) for reason in _reasons(page))
        pages.append(page)
    if count > MAX_PAGES:
        unread.append(Unread(f"共 {count} 页，只读前 {MAX_PAGES} 页，从这一页起没有读", Spot(page=MAX_PAGES + 1)))
    return pages, unread


def _reasons(page: Page) -> Iterator[str]:
    if 100 * page.unmapped > _GARBLED * len(page.glyphs):
        yield f"字体没有说明 {page.unmapped} 个字符是什么字，读出的文字和数字可能不对"
    if page.slanting:
        yield f"有 {page.slanting} 个斜排的字符（多半是水印），没有读"
    if page.cut:
        yield "这一页的字符或图形太多，只读了一部分"


def _page(unread: Unread) -> int:
    return unread.spot.page or 0


def _sheet(page: Page) -> _Sheet:
    """The page with its tables found."""
    grids, frames = grids_of(page.rules)
    free = dict.fromkeys(page.glyphs)
    tables: list[TablePart] = []
    for grid in grids:
        within = [glyph for glyph in free if grid.place(*glyph.middle)]
        for glyph in within:
            del free[glyph]
        tables.append(ruled_table(grid, within, page.number))
    for frame in frames:
        within = [glyph for glyph in free if frame.place(*glyph.middle)]
        table = framed_table(frame, lines_of(within), page.number)
        if table:
            tables.append(table)
            for glyph in within:
                del free[glyph]
    lines = lines_of(free)
    aligned, lines = aligned_tables(lines, page.number)
    return _Sheet(page, (*tables, *aligned), lines)


def _blocks(sheets: Sequence[_Sheet]) -> list[Block]:
    """Paragraphs and tables as they are read, one after another, over the ends of pages."""
    alike = _settings(sheets)
    blocks: list[Block] = []
    lines: list[PlacedLine] = []
    parts: list[TablePart] = []

    def end_text() -> None:
        blocks.extend(paragraphs_of(lines, 1 + sum(not isinstance(block, PrintedTable) for block in blocks)))
        lines.clear()

    def end_table() -> None:
        blocks.extend(_printed(part, 1 + sum(isinstance(block, PrintedTable) for block in blocks)) for part in parts)
        parts.clear()

    for sheet in sheets:
        setting = setting_of([sheet.lines], alike[sheet.page.width])
        items: list[TablePart | Line] = [*sheet.tables, *sheet.lines]
        for item in sorted(items, key=lambda each: each.top):
            if isinstance(item, Line):
                end_table()
                lines.append(PlacedLine(sheet.page.number, item, setting))
            elif parts and parts[0].last_page == item.page - 1 and goes_on(parts[0], item):
                parts[0] = put_together(parts[0], item)
            else:
                end_text()
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
    return {width: setting_of(pages) for width, pages in alike.items()}


def _printed(part: TablePart, number: int) -> PrintedTable:
    cells = tuple(sorted(part.cells, key=lambda cell: (cell.row, cell.column)))
    return PrintedTable(number=number, rows=part.rows, columns=part.columns, cells=cells, page=part.page)
