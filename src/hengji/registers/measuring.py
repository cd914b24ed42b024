"""Measuring (度量): registers' rows become integer parts by SQL, and these a value by the formula language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

from hengji.engines import Engine, Progress
from hengji.formula import Calendar, compiled
from hengji.model import Derivation, Missing, Place, Problem, Step, Unusable, Value, exact

from .asked import Asked
from .calendar_table import calendar_sql
from .catalogue import Catalogue
from .check import IMPORT_COLUMN, below
from .measure import Measure, Measured
from .queries import Key, PartPlace, Plan, Source, families, plan
from .schema import Register
from .sql_writing import written

#: The values of a group, those of times still as numbers.
_Group = tuple[Any, ...]


class Files(Protocol):
    """A version of a register's table: the files that hold its rows."""

    @property
    def version(self) -> int:
        """Its number, from 0."""

    @property
    def files(self) -> Sequence[Path]:
        """The Parquet files of its rows."""


class RegisterTables:
    """Registers at hand (台账的快照): opened on an engine as far as measures need them.

    ``snapshots`` are the versions to read, by register; a register that was never imported is not among them.
    """

    def __init__(self, catalogue: Catalogue, snapshots: Mapping[str, Files], engine: Engine,
                 calendar: Calendar | None = None) -> None:
        self.catalogue, self.snapshots, self.engine = catalogue, snapshots, engine
        self._calendar = calendar or Calendar()
        self._tables = {register.table: register for register in catalogue.registers.values()}
        self._opened: set[str] = set()
        self._full: dict[str, frozenset[str]] = {}

    def open(self, measures: Sequence[Measure]) -> None:
        """Makes the tables that ``measures`` read; raises :class:`Unusable` where one was never imported."""
        absent = {name: measure for measure in measures for name in self.catalogue.reads(measure)
                  if name not in self.snapshots}
        if absent:
            raise Unusable([Problem(Place(f"{measure.register} {measure.id}"), f"台账“{self._title(name)}”还没有导入过",
                                    suggestion=f"请先导入：hengji register import {name} 文件 --store 文件夹")
                            for name, measure in absent.items()])
        for measure in measures:
            reads = self.catalogue.checked[measure.register, measure.id].reads
            for name in below(reads, self.catalogue.views):
                if name not in self._opened:
                    self._open(name)
                    self._opened.add(name)

    def _open(self, name: str) -> None:
        if name == "calendar":
            self.engine.name_query(name, calendar_sql(self._calendar, self.engine.dialect), small=True)
        elif name in self._tables:
            register = self._tables[name]
            files = self.snapshots[register.id].files
            self._full[name] = self.engine.name_files(name, files, column_types(register))
        else:
            self.engine.name_query(name, written(self.catalogue.views[name].query, self.engine.dialect))

    def _title(self, name: str) -> str:
        return self.catalogue.registers[name].name

    def source(self, measure: Measure, asked: Asked) -> Source:
        """Where a measure's rows come from; the tables that it reads must be open."""
        columns = self.catalogue.checked[measure.register, measure.id].columns
        register = self.catalogue.registers[measure.register]
        full = frozenset[str]() if measure.rows else self._full.get(register.table, frozenset())
        return Source(register, columns, asked, full)


def column_types(register: Register) -> dict[str, str]:
    """The columns of a register as they are stored, with their types in DuckDB's words."""
    kept = {each.name: each.sql_type for each in register.fields if each.person != "dropped"}
    return {**kept, IMPORT_COLUMN: "VARCHAR"}


def measure(tables: RegisterTables, wanted: Measure, asked: Asked | None = None, *,
            progress: Progress | None = None) -> tuple[Measured, ...]:
    """What ``wanted`` gives, one result for each group, in their order."""
    return measure_all(tables, (wanted,), asked, progress=progress)[0]


def measure_all(tables: RegisterTables, wanted: Sequence[Measure], asked: Asked | None = None, *,
                progress: Progress | None = None) -> tuple[tuple[Measured, ...], ...]:
    """What each of ``wanted`` gives; measures of the same rows are taken in one reading of them.

    Raises :class:`Unusable` where a register was never imported, and what an engine raises.
    """
    asked = asked or Asked()
    tables.open(wanted)
    found: dict[int, tuple[Measured, ...]] = {}
    several = tuple(families(wanted))
    for number, family in enumerate(several):
        source = tables.source(family[0], asked)
        made = plan(family, source, tables.engine.dialect, split=bool(family[0].split))
        tally = _Tally(made, tables.engine.rows(
            made.sql, progress=progress and _share(progress, number, len(several))))
        wholes = _wholes(made, source, tables.engine) if made.split else None
        for n, each in enumerate(family):
            versions = {name: tables.snapshots[name].version for name in tables.catalogue.reads(each)}
            found[id(each)] = tuple(_results(each, n, tally, wholes, versions, asked))
    return tuple(found[id(each)] for each in wanted)


