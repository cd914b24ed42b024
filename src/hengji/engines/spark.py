"""Spark: the engine beyond one machine (集群引擎)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.errors import AnalysisException, ParseException, PySparkException
from pyspark.sql import DataFrame
from pyspark.sql.functions import broadcast, lit, when

from .cluster import ClusterFolder
from .columns import column_type, scan_sql, scanned
from .footers import full_columns
from .local import local_columns, local_notes
from .partitions import Partition, cluster_partitions
from .protocol import Column, Progress, Source, Table, Unreachable
from .sources import Found, find, look, partition_names
from .spark_session import master, new_session
from .trouble import DAMAGED, told
from .waiting import awaited
from .writing import workplace, write_sidecar

_TYPES = {"VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ"}
_BATCH = 10_000
_CAST = {"integer": "bigint", "date": "date", "text": "string"}


class Spark:
    """The engine beyond one machine; see :class:`~hengji.engines.Engine`.

    A local path always means this machine's own files, an address with ``://`` whatever the cluster reaches.
    """

    dialect = "spark"

    def __init__(self) -> None:
        self._session = new_session()
        self._views = 0
        self._names: set[str] = set()
        self._kept: list[DataFrame] = []

    def open(self, source: Source) -> Table:
        """The Parquet file or folder as a view."""
        with _telling(f"读 {source} 时，", reading=True):
            if "://" in str(source):
                return self._open_address(str(source))
            return self._open_local(find(Path(source)))

    def _open_local(self, found: Found) -> Table:
        # The footers are read without Spark: no job is needed, and both engines see the same ends.
        with duckdb.connect() as con:
            rows, columns = local_columns(con, found)
            notes = local_notes(con, found)
        if len({column.name.casefold() for column in columns}) < len(columns):
            return Table("", rows, columns, notes)  # Spark reads no table with a doubled name: none is to be read
        frame = self._frame([f"file:{_plain(str(file.absolute()))}" for file in found.files],
                            f"file:{found.root.absolute()}", found.partitions)
        known = {column.name: column for column in columns}
        return Table(self._view(frame), rows, tuple(
            Column(field.name, column_type(field.dataType.simpleString()), *known[field.name][2:])
            for field in frame.schema), notes)

    def _open_address(self, address: str) -> Table:
        folder = ClusterFolder(self._session, address)
        files = self._session.read.parquet(address).inputFiles()
        frame = self._frame([address], address, cluster_partitions(address, files))
        view = self._view(frame)
        types = [(field.name, column_type(field.dataType.simpleString())) for field in frame.schema]
        ends = self._session.sql(scan_sql([(_quoted(name), kind) for name, kind in types], view))
        rows, columns = scanned(types, tuple(ends.collect()[0]))
        return Table(view, rows, tuple(columns), folder.notes())

    def _frame(self, paths: Sequence[str], root: str, partitions: Sequence[Partition]) -> DataFrame:
        reader = self._session.read.option("basePath", root) if partitions else self._session.read
        frame = reader.parquet(*paths)
        for each in partitions:
            column = frame[_quoted(_bytewise(each.written))]
            wrong = {_bytewise(text): value for text, value in zip(each.texts, each.values, strict=True)
                     if each.kind == "text" and value not in (None, _bytewise(text))}
            for read, value in wrong.items():
                column = when(column == lit(read), lit(value)).otherwise(column)
            frame = frame.withColumn(_bytewise(each.written), column.cast(_CAST[each.kind]))
            frame = frame.withColumnRenamed(_bytewise(each.written), each.name)
        return frame

    def _view(self, frame: DataFrame) -> str:
        self._views += 1
        name = f"source_{self._views}"
        frame.createOrReplaceTempView(name)
        return name

    def name_files(self, name: str, files: Sequence[Source], columns: Mapping[str, str]) -> frozenset[str]:
        """The files as a view. Its schema is told to Spark, which then reads no footer to find it out."""
        types = {column: spark_type(kind) for column, kind in columns.items()}
        with _telling("读数据文件时，", reading=True):
            if not files:
                empty = ", ".join(f"CAST(NULL AS {kind}) AS {_quoted(column)}" for column, kind in types.items())
                self._named(name, self._session.sql(f"SELECT {empty} WHERE false"))
                return frozenset()
            here = [Path(file) for file in files if "://" not in str(file)]
            look(here)
            schema = ", ".join(f"{_quoted(column)} {kind}" for column, kind in types.items())
            reader = self._session.read.schema(schema)
            if any(folder in columns for folder in partition_names(Path(files[0]))):
                reader = reader.option("basePath", _address(_before_partitions(str(files[0]))))
            frame = reader.parquet(*(_plain(_address(str(file))) for file in files))
            self._named(name, frame.select(*map(_quoted, columns)))
            if len(here) < len(files):
                return frozenset()
            with duckdb.connect() as con:  # the footers are read without Spark: no job is needed
                return full_columns(con, here)

    def name_query(self, name: str, sql: str, *, small: bool = False) -> None:
        """The query as a view; a small one is kept in memory, and sent whole to where it is joined."""
        with _telling():
            frame = self._session.sql(sql)
            if small:
                self._kept.append(frame.cache())
            self._named(name, broadcast(frame) if small else frame)

    def _named(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self._names.add(name)

    def rows(self, sql: str, *, progress: Progress | None = None) -> Sequence[tuple[Any, ...]]:
        """The rows of a small result."""
        with _telling():
            frame = self._session.sql(sql)
            if progress is None:
                return [tuple(row) for row in frame.collect()]
            return awaited(lambda: [tuple(row) for row in frame.collect()], progress=progress,
                           cancel=self._session.sparkContext.cancelAllJobs, percent=self._percent)

    def batches(self, sql: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The rows of a large result, a partition at a time."""
        with _telling():
            rows = map(tuple, self._session.sql(sql).toLocalIterator())
            while batch := list(islice(rows, _BATCH)):
                yield batch

    def write(self, sql: str, out: Source, *, metadata: Mapping[str, str], partition_by: Sequence[str] = (),
              progress: Progress | None = None) -> int:
        """Writes a folder."""
        with _telling(f"写 {out} 时，"):
            if "://" in str(out):
                with ClusterFolder(self._session, str(out)).replaced(metadata) as part:
                    return self._write(sql, part, partition_by, progress)
            with workplace(Path(out), folder=True) as place:
                rows = self._write(sql, f"file:{place.part.absolute()}", partition_by, progress)
                if not any(place.part.rglob("*.parquet")):
                    raise Unreachable(f"{master()} 上的 Spark 没有把结果写到这台机器；请写到集群的地址，如 hdfs://…")
                write_sidecar(place.part, metadata)
                return rows

    def _write(self, sql: str, to: str, partition_by: Sequence[str], progress: Progress | None) -> int:
        frame = self._session.sql(sql)
        context = self._session.sparkContext

        def write() -> int:
            frame.write.mode("overwrite").parquet(to, partitionBy=list(partition_by) or None)
            return self._counted(to)

        rows = awaited(write, progress=progress, cancel=context.cancelAllJobs, percent=self._percent)
        if not rows and partition_by:  # no partition, so no file: one file without rows keeps the columns
            frame.write.mode("overwrite").parquet(to)
        return rows

    def _counted(self, folder: str) -> int:
        try:
            return self._session.read.parquet(folder).count()
        except AnalysisException as error:
            if error.getCondition() == "UNABLE_TO_INFER_SCHEMA":  # no file at all
                return 0
            raise

    def _percent(self) -> int:
        tracker = self._session.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        tasks = sum(stage.numTasks for stage in stages if stage)
        done = sum(stage.numCompletedTasks for stage in stages if stage)
        return 100 * done // tasks if tasks else 0

    def close(self) -> None:
        """Forgets the views; Spark itself stays for the next engine of the process."""
        for view in range(1, self._views + 1):
            self._session.catalog.dropTempView(f"source_{view}")
        self._views = 0
        for name in self._names:
            self._session.catalog.dropTempView(name)
        self._names.clear()
        for frame in self._kept:
            frame.unpersist()
        self._kept.clear()


