"""Tables on sheets (表格): a header somewhere near the top, a record in every row below it.

Layout is forgiven: the order of columns, titles above, blank rows, merged
headings. What might be a number that nobody reads is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Several
from dataclasses import dataclass, field

from hengji.intake.field_types import Located
from hengji.intake.numbers import shortened
from hengji.intake.yaml_nodes import Mapping, Node, Scalar, Sequence
from hengji.model import Problem

from .cells import Cell, Sheet
from .headings import Column, Header, Heading, Headings, find_header, fold, no_header, twice, unit_problem
from .unseen import tell_unseen

#: A number without a unit: then the one that its heading states is meant.
_BARE = re.compile(r"[(（]?[-+－△▲]?[\d０-９][\d０-９,，.．]*[)）]?")
_STATED_UNIT = re.compile(r"单位\s*[:：]\s*([^\s)）]+)")
#: Rows that people put below a table, by how they begin.
_ASIDE = re.compile(r"(?P<total>[合总小共]计$)|(?:注|备注|说明|填表人|填报人|制表人?|审核人?|复核人|负责人|单位负责人"
                    r"|填[表报](?:单位|日期))\d*:")
_NOTE = "自己备注用的列，请让表头以“#”开头"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, each a node whose entries lie in their cells.

    ``units`` holds, by field, the units that headings state; ``stated_unit`` is what
    stands above the table (单位：万元), for whoever knows which columns it is meant for.
    ``headings`` are the cells of the headings that were found, by field.
    """

    rows: tuple[Mapping, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
    stated_unit: Located | None = None
    headings: dict[str, Cell] = field(default_factory=dict)


def read_table(sheet: Sheet, columns: Several[Column], problems: list[Problem], *, blanks: bool = False) -> Table:
    """The table on ``sheet``; a row that lacks a required value is told and left out.

    With ``blanks`` it is kept, and empty cells are empty texts in their places, for whoever tells them.
    """
    headings = Headings(columns)
    header = find_header(sheet, headings)
    if header is None:
        problems.append(no_header(sheet, headings))
        return Table()
    found = _columns(header, problems)
    meant = _strangers(sheet, header, headings, problems)
    missing = [column for column in headings.columns if column.required and column.field not in
               {heading.column.field for heading in found.values()}]
    problems += [_missing(sheet, header, column) for column in missing if column not in meant]
    units = {heading.column.field: heading.unit for heading in found.values() if heading.unit}
    rows = () if missing else _rows(sheet, header.below, found, problems, blanks=blanks)
    return Table(rows, units, _stated_unit(sheet, header.first_row),
                 {heading.column.field: heading.cell for heading in found.values()})


def _columns(header: Header, problems: list[Problem]) -> dict[int, Heading]:
    """The columns to read, each field once."""
    found: dict[int, Heading] = {}
    first: dict[str, Heading] = {}
    for at, heading in header.headings.items():
        if heading.column.field in first:
            problems.append(twice(first[heading.column.field].cell, heading.cell, heading.column.name))
            continue
        first[heading.column.field] = found[at] = heading
        if heading.unknown_unit:
            problems.append(unit_problem(heading))
    return found


def _strangers(sheet: Sheet, header: Header, headings: Headings, problems: list[Problem]) -> list[Column]:
    """Tells the columns with values that have no known heading; gives those they were probably meant to be."""
    firsts: dict[int, Cell] = {}
    for (row, at), cell in sorted(sheet.cells.items()):
        if row >= header.below and at not in header.headings and at not in header.notes:
            firsts.setdefault(at, cell)
    meant = []
    for at, cell in sorted(firsts.items()):
        other = header.others.get(at)
        if other is None:
            problems.append(Problem(cell.place, "这一列有内容，却没有表头", "每列都有表头", cell.text,
                                    f"请补上表头，或删去这些内容；{_NOTE}"))
            continue
        near = headings.near(other.text)
        meant += [near] if near else []
        remedy = f"是否想写“{near.name}”？" if near else ""
        known = "、".join(column.name for column in headings.columns)
        problems.append(Problem(other.place, f"不认识的列“{other.text}”", f"已知的列：{known}", other.text,
                                remedy + _NOTE))
    return meant


def _missing(sheet: Sheet, header: Header, column: Column) -> Problem:
    place = sheet.place(header.below - 1, min(header.headings))
    names = " 或 ".join(f"“{name}”" for name in column.headings)
    return Problem(place, f"表头里没有“{column.name}”这一列", f"有一列的表头是{names}", suggestion="请补上这一列")


def _rows(sheet: Sheet, below: int, found: dict[int, Heading], problems: list[Problem], *,
          blanks: bool) -> tuple[Mapping, ...]:
    down = _filled_down(sheet, found)
    own: dict[int, dict[int, Cell]] = {}
    for (row, at), cell in sorted(sheet.cells.items()):
        if row >= below and at in found:
            own.setdefault(row, {})[at] = cell
    filled = {row for row, cells in own.items() if any(not found[at].column.prefilled for at in cells)}
    repeated = _repeated(sheet, below, found, filled, problems)
    tell_unseen(sheet, [(row, at) for row in filled for at in own[row] if not found[at].column.prefilled], problems)
    rows = []
    for row, written in own.items():
        first = next(iter(written.values()))
        other = _ASIDE.match(fold(first.text))
        if other and row in filled:
            problems.append(_aside(first, "合计" if other["total"] else "说明"))
            continue
        merged = {at: down[row, at] for at in found if (row, at) in down
                  and (row in filled or found[at].column.prefilled)}
        cells = {**merged, **written}
        blank = [at for at, heading in found.items() if heading.column.required and at not in cells and not blanks]
        problems += [_blank(sheet, row, at, found[at]) for at in blank if (row, at) not in repeated]
        if not blank:
            entries: dict[str, Node] = {
                heading.column.field: scalar(cells[at]) if at in cells else Scalar("", sheet.place(row, at))
                for at, heading in found.items() if at in cells or blanks}
            keys = {heading.column.field: heading.cell.place for heading in found.values()
                    if heading.column.field in entries}
            rows.append(Mapping(entries, keys, sheet.place(row, min(cells))))
    return tuple(rows)


def _filled_down(sheet: Sheet, found: dict[int, Heading]) -> dict[tuple[int, int], Cell]:
    """The cells of vertical merges in columns that fill, for every row they cover, as if written there."""
    return {(row, merge.left): Cell(first.text, sheet.place(row, merge.left), first.kind)
            for merge in sheet.merged if merge.left in found and found[merge.left].column.fills
            and (first := sheet.cells.get((merge.top, merge.left)))
            for row in range(merge.top + 1, merge.bottom + 1)}


def _repeated(sheet: Sheet, below: int, found: dict[int, Heading], filled: set[int],
              problems: list[Problem]) -> set[tuple[int, int]]:
    """Tells merged cells of other columns, such as numbers: whether they count for each row nobody can know."""
    told = set()
    for merge in sheet.merged:
        first = sheet.cells.get((merge.top, merge.left))
        covered = [row for row in range(merge.top + 1, merge.bottom + 1) if row in filled]
        if first and covered and merge.top >= below and merge.left in found and not found[merge.left].column.fills:
            problems.append(Problem(sheet.place(covered[0], merge.left),
                                    f"“{found[merge.left].column.name}”合并了几行的单元格，"
                                    f"不知道“{shortened(first.text)}”是每行的还是合起来的",
                                    "每行各填", suggestion="请取消合并，每行各填"))
            told |= {(row, merge.left) for row in covered}
    return told


def _aside(first: Cell, what: str) -> Problem:
    return Problem(first.place, f"“{shortened(first.text)}”这一行是{what}，不是一项内容", "表里只有逐项的行",
                   suggestion="请删去这一行；要留着自己看，请放到名称以“#”开头的工作表里")


def _blank(sheet: Sheet, row: int, at: int, heading: Heading) -> Problem:
    covered = any(merge.top <= row <= merge.bottom and merge.left <= at <= merge.right for merge in sheet.merged)
    remedy = "这里是合并的单元格，请拆开，每行各填" if covered else "请填上；这一行不用的话，请整行清空"
    return Problem(sheet.place(row, at), f"“{heading.column.name}”空着", "每行都填", suggestion=remedy)


def scalar(cell: Cell) -> Scalar:
    """A cell as a node. It counts as quoted: ``~`` in a cell is a text, not YAML's word for nothing."""
    return Scalar(cell.text, cell.place, quoted=True)


def with_unit(cell: Scalar, unit: str) -> Scalar:
    """A cell whose number has no unit of its own, with the ``unit`` that its heading states."""
    return Scalar(cell.text + unit, cell.place, quoted=True) if unit and _BARE.fullmatch(cell.text) else cell


def lines_of(cell: Scalar) -> Sequence:
    """A list in one cell: an item a line."""
    lines = [line.strip() for line in cell.text.splitlines() if line.strip()]
    return Sequence(tuple(Scalar(line, cell.place, quoted=True) for line in lines), cell.place)


def _stated_unit(sheet: Sheet, above: int) -> Located | None:
    """What a line above the table says of units."""
    for (row, _), cell in sorted(sheet.cells.items()):
        match = _STATED_UNIT.search(cell.text) if row < above else None
        if match:
            return Located(match[1], cell.place)
    return None
