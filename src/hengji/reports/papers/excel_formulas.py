"""Live formulas for cells that follow from others in their table (单元格公式), each checked against what is printed.

What a number is, is said by the bold words above it. A formula stands only where it gives the printed number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from hengji.model import Exact, exact

from .blocks import Cell, Table
from .excel_numbers import Figure, as_printed, figure_of
from .placed import lines

_FINAL = ("全年执行数", "决算数", "支出数", "执行数")
#: ``1—7月执行率``: how far, before what.
_SO_FAR = re.compile(r"1—\d{1,2}月")
_BUDGET = ("全年预算数", "调整预算数", "预算数", "年初预算数")
#: What is divided by what: the first of each that the line has and that gives the printed rate.
_RATES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "执行率": (_FINAL, _BUDGET), "得分率": (("得分",), ("分值",))}
_GAPS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {"预计偏差": (("全年预计执行数",), _BUDGET)}
#: How the name of a line begins or ends that adds up others above it, or the parts of it below.
_TOTALS, _WHOLE, _PART = ("合计", "总计", "总分", "小计"), "资金总额", "其中："


class Spot(NamedTuple):
    """A cell with its place in the sheet, counted from 0, and its number, if it is one."""

    row: int
    column: int
    cell: Cell
    figure: Figure | None

    @property
    def last(self) -> tuple[int, int]:
        """The last line and column that it covers."""
        return self.row + self.cell.down - 1, self.column + self.cell.right - 1


def spots(table: Table, top: int) -> tuple[Spot, ...]:
    """Every cell of ``table`` at its place in a sheet where the table begins in line ``top``.

    What a cell above or beside covers is passed over.
    """
    return tuple(Spot(row, at.column, at.cell, figure_of(at.cell.text))
                 for row, line in enumerate(lines((*table.head, *table.rows), len(table.widths)), top)
                 for at in line if at.cell is not None)


def formulas(places: Sequence[Spot]) -> dict[Spot, str]:
    """The formula of each cell of a sheet that has one."""
    sheet = _Lines(places)
    found = {}
    for spot in places:
        formula = sheet.formula(spot) if spot.figure else ""
        if formula:
            found[spot] = formula
    return found


class _Lines:
    def __init__(self, places: Sequence[Spot]) -> None:
        self.labels = [spot for spot in places if spot.cell.bold and spot.figure is None]
        self.figures = [spot for spot in places if spot.figure]
        self.names = {spot.row: spot.cell.text for spot in reversed(places) if spot.figure is None and spot.cell.text
                      and spot.cell.down == 1}
        self.heading = {spot: self._heading(spot) for spot in self.figures}
        self.title = {spot: _SO_FAR.sub("", label.cell.text.strip()) if label else ""
                      for spot, label in self.heading.items()}

    def _heading(self, spot: Spot) -> Spot | None:
        """The nearest bold words above."""
        above = [label for label in self.labels if label.last[0] < spot.row and label.column <= spot.column
                 <= label.last[1]]
        return max(above, key=lambda label: label.row, default=None)

    def formula(self, spot: Spot) -> str:
        title = self.title[spot]
        if title in _RATES:
            return self._of_two(spot, _RATES[title], "/")
        if title in _GAPS:
            return self._of_two(spot, _GAPS[title], "-")
        return self._sum(spot)

    def _of_two(self, spot: Spot, names: tuple[tuple[str, ...], tuple[str, ...]], sign: str) -> str:
        beside = {self.title[other]: other for other in self.figures if other.row == spot.row and other is not spot}
        pairs = [(beside[first], beside[second]) for first in names[0] for second in names[1]
                 if first in beside and second in beside]
        for one, other in pairs:
            left, right, own = one.figure, other.figure, spot.figure
            if left is None or right is None or own is None or (sign == "/" and not right.value):
                continue
            value: Exact = exact(Fraction(left.value) / right.value if sign == "/" else left.value - right.value)
            if as_printed(value, own):
                a, b = self._at(one), self._at(other)
                return f'=IF({b}=0,"",{a}/{b})' if sign == "/" else f"={a}-{b}"
        return ""

    def _sum(self, spot: Spot) -> str:
        """Of the figures below the same heading, else of all under headings of the same words."""
        every = list(self._parts(spot))
        for parts in ([part for part in every if self.heading[part] is self.heading[spot]], every):
            values = [part.figure.value for part in parts if part.figure]
            if len(parts) > 1 and spot.figure is not None and sum(values) == spot.figure.value:
                return f"=SUM({','.join(self._areas(parts))})"
        return ""

    def _parts(self, spot: Spot) -> Iterator[Spot]:
        name = self.names.get(spot.row, "")
        alike = [other for other in self.figures if self.title[other] == self.title[spot] and other is not spot]
        if name.endswith(_TOTALS):
            for other in alike:
                beside = self.names.get(other.row, "")
                if other.row < spot.row and not beside.endswith(_TOTALS) and not beside.startswith(_PART):
                    yield other
        elif name.endswith(_WHOLE):
            below = spot.row + 1
            while self.names.get(below, "").startswith(_PART):
                yield from (other for other in alike if other.row == below)
                below += 1

    def _areas(self, parts: Sequence[Spot]) -> Iterator[str]:
        """The parts as cells and ranges."""
        run: list[Spot] = []
        for part in sorted(parts, key=lambda each: (each.column, each.row)):
            if run and (part.column != run[-1].column or part.row != run[-1].last[0] + 1):
                yield self._area(run)
                run = []
            run.append(part)
        yield self._area(run)

    def _area(self, run: Sequence[Spot]) -> str:
        return self._at(run[0]) if len(run) == 1 else f"{self._at(run[0])}:{self._at(run[-1])}"

    def _at(self, spot: Spot) -> str:
        letters, column = "", spot.column + 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{spot.row + 1}"
