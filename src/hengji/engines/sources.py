"""Parquet where it lies (数据文件): the files of a folder, their partitions, and what is plainly wrong with them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from .protocol import Unreachable

#: What the engines note beside the rows of a folder; it also shows that the folder is theirs to replace.
SIDECAR = "_hengji.json"

_MAGIC = b"PAR1"
_ENCRYPTED = b"PARE"
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
#: A footer's length and the magic bytes at both ends.
_LEAST = 12


@dataclass(frozen=True, slots=True)
class Partition:
    """A column that stands in the folders' names (``年度=2024``): a value for each file, all of one kind.

    ``kind`` is ``integer``, ``date`` or ``text``; it is settled here and told to the engine, since engines
    guess differently: a code such as ``07`` stays text.
    """

    name: str
    kind: str
    values: tuple[int | date | str | None, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The Parquet files of a source in the order of their names, their partitions and the sidecar's notes."""

    root: Path
    files: tuple[Path, ...]
    partitions: tuple[Partition, ...] = ()
    notes: Mapping[str, str] | None = None


def find(source: Path) -> Found:
    """The files of ``source``, each looked at: it is there, it is Parquet, and it is not cut off."""
    try:
        if source.is_dir():
            files = tuple(_walk(source))
            if not files:
                raise Unreachable(f"{source} 是空文件夹，里面没有 Parquet 文件")
            for file in files:
                _look(file)
            return Found(source, files, _partitions(source, files), _notes(source / SIDECAR))
        if not source.exists():
            raise Unreachable(f"没有这个文件：{source}")
        _look(source)
    except OSError as error:
        raise Unreachable(f"读不了 {error.filename or source}：{error.strerror}") from error
    return Found(source, (source,))


def _walk(folder: Path) -> Iterator[Path]:
    """The files below ``folder``; a name that starts with ``_`` or ``.`` is not data, as everywhere with Parquet."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (path.name.startswith("_") and "=" not in path.name):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def _look(file: Path) -> None:
    with file.open("rb") as stream:
        head = stream.read(4)
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(size - 8, 0))
        tail = stream.read()
    if _ENCRYPTED in (head, tail[4:]):
        raise Unreachable(f"{file} 是加密的 Parquet 文件，读不了")
    if size == 0:
        raise Unreachable(f"{file} 是空文件")
    if head != _MAGIC:
        raise Unreachable(f"{file} 不是 Parquet 文件")
    if size < _LEAST or tail[4:] != _MAGIC or int.from_bytes(tail[:4], "little") > size - _LEAST:
        raise Unreachable(f"{file} 不完整，结尾缺了一截；可能没有写完或没有下载完，请重新取得")


def _partitions(root: Path, files: Sequence[Path]) -> tuple[Partition, ...]:
    pairs = [[part.split("=", 1) for part in file.relative_to(root).parts[:-1] if "=" in part] for file in files]
    names = [name for name, _ in pairs[0]]
    for file, found in zip(files, pairs, strict=True):
        if [name for name, _ in found] != names:
            raise Unreachable(f"{file} 的分区文件夹与 {files[0]} 不一致；同一个表的分区（名称=值）必须相同")
    return tuple(_partition(unquote(name), [found[place][1] for found in pairs]) for place, name in enumerate(names))


def _partition(name: str, written: Sequence[str]) -> Partition:
    texts = [None if text == _NO_VALUE else unquote(text) for text in written]
    given = [text for text in texts if text is not None]
    for kind, read in (("integer", _integer), ("date", _day)):
        if given and all(read(text) is not None for text in given):
            return Partition(name, kind, tuple(None if text is None else read(text) for text in texts))
    return Partition(name, "text", tuple(texts))


def _integer(text: str) -> int | None:
    """The number, where the text is its only spelling: ``07`` is a code, and what has 19 digits may not fit."""
    digits = text.removeprefix("-")
    if len(digits) < 19 and digits.isascii() and digits.isdigit() and str(int(text)) == text:
        return int(text)
    return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _notes(sidecar: Path) -> Mapping[str, str] | None:
    if not sidecar.is_file():
        return None
    try:
        notes = json.loads(sidecar.read_bytes())
    except ValueError as error:
        raise Unreachable(f"{sidecar} 已损坏，读不出说明") from error
    if not isinstance(notes, dict) or not all(isinstance(value, str) for value in notes.values()):
        raise Unreachable(f"{sidecar} 的内容不是名称和文字")
    return notes
