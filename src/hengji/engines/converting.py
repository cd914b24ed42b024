"""Converting a source into Parquet (转换): one plan that stops itself at the first row that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from .conversion import End, Halted, Written
from .duckdb import DuckDB, _percent
from .footers import file_list, text_literal
from .protocol import Progress
from .trouble import told
from .waiting import awaited

#: Rows stay in the order of their source; a file of this size is read by one core of a cluster. Larger dictionaries
#: take time, and most columns of so many values have no use for them.
_FORMAT = ("FORMAT parquet, COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 2048, FILE_SIZE_BYTES '512MB',"
           " FILENAME_PATTERN 'part-{i}'")
_MOST = 10_000
#: What DuckDB raises of a text that is no CSV, of bytes that are no UTF-8, of a cast, and of ``error()`` in a plan.
_HALTS = (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException)
#: What must not be taken for a row that does not fit.
_ROOM = ("no space left", "file too large", "out of memory", "could not write", "disk quota")


#: How the footer's text of a value is read, by the kind of column; a time is written as Delta has it.
_READ: dict[str, Callable[[str], End]] = {
    "INT_64": int, "DATE": str, "UTF8": str,
    "TIMESTAMP_MICROS": lambda text: datetime.fromisoformat(text).isoformat(timespec="microseconds"),
}


class Converter:
    """A connection for one import; what it spills goes to ``spill``. Raises :class:`Unreachable`."""

    def __init__(self, spill: Path) -> None:
        self._con = DuckDB()._connected(spill)

    def write(self, sql: str, folder: Path, progress: Progress | None = None) -> tuple[Written, ...]:
        """Writes the rows as Parquet files into ``folder``, which must not be there yet; raises :class:`Halted`."""
        def copy() -> None:
            self._con.execute(f"COPY ({sql}) TO {text_literal(str(folder.absolute()))} ({_FORMAT})").fetchall()

        with _telling(f"写 {folder.parent} 时，"):
            awaited(copy, progress=progress, cancel=self._con.interrupt, percent=lambda: _percent(self._con))
        with _telling():
            return self._written(folder)

    def rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        """The rows of a small result; raises :class:`Halted`."""
        with _telling():
            return self._con.execute(sql).fetchall()

    def batches(self, sql: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The rows of a large result, some thousand at a time; nothing else may be asked meanwhile."""
        with _telling():
            self._con.execute(sql)
            while batch := self._con.fetchmany(_MOST):
                yield batch

    def close(self) -> None:
        """Gives the memory back."""
        self._con.close()

    def _written(self, folder: Path) -> tuple[Written, ...]:
        files = sorted(folder.glob("*.parquet"))
        if not files:
            return ()
        counted = dict(self._con.execute(
            f"SELECT file_name, num_rows FROM parquet_file_metadata({file_list(files)})").fetchall())
        found: dict[str, dict[str, list[tuple[End, End]]]] = {}
        silent: set[tuple[str, str]] = set()
        for name, column, kind, low, high, empty in self._con.execute(_ends_sql(files)).fetchall():
            if low is None and not empty:
                silent.add((name, column))
            elif low is not None:
                read = _READ[kind]
                found.setdefault(name, {}).setdefault(column, []).append((read(low), read(high)))
        ends = {name: {column: (min(low for low, _ in groups), max(high for _, high in groups))
                       for column, groups in columns.items() if (name, column) not in silent}
                for name, columns in found.items()}
        return tuple(Written(file, counted[str(file.absolute())], file.stat().st_size,
                             ends.get(str(file.absolute()), {})) for file in files)


def _ends_sql(files: Sequence[Path]) -> str:
    """The ends of each row group's whole numbers, days, times and short texts."""
    named = file_list(files)
    return f"""SELECT m.file_name, m.path_in_schema, s.converted_type, m.stats_min_value, m.stats_max_value,
            m.stats_null_count = m.num_values
        FROM parquet_metadata({named}) m
        JOIN parquet_schema({named}) s ON m.file_name = s.file_name AND m.path_in_schema = s.name
        WHERE s.converted_type IN ({', '.join(map(text_literal, _READ))})"""


@contextmanager
def _telling(about: str = "") -> Iterator[None]:
    try:
        yield
    except _HALTS as error:
        if any(words in str(error).lower() for words in _ROOM):
            raise told(str(error), about) from error
        raise Halted(str(error)) from error
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException):
        raise  # a fault of the plan: ours
    except duckdb.Error as error:
        raise told(str(error), about) from error
