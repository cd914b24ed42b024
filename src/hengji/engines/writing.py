"""Whole or not at all (整存整取): a table is written in a hidden folder beside its place, then renamed into it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .protocol import Unreachable
from .sources import SIDECAR
from .trouble import why

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a table is made: ``part`` becomes the file or folder, ``spill`` is what an engine puts aside."""

    part: Path
    spill: Path


@contextmanager
def workplace(out: Path, *, folder: bool) -> Iterator[Workplace]:
    """A workplace for ``out``; what was made is put in place when the block ends well, and else removed.

    Its name is fixed for ``out``, so that what a killed run left is found by the next one and removed. The
    system frees a killed run's lock, and the lock keeps two runs from taking each other's half for the whole.
    """
    _refuse(out, folder=folder)
    hidden = out.parent / f".{out.name}.hengji"
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(hidden, out):
            place = Workplace(hidden / "part", hidden / "spill")
            yield place
            _put(place.part, out, hidden / "old")
    except OSError as error:
        raise Unreachable(f"写不进 {out}：{why(error)}") from error


@contextmanager
def _locked(hidden: Path, out: Path) -> Iterator[None]:
    hidden.mkdir(exist_ok=True)
    lock = os.open(hidden / _LOCK, os.O_RDWR | os.O_CREAT)
    try:
        _take(lock, out)
        _clear(hidden, out)
        try:
            yield
        finally:
            if sys.platform == "win32":  # an open file cannot be removed there
                _clear(hidden, out)
            else:  # removed before the lock is given back, so that nobody takes over what is about to go
                shutil.rmtree(hidden)
    finally:
        os.close(lock)
    if sys.platform == "win32":
        shutil.rmtree(hidden)


def _take(lock: int, out: Path) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise Unreachable(f"另一个程序正在写 {out}；请等它写完") from error


def _clear(hidden: Path, out: Path) -> None:
    """Removes what a killed run left; a table that it had already moved aside goes back."""
    old = hidden / "old"
    if old.exists() and not out.exists():
        old.rename(out)
    for path in hidden.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != _LOCK:
            path.unlink()


def _refuse(out: Path, *, folder: bool) -> None:
    if folder and out.is_file():
        raise Unreachable(f"{out} 是一个文件，而结果是一个文件夹；请换一个名称")
    if not folder and out.is_dir():
        raise Unreachable(f"{out} 是一个文件夹，而结果是一个文件；请换一个名称")
    if folder and out.is_dir() and any(out.iterdir()) and not (out / SIDECAR).is_file():
        raise Unreachable(f"文件夹 {out} 里有别的东西，不覆盖；请换一个名称")


def _put(part: Path, out: Path, old: Path) -> None:
    if not out.is_dir():
        part.replace(out)
        return
    out.rename(old)
    try:
        part.rename(out)
    except OSError:
        old.rename(out)
        raise


def write_sidecar(folder: Path, metadata: Mapping[str, str]) -> None:
    """What is noted beside the rows of a folder."""
    (folder / SIDECAR).write_text(json.dumps(dict(metadata), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
