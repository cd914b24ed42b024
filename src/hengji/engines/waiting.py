"""Waiting for an engine (等待引擎): the work runs aside, so that progress is told and Ctrl-C is heard meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

from .protocol import Progress

_Result = TypeVar("_Result")
#: For how many seconds a cancelled engine may tidy up.
_PATIENCE = 20


def awaited(work: Callable[[], _Result], *, percent: Callable[[], int], cancel: Callable[[], object],
            progress: Progress | None) -> _Result:
    """What ``work`` gives; ``progress`` is told each new ``percent``, and 100 at the end."""
    future: Future[_Result] = Future()
    # A daemon: an engine that does not stop when it is told to must not keep the program from ending.
    Thread(target=_work, args=(work, future), daemon=True).start()
    last = -1
    try:
        while wait((future,), timeout=1 / 10).not_done:
            done = min(percent(), 99)
            if progress and done > last:
                progress(last := done)
    except BaseException:
        # Ctrl-C, or the listener's own failure.
        cancel()
        wait((future,), timeout=_PATIENCE)
        raise
    result = future.result()
    if progress:
        progress(100)
    return result


def _work(work: Callable[[], _Result], future: Future[_Result]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
        future.set_exception(error)
