"""The command line (命令行): one file for one command."""

from __future__ import annotations

import sys


def main() -> None:
    """The entry point of the command ``hengji``."""
    from .app import main as run

    sys.exit(run())


__all__ = ["main"]
