"""Many cases at once (多进程): given back in order, few waiting at a time; one that fails stops no other."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")
#: How many wait for each process: enough to keep it busy, so few that memory stays flat.
_AHEAD = 4


def each_done(work: Callable[[S], T], things: Sequence[S], *, alone: bool) -> Iterator[tuple[S, Future[T]]]:
    """What becomes of ``work`` on each of ``things``, in their order; ``alone`` in this process, one by one.

    A process that breaks takes nothing else with it: what was under way beside it is done once more.
    """
    processes = 1 if alone else min(os.cpu_count() or 1, len(things))
    waiting: deque[tuple[S, Future[T]]] = deque()
    left = iter(things)
    pool = _pool(processes, alone=alone)
    try:
        while True:
            for thing in left:
                try:
                    future = pool.submit(work, thing)
                except BrokenExecutor:
                    pool.shutdown()
                    pool = _pool(processes, alone=alone)
                    future = pool.submit(work, thing)
                waiting.append((thing, future))
                if len(waiting) == processes * _AHEAD:
                    break
            if not waiting:
                return
            thing, future = waiting.popleft()
            yield thing, _again(work, thing) if isinstance(future.exception(), BrokenExecutor) else future
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(processes: int, *, alone: bool) -> Executor:
    """A fresh process is safe beside threads, which a forked one is not."""
    return ThreadPoolExecutor(1) if alone else ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


def _again(work: Callable[[S], T], thing: S) -> Future[T]:
    """Once more in a process of its own, where another one may have broken the common ones."""
    with _pool(1, alone=False) as pool:
        return pool.submit(work, thing)
