"""Atomic writing (原子写入): a file is there whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hengji.model import Place, Problem, Unusable


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes ``contents`` (name → bytes) into ``folder``, made if needed; all are complete before any shows.

    Raises :class:`Unusable` when the folder cannot be written to; then nothing has changed.
    """
    written: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
            written.append((temporary, folder / name))
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
        for temporary, target in written:
            Path(temporary).replace(target)
    except OSError as error:
        for temporary, _ in written:
            Path(temporary).unlink(missing_ok=True)
        raise Unusable([Problem(Place(str(folder)), f"写不进这个文件夹（{error.strerror}）",
                                suggestion="请换一个有写入权限的文件夹")]) from error
    return tuple(target for _, target in written)
