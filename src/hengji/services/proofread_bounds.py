"""What becomes of a document that takes too much (超出限度的文稿), or on which the program fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile, ZipFile

from hengji.intake import Overdue, bound_process, unbound_process
from hengji.model import Place, Problem

T = TypeVar("T")
Problems = tuple[Problem, ...]
#: Bytes of text that are worked on in no time; a workbook or Word document has many marks around its words.
_LITTLE_TEXT, _LITTLE_MARKUP = 200_000, 4_000_000
_PARTS = "请把它分成几份，或用 Word、WPS 打开后另存为新的文件"


def is_light(path: Path) -> bool:
    """Whether a document is so small that it takes little time and memory whatever it says. No PDF is."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
        if b"%PDF-" in head:
            return False
        if not head.startswith(b"PK"):
            return size <= _LITTLE_TEXT
        with ZipFile(path) as archive:
            return size + sum(part.file_size for part in archive.infolist()
                              if part.filename.endswith(".xml")) <= _LITTLE_MARKUP
    except (OSError, BadZipFile, NotImplementedError, ValueError):
        return True  # it is refused when it is read


def within_bounds(work: Callable[[Path], T | Problems], path: Path) -> T | Problems:
    """``work`` on ``path``, or why it takes too much. Only for a process of its own, which may be killed."""
    bound_process()
    try:
        return work(path)
    except Overdue:
        return (Problem(Place(str(path)), "读它、核对它用的时间太长，停下了", suggestion=_PARTS),)
    except MemoryError:
        return (Problem(Place(str(path)), "读它、核对它要用的内存太多，停下了", suggestion=_PARTS),)
    finally:
        unbound_process()


def broken_off(path: Path) -> Problems:
    """What is told where the process ended."""
    return (Problem(Place(str(path)), "读它的程序中断了：要用的时间或内存太多", suggestion=_PARTS),)


def defect(path: Path, error: BaseException) -> Problems:
    """What is told of a document on which the program failed, so that others go on."""
    return (Problem(Place(str(path)), f"校对它时程序出错了，这是衡绩的缺陷（{type(error).__name__}：{error}）",
                    suggestion="请单独校对这一份，把显示的内容发给开发者"),)
