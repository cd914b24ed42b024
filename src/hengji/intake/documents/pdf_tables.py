"""Ruled tables of a PDF page (有线表格): the characters put into the cells of the grid."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hengji.model import PrintedCell, Start, Strip

from .pdf_grid import Area, Grid
from .pdf_lines import Line, joined, lines_of, strip_of
from .pdf_page import Glyph

#: Gaps within a word are narrower than that share of the type size.
_WORD = 25
#: A line of a cell is full when less than that share of its size is left to the edge.
_LEFT_OVER = 150
#: A figure standing alone in a line of a cell or column; a dash for none too.
FIGURE = re.compile(r"[-−+(（]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?[)）]?|[-—–]+")
#: The beginning of an item of a list, which begins a line of its own.
ITEM = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、]|\d{1,2}(?:\.(?!\d)|．)|[①-⑳]"
                  r"|第[一二三四五六七八九十\d]+[部章节条]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """What of a table stands on one page (表格的一段): ``xs`` part its columns, ``top`` is where it begins.

    ``open_at`` tells where cells of its last row begin whose text fills its last line, and may go on.
    """

    page: int
    top: int
    xs: tuple[int, ...]
    rows: int
    cells: tuple[PrintedCell, ...]
    open_at: tuple[int, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1


def ruled_table(grid: Grid, glyphs: Iterable[Glyph], page: int) -> TablePart:
    """The table in ``grid``, of the characters that stand in it."""
    within = _by_area(grid, glyphs)
    parted = _with_rows(grid, within)
    if parted is not grid:
        grid, within = parted, _by_area(parted, [glyph for group in within.values() for glyph in group])
    cells = tuple(cell_of(lines_of(within.get(area, ())), _right(grid, area), page, row=area.row + 1,
                          column=area.column + 1, rows=area.rows, columns=area.columns)
                  for area in grid.areas)
    open_at = tuple(grid.xs[area.column] for area in grid.areas if area.row + area.rows == grid.rows
                    and any(_full(line, _right(grid, area)) for line in lines_of(within.get(area, ()))[-1:]))
    return TablePart(page=page, top=grid.ys[0], xs=grid.xs, rows=grid.rows,
                     cells=cells, open_at=open_at)


def cell_of(lines: Sequence[Line], right: int, page: int, *, row: int, column: int, rows: int = 1,
            columns: int = 1) -> PrintedCell:
    """The cell of these lines that ends at ``right``: wrapped lines joined, items of a list on lines of their own."""
    items: list[list[Line]] = []
    for line in lines:
        ended = items and items[-1][-1].right + 2 * line.size < right
        if not items or (ended and ITEM.match(line.text)):
            items.append([])
        items[-1].append(line)
    text, strips = "", list[Strip]()
    for item in items:
        text += "\n" if text else ""
        said, begins = joined([line.text for line in item], [_full(line, right) for line in item])
        strips += [strip_of(line, len(text) + begin, page) for line, begin in zip(item, begins, strict=True)]
        text += said
    return PrintedCell(text=text, starts=(Start(0, page),) if text else (), strips=tuple(strips), row=row,
                       column=column, rows=rows, columns=columns)


def _full(line: Line, right: int) -> bool:
    return right - line.right < _LEFT_OVER * line.size // 100


def _right(grid: Grid, area: Area) -> int:
    return grid.xs[area.column + area.columns]


def _by_area(grid: Grid, glyphs: Iterable[Glyph]) -> dict[Area, list[Glyph]]:
    """The characters by the cell that they stand in; a word that runs over its edge stays with where it began."""
    at = {(row, column): area for area in grid.areas for row in range(area.row, area.row + area.rows)
          for column in range(area.column, area.column + area.columns)}
    within: dict[Area, list[Glyph]] = defaultdict(list)
    for line in lines_of(glyphs):
        for word in line.pieces(_WORD):
            places = [_nearest(grid, glyph) for glyph in word.glyphs]
            if len(set(places)) > 1 and _runs_over(grid, word, at[places[0]]):
                places = [places[0]] * len(places)
            for place, glyph in zip(places, word.glyphs, strict=True):
                within[at[place]].append(glyph)
    return within


def _nearest(grid: Grid, glyph: Glyph) -> tuple[int, int]:
    """The place of a character, which stands in the grid or just touches it."""
    x, y = glyph.middle
    place = grid.place(min(max(x, grid.xs[0]), grid.xs[-1] - 1), min(max(y, grid.ys[0]), grid.ys[-1] - 1))
    assert place is not None
    return place


def _runs_over(grid: Grid, word: Line, area: Area) -> bool:
    """Whether a character of a word, no figure, stands across the right edge of its cell."""
    edge = _right(grid, area)
    across = any(glyph.left + glyph.size // 8 < edge < glyph.right - glyph.size // 8 for glyph in word.glyphs)
    return across and not any(glyph.text.isdigit() for glyph in word.glyphs)


def _with_rows(grid: Grid, within: dict[Area, list[Glyph]]) -> Grid:
    """The grid with the rows that no line parts: where several of its cells each hold as many figures, one a line."""
    for row in reversed(range(grid.rows)):
        piles: dict[int, list[list[Line]]] = defaultdict(list)
        for area in grid.areas:
            lines = lines_of(within.get(area, ())) if (area.row, area.rows) == (row, 1) else []
            if len(lines) > 1 and all(FIGURE.fullmatch(line.text) for line in lines):
                piles[len(lines)].append(lines)
        most = max(piles, default=0)
        if most and len(piles[most]) > 1:
            middles = [line.glyphs[0].middle[1] for line in piles[most][0]]
            grid = _parted(grid, row, [(one + other) // 2 for one, other in pairwise(middles)])
    return grid


def _parted(grid: Grid, row: int, cuts: Sequence[int]) -> Grid:
    """The grid with ``row`` cut into several."""
    more = len(cuts)
    areas = []
    for area in grid.areas:
        if area.row > row:
            areas.append(replace(area, row=area.row + more))
        elif (area.row, area.rows) == (row, 1):
            areas += [replace(area, row=row + step) for step in range(more + 1)]
        else:
            areas.append(replace(area, rows=area.rows + (more if area.row + area.rows > row else 0)))
    return Grid(grid.xs, (*grid.ys[:row + 1], *cuts, *grid.ys[row + 1:]), tuple(areas))
