"""A progress bar for work that takes longer than two seconds; none where nobody watches (进度)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

_PATIENCE = 2


@contextmanager
def shown_progress(what: str) -> Iterator[Callable[[int], None] | None]:
    """Gives what is told the percentage that is done; None where the output is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f}%"),
                   TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=100)
    begun = monotonic()

    def tell(percent: int) -> None:
        if monotonic() - begun >= _PATIENCE:
            bar.start()
        bar.update(task, completed=percent)

    try:
        yield tell
    finally:
        bar.stop()
