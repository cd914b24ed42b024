"""Waiting for an engine (等待引擎): the work runs aside, so that progress is told and Ctrl-C is heard meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from .protocol import Progress

_Result = TypeVar("_Result")


def awaited(work: Callable[[], _Result], *, percent: Callable[[], int], cancel: Callable[[], object],
            progress: Progress | None) -> _Result:
    """What ``work`` gives; ``progress`` is told each new ``percent``, and 100 at the end."""
    last = -1
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        try:
            while wait((future,), timeout=1 / 10).not_done:
                done = min(percent(), 99)
                if progress and done > last:
                    progress(last := done)
        except BaseException:
            # Ctrl-C, or the listener's own failure: the work is stopped and waited for.
            cancel()
            raise
    result = future.result()
    if progress:
        progress(100)
    return result
