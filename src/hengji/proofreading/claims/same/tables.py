"""The same row in two tables (同一项在两张表)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from hengji.proofreading.number import FIGURES, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, of
from hengji.proofreading.sheets.sheet import Sheet

from .names import name_of

Column = tuple[int, int]
#: Two columns tell the same when so many of their rows agree …
_SHARED = 4
#: … and columns with more namesakes than this are template, not evidence.
_CROWD = 40


def twin_tables(reading: Reading) -> Iterator[Relation]:
    """A table that is printed twice, with the same head and the same rows, should tell the same.

    Where most of it differs, it is another one: of another unit, of another year.
    """
    alike: dict[tuple[object, ...], list[Sheet]] = defaultdict(list)
    for sheet in reading.sheets:
        rows = tuple(name_of(sheet.labels.get(row, "")) for row in sheet.body_rows)
        if len(set(filter(None, rows))) >= 3:
            heads = tuple(tuple(map(name_of, sheet.paths.get(column, ()))) for column in sheet.columns
                          if column not in sheet.label_columns)
            alike[name_of(_untitled(sheet.title)), rows, heads].append(sheet)
    for first, *others in alike.values():
        for other in others:
            yield from _cell_by_cell(first, other)


def _untitled(title: str) -> str:
    """The title without the number of the table."""
    return title.lstrip("附表 0123456789-—.:：")


def _cell_by_cell(first: Sheet, other: Sheet) -> Iterator[Relation]:
    rows = dict(zip(first.body_rows, other.body_rows, strict=True))
    columns = dict(zip(first.columns, other.columns, strict=False))
    twins = [(row, number, twin) for (row, column), number in first.numbers.items() if number.kind in FIGURES
             if (twin := other.numbers.get((rows.get(row, 0), columns.get(column, 0)))) and twin.kind is number.kind]
    told = [number.interval.meets(twin.interval) for _, number, twin in twins if number.value or twin.value]
    if 2 * sum(told) >= len(told):
        for row, number, twin in twins:
            label = f"“{first.labels.get(row, '')}”"
            yield Relation("cross-table", twin, of(number), f"{label}两张相同的表应一致", family="twin tables")


def like_columns(reading: Reading) -> Iterator[Relation]:
    """Columns of different tables that agree in most of their rows: of a wrong figure they tell the right one."""
    columns = {(index, column): _keyed(sheet, column)
               for index, sheet in enumerate(reading.sheets) for column in sheet.columns
               if column not in sheet.label_columns}
    agreeing: Counter[tuple[Column, Column]] = Counter()
    same: dict[tuple[str, object], list[Column]] = defaultdict(list)
    for place, numbers in columns.items():
        for key, number in numbers.items():
            if number.value:
                same[key, number.value].append(place)
    for places in same.values():
        if len(places) <= _CROWD:
            agreeing.update((a, b) for a, b in combinations(places, 2) if a[0] != b[0])
    for (a, b), count in agreeing.items():
        if count >= _SHARED:
            for key in columns[a].keys() & columns[b].keys():
                yield Relation("cross-table", columns[b][key], of(columns[a][key]), "两表同一项", Strength.LIKELY,
                               family="like columns", group=(a, b), assumed=True, supporting=True)


def _keyed(sheet: Sheet, column: int) -> dict[str, Number]:
    """The figures of a column by code or, without, by name; names that stand twice tell nothing."""
    found: dict[str, Number] = {}
    twice: set[str] = set()
    for row in sheet.body_rows:
        number = sheet.numbers.get((row, column))
        key = sheet.codes.get(row) or name_of(sheet.labels.get(row, ""))
        if number is None or number.kind not in FIGURES or not key:
            continue
        if key in found:
            twice.add(key)
        found[key] = number
    return {key: number for key, number in found.items() if key not in twice}
