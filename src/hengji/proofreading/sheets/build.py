"""From the tables of a manuscript to typed sheets (表格定型)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hengji.model import Manuscript, Paragraph, PrintedTable
from hengji.proofreading.number import Kind, Number

from .cells import is_dash
from .columns import Half, Role, halves_of, roles_of
from .grid import Grid
from .heads import Part, parts_of, paths_of
from .labels import is_total, labels_of, numbering_level
from .numbers import number_at, numbers_of, with_steps
from .points import scores_in_names, weights_in_names
from .sheet import Sheet
from .typing import amount_unit, gives_unit, is_poll


def sheets_of(manuscript: Manuscript) -> tuple[Sheet, ...]:
    """All tables of a manuscript as sheets, each number typed, in the order in which they stand."""
    found: list[Sheet] = []
    sections: list[Paragraph] = []
    for index, block in enumerate(manuscript.blocks):
        if isinstance(block, PrintedTable):
            found.extend(_sheets(index, block, tuple(heading.text for heading in sections)))
        elif block.level:
            while sections and sections[-1].level >= block.level:
                sections.pop()
            sections.append(block)
    return tuple(found)


def _sheets(index: int, table: PrintedTable, sections: tuple[str, ...]) -> Iterator[Sheet]:
    grid = Grid(table)
    open_heads: set[str] = set()
    for part in parts_of(grid):
        if part.form:
            yield _form(grid, part, index, sections)
            continue
        paths = paths_of(grid, part.head_rows)
        roles = roles_of(grid, part.body_rows, paths)
        for half in halves_of(grid, roles, paths):
            sheet = _sheet(grid, part, half, paths, roles, index, sections)
            totals = frozenset(row for row in sheet.body_rows if is_total(sheet.labels[row]))
            heads = {sheet.paths[column][-1] for _, column in sheet.numbers if sheet.paths[column]}
            yield replace(sheet, totals_beyond=totals if heads & open_heads else frozenset())
            open_heads = open_heads - heads if totals else open_heads | heads


def _sheet(grid: Grid, part: Part, half: Half, paths: Mapping[int, tuple[str, ...]], roles: Mapping[int, Role],
           index: int, sections: tuple[str, ...]) -> Sheet:
    rows = tuple(row for row in part.body_rows if any(grid.own(row, column) for column in half.columns))
    labels = labels_of(grid, rows, half.labels, roles)
    unit = grid.table.unit or _unit_above(grid, part)
    numbers: dict[tuple[int, int], Number] = {}
    for column in half.columns:
        if column not in half.labels:
            prose = roles[column] is Role.PROSE  # what the cells themselves do not tell, a remark need not mean
            named = replace(labels, paths=_under_units(_paths_before(labels.paths, column, half.labels, roles)))
            found = numbers_of(grid, rows, column, paths[column], named, "" if prose else unit, index)
            numbers |= {place: number for place, number in found.items()
                        if not prose or number.kind is not Kind.PLAIN}
    if is_poll([*(paths[column][-1] for column in half.columns if paths[column]), *labels.names.values()]):
        numbers = {place: _counted(number) for place, number in numbers.items()}
    scores, points = scores_in_names(grid, rows, half.labels, paths, index)
    return Sheet(
        index, grid.table, (*part.head_rows, *part.repeated), rows, half.columns, half.labels,
        {column: paths[column] for column in half.columns}, labels.names, labels.codes, labels.depths,
        with_steps(numbers), grid.table.title, sections, labels.paths,
        frozenset(_dashes(grid, rows, half.columns)), weights_in_names(grid, rows, half.labels, index) | points,
        scores=scores)


def _paths_before(paths: dict[int, tuple[str, ...]], column: int, labels: Sequence[int],
                  roles: Mapping[int, Role]) -> dict[int, tuple[str, ...]]:
    """The names that hold for the numbers of ``column``: a weight between two levels is that of the level before it."""
    before = sum(at < column and roles[at] is Role.NAME for at in labels)
    between = any(at > column for at in labels)
    return {row: path[:before] for row, path in paths.items()} if between and before else paths


def _under_units(paths: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The names of each row, behind that of the row above it in their numbering that gives a unit: 经费（万元）."""
    found: dict[int, tuple[str, ...]] = {}
    above: dict[int, str] = {}
    for row, path in paths.items():
        name = path[-1] if path else ""
        level = numbering_level(name)
        if level is not None:
            above = {other: unit for other, unit in above.items() if other < level}
        outer = [unit for unit in above.values() if unit]
        found[row] = (outer[-1], *path) if outer and not gives_unit(name) else path
        if level is not None:
            above[level] = name if gives_unit(name) else ""
    return found


def _counted(number: Number) -> Number:
    """A plain whole number of a poll: so many people."""
    whole = number.kind is Kind.PLAIN and number.step == 1 and number.value >= 0
    return replace(number, kind=Kind.COUNT) if whole else number


def _form(grid: Grid, part: Part, index: int, sections: tuple[str, ...]) -> Sheet:
    """A part whose rows are label, value, label, value: each number is named by the words to its left."""
    numbers: dict[tuple[int, int], Number] = {}
    labels: dict[int, str] = {}
    columns = tuple(range(1, grid.columns + 1))
    for row in part.body_rows:
        labels[row] = next((text for _, text in grid.filled(row)), "")
        for column in columns:
            entry = grid.entry(row, column)
            names = [text for at in range(1, column) if (text := grid.text(row, at)) and not grid.entry(row, at)]
            if entry is not None and names:
                number = number_at(grid, row, column, entry, names[-1:], names, grid.table.unit, index, as_ratio=False)
                numbers[row, column] = replace(number, head=())
    return Sheet(index, grid.table, (), part.body_rows, columns, (), {}, labels, {}, dict.fromkeys(labels, 0),
                 numbers, grid.table.title, sections,
                 dashes=frozenset(_dashes(grid, part.body_rows, columns)))


def _unit_above(grid: Grid, part: Part) -> str:
    """The unit that rows of the table above the head state: 单位：元."""
    for row in range(1, part.head_rows[0] if part.head_rows else 1):
        for _, text in grid.filled(row):
            if "单位:" in text and (unit := amount_unit(text.split("单位:")[-1])):
                return unit
    return ""


def _dashes(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    for row in rows:
        for column in columns:
            text = grid.own(row, column)
            if text and is_dash(text):
                yield row, column


