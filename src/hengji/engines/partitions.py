"""Columns that stand in folders' names (分区): ``年度=2024/地区=甲市``, read and written as Hive and Spark do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath, PurePosixPath
from urllib.parse import unquote, urlsplit

from .protocol import Unreachable

_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
#: What Hive and Spark write as ``%2F`` in a name, besides control letters. Everything else stands for itself.
_ESCAPED = "\"#%'*/:=?\\\x7f{[]^"


@dataclass(frozen=True, slots=True)
class Partition:
    """A column that stands in the folders' names: a value for each file, all of one kind.

    ``kind`` is ``integer``, ``date`` or ``text``; it is settled here and told to the engine, since engines
    guess differently: a code such as ``07`` stays text. ``written`` and ``texts`` are the name and the values
    as the folders have them.
    """

    name: str
    kind: str
    values: tuple[int | date | str | None, ...]
    written: str
    texts: tuple[str, ...]


def partitions(root: PurePath, files: Sequence[PurePath]) -> tuple[Partition, ...]:
    """The partitions of the folder ``root``, the same for all of its files."""
    pairs = [[part.split("=", 1) for part in file.relative_to(root).parts[:-1] if "=" in part] for file in files]
    names = [name for name, _ in pairs[0]]
    for file, found in zip(files, pairs, strict=True):
        if [name for name, _ in found] != names:
            raise Unreachable(f"{file} 的分区文件夹与 {files[0]} 不一致；同一个表的分区（名称=值）必须相同")
    return tuple(_partition(name, [found[place][1] for found in pairs]) for place, name in enumerate(names))


def cluster_partitions(root: str, files: Sequence[str]) -> tuple[Partition, ...]:
    """The partitions of a folder on a cluster, whose files Spark names as addresses."""
    here, *there = (PurePosixPath(unquote(urlsplit(address).path)) for address in (root, *files))
    return partitions(here, there)


def _partition(written: str, texts: Sequence[str]) -> Partition:
    values = [None if text == _NO_VALUE else unquote(text) for text in texts]
    given = [text for text in values if text is not None]
    for kind, read in (("integer", _integer), ("date", _day)):
        if given and all(read(text) is not None for text in given):
            return Partition(unquote(written), kind, tuple(text if text is None else read(text) for text in values),
                             written, tuple(texts))
    return Partition(unquote(written), "text", tuple(values), written, tuple(texts))


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


def rename_as_hive(folder: Path) -> None:
    """Renames DuckDB's folders: it escapes every Chinese letter, which others read as three wrong ones."""
    for path in sorted(folder.rglob("*=*"), key=lambda path: len(path.parts), reverse=True):
        if path.is_dir():
            name, value = path.name.split("=", 1)
            path.rename(path.with_name(f"{_escaped(unquote(name))}={_escaped(unquote(value))}"))


def _escaped(text: str) -> str:
    return "".join(f"%{ord(letter):02X}" if letter in _ESCAPED or letter < " " else letter for letter in text)
