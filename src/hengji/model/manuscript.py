"""A document as it is read for proofreading (稿件): paragraphs and tables, each word with its place."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in a document (位置), everything counted from 1; only what applies is set.

    ``paragraph`` counts the paragraphs outside tables, ``table`` the tables,
    ``row`` and ``column`` the cells of a table with its head; ``line`` is the line
    of a text file. On a ``sheet`` of a workbook row and column are told as its cell.
    """

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    sheet: str = ""

    def __str__(self) -> str:
        parts = (("第{}页", self.page), ("第{}行", self.line), ("{}", self.cell or None), ("第{}段", self.paragraph))
        return "".join(form.format(part) for form, part in parts if part is not None)

    @property
    def cell(self) -> str:
        """The table, or the cell of it (表2第3行第4列, 项目支出!D3); empty in a paragraph."""
        if self.sheet and self.row and self.column:
            return f"{self.sheet}!{_letters(self.column)}{self.row}"
        parts = (("表{}", self.table), ("第{}行", self.row), ("第{}列", self.column))
        return "".join(form.format(number) for form, number in parts if number is not None)


def _letters(column: int) -> str:
    """A column as workbooks name it: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Start:
    """From ``offset`` of a passage on, its text stands on this page and line."""

    offset: int
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A printed line of a passage (印出的一行): from ``offset`` on, its text stands here on ``page``.

    Measured in hundredths of a point from the upper left corner of the page as it
    is read; ``edges`` are the left and the right edge of each character that is no
    space, one after another.
    """

    offset: int
    page: int
    top: int
    bottom: int
    edges: array[int]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (方框), measured as a :class:`Strip` is."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of text with its place (一段文字): a paragraph, or a cell of a table.

    ``starts`` ascend by offset; a passage that was broken over lines or pages and
    put together again has several. ``strips``, by offset too, are the lines of a
    form that has pages to draw on.
    """

    text: str
    starts: tuple[Start, ...] = ()
    strips: tuple[Strip, ...] = field(default=(), repr=False, compare=False)

    def start_at(self, offset: int) -> Start:
        """The page and line on which the character at ``offset`` stands."""
        found = bisect_right(self.starts, offset, key=lambda start: start.offset)
        return self.starts[max(found - 1, 0)] if self.starts else Start(0)

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """Where the characters ``start`` to ``end`` are printed: a box for each line that they stand on."""
        begins = (*(strip.offset for strip in self.strips), len(self.text))
        for strip, (first, last) in zip(self.strips, pairwise(begins), strict=True):
            meant = self.text[max(start, first):min(end, last)] if start < last and first < end else ""
            before = 2 * _printed(self.text[first:max(start, first)])
            edges = strip.edges[before:before + 2 * _printed(meant)]
            if edges:
                yield Box(strip.page, min(edges), strip.top, max(edges), strip.bottom)


def _printed(text: str) -> int:
    """How many of the characters leave ink."""
    return sum(not character.isspace() for character in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Passage):
    """A paragraph outside tables (段落). ``level`` is that of a heading, 0 for running text.

    ``prefix`` is the number that the program sets in front (自动编号): “（一）”, “1.”; it is no part of ``text``.
    """

    number: int
    level: int = 0
    prefix: str = ""

    def spot(self, offset: int = 0) -> Spot:
        """Where the character at ``offset`` stands."""
        start = self.start_at(offset)
        return Spot(page=start.page, paragraph=self.number, line=start.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell(Passage):
    """A cell of a table (单元格) at ``row`` and ``column`` (from 1), over ``rows`` × ``columns`` places."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A table (表格): each cell once, at its upper left place; ``title`` and ``unit`` as printed around it.

    ``unit`` is what "单位：万元" above the table says. ``top`` and ``left`` count the rows and
    columns of a ``sheet`` that lie above and left of the table: spots are places of the sheet.
    """

    number: int
    rows: int
    columns: int
    cells: tuple[PrintedCell, ...]
    title: str = ""
    unit: str = ""
    page: int | None = None
    top: int = 0
    left: int = 0
    sheet: str = ""
    _grid: dict[tuple[int, int], PrintedCell] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self._grid.setdefault((row, column), cell)

    def at(self, row: int, column: int) -> PrintedCell | None:
        """The cell that covers this place, a merged one from each of its places; None where there is none."""
        return self._grid.get((row, column))

    def spot(self, cell: PrintedCell, offset: int = 0) -> Spot:
        """Where the character at ``offset`` of ``cell`` stands."""
        start = cell.start_at(offset)
        return Spot(page=start.page or self.page, table=self.number, row=self.top + cell.row,
                    column=self.left + cell.column, line=start.line, sheet=self.sheet)


Block = Paragraph | PrintedTable


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a document that could not be read, and why (读不出的部分)."""

    reason: str
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a manuscript (标出的文字): characters ``start`` to ``end`` of a block, or of its cell.

    ``block`` counts the blocks of the manuscript from 0; ``row`` and ``column``
    are those of the cell, 0 in a paragraph.
    """

    block: int
    start: int
    end: int
    row: int = 0
    column: int = 0

    @property
    def where(self) -> tuple[int, int, int]:
        """The paragraph or cell that the words stand in: its block, row and column."""
        return self.block, self.row, self.column


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document, read (稿件). ``name`` is its file name, ``form`` its kind: docx, xlsx, pdf, html, txt, md."""

    name: str
    form: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    pages: int | None = None

    def passage(self, mark: Mark) -> Passage:
        """The paragraph or cell that ``mark`` stands in."""
        block = self.blocks[mark.block]
        if isinstance(block, Paragraph):
            return block
        cell = block.at(mark.row, mark.column)
        if cell is None:
            raise KeyError(mark)
        return cell

    def quoted(self, mark: Mark) -> str:
        """The words that ``mark`` marks."""
        return self.passage(mark).text[mark.start:mark.end]

    def spot(self, mark: Mark) -> Spot:
        """The place of the first character that ``mark`` marks."""
        block = self.blocks[mark.block]
        if isinstance(block, Paragraph):
            return block.spot(mark.start)
        cell = block.at(mark.row, mark.column)
        if cell is None:
            raise KeyError(mark)
        return block.spot(cell, mark.start)

    def passages(self) -> Iterator[tuple[Mark, Passage]]:
        """Every paragraph and cell in order, with the mark of its whole text."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Paragraph):
                yield Mark(index, 0, len(block.text)), block
            else:
                for cell in block.cells:
                    yield Mark(index, 0, len(cell.text), cell.row, cell.column), cell
