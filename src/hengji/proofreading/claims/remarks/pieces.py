"""The document's passages, folded and in order (逐段文字), as the remarks read them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hengji.model import Mark, PrintedTable
from hengji.proofreading.lexing import FOLDED
from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or cell (一段), its text folded; offsets are those of the manuscript."""

    text: str
    mark: Mark

    @property
    def in_table(self) -> bool:
        """Whether it is a cell."""
        return self.mark.row > 0

    def part(self, start: int, end: int) -> Mark:
        """The mark of characters ``start`` to ``end``."""
        return Mark(self.mark.block, start, end, self.mark.row, self.mark.column)


class Pieces:
    """All pieces of a document in order, and the typed numbers that stand in them."""

    def __init__(self, reading: Reading) -> None:
        self.all = tuple(Piece(passage.text.translate(FOLDED), mark) for mark, passage in reading.manuscript.passages())
        self.tables = {index: block for index, block in enumerate(reading.manuscript.blocks)
                       if isinstance(block, PrintedTable)}
        self.manuscript = reading.manuscript
        self.sheets = reading.sheets
        self._in_table: dict[int, list[Piece]] = defaultdict(list)
        self._outside = {piece.mark.block: piece for piece in self.all if not piece.in_table}
        for piece in self.all:
            if piece.in_table:
                self._in_table[piece.mark.block].append(piece)
        self._numbers: dict[tuple[int, int, int], list[Number]] = defaultdict(list)
        for number in reading.numbers:
            self._numbers[number.mark.block, number.mark.row, number.mark.column].append(number)

    @property
    def paragraphs(self) -> Iterator[Piece]:
        """The pieces outside tables."""
        return (piece for piece in self.all if not piece.in_table)

    @property
    def cells(self) -> Iterator[Piece]:
        """The pieces within tables."""
        return (piece for piece in self.all if piece.in_table)

    @property
    def body(self) -> Iterator[Piece]:
        """The running text: paragraphs, and cells that have a row to themselves, as text on a sheet has."""
        cells = Counter((piece.mark.block, piece.mark.row) for piece in self.all if piece.text.strip())
        return (piece for piece in self.all
                if not piece.in_table or cells[piece.mark.block, piece.mark.row] == 1)

    def at(self, block: int) -> Piece:
        """The paragraph that is this block, no table."""
        return self._outside[block]

    def cells_of(self, block: int) -> list[Piece]:
        """The cells of the table that is this block, row by row."""
        return self._in_table[block]

    def numbers(self, *marks: Mark) -> tuple[Number, ...]:
        """The typed numbers that begin within ``marks``."""
        return tuple(number for mark in marks for number in self._numbers[mark.block, mark.row, mark.column]
                     if mark.start <= number.mark.start < mark.end)


#: A family of remarks: what it finds in a document.
Family = Callable[[Pieces], Iterable[Remark]]