def start() -> Spark:
    """The engine, with Spark started if it was not."""
    return Spark()


def spark_type(kind: str) -> str:
    """What Spark calls a type of DuckDB's."""
    return _TYPES.get(kind, kind)


def _address(file: str) -> str:
    return file if "://" in file else f"file:{Path(file).absolute()}"


def _before_partitions(file: str) -> str:
    """The folder in which a table's partitions begin."""
    parts = file.split("/")
    return "/".join(parts[:next(n for n, part in enumerate(parts) if "=" in part)])


def _bytewise(written: str) -> str:
    """``written`` as Spark reads a folder's name: of an escaped Chinese letter it makes three wrong ones."""
    return unquote(written, encoding="latin-1")


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _plain(path: str) -> str:
    """``path`` so that Hadoop takes what would be a pattern for itself."""
    return "".join(f"\\{letter}" if letter in "*?[]{}\\" else letter for letter in path)


@contextmanager
def _telling(about: str = "", *, reading: bool = False) -> Iterator[None]:
    otherwise = DAMAGED if reading else "计算引擎出错"
    try:
        yield
    except (AnalysisException, ParseException) as error:
        if not reading:
            raise  # a plan's fault is ours, and must be seen as what it is
        raise told(str(error), about, otherwise=DAMAGED) from error
    except Py4JJavaError as error:
        raise told(error.java_exception.toString(), about, also=str(error), otherwise=otherwise) from error
    except (PySparkException, Py4JError, duckdb.Error) as error:
        raise told(str(error), about, also=str(getattr(error, "_stackTrace", "")), otherwise=otherwise) from error
