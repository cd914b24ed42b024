"""Parquet footers (文件尾部的统计): columns, rows, lowest and highest values without reading the rows.

DuckDB reads the footers for both engines, where the files lie on this machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from duckdb import DuckDBPyConnection

from hengji.model import exact

from .columns import End, column_type
from .protocol import ColumnType, Unreachable
from .trouble import DAMAGED, told


class Field(NamedTuple):
    """A column as the schema in a footer declares it; ``leaf`` counts what is stored, None where it is nested."""

    name: str
    type: ColumnType
    leaf: int | None
    required: bool


class Ends(NamedTuple):
    """What is known of a column's values: how many are empty, and the ends of the others."""

    nulls: int
    low: End = None
    high: End = None


@dataclass(frozen=True, slots=True)
class Footers:
    """The footers of a table's files: its fields, the rows of each file, and the ends that every footer tells."""

    fields: tuple[Field, ...]
    rows: tuple[int, ...]
    ends: Mapping[int, Ends]


def text_literal(text: str) -> str:
    """``text`` in quotes, as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """``name`` of a column in quotes, as DuckDB writes it."""
    return '"' + name.replace('"', '""') + '"'


def file_list(files: Sequence[Path]) -> str:
    """``files`` as DuckDB takes them: what would be a pattern in a name stands for itself."""
    return "[" + ", ".join(text_literal("".join(f"[{c}]" if c in "*?[" else c for c in str(file.absolute())))
                           for file in files) + "]"


def read_footers(con: DuckDBPyConnection, files: Sequence[Path]) -> Footers:
    """The footers of ``files``, which must have the same columns."""
    counted = _rows(con, files)
    by_file = _schemas(con, files)
    schemas = [by_file[str(file.absolute())] for file in files]
    first = schemas[0]
    for file, schema in zip(files, schemas, strict=True):
        _compare(first, schema, files[0], file)
    # A column's statistics are found by its place; where the order differs, the rows are read instead.
    ends = _ends(con, files, first) if all(schema == first for schema in schemas) else {}
    return Footers(first, tuple(counted[str(file.absolute())] for file in files), ends)


def full_columns(con: DuckDBPyConnection, files: Sequence[Path]) -> frozenset[str]:
    """The columns without an empty cell in any of ``files``, as far as the footers tell; files may differ."""
    if not files:
        return frozenset()
    found = con.execute(f"""
        WITH chunks AS (SELECT * FROM parquet_metadata({file_list(files)}) WHERE row_group_num_rows > 0)
        SELECT path_in_schema FROM chunks GROUP BY path_in_schema
        HAVING bool_and(coalesce(stats_null_count = 0, false)) AND count(DISTINCT file_name) = (
            SELECT count(DISTINCT file_name) FROM chunks)""").fetchall()
    return frozenset(str(name) for (name,) in found)


def read_notes(con: DuckDBPyConnection, file: Path) -> dict[str, str]:
    """What the writer noted in the file itself."""
    found = con.execute(f"SELECT key, value FROM parquet_kv_metadata({file_list([file])})").fetchall()
    notes = {}
    for key, value in found:
        try:
            notes[key.decode()] = value.decode()
        except UnicodeDecodeError:
            continue  # another program's own bytes; what Hengji notes is text
    return notes


def _rows(con: DuckDBPyConnection, files: Sequence[Path]) -> dict[str, int]:
    try:
        found = con.execute(f"SELECT file_name, num_rows FROM parquet_file_metadata({file_list(files)})").fetchall()
    except duckdb.Error as error:
        if len(files) == 1:
            raise told(str(error), f"读 {files[0]} 时，", otherwise=DAMAGED) from error
        for file in files:  # DuckDB does not say which
            _rows(con, [file])
        raise
    return dict(found)


def _schemas(con: DuckDBPyConnection, files: Sequence[Path]) -> dict[str, tuple[Field, ...]]:
    rows = con.execute("SELECT file_name, name, num_children, duckdb_type, repetition_type"
                       f" FROM parquet_schema({file_list(files)}) ORDER BY file_name, column_id").fetchall()
    return {name: _fields([row[1:] for row in group]) for name, group in groupby(rows, key=lambda row: str(row[0]))}


def _fields(rows: Sequence[tuple[Any, ...]]) -> tuple[Field, ...]:
    """The top-level columns of a schema that is told from the root, each column before what lies in it."""
    fields, leaf, place = [], 0, 1
    while place < len(rows):
        name, children, printed, repetition = rows[place]
        nested = bool(children) or repetition == "REPEATED"
        fields.append(Field(name, column_type(printed), None if nested else leaf, repetition == "REQUIRED"))
        waiting = 1
        while waiting:
            waiting += (rows[place][1] or 0) - 1
            leaf += not rows[place][1]
            place += 1
    return tuple(fields)


def _compare(first: Iterable[Field], other: Iterable[Field], here: Path, there: Path) -> None:
    """Refuses a folder whose files differ in columns; an engine would take the first file's for all."""
    one, two = (sorted((field.name, field.type.printed) for field in fields) for fields in (first, other))
    if one == two:
        return
    lacking, extra = ([name for name, _ in side if name not in dict(others)]
                      for side, others in ((one, two), (two, one)))
    changed = [f"列“{name}”在前者是 {printed}，在后者是 {dict(two)[name]}" for name, printed in one
               if name in dict(two) and dict(two)[name] != printed]
    why = [f"后者没有列“{name}”" for name in lacking] + [f"后者多出列“{name}”" for name in extra] + changed
    raise Unreachable(f"文件夹里各文件的列不同：{here} 与 {there}，{'；'.join(why[:3]) or '同名的列不一样多'}"
                      f"{'……' if len(why) > 3 else ''}")