def _share(progress: Progress, number: int, of: int) -> Progress:
    """Tells ``progress`` of the whole work, of which this is one of so many equal pieces."""
    return lambda percent: progress((100 * number + percent) // of)


def _wholes(made: Plan, source: Source, engine: Engine) -> _Tally | None:
    """The same parts over all values of the split, where some part is of them."""
    if not any(part.whole for each in made.measures for part in each.parts):
        return None
    over_all = plan(made.measures, source, engine.dialect, split=False)
    return _Tally(over_all, engine.rows(over_all.sql))


@dataclass(slots=True)
class _Cell:
    """What was summed up for one measure in one group."""

    counted: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)
    unfilled: dict[int, int] = field(default_factory=dict)


class _Tally:
    """The answer of a plan's query, by measure and group."""

    def __init__(self, made: Plan, rows: Sequence[tuple[Any, ...]]) -> None:
        self.plan = made
        self.cells: list[dict[_Group, _Cell]] = [defaultdict(_Cell) for _ in made.measures]
        for row in rows:
            group = tuple(_key(key, row) for key in made.keys)
            for n, cells in enumerate(self.cells):
                self._add(cells[group], n, row)

    def _add(self, cell: _Cell, n: int, row: tuple[Any, ...]) -> None:
        count, place = int(row[self.plan.count]), self.plan.whys[n]
        # A number of a reason, or whether the only one holds.
        held = None if place is None or row[place] is False else row[place]
        if held is not None:
            why = self.plan.reasons[n][0 if held is True else int(held)]
            cell.left_out[why] = cell.left_out.get(why, 0) + count
            return
        cell.counted += count
        for number, part in enumerate(self.plan.parts[n]):
            _sum(cell, number, part, row)

    def groups(self, n: int) -> list[_Group]:
        """The groups of a measure in order; without grouping there is one, be it empty."""
        found = self.cells[n]
        if not self.plan.keys:
            return [()]
        return sorted(found, key=lambda group: tuple((value is None, value) for value in group))


def _sum(cell: _Cell, number: int, part: PartPlace, row: tuple[Any, ...]) -> None:
    if row[part.sum] is not None:
        cell.sums[number] = cell.sums.get(number, 0) + int(row[part.sum])
    if part.unfilled is not None and row[part.unfilled]:
        cell.unfilled[number] = cell.unfilled.get(number, 0) + int(row[part.unfilled])


def _key(key: Key, row: tuple[Any, ...]) -> Any:
    values = tuple(row[place] for place in key.places)
    if None in values:
        return None
    if key.year is not None:
        return (key.year, *values)
    return values[0] if len(values) == 1 else values


def _results(measure: Measure, n: int, tally: _Tally, wholes: _Tally | None, versions: Mapping[str, int],
             asked: Asked) -> Iterator[Measured]:
    run = compiled(measure.value)
    for group in tally.groups(n):
        cell = tally.cells[n][group]
        over_all = wholes.cells[n][group[1:]] if wholes is not None else cell
        absent = None if cell.counted else _nothing(measure, cell, asked)
        parts = {part.name: absent or _part(part.name, over_all if part.whole else cell, number)
                 for number, part in enumerate(measure.parts)}
        derivation = run(parts, {}) if absent is None else _absent(measure, absent)
        named = tuple((key.name, _shown(key, value)) for key, value in zip(tally.plan.keys, group, strict=True))
        unfilled = {measure.parts[number].name: count for number, count in cell.unfilled.items()}
        left_out = {why: cell.left_out[why] for why in tally.plan.reasons[n] if why in cell.left_out}
        yield Measured(measure, named, versions, cell.counted, left_out, parts, derivation, tally.plan.sql,
                       unfilled)


def _part(name: str, cell: _Cell, number: int) -> int | Missing:
    if number in cell.sums:
        return cell.sums[number]
    if cell.unfilled.get(number):
        return Missing(reasons=(f"计入的行都没有填“{name}”要加的数",))
    return 0


def _nothing(measure: Measure, cell: _Cell, asked: Asked) -> Missing:
    when = f"{asked.period}的 " if measure.time and not asked.period.open else ""
    if cell.left_out:
        return Missing(reasons=(f"{when}{sum(cell.left_out.values())} 行都不计入“{measure.name}”",))
    return Missing(reasons=(f"台账里没有{when.strip()}行可以计入“{measure.name}”",))


def _absent(measure: Measure, missing: Missing) -> Derivation:
    return Derivation(Step("named", measure.name, measure.unit, measure.value.text), missing)


def _shown(key: Key, value: Any) -> Value | None:
    """A group's value; of a time the words that name it."""
    if isinstance(value, tuple):
        year, part = value
        return f"{year}年第{part}季度" if key.name == "quarter" else f"{year}年{part}月"
    if isinstance(value, Decimal):
        return exact(Fraction(value))
    if isinstance(value, datetime):
        return str(value)
    if value == "" or value is None:
        return None
    return f"{value}年" if key.name == "year" and isinstance(value, int) else value
