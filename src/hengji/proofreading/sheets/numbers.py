"""The numbers of a column or a form, typed (数字定型): kind and unit, last digit, the year that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from hengji.model import Mark
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.units import per_unit

from .cells import Entry, is_dash
from .grid import Grid
from .labels import Labels
from .typing import ratios, typed

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|\D|$)")
_RELATIVE = re.compile(r"(?P<last>上年度?(?:数|决算|预算|实际|执行|同期|金额|支出|收入)|^上年$|去年)"
                       r"|(?P<this>本年度?数|^本年$)")
#: A number beyond it under a head that sounds like a rate is none.
_LARGEST_RATE = 10 ** 5
#: Kinds whose trailing zeros people leave out within a column.
_TRIMMED = frozenset({Kind.AMOUNT, Kind.RATE, Kind.PLAIN, Kind.SCORE})


def numbers_of(grid: Grid, rows: Sequence[int], column: int, heads: tuple[str, ...], labels: Labels, unit: str,
               index: int) -> dict[tuple[int, int], Number]:
    """The numbers of a column under ``heads`` by their places; ``index`` is the block of the table."""
    entries = {row: entry for row in rows if (entry := grid.entry(row, column)) is not None}
    as_ratio = ratios(entries.values())
    found: dict[tuple[int, int], Number] = {}
    for row, entry in entries.items():
        names = labels.paths[row] or tuple(_words_before(grid, row, column))
        found[row, column] = number_at(grid, row, column, entry, heads, names, unit, index, as_ratio=as_ratio)
    return found


def number_at(grid: Grid, row: int, column: int, entry: Entry, heads: Sequence[str], names: Sequence[str], unit: str,
              index: int, *, as_ratio: bool) -> Number:
    """The number that ``entry`` is under ``heads``, in the row of these ``names``; ``unit`` holds for the table.

    ``as_ratio`` says that rates without a sign are plain ratios.
    """
    hint = typed(entry, heads, names, unit, as_ratio=as_ratio)
    cell = grid.cell(row, column)
    text = "" if cell is None else cell.text[entry.start:entry.end]
    kind, scale = hint.kind, entry.scale
    if entry.kind is None and entry.scale == 1:  # of 150万 the unit is 元, whatever the table says
        scale = per_unit(hint.kind, hint.unit)
    if kind is Kind.RATE and entry.kind is None and abs(entry.figure) > _LARGEST_RATE:
        kind, scale = Kind.PLAIN, entry.scale
    mark = Mark(index, entry.start, entry.end, row, column)
    return Number(kind, text, entry.figure * scale, entry.step * scale, mark, hint.unit, entry.bound, entry.comparator,
                  names[-1] if names else "", tuple(heads), _period(heads, names, grid.table.title))


def with_steps(numbers: dict[tuple[int, int], Number]) -> dict[tuple[int, int], Number]:
    """The numbers with the finest step of their column, or of their row where each row is of one kind."""
    by_row = _rows_are_of_a_kind(numbers.values())
    finest: dict[object, Fraction] = {}

    def group(place: tuple[int, int], number: Number) -> object:
        return place[0] if by_row else place[1], number.kind, number.unit

    for place, number in numbers.items():
        if number.kind in _TRIMMED and number.measured:
            key = group(place, number)
            finest[key] = min(finest.get(key, number.step), number.step)
    return {place: replace(number, step=finest[group(place, number)])
            if number.kind in _TRIMMED and number.measured else number for place, number in numbers.items()}


def _rows_are_of_a_kind(numbers: Iterable[Number]) -> bool:
    """Whether kinds change from row to row and not from column to column (满意度比率 and 份数 below each other)."""
    rows: dict[int, set[Kind]] = {}
    columns: dict[int, set[Kind]] = {}
    for number in numbers:
        rows.setdefault(number.mark.row, set()).add(number.kind)
        columns.setdefault(number.mark.column, set()).add(number.kind)
    return any(len(kinds) > 1 for kinds in columns.values()) and all(len(kinds) == 1 for kinds in rows.values())


def _period(heads: Sequence[str], names: Sequence[str], title: str) -> str:
    """The year that heads, names or the title tell; 上年 or 本年 where a head tells no more."""
    for text in reversed(heads):
        if year := _YEAR.search(text):
            return year[0]
    for text in reversed(heads):
        if relative := _RELATIVE.search(text):
            return "上年" if relative["last"] else "本年"
    for text in (*reversed(names), title):
        if year := _YEAR.search(text):
            return year[0]
    return ""


def _words_before(grid: Grid, row: int, column: int) -> Iterator[str]:
    """The words to the left of a place, from left to right."""
    for at in range(1, column):
        text = grid.text(row, at)
        if text and grid.entry(row, at) is None and not is_dash(text) and not grid.prose(row, at):
            yield text
