"""Paragraphs and tables of Word in their order (段落与表格), each with the elements that its words come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from hengji.model import Block, Paragraph, PrintedCell, PrintedTable, Spot, Unread

from .limits import MAX_PARAGRAPHS, MAX_TABLE_ROWS, paragraphs_left, rows_left
from .word_styles import Styles
from .word_text import ALTERNATE, boxes_of, chosen, text_of, value_of, whole, word

_PARAGRAPH, _TABLE, _ROW, _CELL = (word(name) for name in ("p", "tbl", "tr", "tc"))
#: What blocks, rows and cells lie in besides their container.
_AROUND = {word(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_ROW_PROPERTIES, _CELL_PROPERTIES, _DELETED, _MERGED = (word(name) for name in ("trPr", "tcPr", "del", "vMerge"))
#: Word has no wider tables.
_MOST_COLUMNS = 63

#: The paragraphs whose texts, put together by line ends, are a passage.
Sources = tuple[_Element, ...]


@dataclass(slots=True)
class WordBlock:
    """A block and, by (row, column), the paragraphs that a passage of it is read from; (0, 0) in a paragraph."""

    block: Block
    sources: dict[tuple[int, int], Sources]


@dataclass(slots=True)
class _OpenCell:
    """A cell that may still grow downwards."""

    row: int
    column: int
    columns: int
    sources: Sources
    text: str
    rows: int = 1

    def closed(self) -> PrintedCell:
        return PrintedCell(text=self.text, row=self.row, column=self.column, rows=self.rows, columns=self.columns)


@dataclass(slots=True)
class WordBlocks:
    """Reads blocks one after another; counts them, and what was too much to read."""

    styles: Styles = field(default_factory=Styles)
    unread: list[Unread] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    _room: int = MAX_PARAGRAPHS

    def read(self, container: _Element) -> Iterator[WordBlock]:
        """The blocks of a body, a text box or a footnote."""
        for element in _within(container, (_PARAGRAPH, _TABLE)):
            if not self._is_room():
                return
            yield from self._paragraph(element) if element.tag == _PARAGRAPH else self._table(element)

    def _is_room(self, needed: int = 1) -> bool:
        """Whether a further paragraph may be read; told once, when it may not."""
        if 0 <= self._room < needed:
            self.unread.append(Unread(paragraphs_left(), Spot(paragraph=self.paragraphs)))
        self._room -= needed
        return self._room >= 0

    def _paragraph(self, element: _Element) -> Iterator[WordBlock]:
        level, prefix = self.styles.read(element)
        text = text_of(element)
        if text.strip():
            self.paragraphs += 1
            paragraph = Paragraph(text=text, number=self.paragraphs, level=level, prefix=prefix)
            yield WordBlock(paragraph, {(0, 0): (element,)})
        for box in boxes_of(element):
            yield from self.read(box)

    def _table(self, element: _Element) -> Iterator[WordBlock]:
        """A table, and behind it those that lie in its cells, and their text boxes."""
        rows = [row for row in _within(element, (_ROW,)) if not _is_deleted(row)]
        inside: list[_Element] = []
        cells = self._cells(rows[:MAX_TABLE_ROWS], inside)
        if cells:
            self.tables += 1
            table = PrintedTable(number=self.tables, rows=max(cell.row + cell.rows - 1 for cell in cells),
                                 columns=max(cell.column + cell.columns - 1 for cell in cells),
                                 cells=tuple(cell.closed() for cell in cells))
            yield WordBlock(table, {(cell.row, cell.column): cell.sources for cell in cells})
        if len(rows) > MAX_TABLE_ROWS:
            self.unread.append(Unread(rows_left(len(rows)), Spot(table=self.tables)))
        for other in inside:
            yield from self._table(other) if other.tag == _TABLE else self.read(other)

    def _cells(self, rows: list[_Element], inside: list[_Element]) -> list[_OpenCell]:
        """The cells, row by row; one that goes on what is above it makes that grow."""
        cells: list[_OpenCell] = []
        above: dict[int, _OpenCell] = {}
        for row, element in enumerate(rows, 1):
            column = 1 + min(whole(value_of(element.find(_ROW_PROPERTIES), "gridBefore")) or 0, _MOST_COLUMNS)
            open_cells: dict[int, _OpenCell] = {}
            for part in _within(element, (_CELL,)):
                properties = part.find(_CELL_PROPERTIES)
                span = min(whole(value_of(properties, "gridSpan")) or 1, _MOST_COLUMNS)
                if not self._is_room(span):
                    return cells
                merged = None if properties is None else properties.find(_MERGED)
                cell = above.get(column) if merged is not None and value_of(properties, "vMerge") != "restart" else None
                if cell is None:
                    cell = self._cell(part, row, column, span, inside)
                    cells.append(cell)
                else:
                    cell.rows += 1
                open_cells[column] = cell
                column += span
            above = open_cells
        return cells

    def _cell(self, element: _Element, row: int, column: int, span: int, inside: list[_Element]) -> _OpenCell:
        sources, texts = [], []
        for part in _within(element, (_PARAGRAPH, _TABLE)):
            if part.tag == _TABLE:
                inside.append(part)
                continue
            self.styles.read(part)  # numbers are counted inside tables, too
            inside += boxes_of(part)
            text = text_of(part)
            if text.strip():
                sources.append(part)
                texts.append(text)
        return _OpenCell(row, column, span, tuple(sources), "\n".join(texts))


def _within(container: _Element, wanted: tuple[str, ...]) -> Iterator[_Element]:
    """The wanted elements of a container, those in controls and insertions too."""
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag in _AROUND:
            yield from _within(child, wanted)
        elif tag == ALTERNATE and (choice := chosen(child)) is not None:
            yield from _within(choice, wanted)


def _is_deleted(row: _Element) -> bool:
    """Whether the row was deleted while changes were tracked."""
    properties = row.find(_ROW_PROPERTIES)
    return properties is not None and properties.find(_DELETED) is not None
