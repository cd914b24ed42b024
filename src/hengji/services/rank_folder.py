"""A folder of tables of scores (得分表文件夹): whether its files were scored under one framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hengji.engines import Table, file_notes
from hengji.model import Place, Problem
from hengji.scoring import NOTED_SHA, read_notes

#: So many frameworks are named, each with one of its files.
_NAMED = 5


def folder_noted(table: Table, name: str) -> tuple[Table, tuple[Problem, ...]]:
    """``table`` with what all files of the folder ``name`` note alike; a problem where they differ in the framework.

    An engine gives what is noted beside the files, not what stands in each of them.
    """
    if "://" in name or not Path(name).is_dir():
        return table, ()
    noted = file_notes(Path(name))
    frameworks: dict[str, Path] = {}
    for file, notes in noted.items():
        if NOTED_SHA in notes:
            frameworks.setdefault(notes[NOTED_SHA], file)
    beside = table.metadata.get(NOTED_SHA)
    if len({*frameworks, *([beside] if beside else [])}) > 1:
        return table, (_mixed(table, name, {file: noted[file] for file in frameworks.values()}),)
    if beside is None and len(frameworks) == 1 and all(NOTED_SHA in notes for notes in noted.values()):
        return replace(table, metadata=next(iter(noted.values()))), ()
    return table, ()


def _mixed(table: Table, name: str, files: Mapping[Path, Mapping[str, str]]) -> Problem:
    told = [f"{_title(table.metadata)}（文件夹的附注）"] if NOTED_SHA in table.metadata else []
    told += [f"{_title(notes)}（{file.name}）" for file, notes in list(files.items())[:_NAMED]]
    return Problem(Place(name), f"文件夹里的得分表不是用同一套指标体系评的：{'、'.join(told)}",
                   "同一套指标体系评出的得分", suggestion="请按指标体系分放在不同的文件夹，或用 --against 对照")


def _title(metadata: Mapping[str, str]) -> str:
    notes = read_notes(metadata)
    return f"“{notes.id}” {notes.version} 版" if notes else "附注不全的一套"
