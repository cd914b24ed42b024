"""How much one document may take (用时与内存的限度): a process that works on it ends when it takes more.

Readers have limits of their own. These are for what they cannot see coming, in C
code too, which nothing else interrupts.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn, TypeVar
from zipfile import BadZipFile, ZipFile

from hengji.model import Place, Problem

T = TypeVar("T")
Problems = tuple[Problem, ...]
#: Bytes of text that are worked on in no time; a workbook or Word document has many marks around its words.
_LITTLE_TEXT, _LITTLE_MARKUP = 200_000, 4_000_000
#: Seconds of the processor for a document; a real one of 100 pages takes ten.
_SECONDS = 60
#: Where pictures may be recognised: seconds of several processors, and what the program for it takes of memory.
_SECONDS_OF_PICTURES, _MEMORY_OF_PICTURES = 1500, 2 * 2**30
_MEMORY = 440 * 2**20
#: Python stops at the first signal; C code that does not return to Python ends with its process some seconds later.
_GRACE = 5
_PARTS = "请把它分成几份，或用 Word、WPS 打开后另存为新的文件"


class _Overdue(BaseException):
    """The time is up; no library may take it for an error of its own."""


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
    if sys.platform == "win32":
        return work(path)
    import resource

    pictures = path.suffix.lower() == ".pdf" and find_spec("rapidocr_onnxruntime") is not None
    seconds = _SECONDS_OF_PICTURES if pictures else _SECONDS
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_OF_PICTURES if pictures else _MEMORY, most))
    signal.signal(signal.SIGVTALRM, _overdue)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, seconds + _GRACE)
    try:
        return work(path)
    except _Overdue:
        return (Problem(Place(str(path)), f"用了 {seconds} 秒还没有读完、核对完，停下了", suggestion=_PARTS),)
    except MemoryError:
        return (Problem(Place(str(path)), "读它、核对它要用的内存太多，停下了", suggestion=_PARTS),)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def broken_off(path: Path) -> Problems:
    """What is told where the process ended."""
    return (Problem(Place(str(path)), "读它的程序中断了：要用的时间或内存太多", suggestion=_PARTS),)


def defect(path: Path, error: BaseException) -> Problems:
    """What is told of a document on which the program failed, so that others go on."""
    return (Problem(Place(str(path)), f"校对它时程序出错了，这是衡绩的缺陷（{type(error).__name__}：{error}）",
                    suggestion="请单独校对这一份，把显示的内容发给开发者"),)


def _overdue(*_: object) -> NoReturn:
    raise _Overdue
