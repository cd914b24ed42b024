"""A progress bar for work that takes longer than two seconds; none where nobody watches (进度)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

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
                   TimeElapsedColumn(), console=Console(stderr=True), transient=True,
                   redirect_stdout=sys.stdout.isatty())  # what goes into a file is not for the terminal
    task = bar.add_task(what, total=100)
    late = Timer(_PATIENCE, bar.start)
    late.daemon = True
    late.start()
    try:
        yield lambda percent: bar.update(task, completed=percent)
    finally:
        late.cancel()
        late.join()
        bar.stop()
