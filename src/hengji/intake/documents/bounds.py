"""How much a process may take to work on a document (用时与内存的限度): one that takes more is stopped.

Readers have limits of their own. These are for what they cannot see coming, in C
code too, which nothing else interrupts.
"""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

#: Seconds of the processor, and bytes; a real document of 100 pages takes ten seconds.
_SECONDS, _MEMORY = 60, 440 * 2**20
#: What recognising pictures takes, on several processors.
_SECONDS_OF_PICTURES, _MEMORY_OF_PICTURES = 1500, 2 * 2**30
#: Python stops at the first signal; C code that does not return to Python ends with its process some seconds later.
_GRACE = 5


class Overdue(BaseException):
    """The time is up (超时); no library may take it for an error of its own."""


def bound_process() -> None:
    """From now on this process has so much time and memory; it must be one that may be killed.

    Python code that takes longer meets :class:`Overdue`, one that takes more a ``MemoryError``.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGVTALRM, _overdue)
        _bound(_SECONDS, _MEMORY)


def bound_for_pictures() -> None:
    """Gives a bounded process what recognising pictures takes."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGVTALRM) is _overdue:
        _bound(_SECONDS_OF_PICTURES, _MEMORY_OF_PICTURES)


def unbound_process() -> None:
    """The work is done; the time counts no longer."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _bound(seconds: int, memory: int) -> None:
    import resource  # there is none on Windows

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, most))
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, seconds + _GRACE)


def _overdue(*_: object) -> NoReturn:
    raise Overdue
