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

from .footers import file_list, full_columns, quoted, text_literal
from .local import local_columns, local_notes, select_sql
from .partitions import rename_as_hive
from .protocol import Progress, Source, Table, Unreachable
from .sources import find, look, partition_names
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
_BATCH = 10_000
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

    def name_files(self, name: str, files: Sequence[Source], columns: Mapping[str, str]) -> frozenset[str]:
        """The files as a view; their footers are read, their rows are not."""
        paths = [_on_this_machine(file) for file in files]
        look(paths)
        with _telling("读数据文件时，", DAMAGED):
            self._name(name, _files_sql(self._connection(), paths, columns))
            return full_columns(self._connection(), paths)

    def name_query(self, name: str, sql: str, *, small: bool = False) -> None:
        """The query as a view, or its rows as a temporary table: of these DuckDB knows how few they are."""
        self._name(name, sql, "TABLE" if small else "VIEW")

    def _name(self, name: str, sql: str, kind: str = "VIEW") -> None:
        statement = f"CREATE OR REPLACE TEMP {kind} {quoted(name)} AS {sql}"
        self._connection().execute(statement)
        self._views.pop(name, None)  # after those that it reads, also where it takes the place of another
        self._views[name] = statement

    def rows(self, sql: str, *, progress: Progress | None = None) -> Sequence[tuple[Any, ...]]:
        """The rows of a small result."""
        con = self._connection()
        with _telling():
            if progress is None:
                return con.execute(sql).fetchall()
            return awaited(lambda: con.execute(sql).fetchall(), progress=progress, cancel=con.interrupt,
                           percent=lambda: _percent(con))

    def batches(self, sql: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The rows of a large result."""
        with _telling(), self._connection().cursor() as cursor:
            for view in self._needed(sql):  # a cursor is a connection of its own, to which no temporary view is known
                cursor.execute(view)
            cursor.execute(sql)
            while rows := cursor.fetchmany(_BATCH):
                yield rows

    def _needed(self, sql: str) -> list[str]:
        """The views that ``sql`` reads, and those below them, in the order in which they can be made."""
        needed: dict[str, str] = {}
        for name, view in reversed(self._views.items()):
            if any(re.search(rf"\b{name}\b", text) for text in (sql, *needed.values())):
                needed[name] = view
        return list(reversed(needed.values()))

    def write(self, sql: str, out: Source, *, metadata: Mapping[str, str], partition_by: Sequence[str] = (),
              progress: Progress | None = None) -> int:
        """Writes one file, or a folder of partitions."""
        path = _on_this_machine(out)
        with workplace(path, folder=bool(partition_by)) as place, _telling(f"写 {path} 时，"):
            # A connection of its own: what it spills goes beside the result, and its memory is given back.
            con = self._connected(place.spill)
            for view in self._needed(sql):
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


def _files_sql(con: duckdb.DuckDBPyConnection, files: Sequence[Path], columns: Mapping[str, str]) -> str:
    """All ``columns`` of the files: as they are where they are there, empty where they are not."""
    empty = {name: f"CAST(NULL AS {kind}) AS {quoted(name)}" for name, kind in columns.items()}
    if not files:
        return f"SELECT {', '.join(empty.values())} WHERE false"
    folders = [name for name in partition_names(files[0]) if name in columns]
    types = ", ".join(f"{text_literal(name)}: {columns[name]}" for name in folders)
    hive = f"hive_partitioning = true, hive_types = {{{types}}}" if folders else "hive_partitioning = false"
    relation = f"read_parquet({file_list(files)}, union_by_name = true, {hive})"
    there = {row[0]: row[1] for row in con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()}
    wanted = [empty[name] if name not in there
              else quoted(name) if there[name] == kind
              else f"CAST({quoted(name)} AS {kind}) AS {quoted(name)}" for name, kind in columns.items()]
    return f"SELECT {', '.join(wanted)} FROM {relation}"


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
