"""Blocks of a manuscript from lines of text (成段成表): pieces of text with their places, numbered as they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hengji.model import Block, Manuscript, Paragraph, PrintedCell, PrintedTable, Spot, Start, Unread

from .limits import MAX_PARAGRAPHS, MAX_TABLE_ROWS, rows_left
from .titles import with_titles


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on one line of the file (一行文字), with the line and, where it is known, the page."""

    text: str
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell that knows its place (已定位的单元格): row and column from 0, over ``rows`` × ``columns`` places.

    ``between`` stands between its pieces: they are lines, unless they bring their line feeds with them.
    """

    pieces: Sequence[Piece]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    between: str = "\n"

    @property
    def text(self) -> str:
        """What the cell says, without the places."""
        return joined(self.pieces, self.between)[0]


def joined(pieces: Iterable[Piece], between: str) -> tuple[str, tuple[Start, ...]]:
    """The pieces as one text with ``between`` them, and where each begins; empty ones give only their place."""
    text = ""
    starts: list[Start] = []
    for piece in pieces:
        if piece.text or not starts:
            text += between if text else ""
            starts.append(Start(len(text), page=piece.page, line=piece.line))
            text += piece.text
    return text, tuple(starts)


@dataclass
class BlockBuilder:
    """Collects the blocks of a document (逐块收集); what goes beyond the limits is told in ``unread``."""

    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def paragraph(self, pieces: Sequence[Piece], level: int = 0, between: str = "") -> None:
        """Adds a paragraph, unless it is empty; pieces of a sentence are put together without anything ``between``."""
        text, starts = joined(pieces, between)
        if not text.strip():
            return
        self.paragraphs += 1
        if self.paragraphs <= MAX_PARAGRAPHS:
            self.blocks.append(Paragraph(text=text, starts=starts, number=self.paragraphs, level=level))
        elif self.paragraphs == MAX_PARAGRAPHS + 1:
            self.unread.append(Unread(f"文稿太长，只读了前 {MAX_PARAGRAPHS} 段", Spot(line=starts[0].line)))

    def table(self, cells: Sequence[Placed], title: str = "") -> None:
        """Adds a table of ``cells``, unless all of them are empty."""
        if not any(piece.text for cell in cells for piece in cell.pieces):
            return
        self.tables += 1
        rows = max(cell.row + cell.rows for cell in cells)
        if rows > MAX_TABLE_ROWS:
            first = next(cell for cell in cells if cell.row >= MAX_TABLE_ROWS or cell.row + cell.rows > MAX_TABLE_ROWS)
            self.unread.append(Unread(rows_left(rows), Spot(table=self.tables, line=first.pieces[0].line)))
        kept = [_printed(cell) for cell in cells if cell.row < MAX_TABLE_ROWS]
        self.blocks.append(PrintedTable(
            number=self.tables, rows=min(rows, MAX_TABLE_ROWS), columns=max(c.column + c.columns - 1 for c in kept),
            cells=tuple(kept), title=title, page=kept[0].starts[0].page if kept[0].starts else None))

    def manuscript(self, name: str, form: str, pages: int | None = None) -> Manuscript:
        """What was collected, the tables with the titles and units around them."""
        return Manuscript(name, form, with_titles(self.blocks), tuple(self.unread), pages)


def _printed(cell: Placed) -> PrintedCell:
    text, starts = joined(cell.pieces, cell.between)
    return PrintedCell(text=text, starts=starts, row=cell.row + 1, column=cell.column + 1,
                       rows=min(cell.rows, MAX_TABLE_ROWS - cell.row), columns=cell.columns)
