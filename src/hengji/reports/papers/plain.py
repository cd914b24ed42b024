"""A paper as plain text (纯文本): for a look before anything is written, and for reading it again."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.reports.numerals import numeral

from .blocks import Block, Cell, Chart, Heading, PageBreak, Paper, Section, Table, Text


def plain_text(paper: Paper) -> str:
    """``paper`` with its headings numbered; tables have a tab before each cell, a merged cell stands once."""
    lines = [paper.title, "", *(f"{label}：{words}" for label, words in paper.cover)]
    number = 0
    for section in paper.sections:
        number += bool(section.title)
        lines += _section(section, (number,))
    for annex in paper.annexes:
        lines += ["", annex.title, *_inside(annex, ())]
    return "\n".join(lines) + "\n"


def _section(section: Section, numbers: tuple[int, ...]) -> Iterator[str]:
    if section.title:
        yield from ("", f"{_number(numbers)}{section.title}")
    yield from _inside(section, numbers if section.title else numbers[:-1])


def _inside(section: Section, numbers: tuple[int, ...]) -> Iterator[str]:
    count = 0
    for block in section.blocks:
        if isinstance(block, Heading):
            count += 1
            yield from ("", f"{_number((*numbers, count))}{block.text}")
        else:
            yield from _block(block)
    for inner in section.sections:
        count += bool(inner.title)
        yield from _section(inner, (*numbers, count))


def _number(numbers: tuple[int, ...]) -> str:
    """``一、``, ``（一）``, ``1.``, ``（1）`` by the depth."""
    last = numbers[-1]
    return (f"{numeral(last)}、", f"（{numeral(last)}）", f"{last}.", f"（{last}）")[min(len(numbers), 4) - 1]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text():
            yield from ("", block.words)
        case Table():
            yield from _table(block)
        case Chart():
            yield from ("", f"【图：{block.title}】")
        case PageBreak() | Heading():
            yield ""


def _table(table: Table) -> Iterator[str]:
    yield from ("", table.title, f"单位：{table.unit}" if table.unit else "")
    for line in _lines(table):
        yield "\t" + "\t".join(cell.replace("\n", "　") for cell in line)
    yield table.note


def _lines(table: Table) -> Iterator[list[str]]:
    """The cells line by line; a place that a cell above or beside covers is empty."""
    width = len(table.widths)
    covered: dict[int, int] = {}
    for cells in (*table.head, *table.rows):
        line = [""] * width
        place = 0
        held = {column for column, more in covered.items() if more}
        for cell in cells:
            while place in held:
                place += 1
            line[place] = cell.text
            _cover(covered, place, cell)
            place += cell.right
        for column in held:
            covered[column] -= 1
        yield line


def _cover(covered: dict[int, int], place: int, cell: Cell) -> None:
    for column in range(place, place + cell.right):
        covered[column] = cell.down - 1
