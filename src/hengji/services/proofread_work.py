"""Many documents at once (批量校对): read and proofread in processes of their own, given back in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from hengji.frameworks import Framework
from hengji.intake import DOCUMENTS, read_manuscript
from hengji.model import Manuscript, Place, Problem, Proofread, Unusable

from .frameworks import show_framework

Problems = tuple[Problem, ...]
Tell = Callable[[int], None]
T = TypeVar("T")
#: Below so many bytes, starting processes takes longer than reading.
_WORTH = 400_000
#: What office programs leave beside a document that is open.
_LOCKS = ("~$", ".~")


def documents_in(name: str) -> tuple[Path, ...]:
    """The file ``name``, or every document in that folder and those below it. Raises :class:`Unusable`."""
    path = Path(name)
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(each for each in path.rglob("*") if each.suffix.lower() in DOCUMENTS and each.is_file()
                         and not each.name.startswith(_LOCKS)))
    if not found:
        raise Unusable([Problem(Place(name), "文件夹里没有能校对的文稿", "、".join(DOCUMENTS))])
    return found


def read_and_proofread(paths: Sequence[Path], framework: str, *, together: bool,
                       tell: Tell) -> Iterator[Proofread | Problems]:
    """The result for each of ``paths`` in order, or why it cannot be read.

    ``together`` reads them against each other; that needs all of them at once.
    """
    if not together:
        yield from _mapped(partial(_proofread_one, framework), paths, tell)
        return
    from hengji.proofreading import proofread_together

    read = list(_mapped(_read_one, paths, tell))
    results = iter(proofread_together([each for each in read if isinstance(each, Manuscript)], _opened(framework)))
    for each in read:
        yield next(results) if isinstance(each, Manuscript) else each


def _opened(framework: str) -> Framework | None:
    return show_framework(framework) if framework else None


def _read_one(path: Path) -> Manuscript | Problems:
    try:
        return read_manuscript(path)
    except Unusable as error:
        return error.problems


def _proofread_one(framework: str, path: Path) -> Proofread | Problems:
    from hengji.proofreading import proofread  # some hundred patterns that other commands need not compile

    read = _read_one(path)
    return proofread(read, _opened(framework)) if isinstance(read, Manuscript) else read


def _mapped(work: Callable[[Path], T | Problems], paths: Sequence[Path], tell: Tell) -> Iterator[T | Problems]:
    """``work`` on each of ``paths`` in order, in as many processes as there are processors where that is worth it."""
    processes = min(os.cpu_count() or 1, len(paths))
    if processes == 1 or sum(path.stat().st_size for path in paths if path.is_file()) < _WORTH:
        for done, path in enumerate(paths, 1):
            yield work(path)
            tell(done * 100 // len(paths))
        return
    # A fresh process is safe beside threads, which a forked one is not.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(work, path) for path in paths]
        try:
            for done, (path, future) in enumerate(zip(paths, waiting, strict=True), 1):
                try:
                    yield future.result()
                except BrokenExecutor:
                    yield _alone(work, path)
                tell(done * 100 // len(paths))
        finally:
            pool.shutdown(cancel_futures=True)


def _alone(work: Callable[[Path], T | Problems], path: Path) -> T | Problems:
    """Once more in a process of its own, where another document may have broken the common ones."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(work, path).result()
        except BrokenExecutor:
            return (Problem(Place(str(path)), "读这份文稿时进程中断了，可能是内存不足",
                            suggestion="请单独校对这一份，或把它分成几份"),)
