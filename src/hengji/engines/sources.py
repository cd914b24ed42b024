"""Parquet where it lies (数据文件): the files of a folder, their partitions, and what is plainly wrong with them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .partitions import Partition, partitions
from .protocol import Unreachable
from .trouble import why

#: What the engines note beside the rows of a folder; it also shows that the folder is theirs to replace.
SIDECAR = "_hengji.json"

_MAGIC = b"PAR1"
_ENCRYPTED = b"PARE"
#: A footer's length and the magic bytes at both ends.
_LEAST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The Parquet files of a source in the order of their names, their partitions and the sidecar's notes."""

    root: Path
    files: tuple[Path, ...]
    partitions: tuple[Partition, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


def find(source: Path) -> Found:
    """The files of ``source``, each looked at: it is there, it is Parquet, and it is not cut off."""
    try:
        if source.is_dir():
            files = tuple(_walk(source))
            if not files:
                raise Unreachable(f"{source} 是空文件夹，里面没有 Parquet 文件")
            for file in files:
                _look(file)
            sidecar = source / SIDECAR
            notes = read_sidecar(sidecar.read_bytes(), str(sidecar)) if sidecar.is_file() else {}
            return Found(source, files, partitions(source, files), notes)
        if not source.exists():
            raise Unreachable(f"没有这个文件：{source}")
        _look(source)
    except OSError as error:
        raise Unreachable(f"读不了 {error.filename or source}：{why(error)}") from error
    return Found(source, (source,))


def look(files: Sequence[Path]) -> None:
    """Looks at each of ``files``: it is there, it is Parquet, and it is not cut off."""
    for file in files:
        try:
            _look(file)
        except FileNotFoundError as error:
            raise Unreachable(f"数据文件不见了：{file}") from error
        except OSError as error:
            raise Unreachable(f"读不了 {file}：{why(error)}") from error


def partition_names(file: Path) -> tuple[str, ...]:
    """The columns that stand in the names of a file's folders, the outermost first."""
    return tuple(part.split("=", 1)[0] for part in file.parts[:-1] if "=" in part)


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


def read_sidecar(content: bytes, name: str) -> Mapping[str, str]:
    """What a sidecar notes."""
    try:
        notes = json.loads(content)
    except ValueError as error:
        raise Unreachable(f"{name} 已损坏，读不出说明") from error
    if not isinstance(notes, dict) or not all(isinstance(value, str) for value in notes.values()):
        raise Unreachable(f"{name} 的内容不是名称和文字")
    return notes
