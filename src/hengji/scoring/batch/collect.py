"""Cases as the rows of one table (汇集案例): what each hands in, under the names that scoring a table reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from hengji.formula import DIALECTS
from hengji.frameworks import Framework
from hengji.model import (
    MONEY,
    PLAIN_UNIT,
    TEXT,
    TRUTH,
    Case,
    Derivation,
    Exact,
    Missing,
    Region,
    Unit,
    decimal_text,
    exact,
)
from hengji.scoring.score import scoring_inputs

from .notes import noted
from .wanted import GIVEN, NOT_APPLICABLE, OVER, Wanted, wanted_columns

#: A decimal column holds at most so many decimals.
_MAX_PLACES = 10

Row = dict[str, Any]


class Collected(NamedTuple):
    """The table in SQL, and what is noted beside it."""

    sql: str
    metadata: dict[str, str]


def collect(cases: Sequence[tuple[Case, Mapping[str, Framework]]], framework: Framework) -> Collected:
    """One row for each case, with units and projects rolled up and exclusions added.

    Scores that a case gives for leaves are taken along, reviewers' before others; those given above them, and
    open judgements, are left out. A value whose decimals do not end, such as a ratio of sums, is written over
    a divisor.
    """
    wanted = wanted_columns(framework)
    rows = [_row(case, framework, others, wanted) for case, others in cases]
    columns = [name for name, column in wanted.items()
               if column.required or any(row.get(name) is not None for row in rows)]
    units: dict[str, Unit | None] = {name: None for name in ("entity", "period", "region", "level")
                                     if any(row.get(name) for row in rows)}
    for name in columns:
        units[name] = wanted[name].unit
        if _divide(rows, name, wanted[name].unit):
            units[name + OVER] = PLAIN_UNIT
    return Collected(_table(rows, units), noted(framework))


def _row(case: Case, framework: Framework, others: Mapping[str, Framework], wanted: Mapping[str, Wanted]) -> Row:
    inputs = scoring_inputs(case, framework, others)
    region = case.entity.region
    row: Row = {"entity": case.entity.name, "period": str(case.period), "region": str(region) if region else None,
                "level": region.level if isinstance(region, Region) else None}
    given = {entry.code: entry.score for entry in case.given}
    given.update((entry.code, entry.score) for entry in case.overrides)
    vetoes = {framework.veto_key(veto.code): veto.happened for veto in case.vetoes}
    for name, column in wanted.items():
        if column.key.endswith((":printed", GIVEN)):
            row[name] = given.get(column.codes[0])
        elif column.key in vetoes:
            row[name] = vetoes[column.key]
        elif column.key in inputs:
            value = inputs[column.key]
            value = value.value if isinstance(value, Derivation) else value
            row[name] = None if isinstance(value, Missing) else value
    row.update({entry.code + NOT_APPLICABLE: entry.reason for entry in case.not_applicable})
    return row


def _divide(rows: Sequence[Row], name: str, unit: Unit) -> bool:
    """Where the decimals of a value in the column do not end, writes all of it over divisors."""
    values = [row.get(name) for row in rows]
    if not any(isinstance(value, Fraction) and _places(_written(value, unit)) is None for value in values):
        return False
    for row in rows:
        if row.get(name) is not None:
            value = Fraction(row[name])
            row[name], row[name + OVER] = value.numerator, value.denominator
    return True


def _written(value: Exact, unit: Unit) -> Exact:
    """The value as tables hold it: money in yuan."""
    return exact(Fraction(value) / (100 if unit.dimension is MONEY else 1))


def _places(value: Exact) -> int | None:
    """How many decimals write ``value``; None for more than a column holds."""
    return next((n for n in range(_MAX_PLACES + 1) if (Fraction(value) * 10**n).denominator == 1), None)


def _table(rows: Sequence[Row], units: Mapping[str, Unit | None]) -> str:
    kinds = {name: _kind([row.get(name) for row in rows], unit) for name, unit in units.items()}
    dialect = DIALECTS["duckdb"]
    listed = ",\n".join(f"({', '.join(_cell(row.get(name), unit) for name, unit in units.items())})" for row in rows)
    names = ", ".join(dialect.identifier(name) for name in units)
    columns = ", ".join(f"CAST({dialect.identifier(name)} AS {kind}) AS {dialect.identifier(name)}"
                        for name, kind in kinds.items())
    return f"SELECT {columns} FROM (VALUES {listed}) AS collected({names})"


def _kind(values: Sequence[Any], unit: Unit | None) -> str:
    if unit is None or unit.dimension is TEXT:
        return "VARCHAR"
    if unit.dimension is TRUTH:
        return "BOOLEAN"
    if not unit.dimension.measurable:
        return "DATE"
    numbers: list[Exact] = [_written(value, unit) for value in values if value is not None]
    places = max([2 if unit.dimension is MONEY else 0, *(_places(number) or 0 for number in numbers)])
    whole = max([1, *(len(decimal_text(abs(Fraction(number)), 0)) for number in numbers)])
    return f"DECIMAL({max(18, whole + places)},{places})"


def _cell(value: Any, unit: Unit | None) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str) or unit is None:
        return DIALECTS["duckdb"].string(str(value))
    return f"'{decimal_text(_written(value, unit), _MAX_PLACES)}'"
