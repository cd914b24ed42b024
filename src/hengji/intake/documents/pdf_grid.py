"""Ruling lines put together to grids (表格线框): the columns, rows and merged cells of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from .pdf_rules import Rule

#: Lines nearer to each other than that (in hundredths of a point) are one, or meet.
NEAR = 300
#: A ruling line shorter than that is a stroke of a drawing.
_SHORTEST = 400
#: That share of a side of a cell must be ruled to close it.
_CLOSED = 60
#: So many ruling lines one way, or places for cells, are a drawing or squared paper; the work goes with them.
_MOST_RULES, _MOST_PLACES = 1500, 20_000


@dataclass(frozen=True, slots=True)
class Area:
    """A cell of a grid (格): from ``row`` and ``column`` (from 0) over ``rows`` × ``columns`` places."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The frame of a table (线框): where its columns and rows part, and its cells."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    areas: tuple[Area, ...]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    def place(self, x: int, y: int) -> tuple[int, int] | None:
        """The row and column where the point lies; None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return (row, column) if 0 <= column < self.columns and 0 <= row < self.rows else None

    def holds(self, other: Grid) -> bool:
        """Whether ``other`` lies within."""
        return (self.xs[0] - NEAR <= other.xs[0] and other.xs[-1] <= self.xs[-1] + NEAR
                and self.ys[0] - NEAR <= other.ys[0] and other.ys[-1] <= self.ys[-1] + NEAR)


@dataclass(frozen=True, slots=True)
class Grids:
    """The grids of a page; ``frames`` have level lines only, and the words must tell their columns.

    ``cut`` tells that there were too many lines to be those of tables.
    """

    ruled: tuple[Grid, ...] = ()
    frames: tuple[Grid, ...] = ()
    cut: bool = False


def grids_of(rules: Iterable[Rule]) -> Grids:
    """The grids that ruling lines make.

    A box around text is no table; a grid within a cell of another one goes with it.
    """
    merged = _merged(rules)
    level, upright = ([rule for rule in merged if rule.upright is way] for way in (False, True))
    if max(len(level), len(upright)) > _MOST_RULES:
        return Grids(cut=True)
    grids: list[Grid] = []
    alone: list[Rule] = []
    for part_level, part_upright in _connected(level, upright):
        if len(part_level) > 1 and part_upright:
            xs, ys = _edges(part_upright, part_level), _edges(part_level, part_upright)
            if len(xs) * len(ys) > _MOST_PLACES:
                return Grids(cut=True)
            grids.append(_grid(part_level, part_upright, xs, ys))
        else:
            alone += part_level
    grids = [grid for grid in grids if len(grid.areas) > 1]
    grids = [grid for grid in grids if not any(other is not grid and other.holds(grid) for other in grids)]
    frames = [frame for frame in _frames(alone) if not any(grid.holds(frame) for grid in grids)]
    frames += [grid for grid in grids if grid.columns == 1]
    return Grids(tuple(grid for grid in grids if grid.columns > 1), tuple(frames))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn in pieces, or twice, as one."""
    merged: list[Rule] = []
    for upright, same in groupby(sorted(rules), key=lambda rule: rule.upright):
        for pile in _piled(list(same)):
            at = pile[len(pile) // 2].at
            pieces: list[Rule] = []
            for rule in sorted(pile, key=lambda r: r.start):
                if pieces and rule.start <= pieces[-1].end + NEAR:
                    pieces[-1] = Rule(upright, at, pieces[-1].start, max(pieces[-1].end, rule.end))
                else:
                    pieces.append(Rule(upright, at, rule.start, rule.end))
            merged += (rule for rule in pieces if rule.end - rule.start >= _SHORTEST)
    return merged


def _piled(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that lie at the same place but for the thickness of a line."""
    piles: list[list[Rule]] = []
    for rule in rules:
        if piles and rule.at - piles[-1][0].at <= NEAR:
            piles[-1].append(rule)
        else:
            piles.append([rule])
    return piles


def _connected(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines in groups of which each meets others."""
    free, parts = dict.fromkeys(upright), []
    waiting = dict.fromkeys(level)
    while waiting:
        todo = [next(iter(waiting))]
        del waiting[todo[0]]
        part: tuple[list[Rule], list[Rule]] = ([], [])
        while todo:
            rule = todo.pop()
            part[rule.upright].append(rule)
            pool = waiting if rule.upright else free
            met = [other for other in pool if _meet(rule, other)]
            for other in met:
                del pool[other]
            todo += met
        parts.append(part)
    return parts


def _meet(one: Rule, other: Rule) -> bool:
    return (other.start - NEAR <= one.at <= other.end + NEAR) and (one.start - NEAR <= other.at <= one.end + NEAR)


def _grid(level: Sequence[Rule], upright: Sequence[Rule], xs: tuple[int, ...], ys: tuple[int, ...]) -> Grid:
    beside = _walls(upright, xs, ys)
    below = _walls(level, ys, xs)
    return Grid(xs, ys, tuple(_areas(len(ys) - 1, len(xs) - 1, beside, below)))


def _edges(across: Sequence[Rule], along: Sequence[Rule]) -> tuple[int, ...]:
    """Where rules part the grid; its outer sides too where they are not drawn."""
    edges = [pile[len(pile) // 2].at for pile in _piled(sorted(across, key=lambda rule: rule.at))]
    start, end = min(rule.start for rule in along), max(rule.end for rule in along)
    return tuple([start] * (start < edges[0] - 2 * NEAR) + edges + [end] * (end > edges[-1] + 2 * NEAR))


def _walls(rules: Sequence[Rule], edges: Sequence[int], steps: Sequence[int]) -> set[tuple[int, int]]:
    """Which sides are ruled, as (edge, step): the outer edges always."""
    last = len(edges) - 1
    walls = {(edge, step) for edge in (0, last) for step in range(len(steps) - 1)}
    for rule in rules:
        edge = min(range(len(edges)), key=lambda at: abs(edges[at] - rule.at))
        for step, (start, end) in enumerate(pairwise(steps)):
            covered = min(end, rule.end) - max(start, rule.start)
            if 100 * covered >= _CLOSED * (end - start):
                walls.add((edge, step))
    return walls


def _areas(rows: int, columns: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> list[Area]:
    """The cells: places with no wall between them, grown to the right and then down while they stay rectangles."""
    taken: set[tuple[int, int]] = set()
    areas = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (right, row) not in beside and (row, right) not in taken:
                right += 1
            low = row + 1
            while low < rows and _goes_on(low, range(column, right), beside, below):
                low += 1
            taken.update((r, c) for r in range(row, low) for c in range(column, right))
            areas.append(Area(row, column, low - row, right - column))
    return areas


def _goes_on(row: int, columns: range, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> bool:
    """Whether nothing parts these columns from the row above, nor from each other in this row."""
    return (all((row, column) not in below for column in columns)
            and all((column, row) not in beside for column in columns[1:]))


def _frames(level: Iterable[Rule]) -> list[Grid]:
    """Level lines of one length below each other, as grids of one column."""
    frames: list[list[Rule]] = []
    for rule in sorted(level, key=lambda r: r.at):
        like = next((frame for frame in frames if abs(frame[-1].start - rule.start) <= 2 * NEAR
                     and abs(frame[-1].end - rule.end) <= 2 * NEAR), None)
        if like:
            like.append(rule)
        else:
            frames.append([rule])
    return [Grid((frame[0].start, frame[0].end), tuple(rule.at for rule in frame),
                 tuple(Area(row, 0) for row in range(len(frame) - 1)))
            for frame in frames if len(frame) > 1]
