"""What every reader gives (数据来源): a relation of texts, and where each of them stood."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from threading import Thread

from hengji.model import Place
from hengji.registers.schema import RegisterField

#: The columns that a numbered relation has besides its texts ``c0``, ``c1``, …: the row's number in its source, and
#: what is wrong with the row as a whole, ``column|text`` with the column counted from 0, or ``|text``.
ROW, FLAW = "_row", "_flaw"


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """Where a field stands in a source: its column, counted from 0, the heading, and what its numbers are times.

    ``scale`` comes from a unit in the heading: fen for money (1_000_000 for 万元), None where none is written.
    """

    index: int
    field: RegisterField
    heading: str
    scale: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was opened.

    ``relation`` stands after FROM; it has the texts ``c0``, ``c1``, … and, where ``numbered``, ``_row`` and
    ``_flaw``. A source that is not numbered is quick to read and says nothing of what is wrong;
    ``numbered_again`` reads it anew with its rows' numbers. ``blank`` are columns without a heading.
    """

    name: str
    relation: str
    columns: Mapping[str, ReadColumn]
    place: Callable[[int, int | None], Place]
    digest: Callable[[], str]
    numbered: bool = True
    numbered_again: Callable[[], Source] | None = None
    blank: tuple[int, ...] = ()
    sheet: str = ""
    encoding: str = ""
    notes: tuple[str, ...] = ()


def digesting(path: Path) -> Callable[[], str]:
    """The SHA-256 of a file, computed meanwhile; what is given waits for it."""
    found: list[str | OSError] = []

    def read() -> None:
        try:
            with path.open("rb") as file:
                found.append(hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            found.append(error)

    thread = Thread(target=read, daemon=True)
    thread.start()

    def wait() -> str:
        thread.join()
        if isinstance(found[0], OSError):
            raise found[0]
        return found[0]

    return wait
