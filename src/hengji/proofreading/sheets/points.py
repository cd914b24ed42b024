"""Points in the names of rows (名称中的分值): what an indicator is worth, what it got."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hengji.model import Mark, PrintedCell
from hengji.proofreading.number import Kind, Number

from .cells import folded
from .grid import Grid

_WEIGHT = re.compile(r"\(\s*(\d+)(?:\.(\d+))?\s*分\s*\)")
#: What an indicator got of its points, under a head that says so: 得分/分值.
_SCORED = re.compile(r"(?<![\d.])(?=[\d.])(\d*)(?:\.(\d+))?\s*/\s*(\d+)(?:\.(\d+))?\s*分?\s*$")
_SCORED_HEAD = re.compile(r"得分\s*/\s*(?:分值|满分|权重|标准分)")

#: By row and column.
Points = dict[tuple[int, int], Number]


def weights_in_names(grid: Grid, rows: Sequence[int], columns: Sequence[int], index: int) -> Points:
    """The points in the names of rows: 目标设定（5分）."""
    found: Points = {}
    for row in rows:
        for column in columns:
            cell = grid.cell(row, column)
            match = _WEIGHT.search(folded(cell.text)) if cell is not None else None
            if cell is not None and match is not None:
                found[row, column] = _points(grid, cell, match, 1, match.end() - 1, index)
    return found


def scores_in_names(grid: Grid, rows: Sequence[int], columns: Sequence[int], paths: Mapping[int, Sequence[str]],
                    index: int) -> tuple[Points, Points]:
    """The scores in the names of rows, and the points that they are of: 目标设定 3.50/5."""
    scores: Points = {}
    weights: Points = {}
    told = [column for column in columns if any(_SCORED_HEAD.search(head) for head in paths[column])]
    for row in rows:
        for column in told:
            cell = grid.cell(row, column)
            match = _SCORED.search(folded(cell.text)) if cell is not None else None
            if cell is not None and match is not None:
                scores[row, column] = _points(grid, cell, match, 1, match.end(2) if match[2] else match.end(1), index)
                weights[row, column] = _points(grid, cell, match, 3, match.end(), index)
    return scores, weights


def _points(grid: Grid, cell: PrintedCell, match: re.Match[str], group: int, end: int, index: int) -> Number:
    """The points that ``match`` found in a name; ``group`` holds the whole digits, the next one the decimals."""
    decimals = match[group + 1] or ""
    start, step = match.start(group), Fraction(1, 10 ** len(decimals))
    return Number(Kind.SCORE, cell.text[start:end].strip(), int(match[group] + decimals) * step, step,
                  Mark(index, start, end, cell.row, cell.column), "分", label=grid.text(cell.row, cell.column))
