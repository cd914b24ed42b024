"""A folder of tables of scores (得分表文件夹): whether its files were scored under one framework."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hengji.engines import Engine, Table
from hengji.engines.footers import file_list, text_literal
from hengji.engines.sources import find
from hengji.model import Place, Problem
from hengji.scoring.batch import read_notes
from hengji.scoring.batch.notes import NOTED_SHA

#: So many frameworks are named, each with one of its files.
_NAMED = 5


def folder_noted(engine: Engine, table: Table, name: str) -> tuple[Table, tuple[Problem, ...]]:
    """``table`` with what all files of the folder ``name`` note alike; a problem where they differ in the framework.

    An engine gives what is noted beside the files; only DuckDB can read what stands in each of them.
    """
    if "://" in name or not Path(name).is_dir() or engine.dialect != "duckdb":
        return table, ()
    files = find(Path(name)).files
    frameworks: dict[str, str] = {}
    rows = engine.rows("SELECT file_name, decode(value) AS sha FROM parquet_kv_metadata("
                       f"{file_list(files)}) WHERE key = CAST({text_literal(NOTED_SHA)} AS BLOB) ORDER BY file_name")
    for file, sha in rows:
        frameworks.setdefault(sha, file)
    beside = table.metadata.get(NOTED_SHA)
    if len({*frameworks, *([beside] if beside else [])}) > 1:
        return table, (_mixed(engine, table, name, frameworks),)
    if beside is None and len(frameworks) == 1 and len(rows) == len(files):
        return replace(table, metadata=engine.open(files[0]).metadata), ()
    return table, ()


def _mixed(engine: Engine, table: Table, name: str, frameworks: dict[str, str]) -> Problem:
    told = [f"{_title(table)}（文件夹的附注）"] if NOTED_SHA in table.metadata else []
    told += [f"{_title(engine.open(Path(file)))}（{Path(file).name}）" for file in list(frameworks.values())[:_NAMED]]
    return Problem(Place(name), f"文件夹里的得分表不是用同一套指标体系评的：{'、'.join(told)}",
                   "同一套指标体系评出的得分", suggestion="请按指标体系分放在不同的文件夹，或用 --against 对照")


def _title(table: Table) -> str:
    notes = read_notes(table.metadata)
    return f"“{notes.id}” {notes.version} 版" if notes else "附注不全的一套"
