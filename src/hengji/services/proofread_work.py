"""Many documents at once (批量校对): read and proofread in processes of their own, given back in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from hengji.frameworks import Framework
from hengji.intake import DOCUMENTS, read_manuscript
from hengji.model import Manuscript, Place, Problem, Proofread, Unusable

from .frameworks import show_framework
from .proofread_bounds import Problems, broken_off, defect, is_light, within_bounds

Tell = Callable[[int], None]
T = TypeVar("T")
#: Below so many bytes of light documents, starting processes takes longer than reading.
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
    """``work`` on each of ``paths`` in order; of several, one on which it fails does not stop the others."""
    pool, bounded = _pool(work, paths)
    alone = len(paths) == 1
    with pool:
        waiting = [pool.submit(bounded, path) for path in paths]
        try:
            for done, (path, future) in enumerate(zip(paths, waiting, strict=True), 1):
                broken = isinstance(future.exception(), BrokenExecutor)
                yield _outcome(path, _again(bounded, path) if broken and not alone else future, alone=alone)
                tell(done * 100 // len(paths))
        finally:
            pool.shutdown(cancel_futures=True)


def _pool(work: Callable[[Path], T | Problems], paths: Sequence[Path],
          ) -> tuple[Executor, Callable[[Path], T | Problems]]:
    """What works on the documents: this process where that is quicker and safe, else as many as there are processors.

    A fresh process is safe beside threads, which a forked one is not; and it may be stopped.
    """
    size = sum(path.stat().st_size for path in paths if path.is_file())
    if all(map(is_light, paths)) and (len(paths) == 1 or size < _WORTH):
        return ThreadPoolExecutor(1), work
    processes = min(os.cpu_count() or 1, len(paths))
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn")), partial(within_bounds, work)


def _outcome(path: Path, future: Future[T | Problems], *, alone: bool) -> T | Problems:
    error = future.exception()
    if isinstance(error, BrokenExecutor | MemoryError):  # memory may end where the result is handed over
        return broken_off(path)
    return future.result() if error is None or alone else defect(path, error)


def _again(work: Callable[[Path], T | Problems], path: Path) -> Future[T | Problems]:
    """Once more in a process of its own, where another document may have broken the common ones."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, path)
