"""What a conversion into Parquet gives (转换的结果); apart from DuckDB, so that nobody waits for it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

#: The lowest or highest value of a column, as JSON holds it.
End = str | int


class Halted(Exception):
    """A plan met a row that does not fit: its own ``error()``, or what the reader cannot read."""


class Written(NamedTuple):
    """A Parquet file that was written: its rows, its bytes, and the ends of its columns."""

    path: Path
    rows: int
    size: int
    ends: dict[str, tuple[End, End]]
