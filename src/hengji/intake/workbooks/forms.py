"""Forms on sheets (表单): one record, a label in one cell and its value to the right of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hengji.intake.yaml_nodes import Mapping, Node, Scalar
from hengji.model import UNITS, Place, Problem

from .cells import Cell, Sheet
from .headings import Column, Heading, Headings, twice, unit_problem
from .tables import scalar
from .unseen import tell_unseen


@dataclass(frozen=True, slots=True)
class Form:
    """The record of a form as a node, and the units that labels state, by field."""

    node: Mapping
    units: dict[str, str] = field(default_factory=dict)


def read_form(sheet: Sheet, fields: Sequence[Column], problems: list[Problem], *, blanks: bool = False) -> Form:
    """The form on ``sheet``. Other cells are explanations, unless they look like a label that is missing.

    With ``blanks`` the value stands right beside its label, and labels without one have an empty text
    there, for whoever tells them.
    """
    headings = Headings(fields)
    found = _Found(sheet, beside=blanks)
    for at, cell in sorted(sheet.cells.items()):
        found.take(at, cell, headings.match(cell.text, cell), problems)
    labels = found.labels
    problems += [unit_problem(heading) for heading in labels.values() if heading.unknown_unit]
    problems += _missing(sheet, headings, found)
    positions = {id(cell): at for at, cell in sheet.cells.items()}
    tell_unseen(sheet, [positions[id(cell)] for cell in found.values.values()], problems)
    empty = {name: heading for name, heading in labels.items() if name not in found.values}
    problems += [_blank(sheet, heading) for heading in empty.values() if heading.column.required and not blanks]
    entries: dict[str, Node] = {name: scalar(cell) for name, cell in found.values.items()}
    entries |= {name: Scalar("", _value_place(sheet, heading)) for name, heading in empty.items() if blanks}
    return Form(Mapping(entries, {name: labels[name].cell.place for name in entries},
                        Place(sheet.document, sheet=sheet.name)), found.units)


class _Found:
    """Labels, values and units by field, and the cells that are none of these, collected cell by cell."""

    def __init__(self, sheet: Sheet, *, beside: bool) -> None:
        self.sheet, self.beside = sheet, beside
        self.labels: dict[str, Heading] = {}
        self.values: dict[str, Cell] = {}
        self.units: dict[str, str] = {}
        self.strangers: list[Cell] = []
        self._row = 0
        self._waiting = self._filled = ""
        self._expected = (0, 0)

    def take(self, at: tuple[int, int], cell: Cell, heading: Heading | None, problems: list[Problem]) -> None:
        """The next cell, row by row from the left."""
        if at[0] != self._row:
            self._row, self._waiting, self._filled = at[0], "", ""
        if heading:
            self._label(at, heading, cell, problems)
        elif self._waiting and (at == self._expected or not self.beside):
            self.values[self._waiting] = cell
            self._waiting, self._filled = "", self._waiting
        elif self._filled and cell.text in UNITS:  # 预算数 | 100 | 万元
            if self.units.setdefault(self._filled, cell.text) != cell.text:
                problems.append(Problem(cell.place, "单位写了两个", "只写一个单位",
                                        f"{self.units[self._filled]} 和 {cell.text}", "请删去不对的一个"))
            self._filled = ""
        else:
            self.strangers.append(cell)

    def _label(self, at: tuple[int, int], heading: Heading, cell: Cell, problems: list[Problem]) -> None:
        name = heading.column.field
        self._waiting = "" if name in self.labels else name
        self._expected = _beside(self.sheet, at)
        if name in self.labels:
            problems.append(twice(self.labels[name].cell, cell, heading.column.name))
        elif heading.unit:
            self.units[name] = heading.unit
        self.labels.setdefault(name, heading)


def _missing(sheet: Sheet, headings: Headings, found: _Found) -> list[Problem]:
    """Required labels that are not there, and cells that look like a label that is not there."""
    problems = []
    lacking = {column.field: column for column in headings.columns if column.field not in found.labels}
    for cell in found.strangers:
        near = headings.near(cell.text)
        if near and near.field in lacking:
            del lacking[near.field]
            problems.append(Problem(cell.place, f"不认识“{cell.text}”", f"“{near.name}”", cell.text,
                                    f"是否想写“{near.name}”？"))
    return problems + [
        Problem(sheet.place(1, 1), f"工作表“{sheet.name}”里没有“{column.name}”这一项",
                suggestion="请在一格里写上名称，在它右边的一格里填内容")
        for column in lacking.values() if column.required]


def _blank(sheet: Sheet, heading: Heading) -> Problem:
    return Problem(_value_place(sheet, heading), f"“{heading.column.name}”空着", suggestion="请填上")


def _value_place(sheet: Sheet, heading: Heading) -> Place:
    return sheet.place(*_beside(sheet, next(at for at, cell in sheet.cells.items() if cell is heading.cell)))


def _beside(sheet: Sheet, at: tuple[int, int]) -> tuple[int, int]:
    """The cell to the right of another, past what that is merged with."""
    ends = [merge.right for merge in sheet.merged if (merge.top, merge.left) == at]
    return at[0], max([at[1], *ends]) + 1
