"""The progress bar at a terminal: it comes by itself when work takes long, and leaves the output alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

_WORK = """
import sys, time
from hengji.cli import progress
progress._PATIENCE = float(sys.argv[1])
with progress.shown_progress("写报告") as tell:
    if tell is not None:
        tell(25)
    time.sleep(0.4)
    print("甲局评价报告.docx")
print("写出 1 份报告。")
"""


def run(patience: str) -> tuple[str, str]:
    """What goes to the output, which is a pipe, and what a terminal shows."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    done = subprocess.run([sys.executable, "-c", _WORK, patience], stdout=subprocess.PIPE, stderr=slave, check=True,
                          env={**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"})
    os.close(slave)
    shown = b""
    begun = time.monotonic()
    while time.monotonic() - begun < 10:
        try:
            part = os.read(master, 65536)
        except OSError:  # nothing is left, and nobody writes
            break
        if not part:
            break
        shown += part
    os.close(master)
    return done.stdout.decode(), shown.decode()


def test_it_comes_by_itself_and_takes_no_line_from_the_output() -> None:
    out, shown = run("0.05")
    assert out == "甲局评价报告.docx\n写出 1 份报告。\n"
    assert "写报告" in shown
    assert "25%" in shown
    assert "docx" not in shown


def test_what_is_done_soon_shows_none() -> None:
    assert run("30") == ("甲局评价报告.docx\n写出 1 份报告。\n", "")
