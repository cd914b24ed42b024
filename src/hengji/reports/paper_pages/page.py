"""A paper as one self-contained HTML page (报告网页): contents with links, tables, charts drawn; nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from hengji.reports.paper_charts import chart_figures, chart_svg
from hengji.reports.papers import Cell, Chart, Heading, Paper, Run, Table, Text
from hengji.reports.wordml.numbering import Numbering
from hengji.reports.wordml.words import clean
from hengji.reports.wordml.writer import Annex, Item, across, annex_items, items

from .words import Lacking, Lines

#: Headings of so many levels stand in the table of contents.
_LISTED = 2
#: Pixels that a column takes at least on an average where the screen is narrow, the narrowest, and a whole table.
_COLUMN, _NARROWEST, _WIDEST = 64, 46, 820


class Entry(NamedTuple):
    """A line of the contents (目录)."""

    level: int
    told: str
    key: str


class PageCell(NamedTuple):
    """A cell as HTML has it; a ``th`` where it is ``head``."""

    words: Lines
    cell: Cell
    head: bool


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table; ``name`` is what it is called, ``shares`` are the widths of its columns in percent."""

    key: str
    name: str
    table: Table
    head: tuple[tuple[PageCell, ...], ...]
    rows: tuple[tuple[PageCell, ...], ...]
    note: Lines
    shares: tuple[int, ...]
    least: int


@dataclass(frozen=True, slots=True)
class PageChart:
    """A chart drawn, with its figures as a table."""

    chart: Chart
    picture: Markup
    figures: PageTable


class Line(NamedTuple):
    """A heading, a paragraph, a table or a chart: ``form`` says which; ``level`` is that of a heading in HTML.

    ``wide`` lines are printed on pages across.
    """

    form: str
    content: str | Lines | PageTable | PageChart
    key: str = ""
    level: int = 0
    wide: bool = False


@dataclass(slots=True)
class Sheet:
    """What stands on one sheet: a section of the first level, or an annex."""

    annex: bool = False
    lines: list[Line] = field(default_factory=list)

    def parts(self) -> Iterator[tuple[bool, list[Line]]]:
        """The lines by how the page lies on which they are printed."""
        for wide, lines in groupby(self.lines, lambda line: line.wide):
            yield wide, list(lines)


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("paper.html")


def paper_page(paper: Paper) -> str:
    """The page of ``paper``, its headings numbered as in Word."""
    made = _Making(paper.title.replace("\n", ""))
    cover = [(label, made.lacking.lines([Run(words)])) for label, words in paper.cover]
    blocks = [*items(paper.sections), *annex_items(paper.annexes)]
    for item, wide in zip(blocks, across(blocks), strict=True):
        made.wide = wide
        made.add(item)
    # Characters that no page can hold would break it, or could not be written.
    return clean(_template().render(title=paper.title.split("\n"), cover=cover, entries=made.entries,
                                    sheets=[sheet for sheet in made.sheets if sheet.lines],
                                    missing=made.lacking.list(paper.missing)))


class _Making:
    """A page while it is put together, item by item."""

    def __init__(self, title: str) -> None:
        self.entries: list[Entry] = []
        self.sheets = [Sheet()]
        self.lacking = Lacking()
        self.wide = False
        self._numbering = Numbering()
        self._under, self._count = title, 0

    def add(self, item: Item) -> None:
        """The next item; what begins a page on paper needs nothing here."""
        match item:
            case Annex():
                self._numbering.begin_annex()
                self.sheets.append(Sheet(annex=True))
                self._heading(item.text, 1)
            case Heading():
                if item.level == 1 and not self._numbering.annex:
                    self.sheets.append(Sheet())
                number = self._numbering.next(item.level)
                self._heading(number + item.text, item.level + bool(self._numbering.annex))
            case Text():
                self._put(Line("text", self.lacking.lines(item.runs)))
            case Table():
                self._put(Line("table", self._table(item, item.title or self._under)))
            case Chart():
                key = self._key("c")
                figures = self._table(chart_figures(item), f"{item.title}的数")
                self._put(Line("chart", PageChart(item, _drawn(item, key), figures), key))

    def _put(self, line: Line) -> None:
        self.sheets[-1].lines.append(line._replace(wide=self.wide))

    def _key(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _heading(self, told: str, level: int) -> None:
        key = self._key("s")
        if level <= _LISTED:
            self.entries.append(Entry(level, told, key))
        self._under = told
        self._put(Line("heading", told, key, level + 1))

    def _table(self, table: Table, name: str) -> PageTable:
        total = sum(table.widths)
        return PageTable(
            self._key("t"), name, table, self._rows(table.head, head=True), self._rows(table.rows),
            self.lacking.lines([Run(table.note)]), tuple(width * 100 // total for width in table.widths),
            min(max(_COLUMN * len(table.widths), _NARROWEST * total // min(table.widths)), _WIDEST))

    def _rows(self, rows: Iterable[Sequence[Cell]], *, head: bool = False) -> tuple[tuple[PageCell, ...], ...]:
        return tuple(tuple(PageCell(self.lacking.lines([Run(cell.text, flagged=cell.flagged)]), cell,
                                    bool(cell.text) and (head or (cell.bold and cell.align == "center")))
                           for cell in row) for row in rows)


def _drawn(chart: Chart, key: str) -> Markup:
    return Markup(chart_svg(chart, key))  # noqa: S704 - drawn by us from escaped words
