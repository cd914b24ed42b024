"""What an engine must offer (计算引擎): tables in, one SQL plan over them, a table out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from hengji.model import Exact

#: Where a table stands: a path, or for Spark also the address of a cluster's folder (``hdfs://…``, ``s3a://…``).
Source = Path | str
#: Told the percentage that is done, from 0 to 100; called by the thread that asked for the table.
Progress = Callable[[int], None]


class ColumnType(NamedTuple):
    """What a column can hold.

    ``kind`` is ``integer``, ``decimal`` (of ``precision`` digits, ``scale`` of them decimals), ``float``,
    ``text``, ``truth``, ``date`` or ``other``; ``printed`` is the engine's own name of the type.
    """

    kind: str
    printed: str
    precision: int = 0
    scale: int = 0


class Column(NamedTuple):
    """A column of a table: ``nulls`` rows are empty; ``low`` and ``high`` are the ends of the others.

    The ends are set of integers, decimals and dates, and None where every row is empty; of other kinds None.
    They may be wider than the values, never narrower.
    """

    name: str
    type: ColumnType
    nulls: int
    low: Exact | date | None = None
    high: Exact | date | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that an engine can read.

    ``relation`` is what stands after ``FROM``; ``columns`` are in the file's order, a doubled one (whatever
    its upper and lower case) as often as it occurs; ``metadata`` is what the writer noted beside the rows.
    """

    relation: str
    rows: int
    columns: tuple[Column, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


class Unreachable(Exception):
    """The engine cannot do what was asked, for a reason that the user can mend; the text says it in Chinese."""


class Engine(Protocol):
    """An engine: DuckDB in the process, or Spark beyond one machine.

    Every method raises :class:`Unreachable` for a file that is not there or cannot be read, numbers that
    overflow, and a disk that is full.
    """

    #: ``duckdb`` or ``spark``: the dialect that plans for it are written in.
    dialect: str

    def open(self, source: Source) -> Table:
        """The Parquet file, or the folder of Parquet files (partitions ``name=value`` become columns)."""

    def name_files(self, name: str, files: Sequence[Source], columns: Mapping[str, str]) -> frozenset[str]:
        """Lets SQL read exactly the Parquet ``files`` as the table ``name``.

        It has the ``columns`` (name → type in DuckDB's words) and no other: what stands in the name of a folder
        (``name=value``) is read from there, what a file lacks is empty. No file is a table without rows.
        Gives the columns of which the files' footers tell that no cell is empty.
        """

    def name_query(self, name: str, sql: str, *, small: bool = False) -> None:
        """Lets SQL read what ``sql`` gives as the table ``name``; what is ``small`` is computed once and kept."""

    def rows(self, sql: str, *, progress: Progress | None = None) -> Sequence[tuple[Any, ...]]:
        """The rows of a small result; decimals as ``Decimal``."""

    def batches(self, sql: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The rows of a large result, so many at a time as memory holds."""

    def write(self, sql: str, out: Source, *, metadata: Mapping[str, str], partition_by: Sequence[str] = (),
              progress: Progress | None = None) -> int:
        """Writes the result as Parquet to ``out``, all or nothing; gives the number of rows.

        A file with DuckDB, in the order of the source; a folder with ``partition_by`` or Spark. What stood
        there before stays until the new one is whole; a folder that no engine wrote is never replaced.
        """

    def close(self) -> None:
        """Gives back what the engine holds."""
