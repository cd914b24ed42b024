"""The tables of a paper as a workbook (表单工作簿): real numbers, live formulas, heads in sight, A4 across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from hengji.reports.workbook import Book, Sheet

from .blocks import Cell, Paper, Section, Table
from .excel_formulas import Spot, formulas, spots

#: The columns of a sheet together, in Western digits: what a page across holds in letters that one can read.
_WIDE = 132


class _Leaf(NamedTuple):
    """A sheet to be: its name, and the tables one below the other."""

    name: str
    title: str
    tables: tuple[Table, ...]


def paper_workbook(paper: Paper, book: Book, *keys: str) -> bytes:
    """The tables of ``paper`` in ``book``, which is new and empty; with ``keys``, of these sections only.

    Tables of one section that have the same columns stand on one sheet.
    """
    for leaf in _leaves(paper, keys):
        _write(book.sheet(leaf.name), leaf)
    return book.content()


def _leaves(paper: Paper, keys: Sequence[str]) -> Iterator[_Leaf]:
    title = paper.title.replace("\n", "")
    for section in paper.all_sections():
        tables = [block for block in section.blocks if isinstance(block, Table)]
        if keys and section.key not in keys:
            continue
        for _, alike in groupby(tables, key=lambda table: table.widths):
            yield _Leaf(_name(section), title, tuple(alike))


def _name(section: Section) -> str:
    """What the sheet is called: the section without the number of an annex."""
    return section.title.rpartition("　")[2] or section.key


def _write(sheet: Sheet, leaf: _Leaf) -> None:
    widths = leaf.tables[0].widths
    last, total = len(widths) - 1, sum(widths)
    sheet.widths(*(max(6, width * _WIDE // total) for width in widths))
    # Tables without heads are papers of their own, under the title of all.
    named = leaf.tables[0].title if len(leaf.tables) == 1 or leaf.tables[-1].head else ""
    sheet.put(0, 0, named or leaf.title, "title", to=(0, last))
    row, places, heads = 1, list[Spot](), list[int]()
    for number, table in enumerate(leaf.tables):
        if table.title and (number or not named):
            sheet.put(row, 0, table.title, "section", to=(row, last))
            row += 1
        if table.unit:
            sheet.put(row, 0, f"单位：{table.unit}", "right bare soft", to=(row, last))
            row += 1
        places += spots(table, row)
        heads += range(row, row + len(table.head))
        row += len(table.head) + len(table.rows)
        if table.note:
            sheet.put(row, 0, table.note, "wrapped bare soft", to=(row, last))
            row += 1
    live = formulas(places)
    for spot in places:
        _cell(sheet, spot, live.get(spot, ""), spot.row in heads)
    # A head that stands further down is no use at the top of a screen, but it is on every page.
    top = heads[-1] + 1 if heads and len(leaf.tables) == 1 else 1
    sheet.freeze(top)
    sheet.page((row - 1, last), (heads[0], heads[-1]) if heads else (0, 0))


def _cell(sheet: Sheet, spot: Spot, formula: str, head: bool) -> None:
    if spot.figure is None:
        # What stands over several rows begins at the first: in the middle, the end of a page would cut it in two.
        high = " top" if spot.cell.down > 1 and not head else ""
        sheet.put(spot.row, spot.column, spot.cell.text or None, _look(spot.cell, head) + high, to=spot.last)
        return
    amid, bold = " amid" if spot.cell.align == "center" else "", " bold" if spot.cell.bold else ""
    style = f"{spot.figure.style}{amid}{bold}"
    if formula:
        sheet.formula(spot.row, spot.column, formula, spot.figure.value, style, to=spot.last)
    else:
        sheet.put(spot.row, spot.column, spot.figure.value, style, to=spot.last)


def _look(cell: Cell, head: bool) -> str:
    style = "heading" if head or (cell.bold and cell.align == "center") \
        else "wrapped right" if cell.align == "right" else "centred" if cell.align == "center" else "wrapped"
    return style + (" bold" if cell.bold and style != "heading" else "") + (" warning" if cell.flagged else "")
