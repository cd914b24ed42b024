"""Tables and charts for the public (公开版的表和图): what a head or a label beside it says a cell is, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from hengji.reports.papers.blocks import Cell, Chart, Table
from hengji.reports.papers.placed import lines

from .masks import Masks
from .persons import LABEL, is_person

LABEL_ALONE = re.compile(f"(?:{LABEL}|编制|复核|审核)[：:]?")
_BARE = re.compile(r"[-−]?\d[\d,]{0,40}(?:\.\d{1,9})?")
_UNIT = re.compile(r"(?:[（(]|单位[：:])(亿元|万元|千元|百元|元)")


def public_table(table: Table, masks: Masks, place: str) -> Table:
    """``table`` masked: 7611234 under 联系电话 is a telephone, 18.90 under 金额（万元） an amount."""
    heads: dict[int, str] = {}
    for line in lines(table.head, len(table.widths)):
        for placed in line:
            if placed.cell is not None:
                heads |= dict.fromkeys(range(placed.column, placed.column + placed.right), placed.cell.text)
    unit = _unit_of(f"单位：{table.unit}")
    rows = tuple(tuple(_line(line, heads, unit, masks, place)) for line in _placed(table))
    return replace(table, title=masks.masked(table.title, place), note=masks.masked(table.note, place), rows=rows,
                   head=tuple(tuple(replace(cell, text=masks.masked(cell.text, place)) for cell in row)
                              for row in table.head))


def _placed(table: Table) -> Iterator[list[tuple[int, Cell]]]:
    for line in lines(table.rows, len(table.widths)):
        yield [(placed.column, placed.cell) for placed in line if placed.cell is not None]


def _line(line: Sequence[tuple[int, Cell]], heads: dict[int, str], unit: str, masks: Masks, place: str
          ) -> Iterator[Cell]:
    before = ""
    for column, cell in line:
        head = heads.get(column, "")
        words = _words(cell.text, (before, head), _unit_of(head) or unit, masks, place)
        before = cell.text
        yield replace(cell, text=words)


def _words(text: str, labels: Sequence[str], unit: str, masks: Masks, place: str) -> str:
    if is_person(text) and any(LABEL_ALONE.fullmatch(label) for label in labels):
        return masks.person(text, place)
    if unit and _BARE.fullmatch(text) and masks.hides(_number(text), unit):
        return masks.hidden_amount(text, place)
    words = masks.masked(text, place)
    if words == text and any(sign.isdigit() for sign in text):
        for label in filter(None, labels):
            led = f"{label.rstrip('：:')}："
            told = masks.masked_behind(led, text, place)
            if told != text:
                return told
    return words


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "").replace("−", "-"))


def _unit_of(head: str) -> str:
    found = _UNIT.search(head)
    return found[1] if found else ""


def public_chart(chart: Chart, masks: Masks, place: str) -> Chart:
    """``chart`` masked; a value that is an internal amount is a gap."""
    series = tuple(replace(one, name=masks.masked(one.name, place), values=tuple(
        None if value is not None and masks.hides(Fraction(value), chart.unit) else value for value in one.values))
        for one in chart.series)
    return replace(chart, title=masks.masked(chart.title, place), series=series,
                   categories=tuple(masks.masked(words, place) for words in chart.categories))
