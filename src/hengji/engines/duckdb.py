"""DuckDB: the engine in the process (本机引擎)."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from .footers import quoted, text_literal
from .local import local_columns, local_notes, select_sql
from .partitions import rename_as_hive
from .protocol import Progress, Source, Table, Unreachable
from .sources import find
from .trouble import DAMAGED, told
from .waiting import awaited
from .writing import workplace, write_sidecar

#: zstd takes a tenth longer than snappy, for half the size. Smaller row groups were a little faster with snappy
#: at times, but need more memory and disk. Larger dictionaries took memory, and made the file 1 % smaller.
_FORMAT = "FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880, DICTIONARY_SIZE_LIMIT 2048"
#: What it has room for decides with how many threads DuckDB writes rows in their order: with 117 columns one at
#: 1500 MB, two at 2600, in half the time. The process does not take as much: it held about 1 GB of 10^6 rows, and
#: 1.2 GB of 10^7.
_MEMORY = "2600MB"
#: Faults of a plan, not of the user's files: they are ours, and must be seen as what they are.
_OURS = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException, duckdb.SyntaxException)


class DuckDB:
    """The engine in the process; see :class:`~hengji.engines.Engine`."""

    dialect = "duckdb"

    def __init__(self) -> None:
        self._settings = _settings()
        self._views: dict[str, str] = {}
        self._con: duckdb.DuckDBPyConnection | None = None

    def open(self, source: Source) -> Table:
        """The Parquet file or folder as a view."""
        path = _on_this_machine(source)
        found = find(path)
        name = f"source_{len(self._views) + 1}"
        with _telling(f"读 {path} 时，", DAMAGED):
            rows, columns = local_columns(self._connection(), found)
            metadata = local_notes(self._connection(), found)
            sql = f"CREATE TEMP VIEW {name} AS {select_sql(found)}"
            self._connection().execute(sql)
        self._views[name] = sql
        return Table(name, rows, columns, metadata)

    def rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        """The rows of a small result."""
        with _telling():
            return self._connection().execute(sql).fetchall()

    def write(self, sql: str, out: Source, *, metadata: Mapping[str, str], partition_by: Sequence[str] = (),
              progress: Progress | None = None) -> int:
        """Writes one file, or a folder of partitions."""
        path = _on_this_machine(out)
        with workplace(path, folder=bool(partition_by)) as place, _telling(f"写 {path} 时，"):
            # A connection of its own: what it spills goes beside the result, and its memory is given back.
            con = self._connected(place.spill)
            for name, view in self._views.items():
                if re.search(rf"\b{name}\b", sql):
                    con.execute(view)
            if partition_by:
                place.part.mkdir()

            def write() -> int:
                # Closed where it is used: closing waits for a query that does not stop.
                with closing(con):
                    if partition_by:
                        return _write_partitions(con, sql, place.part, partition_by)
                    return _copy(con, sql, place.part, f", USE_TMP_FILE false{_noted(metadata)}")

            rows = awaited(write, progress=progress, cancel=con.interrupt, percent=lambda: _percent(con))
            if partition_by:
                rename_as_hive(place.part)
                write_sidecar(place.part, metadata)
            return rows

    def close(self) -> None:
        """Forgets the views and gives the memory back."""
        self._views.clear()
        if self._con is not None:
            self._con.close()
            self._con = None

    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._con is None:
            self._con = self._connected(Path(tempfile.gettempdir()) / f"hengji-{os.getpid()}")
        return self._con

    def _connected(self, spill: Path) -> duckdb.DuckDBPyConnection:
        con = duckdb.connect(config={**self._settings, "temp_directory": str(spill)})
        # How far a query is must be known, and not be printed.
        con.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        return con


def start() -> DuckDB:
    """The engine."""
    return DuckDB()


def _settings() -> dict[str, str]:
    memory = os.environ.get("HENGJI_MEMORY", _MEMORY)
    if not re.fullmatch(r"\d+(\.\d+)?[KMGT]i?B", memory):
        raise Unreachable(f"环境变量 HENGJI_MEMORY 应当像 1500MB 或 4GB，现在是“{memory}”")
    settings = {"memory_limit": memory, "preserve_insertion_order": "true",
                # With threads of its own for files, DuckDB 2.0.0 never ended 3 of 140 interrupted queries
                # (duckdb/duckdb#25564); without them it ended 160 of 160, and wrote no slower that we could see.
                "async_threads": "0",
                # Nothing is fetched from the network: Parquet is built in.
                "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    threads = os.environ.get("HENGJI_THREADS")
    if threads is not None:
        if not re.fullmatch(r"[1-9]\d{0,2}", threads):
            raise Unreachable(f"环境变量 HENGJI_THREADS 应当是线程数，如 2，现在是“{threads}”")
        settings["threads"] = threads
    return settings


def _on_this_machine(source: Source) -> Path:
    if "://" in str(source):
        raise Unreachable(f"{source} 在集群上，DuckDB 只读写本机的文件；请改用 spark 引擎")
    return Path(source)


@contextmanager
def _telling(about: str = "", otherwise: str = "计算引擎出错") -> Iterator[None]:
    try:
        yield
    except _OURS:
        raise
    except duckdb.Error as error:
        raise told(str(error), about, otherwise=otherwise) from error


def _noted(metadata: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{text_literal(key)}: {text_literal(value)}" for key, value in metadata.items())
    return f", KV_METADATA {{{pairs}}}" if pairs else ""


def _percent(con: duckdb.DuckDBPyConnection) -> int:
    try:
        return max(int(con.query_progress()), 0)  # below zero while DuckDB cannot tell yet
    except duckdb.ConnectionException:
        return 0  # it has just been closed, having written everything


def _copy(con: duckdb.DuckDBPyConnection, sql: str, to: Path, options: str) -> int:
    copied = con.execute(f"COPY ({sql}) TO {text_literal(str(to.absolute()))} ({_FORMAT}{options})").fetchall()
    return int(copied[0][0])


def _write_partitions(con: duckdb.DuckDBPyConnection, sql: str, to: Path, partition_by: Sequence[str]) -> int:
    rows = _copy(con, sql, to, f", PARTITION_BY ({', '.join(map(quoted, partition_by))})")
    if not rows:  # no partition, so no file: one file without rows keeps the columns
        _copy(con, sql, to / "data_0.parquet", "")
    return rows
