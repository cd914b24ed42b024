"""Blocks as WordprocessingML (写作): paragraphs, tables and drawings in a template's styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from hengji.reports.papers import Block, Chart, Heading, PageBreak, Section, Table, Text

from .attachments import Attached, ChartMaker
from .contents import Entry
from .numbering import ANNEXES, Numbering
from .pages import Pages
from .tables import Looks, crowded, table_xml
from .words import paragraph, run, runs

_DEEPEST = 4
#: A last paragraph of one line.
_FEW_WORDS = 26


class Annex(NamedTuple):
    """The title of an annex (附件标题): it stands on a new page, and numbers its headings anew."""

    text: str


Item: TypeAlias = Block | Annex


def items(sections: Sequence[Section], level: int = 1) -> Iterator[Item]:
    """Sections as one row of blocks: titles become headings of their depth."""
    for section in sections:
        if section.title:
            yield Heading(section.title, min(level, _DEEPEST))
        yield from section.blocks
        yield from items(section.sections, level + 1 if section.title else level)


def annex_items(annexes: Sequence[Section]) -> Iterator[Item]:
    """Annexes, each with its own title and numbers."""
    for annex in annexes:
        yield Annex(annex.title)
        yield from annex.blocks
        yield from items(annex.sections)


def across(blocks: Sequence[Item]) -> list[bool]:
    """Which blocks stand on pages across: wide tables, with the headings and the title right above them."""
    wide = [isinstance(block, Table) and block.landscape for block in blocks]
    for number in range(len(blocks) - 2, -1, -1):
        if wide[number + 1] and isinstance(blocks[number], Heading | Annex | PageBreak):
            wide[number] = True
    return wide


def closing(blocks: Sequence[Item]) -> set[int]:
    """Paragraphs that stay with the next one, so that no page is for a signature or a few last words alone."""
    kept: set[int] = set()
    for number in range(len(blocks) - 1, 0, -1):
        block, before = blocks[number], blocks[number - 1]
        last = number + 1 == len(blocks) or number in kept or isinstance(blocks[number + 1], Annex | PageBreak)
        if last and isinstance(block, Text) and len(block.words) <= _FEW_WORDS and isinstance(before, Text):
            kept.add(number - 1)
    return kept


class Writer:
    """Writes into one document; ``ids`` are the template's ids of our styles.

    ``first_annex`` is the id of the first annex's numbering in the template, 0 when headings have no numbers.
    """

    def __init__(self, ids: dict[str, str], charts: ChartMaker | None = None, first_annex: int = 0) -> None:
        self.ids, self._charts, self._first = ids, charts, first_annex
        self.numbering, self.attached = Numbering(), Attached()
        self.entries: list[Entry] = []
        self._fresh = False  # whether a page has just begun
        self._open = False  # whether a table was written last, which must not grow together with the next one

    def write(self, blocks: Sequence[Item], pages: Pages, *, open_end: bool = False) -> str:
        """``blocks`` in their order, on the pages of a section of the template.

        With ``open_end`` pages across are not ended: more blocks follow, or the section ends.
        """
        out: list[str] = []
        closed = closing(blocks)
        for number, (block, wide) in enumerate(zip(blocks, across(blocks), strict=True)):
            out.append(self._turn(pages, wide=wide))
            if not isinstance(block, Annex | PageBreak):
                out.append(self._after_table("HengjiSpace"))
            self._open = False
            out.append(self._one(block, pages.width_across if wide else pages.width, kept=number in closed))
            self._fresh = isinstance(block, PageBreak)
        if not open_end:
            out.append(self._turn(pages, wide=False))
        out.append(self._after_table("HengjiBreak" if open_end else "HengjiSpace"))
        return "".join(out)

    def write_inside(self, blocks: Sequence[Item], width: int) -> str:
        """``blocks`` in a cell or a footer, where no page can be turned."""
        return "".join(self._one(block, width) + self._after_table("HengjiSpace")
                       for block in blocks if not isinstance(block, PageBreak))

    def _after_table(self, style: str) -> str:
        """The paragraph that must stand behind a table; at the end of a page as low as can be, or it begins one."""
        due, self._open = self._open, False
        return paragraph(self.ids[style], "") if due else ""

    def _turn(self, pages: Pages, *, wide: bool) -> str:
        """Ends the pages so far where the next ones lie otherwise."""
        if wide == pages.lying:
            return ""
        ended = pages.end_upright() if wide else pages.end_across()
        pages.lying, self._fresh, self._open = wide, True, False
        return paragraph(self.ids["HengjiBreak"], "", ended)

    def _one(self, block: Item, width: int, *, kept: bool = False) -> str:
        match block:
            case Text():
                return paragraph(self.ids["HengjiBody"], runs(block.runs), "<w:keepNext/>" if kept else "")
            case Heading():
                return self._heading(block)
            case Annex():
                return self._annex(block)
            case Table():
                return self._table(block, width)
            case Chart():
                return self._chart(block)
            case PageBreak():  # a break at the end of a page that is full would stand on one of its own
                return "" if self._fresh else paragraph(self.ids["HengjiBreak"], "",
                                                        "<w:keepNext/><w:pageBreakBefore/>")

    def _heading(self, heading: Heading) -> str:
        number = self.numbering.next(heading.level) if self._first else ""
        own = (f'<w:numPr><w:ilvl w:val="{heading.level - 1}"/>'
               f'<w:numId w:val="{self._first + min(self.numbering.annex, ANNEXES) - 1}"/></w:numPr>'
               if self.numbering.annex and self._first else "")
        marked = self._marked(heading.level + bool(self.numbering.annex), number + heading.text, run(heading.text))
        return paragraph(self.ids[f"Heading{heading.level}"], marked, own)

    def _annex(self, annex: Annex) -> str:
        self.numbering.begin_annex()
        return paragraph(self.ids["HengjiAnnex"], self._marked(1, annex.text, run(annex.text)),
                         "" if self._fresh else "<w:pageBreakBefore/>")

    def _marked(self, level: int, told: str, words: str) -> str:
        number = len(self.entries) + 1
        bookmark = f"_Toc{700000000 + number}"
        self.entries.append(Entry(level, told, bookmark))
        return (f'<w:bookmarkStart w:id="{5000 + number}" w:name="{bookmark}"/>{words}'
                f'<w:bookmarkEnd w:id="{5000 + number}"/>')

    def _table(self, table: Table, width: int) -> str:
        small = "Small" if crowded(table) else ""
        out = [paragraph(self.ids["HengjiCaption"], run(table.title))] if table.title else []
        if table.unit:
            told = table.unit if table.unit.startswith("单位") else f"单位：{table.unit}"
            out.append(paragraph(self.ids["HengjiUnit"], run(told)))
        out.append(table_xml(table, width, Looks(self.ids[f"Hengji{small}Head"], self.ids[f"Hengji{small}Cell"])))
        if table.note:
            out.append(paragraph(self.ids["HengjiNote"], run(table.note)))
        self._open = not table.note
        return "".join(out)

    def _chart(self, chart: Chart) -> str:
        if self._charts is None:
            raise ValueError("a chart needs a maker of charts")
        drawn = self.attached.add(self._charts(chart), chart.title)
        return (paragraph(self.ids["HengjiChart"], drawn)
                + paragraph(self.ids["HengjiChartTitle"], run(chart.title)))
