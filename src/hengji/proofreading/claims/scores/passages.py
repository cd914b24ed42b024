"""Where the working of a score is written out (得分过程): beside the indicator, below it, or row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hengji.model import Mark
from hengji.proofreading.claims.same.names import name_of
from hengji.proofreading.claims.same.score_rows import Key, row_code, scores_in_tables
from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.sheets.cells import is_running_text
from hengji.proofreading.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Working:
    """The sentences that work out one score, in order, and the names of the indicator (code, name) that it is of."""

    sentences: tuple[Sentence, ...]
    names: tuple[str, ...]


class Printed:
    """What the score tables of a document print, by indicator."""

    def __init__(self, reading: Reading) -> None:
        self._found: dict[Key, list[Number]] = scores_in_tables(reading.sheets)

    def of(self, role: str, *names: str) -> Number | None:
        """The weight, score or rate of the indicator that bears one of ``names``; None where none is printed."""
        return next((found[0] for name in names if (found := self._found.get((name, role)))), None)


def workings(reading: Reading) -> Iterator[Working]:
    """The running text in the cells of tables, by indicator; lines in rows below each other are one working."""
    at = {(sheet.block, row): sheet for sheet in reading.sheets for row in sheet.body_rows}
    owners: dict[tuple[int, int, int], tuple[str, ...]] = {}

    def owner(mark: Mark) -> tuple[object, ...]:
        if mark.where not in owners:
            owners[mark.where] = _owner(at.get((mark.block, mark.row)), mark)
        names = owners[mark.where]
        return (mark.block, mark.column, names) if names else mark.where

    for _, group in groupby((s for s in reading.sentences if s.mark.row), key=lambda sentence: owner(sentence.mark)):
        sentences = tuple(group)
        mark = sentences[0].mark
        yield Working(sentences, owners[mark.where])


def _owner(sheet: Sheet | None, mark: Mark) -> tuple[str, ...]:
    """The names of the indicator that a cell is about: that of its row, or of the last row that has numbers above."""
    if sheet is None:
        return ()
    cell = sheet.table.at(mark.row, mark.column)
    across = cell is not None and cell.columns * 2 > len(sheet.columns)
    row = _last_with_numbers(sheet, mark.row) if across else mark.row
    return () if not row or is_running_text(sheet.labels.get(row, "")) else names_at(sheet, row)


def names_at(sheet: Sheet, row: int) -> tuple[str, ...]:
    """The names of the indicator of a row: its code and its own, where it has them."""
    return tuple(filter(None, (row_code(sheet, row), name_of(sheet.labels.get(row, "")))))


def _last_with_numbers(sheet: Sheet, before: int) -> int:
    rows: Sequence[int] = [row for row in sheet.body_rows if row < before]
    return next((row for row in reversed(rows) if any((row, column) in sheet.numbers for column in sheet.columns)), 0)
