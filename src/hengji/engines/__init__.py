"""Engines (计算引擎): the only room that knows DuckDB and Spark; the same plan runs on either."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from .conversion import Halted, Written
from .protocol import Column, ColumnType, Engine, Progress, Source, Table, Unreachable

if TYPE_CHECKING:
    from .converting import Converter as Converter

__all__ = [
    "ENGINES", "Column", "ColumnType", "Engine", "Halted", "Progress", "Source", "Table", "Unreachable",
    "Written", "converter", "engine", "file_notes",
]

#: The engines' names, and what to install where one is absent.
ENGINES = {
    "duckdb": "请安装：pip install duckdb",
    "spark": "请安装：pip install \"hengji[spark]\"，以及 Java 17",
}


def engine(name: str) -> Engine:
    """The engine of that name, one of ``ENGINES``; :class:`Unreachable` where it is not installed.

    It is imported here and not before: no other command waits for it.
    """
    if name not in ENGINES:
        raise Unreachable(f"没有名为“{name}”的计算引擎；可以用：{'、'.join(ENGINES)}")
    try:
        module = import_module(f".{name}", __name__)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith(__name__):
            raise
        raise Unreachable(f"没有安装计算引擎 {name}（缺 {error.name}）。{ENGINES[name]}") from error
    return cast(Engine, module.start())


def converter(spill: Path) -> Converter:
    """A connection that turns sources into Parquet; what it spills goes to ``spill``."""
    from .converting import Converter

    return Converter(spill)


def file_notes(folder: Path) -> dict[Path, Mapping[str, str]]:
    """What the writer noted in each Parquet file of a folder on this machine, read where it is asked for."""
    from .local import notes_of_files

    return notes_of_files(folder)
