"""Workbooks as documents (把工作簿读成文稿): a heading for each sheet, its tables, the lines above and below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count, product
from pathlib import Path

from hengji.intake.workbooks.cells import Cell, Merge, Sheet
from hengji.intake.workbooks.reading import read_printed
from hengji.model import Block, Manuscript, Paragraph, PrintedCell, PrintedTable, Problem, Start, Unread

from .limits import MAX_TABLE_ROWS, rows_left
from .titles import unit_in, with_titles

#: So many blank rows part one table from the next.
_BLANK_ROWS = 2
#: Places that merges may cover; what lies in further ones counts as unmerged.
_MOST_COVERED = 1_000_000
_BELOW = re.compile(r"[（(]?(?:注|备注|说明|填[表报制]|制表|审核|复核|负责人|单位负责人|联系人|联系电话)")
_Rows = dict[int, dict[int, Cell]]


def read_workbook_document(path: Path) -> Manuscript:
    """The workbook at ``path``, numbers as they are shown. Raises :class:`Unusable`."""
    sheets, problems = read_printed(path)
    reader = _Reader()
    blocks = [block for sheet in sheets for block in reader.sheet(sheet)]
    passed = {sheet.name for sheet in sheets if sheet.hidden or sheet.is_note}
    unread = [_told(problem) for problem in problems if problem.place.sheet not in passed] + reader.unread
    if not blocks:
        unread.append(Unread("工作簿里没有内容"))
    return Manuscript(path.name, "xlsx", with_titles(blocks), tuple(unread))


def _told(problem: Problem) -> Unread:
    place = problem.place
    where = f"{place.sheet}!{place.cell}：" if place.cell else f"{place.sheet}：" if place.sheet else ""
    found = f"（{problem.found}）" if "、" in problem.found else ""  # the same of several cells
    return Unread(f"{where}{problem.text}{found}")


class _Reader:
    """Counts paragraphs and tables through the sheets."""

    def __init__(self) -> None:
        self.unread: list[Unread] = []
        self._paragraphs, self._tables = count(1), count(1)

    def sheet(self, sheet: Sheet) -> Iterator[Block]:
        """The blocks of a sheet; nothing of one that is hidden or holds notes, which is told."""
        if not sheet.cells:
            return
        if sheet.hidden or sheet.is_note:
            self.unread.append(Unread(f"{'隐藏的' if sheet.hidden else '备注用的'}工作表“{sheet.name}”没有核对"))
            return
        yield Paragraph(text=sheet.name, number=next(self._paragraphs), level=1)
        merges = _merges(sheet)
        for rows in _parted(_seen(sheet, merges.values()), merges):
            first, last = _table_in(rows)
            yield from self._lines({row: cells for row, cells in rows.items() if row < first})
            if first <= last:
                inside = {row: cells for row, cells in rows.items() if first <= row <= last}
                yield self._table(sheet.name, inside, merges)
            yield from self._lines({row: cells for row, cells in rows.items() if row > max(first - 1, last)})

    def _lines(self, rows: _Rows) -> Iterator[Paragraph]:
        for row, cells in rows.items():
            text = "  ".join(cell.text for cell in cells.values())
            yield Paragraph(text=text, number=next(self._paragraphs), starts=(Start(0, line=row),))

    def _table(self, name: str, rows: _Rows, merges: dict[tuple[int, int], Merge]) -> PrintedTable:
        top, left = min(rows) - 1, min(column for cells in rows.values() for column in cells) - 1
        height = max(rows) - top
        if height > MAX_TABLE_ROWS:
            self.unread.append(Unread(f"工作表“{name}”：{rows_left(height)}"))
            rows = {row: cells for row, cells in rows.items() if row - top <= MAX_TABLE_ROWS}
            height = MAX_TABLE_ROWS
        bottom, right = top + height, max(column for cells in rows.values() for column in cells)
        cells = tuple(
            PrintedCell(text=cell.text, row=row - top, column=column - left,
                        rows=min(merge.bottom, bottom) - row + 1, columns=min(merge.right, right) - column + 1)
            for row, inside in rows.items() for column, cell in inside.items()
            for merge in (merges.get((row, column), Merge(row, column, row, column)),))
        return PrintedTable(number=next(self._tables), rows=height, columns=right - left, cells=cells,
                            top=top, left=left, sheet=name)


def _merges(sheet: Sheet) -> dict[tuple[int, int], Merge]:
    """The merges that hold something, by their first cell, none reaching beyond what is filled in."""
    bottom, right = max(row for row, _ in sheet.cells), max(column for _, column in sheet.cells)
    found = {}
    room = _MOST_COVERED
    for merge in sheet.merged:
        clipped = Merge(merge.top, merge.left, min(merge.bottom, bottom), min(merge.right, right))
        room -= (clipped.bottom - clipped.top + 1) * (clipped.right - clipped.left + 1)
        if room >= 0 and (merge.top, merge.left) in sheet.cells:
            found[merge.top, merge.left] = clipped
    return found


def _seen(sheet: Sheet, merges: Iterable[Merge]) -> _Rows:
    """The cells by row and column, in order, without those that a merged one covers."""
    covered = {at for merge in merges for at in product(range(merge.top, merge.bottom + 1),
                                                        range(merge.left, merge.right + 1))
               if at != (merge.top, merge.left)}
    rows: _Rows = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if (row, column) not in covered:
            rows.setdefault(row, {})[column] = cell
    return rows


def _parted(rows: _Rows, merges: dict[tuple[int, int], Merge]) -> Iterator[_Rows]:
    """The rows in groups with blank rows between; a merged cell fills all its rows."""
    group: _Rows = {}
    reached = 0
    for row, cells in rows.items():
        if group and row - reached > _BLANK_ROWS:
            yield group
            group = {}
        group[row] = cells
        reached = max([reached, row, *(merges[row, column].bottom for column in cells if (row, column) in merges)])
    if group:
        yield group


def _table_in(rows: _Rows) -> tuple[int, int]:
    """The first and the last row of the table among ``rows``; the last comes before the first when there is none.

    Above it stand its title and its unit, below it remarks and signatures.
    """
    lines = {row for row, cells in rows.items() if len(cells) == 1 or (len(cells) < 4 and any(
        unit_in(cell.text) for cell in cells.values()))}
    first = next((row for row in rows if row not in lines), max(rows) + 1)
    last = next((row for row in reversed(rows) if row < first or not _is_below(rows[row])), max(rows))
    return first, last


def _is_below(cells: dict[int, Cell]) -> bool:
    texts = [cell.text for cell in cells.values()]
    return bool(_BELOW.match(texts[0])) and (len(texts) == 1 or all(":" in text or "：" in text for text in texts))
