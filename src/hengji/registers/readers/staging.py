"""Staging (暂存): rows of any source as one CSV in UTF-8, each with its number and what is wrong with it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .source import FLAW, ROW

#: Texts that programs write for nothing.
NOTHING = ("", "NULL", r"\N")


class Stager:
    """Writes rows of ``width`` texts; ``rows`` counts them."""

    def __init__(self, write: csv.writer, width: int) -> None:  # type: ignore[valid-type]
        self._write, self._width = write, width
        self.rows = 0
        self.broken_lines = False

    def add(self, number: int, texts: Sequence[str], flaw: str = "") -> None:
        """A row; texts that are lacking at its end are empty."""
        kept = list(texts[:self._width])
        kept += [""] * (self._width - len(kept))
        if any("\n" in text or "\r" in text for text in kept):
            self.broken_lines = True
        self._write.writerow([number, flaw, *kept])  # type: ignore[attr-defined]
        self.rows += 1


@contextmanager
def staging(out: Path, width: int) -> Iterator[Stager]:
    """A stager that writes to ``out``."""
    with out.open("w", encoding="utf-8", newline="") as file:
        yield Stager(csv.writer(file, lineterminator="\n"), width)


def staged_relation(out: Path, width: int, *, broken_lines: bool) -> str:
    """The rows that were staged, as SQL."""
    return csv_relation(out, [ROW, FLAW, *(f"c{at}" for at in range(width))], skip=0, delimiter=",",
                        types={ROW: "BIGINT"}, parallel=not broken_lines)


def csv_relation(path: Path, names: Sequence[str], *, skip: int, delimiter: str, types: dict[str, str] | None = None,
                 parallel: bool = True) -> str:
    """A CSV in UTF-8 as DuckDB reads it: strictly, and every column as text but those of ``types``."""
    columns = ", ".join(f"'{name}': '{(types or {}).get(name, 'VARCHAR')}'" for name in names)
    nothing = ", ".join(f"'{text}'" for text in NOTHING)
    shown = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path.absolute())).replace("'", "''")
    mark = "\\t" if delimiter == "\t" else delimiter
    return (f"read_csv('{shown}', auto_detect = false, header = false, skip = {skip}, delim = '{mark}', quote = '\"',"
            f" escape = '\"', nullstr = [{nothing}], columns = {{{columns}}}, strict_mode = true,"
            f" null_padding = false, parallel = {str(parallel).lower()})")
