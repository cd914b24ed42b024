"""What a paper is made of (报告的内容): sections of headings, texts, tables and charts, without any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right"]
#: An exact value of a chart; ``None`` where there is none, so that the chart shows a gap.
Point: TypeAlias = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading (标题) of level 1 to 4, without its number: the writer numbers 一、（一）1.（1）."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look; ``flagged`` words stand for a fact that is missing, and are seen (【缺：…】)."""

    text: str
    bold: bool = False
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph (段落)."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """The paragraph without its looks."""
        return "".join(run.text for run in self.runs)


def text(words: str, *, bold: bool = False) -> Text:
    """A paragraph in one look."""
    return Text((Run(words, bold),))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table (单元格); it covers ``right`` columns and ``down`` lines, itself counted.

    A line feed in ``text`` begins a new line in the cell.
    """

    text: str
    right: int = 1
    down: int = 1
    align: Align = "left"
    bold: bool = False
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table (表): what a cell above or beside covers is left out of the line, as in HTML.

    ``widths`` are in proportion; ``unit`` (单位：万元) stands above at the right, ``note`` below; the lines of
    ``head`` are repeated on every page.
    """

    title: str
    unit: str
    widths: tuple[int, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    ruled: Literal["grid", "three"] = "grid"
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A line, or the bars of one colour, of a chart (系列): one value for each category."""

    name: str
    values: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart (图) with exact values."""

    title: str
    form: Literal["bar", "column", "radar", "line"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page (分页)."""


Block: TypeAlias = Heading | Text | Table | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """A section (章节) by its ``key`` for templates and texts; its title becomes a heading, ``sections`` are inside it.

    An empty title gives no heading and no level: the blocks stand where the section stands.
    """

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document (文稿) of one kind: ``cover`` holds pairs of label and words, ``missing`` what it lacks."""

    kind: str
    title: str
    cover: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    annexes: tuple[Section, ...] = ()
    missing: tuple[str, ...] = ()

    def all_sections(self) -> Iterator[Section]:
        """Every section and annex, those inside others too, in the order of reading."""
        for section in (*self.sections, *self.annexes):
            yield from _within(section)


def _within(section: Section) -> Iterator[Section]:
    yield section
    for inner in section.sections:
        yield from _within(inner)
