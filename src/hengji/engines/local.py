"""A table on this machine (本机的表), as DuckDB reads it: its footers, its partitions, and what they do not tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .columns import WITH_ENDS, scan_sql, scanned
from .footers import Footers, file_list, quoted, read_footers, read_notes, text_literal
from .partitions import Partition
from .protocol import Column, ColumnType
from .sources import Found, find

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PARTITION_TYPES = {"integer": "BIGINT", "date": "DATE", "text": "VARCHAR"}


def select_sql(found: Found, *, partitions: bool = True) -> str:
    """All columns of the files, in DuckDB's SQL."""
    files = file_list(found.files)
    if not (found.partitions and partitions):
        return f"SELECT * FROM read_parquet({files}, hive_partitioning = false)"
    # DuckDB knows a partition by its folders' writing, and gives the partitions in the order of the alphabet.
    types = ", ".join(f"{text_literal(each.written)}: {_PARTITION_TYPES[each.kind]}" for each in found.partitions)
    written = [quoted(each.written) for each in found.partitions]
    named = ", ".join(f"{name} AS {quoted(each.name)}" for name, each in zip(written, found.partitions, strict=True))
    return (f"SELECT * EXCLUDE ({', '.join(written)}), {named}"
            f" FROM read_parquet({files}, hive_partitioning = true, hive_types = {{{types}}})")


def local_columns(con: DuckDBPyConnection, found: Found) -> tuple[int, tuple[Column, ...]]:
    """The rows and columns of ``found``: the files' in their order, then the partitions'."""
    footers = read_footers(con, found.files)
    read = _read(con, found, footers)
    columns = [read[place] if place in read else Column(field.name, field.type, *footers.ends[field.leaf or 0])
               for place, field in enumerate(footers.fields)]
    columns += [_partition_column(each, footers.rows) for each in found.partitions]
    return sum(footers.rows), tuple(columns)


def local_notes(con: DuckDBPyConnection, found: Found) -> Mapping[str, str]:
    """What the writer noted: in the file, or beside the files of a folder."""
    if found.files[0] == found.root:
        return read_notes(con, found.root)
    return found.notes


def notes_of_files(source: Path) -> dict[Path, Mapping[str, str]]:
    """What the writer noted in each file of a folder on this machine; raises :class:`Unreachable`."""
    import duckdb

    with duckdb.connect() as con:
        return {path: read_notes(con, path) for path in find(source).files}


def _read(con: DuckDBPyConnection, found: Found, footers: Footers) -> dict[int, Column]:
    """The columns by place of which some footer tells too little, from one reading of their rows."""
    silent = [place for place, field in enumerate(footers.fields)
              if field.leaf is None or field.leaf not in footers.ends]
    if not silent:
        return {}
    relation = f"({select_sql(found, partitions=False)})"
    # DuckDB numbers doubled names anew, so a column is taken by its place.
    names = [row[0] for row in con.execute(f"DESCRIBE {relation}").fetchall()]
    wanted = [(quoted(names[place]), footers.fields[place].type) for place in silent]
    row = con.execute(scan_sql(wanted, relation)).fetchall()[0]
    _, columns = scanned([(footers.fields[place].name, footers.fields[place].type) for place in silent], row)
    return dict(zip(silent, columns, strict=True))


def _partition_column(partition: Partition, rows: Sequence[int]) -> Column:
    kind = ColumnType(partition.kind, _PARTITION_TYPES[partition.kind])
    nulls = sum(count for value, count in zip(partition.values, rows, strict=True) if value is None)
    given = [value for value, count in zip(partition.values, rows, strict=True) if value is not None and count]
    if not given or partition.kind not in WITH_ENDS:
        return Column(partition.name, kind, nulls)
    return Column(partition.name, kind, nulls, min(given), max(given))  # type: ignore[arg-type]
