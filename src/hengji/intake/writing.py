"""Atomic writing (原子写入): a file is there whole, or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hengji.model import Place, Problem, Unusable

_REASONS = {
    errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "这里只能读，不能写",
    errno.EISDIR: "这是一个文件夹", errno.ENOTDIR: "路径中有一段不是文件夹", errno.EEXIST: "已有同名的文件",
    errno.ENOENT: "没有这个路径", errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "超过了这里允许的文件大小", errno.ENAMETOOLONG: "名称太长",
}
#: What to do, where another folder is no help.
_REMEDIES = {errno.ENOSPC: "请腾出空间，或换一个磁盘", errno.EFBIG: "请换一个磁盘，或请管理员放宽限制",
             errno.ENAMETOOLONG: "请改一个短些的名称", errno.EEXIST: "请换一个名称"}


def why(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


def write_files(folder: Path, contents: Mapping[str, bytes | Iterable[bytes]]) -> tuple[Path, ...]:
    """Writes ``contents`` (name → bytes, or parts of them) into ``folder``, made if needed: all of them, or none.

    Everything is written beside its place first; when one file cannot be put in
    place, those before it are taken back. Raises :class:`Unusable` when the folder
    cannot be written to; then nothing has changed.
    """
    made = _missing_folders(folder)
    finished = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".hengji-") as beside:
            for name, content in contents.items():
                with (Path(beside) / name).open("wb") as file:
                    file.writelines([content] if isinstance(content, bytes) else content)
            _put_in_place(Path(beside), folder, list(contents))
        finished = True
    except OSError as error:
        raise Unusable([Problem(Place(str(folder)), f"写不进这个文件夹（{why(error)}）",
                                suggestion=_REMEDIES.get(error.errno or 0, "请换一个有写入权限的文件夹"))]) from error
    finally:
        if not finished:
            for empty in made:
                if empty.is_dir():
                    empty.rmdir()
    return tuple(folder / name for name in contents)


def _missing_folders(folder: Path) -> list[Path]:
    """The folders that will have to be made, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _put_in_place(beside: Path, folder: Path, names: Sequence[str]) -> None:
    """Moves the files into ``folder``; what stood there is kept until all are in place."""
    kept = {name: beside / f"{name}.old" for name in names if (folder / name).is_file()}
    for name, old in kept.items():
        old.write_bytes((folder / name).read_bytes())
    placed: list[str] = []
    try:
        for name in names:
            (beside / name).replace(folder / name)
            placed.append(name)
    except OSError:
        for name in placed:
            if name in kept:
                kept[name].replace(folder / name)
            else:
                (folder / name).unlink()
        raise
