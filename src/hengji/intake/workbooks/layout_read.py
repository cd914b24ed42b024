"""From sheets to a record's nodes (工作簿读成记录): the same tree that a text file gives, each text in its cell."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from hengji.intake.field_types import ListOf, Quantity, UnitName
from hengji.intake.yaml_nodes import Mapping, Node, Scalar
from hengji.model import COMMON_UNITS, UNITS, Problem

from .cells import Sheet, Workbook
from .choosing import Wanted, choose_sheets
from .forms import read_form
from .headings import Column, fold
from .layout import INFORMATION, Layout, Slot, TableLayout
from .layout_tree import Row, is_blank, tree_of
from .tables import Table, lines_of, read_table, with_unit


def read_layout(workbook: Workbook, layout: Layout, problems: list[Problem]) -> Mapping | None:
    """The record in ``workbook``; None when a sheet could not be read, as then much else would seem wrong."""
    tables = {table.name: path for path, table in layout.tables.items()}
    form = layout.wording.form
    chosen = choose_sheets(workbook, Wanted((form, *tables), (form,), form, tuple(slot.column for slot in layout.form),
                                            layout.wording.start, layout.wording.others), problems)
    sheets, readable = {tables.get(name, ""): sheet for name, sheet in chosen.sheets.items()}, chosen.complete
    reader = _Reader(layout, problems)
    labels: dict[str, Node] = {}
    rows: dict[str, list[Row]] = {}
    for path, sheet in sheets.items():
        before = len(problems)
        if not path:
            labels = reader.form(sheet)
            readable = readable and len(problems) == before
            continue
        table = layout.tables[path]
        found = reader.table(table, sheet)
        readable = readable and all(slot.name in found.headings for slot in table.columns if slot.required)
        rows[path] = reader.rows(table, found)
    orphans = _orphans(layout, rows, sheets)
    problems += orphans
    if not readable or orphans:
        return None
    return tree_of(layout, labels, rows, {path: sheet.place(1, 1) for path, sheet in sheets.items()}, problems)


def _orphans(layout: Layout, rows: MappingType[str, list[Row]], sheets: MappingType[str, Sheet]) -> list[Problem]:
    """Sheets with rows whose parent's sheet is gone; told once, not once a row."""
    problems = []
    for path, found in rows.items():
        table = layout.tables[path]
        if found and table.parent and table.parent not in sheets:
            parent = layout.tables[table.parent].name
            text = f"工作簿里没有“{parent}”这张工作表，“{table.name}”里的各行没有着落"
            problems.append(Problem(sheets[path].place(1, 1), text, f"有一张工作表叫“{parent}”",
                                    suggestion="请从模板或原来的工作簿里补上"))
    return problems


@dataclass(slots=True)
class _Reader:
    layout: Layout
    problems: list[Problem]

    def form(self, sheet: Sheet) -> dict[str, Node]:
        """The labels of the form with their cells."""
        form = read_form(sheet, [slot.column for slot in self.layout.form], self.problems, blanks=True)
        return {slot.name: _entry(slot, cell, form.units.get(slot.name, "")) for slot in self.layout.form
                if isinstance(cell := form.node.entries.get(slot.name), Scalar)}

    def table(self, table: TableLayout, sheet: Sheet) -> Table:
        """The table on its sheet."""
        columns = [slot.column for slot in table.columns]
        columns += [Column(INFORMATION + heading, (heading,), prefilled=True) for heading in table.information]
        found = read_table(sheet, columns, self.problems, blanks=True)
        if found.stated_unit and found.stated_unit.text not in UNITS:
            self.problems.append(Problem(found.stated_unit.place, f"不认识的单位“{found.stated_unit.text}”",
                                         "已知的单位", found.stated_unit.text, COMMON_UNITS))
        return found

    def rows(self, table: TableLayout, found: Table) -> list[Row]:
        """Its rows, in the words of the format."""
        unit = next((slot.name for slot in table.slots if isinstance(slot.type, UnitName)), "")
        units = {} if unit else {slot.name: self.unit_of(slot, found) for slot in table.slots}
        rows = []
        for row in found.rows:
            cells = {slot.name: _entry(slot, cell, units.get(slot.name, "")) for slot in table.columns
                     if isinstance(cell := row.entries.get(slot.name), Scalar)}
            filled = any(not (slot.prefilled or is_blank(cells.get(slot.name))) for slot in table.slots)
            if unit and is_blank(cells.get(unit)):
                cells |= self.unit_above(unit, found)
            rows.append(Row(table, cells, row.place, filled))
        return rows

    def unit_above(self, name: str, found: Table) -> dict[str, Node]:
        """The unit of a row that states none, where one stands in the heading of its amount or above the table."""
        amount = next((amount for amount in self.layout.wording.amounts if amount in found.units), "")
        if amount:
            return {name: Scalar(found.units[amount], found.headings[amount].place, quoted=True)}
        return {name: Scalar(found.stated_unit.text, found.stated_unit.place, quoted=True)} if found.stated_unit else {}

    def unit_of(self, slot: Slot, found: Table) -> str:
        """The unit of the bare numbers in a column: its heading's, else one above the table that fits."""
        if slot.name in found.units or found.stated_unit is None:
            return found.units.get(slot.name, "")
        stated = UNITS.get(found.stated_unit.text)
        fits = stated is not None and (slot.name in self.layout.wording.amounts or (
            isinstance(slot.type, Quantity) and slot.type.unit.dimension is stated.dimension))
        return found.stated_unit.text if fits else ""


def _entry(slot: Slot, cell: Scalar, unit: str) -> Node:
    """A cell as its field writes it: words of the format, one item a line, the unit of its heading."""
    if not cell.text:
        return cell
    if isinstance(slot.type, ListOf):
        return lines_of(cell)
    text = {fold(shown): word for word, shown in slot.words.items()}.get(fold(cell.text), cell.text)
    return with_unit(Scalar(text, cell.place, quoted=True), unit)
