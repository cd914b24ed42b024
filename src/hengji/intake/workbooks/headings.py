"""Headings of tables (表头): folded, with their units, and found wherever the table begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from hengji.model import COMMON_UNITS, UNITS, Problem, nearest

from .cells import Cell, Sheet, is_note

#: Headings are looked for in so many rows from the top.
HEADER_WITHIN = 15
_BRACKETED = re.compile(r"(.+?)[(\[【〔](单位:?)?([^()\[\]【】〔〕]+)[)\]】〕]")
_HINTS = frozenset({"必填", "选填", "可不填", "可选", "可空"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column or a labelled cell: where its value goes, and the headings by which it is known.

    ``required`` asks for the heading and for a value in every row. ``fills`` takes
    a value that is merged over several rows for each of them. ``prefilled`` columns
    may have been written by the product: what stands there alone is nothing filled in.
    """

    field: str
    headings: tuple[str, ...]
    required: bool = False
    fills: bool = False
    prefilled: bool = False

    @property
    def name(self) -> str:
        """What messages call it: its first heading."""
        return self.headings[0]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is known: its column, the cell it was read from, and the unit it states."""

    column: Column
    cell: Cell
    unit: str = ""
    unknown_unit: str = ""


class Headings:
    """The headings that are looked for, folded."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.columns = tuple(columns)
        self._known = {fold(heading): column for column in self.columns for heading in column.headings}

    def match(self, text: str, cell: Cell) -> Heading | None:
        """The known heading that ``text`` is."""
        whole = fold(text)
        if whole in self._known:
            return Heading(self._known[whole], cell)
        bracketed = _BRACKETED.fullmatch(whole)
        column = self._known.get(bracketed[1]) if bracketed else None
        if bracketed is None or column is None:
            return None
        said, inside = bracketed[2], bracketed[3]
        if inside in UNITS:
            return Heading(column, cell, unit=inside)
        if said:
            return Heading(column, cell, unknown_unit=inside)
        return Heading(column, cell) if inside in _HINTS else None

    def near(self, text: str) -> Column | None:
        """The column whose heading is nearest to ``text``, when one is near."""
        return self._known.get(nearest(re.sub(r"[(\[【〔].*", "", fold(text)), self._known))


def fold(text: str) -> str:
    """A heading without what only looks different: full width, spaces, line breaks, 。：* at its ends."""
    return re.sub(r"\s", "", normalize("NFKC", text)).strip("*:。")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its headings by column, and the first row below it.

    ``others`` holds the headings that are not known, ``notes`` the columns of one's own notes.
    """

    first_row: int
    below: int
    headings: dict[int, Heading]
    others: dict[int, Cell]
    notes: frozenset[int]


def find_header(sheet: Sheet, headings: Headings) -> Header | None:
    """The row near the top that holds the most known headings; two rows, when together they hold more."""
    best, most = None, 0
    for height in (1, 2):
        for row in range(1, HEADER_WITHIN + 2 - height):
            header = _header_at(sheet, headings, row, height)
            found = len({heading.column.field for heading in header.headings.values()})
            if found > most:
                best, most = header, found
    return best


def _header_at(sheet: Sheet, headings: Headings, row: int, height: int) -> Header:
    known: dict[int, Heading] = {}
    others: dict[int, Cell] = {}
    notes: set[int] = set()
    across = _filled_across(sheet, row) if height == 2 else {}
    for column in sorted({column for at, column in sheet.cells if row <= at < row + height} | set(across)):
        upper = sheet.cells.get((row, column)) or across.get(column)
        lower = sheet.cells.get((row + 1, column)) if height == 2 else None
        levels = [cell for cell in (upper, lower) if cell]
        heading = headings.match("".join(cell.text for cell in levels), levels[-1]) \
            or headings.match(levels[-1].text, levels[-1])
        if heading:
            known[column] = heading
        elif any(is_note(cell.text) for cell in levels):
            notes.add(column)
        else:
            others[column] = levels[-1]
    return Header(row, row + height, known, others, frozenset(notes))


def _filled_across(sheet: Sheet, row: int) -> dict[int, Cell]:
    """The headings of ``row`` that are merged over several columns, for each of them."""
    return {column: sheet.cells[row, merge.left] for merge in sheet.merged
            if merge.top == row and (row, merge.left) in sheet.cells
            for column in range(merge.left, min(merge.right, merge.left + 1000) + 1)}


def unit_problem(heading: Heading) -> Problem:
    """The problem of a heading that states a unit nobody knows."""
    return Problem(heading.cell.place, f"表头“{heading.cell.text}”里的单位“{heading.unknown_unit}”不认识", "已知的单位",
                   heading.unknown_unit, COMMON_UNITS)


def no_header(sheet: Sheet, headings: Headings) -> Problem:
    """The problem of a sheet without a header."""
    return Problem(sheet.place(1, 1), f"工作表“{sheet.name}”的前 {HEADER_WITHIN} 行里没有找到表头",
                   "有一行写着：" + "、".join(column.name for column in headings.columns),
                   suggestion="表头的文字请与模板一致；列的次序、上面的标题行不限")


def twice(first: Cell, second: Cell, name: str) -> Problem:
    """The problem of one heading or label in two cells."""
    return Problem(second.place, f"“{name}”有两处：{first.place.sheet}!{first.place.cell} 和 "
                   f"{second.place.sheet}!{second.place.cell}", "只有一处", second.text,
                   "请删去或改名其中一处；自己备注用的，名称请以“#”开头")
