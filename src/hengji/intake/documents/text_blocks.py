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

    def table(self, cells: Sequence[Placed], title: str = "", printed: int = 0) -> None:
        """Adds a table of ``cells``, unless all are empty; ``printed`` says how many rows the file has, if more."""
        if not any(piece.text for cell in cells for piece in cell.pieces):
            return
        self.tables += 1
        kept = [_printed(cell) for cell in cells]
        rows = max(cell.row + cell.rows - 1 for cell in kept)
        if printed > rows:
            told = rows_left(printed) if rows == MAX_TABLE_ROWS else f"表格太大，有 {printed} 行，只读了前 {rows} 行"
            self.unread.append(Unread(told, Spot(table=self.tables, line=kept[-1].start_at(0).line)))
        self.blocks.append(PrintedTable(
            number=self.tables, rows=rows, columns=max(cell.column + cell.columns - 1 for cell in kept),
            cells=tuple(kept), title=title, page=kept[0].start_at(0).page))

    def manuscript(self, name: str, form: str, pages: int | None = None) -> Manuscript:
        """What was collected, the tables with the titles and units around them."""
        return Manuscript(name, form, with_titles(self.blocks), tuple(self.unread), pages)


def _printed(cell: Placed) -> PrintedCell:
    text, starts = joined(cell.pieces, cell.between)
    return PrintedCell(text=text, starts=starts, row=cell.row + 1, column=cell.column + 1,
                       rows=min(cell.rows, MAX_TABLE_ROWS - cell.row), columns=cell.columns)
