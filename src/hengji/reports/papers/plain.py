"""A paper as plain text (纯文本): for a look before anything is written, and for reading it again."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.reports.numerals import numeral

from .blocks import Block, Chart, Heading, PageBreak, Paper, Section, Table, Text
from .placed import lines


def plain_text(paper: Paper) -> str:
    """``paper`` with its headings numbered; tables have a tab before each cell, a merged cell stands once."""
    told = [paper.title, "", *(f"{label}：{words}" for label, words in paper.cover)]
    number = 0
    for section in paper.sections:
        number += bool(section.title)
        told += _section(section, (number,))
    for annex in paper.annexes:
        told += ["", annex.title, *_inside(annex, ())]
    return "\n".join(told) + "\n"


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
    columns = len(table.widths)
    for line in lines((*table.head, *table.rows), columns):
        words = {at.column: at.cell.text for at in line if at.cell is not None}
        yield [words.get(column, "") for column in range(columns)]
