"""A paper beside its pages (对照): each block found again, in the order of reading, with the page that it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from hengji.reports.papers import Cell, Chart, Heading, Paper, Table, Text
from hengji.reports.papers.placed import lines
from hengji.reports.wordml.numbering import Numbering
from hengji.reports.wordml.writer import Annex, Item, annex_items, items
from tests.rendered.pages import Page, Printed, Sign, bare

Form = Literal["heading", "annex", "text", "top", "row", "note", "chart"]
#: So many signs of a long piece are enough to know where it begins.
_BEGINNING = 8


class Piece(NamedTuple):
    """What stands together: a paragraph, a table's title with its unit and head, a row."""

    form: Form
    words: str
    #: Of rows and tops: the table, of rows also the cells by column.
    table: Table | None = None
    cells: tuple[tuple[int, Cell], ...] = ()


class Placed(NamedTuple):
    """A piece with where it was found; ``page`` is None when it was not."""

    piece: Piece
    page: Page | None
    start: int = 0
    #: Whether all of it stands on this page, and whether its cells were read one after the other.
    whole: bool = False
    exact: bool = False

    def signs(self, start: int, length: int) -> Sequence[Sign]:
        """Signs of the piece, counted from its own beginning."""
        assert self.page is not None
        return self.page.body[self.start + start:self.start + start + length]


def pieces(paper: Paper) -> Iterator[Piece]:
    """Everything that the paper says, in order, with the numbers of headings."""
    numbering = Numbering()
    for item in (*items(paper.sections), *annex_items(paper.annexes)):
        yield from _pieces(item, numbering)


def _pieces(item: Item, numbering: Numbering) -> Iterator[Piece]:
    if isinstance(item, Heading):
        yield Piece("heading", bare(numbering.next(item.level) + item.text))
    elif isinstance(item, Annex):
        numbering.begin_annex()
        yield Piece("annex", bare(item.text))
    elif isinstance(item, Text):
        yield Piece("text", bare(item.words))
    elif isinstance(item, Chart):
        yield Piece("chart", bare(item.title))
    elif isinstance(item, Table):
        yield Piece("top", bare(item.title + unit_words(item)) + head_words(item), item)
        for line in lines(item.rows, len(item.widths)):
            cells = tuple((place.column, place.cell) for place in line if place.cell is not None)
            yield Piece("row", bare("".join(cell.text for _, cell in cells)), item, cells)
        yield Piece("note", bare(item.note), item)


def unit_words(table: Table) -> str:
    """The unit as it is printed above the table."""
    return "" if not table.unit else table.unit if table.unit.startswith("单位") else f"单位：{table.unit}"


def head_words(table: Table) -> str:
    """The head as it is printed."""
    return bare("".join(cell.text for row in table.head for cell in row))


def text_pages(printed: Printed) -> tuple[Page, ...]:
    """The pages after cover and contents: those with a number."""
    return tuple(page for page in printed.pages if page.printed_number)


def walk(paper: Paper, printed: Printed) -> tuple[Placed, ...]:
    """Every piece that has words, placed; each is looked for behind the one before."""
    pages, at, offset = text_pages(printed), 0, 0
    found: list[Placed] = []
    for piece in pieces(paper):
        if not piece.words:
            continue
        placed = _find(piece, pages, at, offset)
        if placed.page is not None:
            at = pages.index(placed.page)
            offset = placed.start + len(piece.words) if placed.whole else len(placed.page.words)
            if not placed.whole:
                at, offset = min(at + 1, len(pages) - 1), 0
        found.append(placed)
    return tuple(found)


def _find(piece: Piece, pages: Sequence[Page], at: int, offset: int) -> Placed:
    for number, page in enumerate(pages[at:], at):
        behind = offset if number == at else 0
        start = page.words.find(piece.words, behind)
        if start >= 0:
            return Placed(piece, page, start, whole=True, exact=True)
        start = mixed(piece.words, page.words, behind) if piece.table is not None else -1
        if start >= 0:
            return Placed(piece, page, start, whole=True)
        following = pages[number + 1].words if number + 1 < len(pages) else ""
        torn = _torn(piece, page.words, following, behind)
        if torn >= 0:
            return Placed(piece, page, torn)
    return Placed(piece, None)


def mixed(words: str, page: str, offset: int = 0) -> int:
    """Where the signs of ``words`` stand together, in whatever order the lines of several cells were read."""
    size = len(words)
    missing, extra = Counter(words), 0
    for index in range(offset, len(page)):
        sign = page[index]
        missing[sign] -= 1
        extra += missing[sign] < 0
        if index - size >= offset:
            left = page[index - size]
            extra -= missing[left] < 0
            missing[left] += 1
        if extra == 0 and index - offset >= size - 1:
            return index - size + 1
    return -1


def _torn(piece: Piece, page: str, following: str, offset: int) -> int:
    """Where a piece begins that goes on over the page; a row's cells are torn each for itself."""
    words = piece.words
    if piece.form == "text":
        for length in range(min(len(words) - 1, len(page) - offset), 0, -1):
            if page.endswith(words[:length]) and following.startswith(words[length:]):
                return len(page) - length
    elif piece.form == "row" and len(words) >= 2 * _BEGINNING and words not in following:
        return page.find(words[:_BEGINNING], offset)
    return -1
