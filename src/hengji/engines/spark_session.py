"""Spark's session (Spark 会话): one Spark for the process, quiet, exact, and started only when it is asked for."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from .protocol import Unreachable

_PROCESS = {
    "spark.app.name": "hengji",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.catalogImplementation": "in-memory",
    # A folder holds its rows and our sidecar, nothing else.
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}
#: On one machine: its own name may lead to no address, or to one that is closed.
_ON_THIS_MACHINE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
_SESSION = {
    "spark.sql.ansi.enabled": "true",  # overflow is an error, never an empty value
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",  # nor are decimals dropped to make a result fit
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    "spark.sql.variable.substitute": "false",  # ${…} in a name or a text stands for itself
    # The kinds of partitions are settled in sources.py, alike for both engines.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}


def new_session() -> SparkSession:
    """A session with views and settings of its own on the one Spark of the process."""
    session = _spark().newSession()
    for name, value in _SESSION.items():
        session.conf.set(name, value)
    return session


def master() -> str:
    """Where Spark computes: ``HENGJI_SPARK_MASTER``, or all cores of this machine."""
    return os.environ.get("HENGJI_SPARK_MASTER", "local[*]")


@cache
def _spark() -> SparkSession:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise Unreachable("Spark 需要 Java 17，这台机器没有安装；例如：apt-get install openjdk-17-jre-headless")
    settings = {**_PROCESS, "spark.driver.memory": os.environ.get("HENGJI_SPARK_MEMORY", "1g"),
                "spark.sql.warehouse.dir": (Path(tempfile.gettempdir()) / "hengji-warehouse").as_uri()}
    if master().startswith("local"):
        settings.update(_ON_THIS_MACHINE)
    builder = SparkSession.builder.master(master())
    for name, value in settings.items():
        builder = builder.config(name, value)
    with tempfile.TemporaryFile() as noise:
        try:
            with _errors_into(noise):
                session = builder.getOrCreate()
        except (PySparkException, Py4JError, OSError) as error:
            noise.seek(0)
            said = _reason(noise.read().decode(errors="replace") + f"\n{error}")
            raise Unreachable(f"Spark 没有启动成功（{master()}）。请确认已安装 Java 17，"
                              f"HENGJI_SPARK_MASTER 写得正确（{said}）") from error
    # What goes wrong comes back as an exception; Java and Python need not print it as well.
    session.sparkContext.setLogLevel("OFF")
    logging.getLogger("SQLQueryContextLogger").disabled = True
    return session


@contextmanager
def _errors_into(file: IO[bytes]) -> Iterator[None]:
    """Lets Java, which is started inside, write its errors to ``file`` for as long as it lives: it is chatty."""
    kept = os.dup(2)
    try:
        os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _reason(said: str) -> str:
    """The line that names a failure, of all that Java said while it started."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "Exception" in line or "Error" in line or "JAVA" in line]
    return next(iter(telling or lines), "没有说明")
