"""From the tables of a manuscript to typed sheets (表格定型)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hengji.model import Manuscript, Mark, Paragraph, PrintedCell, PrintedTable
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.units import per_unit

from .cells import Entry, folded, is_dash
from .columns import Half, Role, halves_of, roles_of
from .grid import Grid
from .heads import Part, parts_of, paths_of
from .labels import Labels, is_total, labels_of, numbering_level
from .sheet import Sheet
from .typing import amount_unit, gives_unit, is_poll, ratios, typed

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|\D|$)")
_RELATIVE = re.compile(r"(?P<last>上年度?(?:数|决算|预算|实际|执行|同期|金额|支出|收入)|^上年$|去年)"
                       r"|(?P<this>本年度?数|^本年$)")
_WEIGHT = re.compile(r"\(\s*(\d+)(?:\.(\d+))?\s*分\s*\)")
#: What an indicator got of its points, under a head that says so: 得分/分值.
_SCORED = re.compile(r"(?<![\d.])(?=[\d.])(\d*)(?:\.(\d+))?\s*/\s*(\d+)(?:\.(\d+))?\s*分?\s*$")
_SCORED_HEAD = re.compile(r"得分\s*/\s*(?:分值|满分|权重|标准分)")
#: A number beyond it under a head that sounds like a rate is none.
_LARGEST_RATE = 10 ** 5
#: Kinds whose trailing zeros people leave out within a column.
_TRIMMED = frozenset({Kind.AMOUNT, Kind.RATE, Kind.PLAIN, Kind.SCORE})


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
            found = _numbers(grid, rows, column, paths[column], named, "" if prose else unit, index)
            numbers |= {place: number for place, number in found.items()
                        if not prose or number.kind is not Kind.PLAIN}
    if is_poll([*(paths[column][-1] for column in half.columns if paths[column]), *labels.names.values()]):
        numbers = {place: _counted(number) for place, number in numbers.items()}
    scores, points = _scored(grid, rows, half.labels, paths, index)
    return Sheet(
        index, grid.table, (*part.head_rows, *part.repeated), rows, half.columns, half.labels,
        {column: paths[column] for column in half.columns}, labels.names, labels.codes, labels.depths,
        _with_steps(numbers), grid.table.title, sections, labels.paths,
        frozenset(_dashes(grid, rows, half.columns)), _weights(grid, rows, half.labels, index) | points,
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
                number = _number(grid, row, column, entry, names[-1:], names, grid.table.unit, index, as_ratio=False)
                numbers[row, column] = replace(number, head=())
    return Sheet(index, grid.table, (), part.body_rows, columns, (), {}, labels, {}, dict.fromkeys(labels, 0),
                 numbers, grid.table.title, sections,
                 dashes=frozenset(_dashes(grid, part.body_rows, columns)))


def _numbers(grid: Grid, rows: Sequence[int], column: int, heads: tuple[str, ...], labels: Labels, unit: str,
             index: int) -> dict[tuple[int, int], Number]:
    entries = {row: entry for row in rows if (entry := grid.entry(row, column)) is not None}
    as_ratio = ratios(entries.values())
    found: dict[tuple[int, int], Number] = {}
    for row, entry in entries.items():
        names = labels.paths[row] or tuple(_words_before(grid, row, column))
        found[row, column] = _number(grid, row, column, entry, heads, names, unit, index, as_ratio=as_ratio)
    return found


def _number(grid: Grid, row: int, column: int, entry: Entry, heads: Sequence[str], names: Sequence[str], unit: str,
            index: int, *, as_ratio: bool) -> Number:
    hint = typed(entry, heads, names, unit, as_ratio=as_ratio)
    cell = grid.cell(row, column)
    text = "" if cell is None else cell.text[entry.start:entry.end]
    kind, scale = hint.kind, entry.scale
    if entry.kind is None and entry.scale == 1:  # of 150万 the unit is 元, whatever the table says
        scale = per_unit(hint.kind, hint.unit)
    if kind is Kind.RATE and entry.kind is None and abs(entry.figure) > _LARGEST_RATE:
        kind, scale = Kind.PLAIN, entry.scale
    mark = Mark(index, entry.start, entry.end, row, column)
    return Number(kind, text, entry.figure * scale, entry.step * scale, mark, hint.unit, entry.bound, entry.comparator,
                  names[-1] if names else "", tuple(heads), _period(heads, names, grid.table.title))


def _with_steps(numbers: dict[tuple[int, int], Number]) -> dict[tuple[int, int], Number]:
    """The numbers with the finest step of their column, or of their row where each row is of one kind."""
    by_row = _rows_are_of_a_kind(numbers.values())
    finest: dict[object, Fraction] = {}

    def group(place: tuple[int, int], number: Number) -> object:
        return place[0] if by_row else place[1], number.kind, number.unit

    for place, number in numbers.items():
        if number.kind in _TRIMMED and number.measured:
            key = group(place, number)
            finest[key] = min(finest.get(key, number.step), number.step)
    return {place: replace(number, step=finest[group(place, number)])
            if number.kind in _TRIMMED and number.measured else number for place, number in numbers.items()}


def _rows_are_of_a_kind(numbers: Iterable[Number]) -> bool:
    """Whether kinds change from row to row and not from column to column (满意度比率 and 份数 below each other)."""
    rows: dict[int, set[Kind]] = {}
    columns: dict[int, set[Kind]] = {}
    for number in numbers:
        rows.setdefault(number.mark.row, set()).add(number.kind)
        columns.setdefault(number.mark.column, set()).add(number.kind)
    return any(len(kinds) > 1 for kinds in columns.values()) and all(len(kinds) == 1 for kinds in rows.values())


def _period(heads: Sequence[str], names: Sequence[str], title: str) -> str:
    for text in reversed(heads):
        if year := _YEAR.search(text):
            return year[0]
    for text in reversed(heads):
        if relative := _RELATIVE.search(text):
            return "上年" if relative["last"] else "本年"
    for text in (*reversed(names), title):
        if year := _YEAR.search(text):
            return year[0]
    return ""


def _words_before(grid: Grid, row: int, column: int) -> Iterator[str]:
    """The words to the left of a place, from left to right."""
    for at in range(1, column):
        text = grid.text(row, at)
        if text and grid.entry(row, at) is None and not is_dash(text) and not grid.prose(row, at):
            yield text


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


def _weights(grid: Grid, rows: Sequence[int], columns: Sequence[int], index: int) -> dict[tuple[int, int], Number]:
    """The points in the names of rows: 目标设定（5分）."""
    found: dict[tuple[int, int], Number] = {}
    for row in rows:
        for column in columns:
            cell = grid.cell(row, column)
            match = _WEIGHT.search(folded(cell.text)) if cell is not None else None
            if cell is not None and match is not None:
                found[row, column] = _points(grid, cell, match, 1, match.end() - 1, index)
    return found


def _scored(grid: Grid, rows: Sequence[int], columns: Sequence[int], paths: Mapping[int, Sequence[str]], index: int
            ) -> tuple[dict[tuple[int, int], Number], dict[tuple[int, int], Number]]:
    """The scores in the names of rows, and the points that they are of: 目标设定 3.50/5."""
    scores: dict[tuple[int, int], Number] = {}
    weights: dict[tuple[int, int], Number] = {}
    told = [column for column in columns if any(_SCORED_HEAD.search(head) for head in paths[column])]
    for row in rows:
        for column in told:
            cell = grid.cell(row, column)
            match = _SCORED.search(folded(cell.text)) if cell is not None and cell.row == row else None
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
