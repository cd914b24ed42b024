"""Tables of a converted PDF file (逐行成表): a row on each line, its cells separated by tabs or strokes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .text_blocks import Piece
from .text_grid import MAX_COLUMNS, is_figure, kind_of
from .text_lines import Line
from .text_paragraphs import opens

Row = list[list[Piece]]

#: A page may break within a table: so many blank lines at most.
_PAGE_BREAK = 6
#: Fewer rows do not tell which columns all of them fill.
_FEWEST_ROWS = 5
_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|?)+")
#: Rows of a head stand this far up.
_HEAD_ROWS = 4
#: What follows the number of an item is a sentence rather than a name.
_LONGEST_NAME = 12
_LEADERS = re.compile(r"…{2,}|\.{5,}|·{5,}")
_ITEM = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．]?|[-*•●]")


def cells_of(line: Line) -> list[str] | None:
    """The cells that are printed on the line; None where it has no tab between texts and no strokes around it."""
    text = line.text.strip(" ")
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        return [] if _RULE.fullmatch(text) else [cell.strip() for cell in text[1:-1].split("|")]
    if "\t" not in text or not text.strip() or _LEADERS.search(text):
        return None
    return [cell.strip() for cell in text.split("\t")]


def read_rows(lines: Sequence[Line], at: int) -> tuple[list[Row], int] | None:
    """The table that begins on the line with index ``at``, and the index behind it; None where it is none."""
    rows: list[tuple[Line, list[str]]] = []
    index = end = at
    while index < len(lines) and index - end <= _PAGE_BREAK:
        line = lines[index]
        cells = cells_of(line)
        if cells is None and not line.blank:
            cells = _between(lines, index, rows[-1][1]) if rows and index == end else None
            if cells is None:
                break
        elif cells and rows and index > end and len(cells) != len(rows[-1][1]):
            break
        if cells is not None:
            if cells:
                rows.append((line, cells))
            end = index + 1
        index += 1
    tidy = _mended(rows)
    if not _likely(tidy):
        return None
    width = max(len(cells) for _, cells in tidy)
    padded = [(line, cells + [""] * (width - len(cells))) for line, cells in tidy]
    return [[[line.piece(cell)] for cell in cells] for line, cells in _arranged(padded)], end


def _between(lines: Sequence[Line], index: int, last: Sequence[str]) -> list[str] | None:
    """A line without a tab between two rows: a row of its own, such as 一、收入, when the last cell was a number."""
    followed = index + 1 < len(lines) and cells_of(lines[index + 1])
    return [lines[index].text.strip()] if followed and is_figure(last[-1]) and not opens(lines[index].text) else None


def _mended(rows: Sequence[tuple[Line, list[str]]]) -> list[tuple[Line, list[str]]]:
    """Puts rows together whose cell was broken over two lines: both are short, and make a row with one cell less."""
    width = max((len(cells) for _, cells in rows), default=0)
    mended: list[tuple[Line, list[str]]] = []
    for line, cells in rows:
        before = mended[-1][1] if mended else []
        if 1 < len(before) < width and 1 < len(cells) < width and len(before) + len(cells) - 1 == width \
                and not is_figure(before[-1]):
            before[-1:] = [before[-1] + cells[0], *cells[1:]]
        else:
            mended.append((line, list(cells)))
    return mended


def _likely(rows: Sequence[tuple[Line, list[str]]]) -> bool:
    """Whether these rows are a table, not items whose numbers a tab sets off."""
    widest = max((len(cells) for _, cells in rows), default=0)
    if not (2 if len(rows) > 1 else 3) <= widest <= MAX_COLUMNS:
        return False
    return widest > 2 or not all(_ITEM.fullmatch(cells[0]) and len(cells[-1]) > _LONGEST_NAME for _, cells in rows)


def _arranged(rows: Sequence[tuple[Line, list[str]]]) -> list[tuple[Line, list[str]]]:
    """Rows without empty edges that all have; rows that slipped to the left moved back; merged ends given up.

    A converter pads rows with merged cells with empty ones at their ends: without
    numbers in the row these belong to its last text. Where heads have gaps between
    them, blanks stand at their places instead.
    """
    columns = [[cells[column] for _, cells in rows] for column in range(len(rows[0][1]))]
    used = [column for column, cells in enumerate(columns) if any(cells)]
    if not used:
        return []
    first, last = used[0], used[-1] + 1
    columns = columns[first:last]
    slips = _Slips(columns)
    positional = any(_gaps(cells[first:last]) for _, cells in rows[:_HEAD_ROWS])
    arranged = []
    for line, cells in rows:
        cells = slips.mended(cells[first:last])
        if not positional and not any(map(is_figure, cells)):
            while len(cells) > 1 and not cells[-1]:
                cells.pop()
        arranged.append((line, cells))
    return arranged


def _gaps(cells: Sequence[str]) -> bool:
    """Whether a row of names has gaps between them: then its blanks stand where merged cells go on."""
    texts = [at for at, cell in enumerate(cells) if cell]
    return bool(texts) and not any(map(is_figure, cells)) and texts[-1] - texts[0] >= len(texts)


class _Slips:
    """Knows which columns the rows of a table fill, and with what; moves back rows that slipped to the left."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        rows = len(columns[0])
        self.needed = [at for at, cells in enumerate(columns) if sum(map(bool, cells)) * 5 >= rows * 4]
        self.kinds = [set(map(kind_of, cells)) for cells in columns]
        self.told = rows >= _FEWEST_ROWS and len(columns) - 1 in self.needed

    def mended(self, cells: list[str]) -> list[str]:
        """The row, moved when that fills the columns that most rows fill, with cells of their kinds."""
        filled = [cell for cell in cells if cell]
        if cells[-1] or len(filled) < 2 or not self.told:
            return cells
        moved = [""] * (len(cells) - len(filled)) + filled
        fits = all(kind_of(cell) in kinds for cell, kinds in zip(moved, self.kinds, strict=True) if cell)
        return moved if fits and all(moved[column] for column in self.needed) else cells
