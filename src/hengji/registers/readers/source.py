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
    ``numbered_again`` reads it anew with its rows' numbers, and must be asked where it is ``unclean``: there are
    signs in it that no cell may have. ``blank`` are columns without a heading.
    """

    name: str
    relation: str
    columns: Mapping[str, ReadColumn]
    place: Callable[[int, int | None], Place]
    digest: Callable[[], str]
    unclean: Callable[[], bool] = lambda: False
    numbered: bool = True
    numbered_again: Callable[[], Source] | None = None
    blank: tuple[int, ...] = ()
    sheet: str = ""
    encoding: str = ""
    notes: tuple[str, ...] = ()


class Digest:
    """The SHA-256 of a file, computed meanwhile; whoever asks waits for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._hash = hashlib.sha256()
        self._nul = False
        self._error: OSError | None = None
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def sha256(self) -> str:
        """The hash in hexadecimal."""
        self._wait()
        return self._hash.hexdigest()

    def has_nul(self) -> bool:
        """Whether a byte is zero: no text has one, unless it is UTF-16."""
        self._wait()
        return self._nul

    def _wait(self) -> None:
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _read(self) -> None:
        try:
            with self._path.open("rb") as file:
                while chunk := file.read(2**20):
                    self._hash.update(chunk)
                    self._nul = self._nul or b"\0" in chunk
        except OSError as error:
            self._error = error