def _ends(con: DuckDBPyConnection, files: Sequence[Path], fields: Sequence[Field]) -> dict[int, Ends]:
    """The ends by leaf, of the columns whose every row group tells them."""
    # A decimal is printed with all its decimals, so without the point it is the whole number that is stored.
    low, high = (f"try_cast(replace(stats_{end}_value, '.', '') AS HUGEINT)" for end in ("min", "max"))
    first, last = (f"try_cast(stats_{end}_value AS DATE)" for end in ("min", "max"))
    empty = "coalesce(stats_null_count = num_values, false)"
    found = con.execute(f"""
        SELECT column_id, sum(coalesce(stats_null_count, 0))::BIGINT, bool_and(stats_null_count IS NOT NULL),
            bool_and({empty} OR ({low} IS NOT NULL AND {high} IS NOT NULL)), min({low}), max({high}),
            bool_and({empty} OR ({first} IS NOT NULL AND {last} IS NOT NULL)), min({first}), max({last})
        FROM parquet_metadata({file_list(files)}) WHERE row_group_num_rows > 0 GROUP BY column_id""").fetchall()
    by_leaf = {row[0]: row[1:] for row in found}
    ends = {}
    for field in fields:
        if field.leaf is None:
            continue
        if not by_leaf:
            ends[field.leaf] = Ends(0)
            continue
        nulls, counted, numbers, low_unit, high_unit, days, first_day, last_day = by_leaf[field.leaf]
        if not (counted or field.required):
            continue
        if field.type.kind in ("integer", "decimal"):
            if numbers:
                ends[field.leaf] = Ends(nulls, _scaled(low_unit, field.type), _scaled(high_unit, field.type))
        elif field.type.kind == "date":
            if days and all(isinstance(day, date | None) for day in (first_day, last_day)):
                ends[field.leaf] = Ends(nulls, first_day, last_day)
        else:
            ends[field.leaf] = Ends(nulls)
    return ends


def _scaled(units: int | None, of: ColumnType) -> End:
    return None if units is None else exact(Fraction(units, 10**of.scale))
