"""A manuscript made ready for checking (待校稿件): its numbers typed, its sentences and tables in hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hengji.model import Manuscript, Mark

from .number import Number
from .relation import Relation, Remark
from .sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, or of a cell that holds running text (句子).

    ``text`` is folded to half-width digits and signs, character by character, so
    offsets are those of the manuscript from ``mark.start`` on; ``numbers`` are all
    typed numbers in it, also dates and codes, from left to right. ``section`` is the
    text of the nearest heading before it, ``sections`` the path of headings.
    """

    text: str
    mark: Mark
    numbers: tuple[Number, ...] = ()
    sections: tuple[str, ...] = ()

    def part(self, start: int, end: int) -> Mark:
        """The mark of characters ``start`` to ``end`` of this sentence."""
        return Mark(self.mark.block, self.mark.start + start, self.mark.start + end, self.mark.row, self.mark.column)

    def start_of(self, number: Number) -> int:
        """Where ``number`` begins in ``text``."""
        return number.mark.start - self.mark.start

    def end_of(self, number: Number) -> int:
        """Where ``number`` ends in ``text``."""
        return number.mark.end - self.mark.start


@dataclass(frozen=True, slots=True)
class Reading:
    """A manuscript with its sentences and its sheets (tables, typed)."""

    manuscript: Manuscript
    sentences: tuple[Sentence, ...]
    sheets: tuple[Sheet, ...]

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers, of sentences and of sheets."""
        return (*(n for sentence in self.sentences for n in sentence.numbers), *self.cells)

    @property
    def cells(self) -> tuple[Number, ...]:
        """The numbers of sheets, each alone in its cell or in the name of a row."""
        return tuple(number for sheet in self.sheets
                     for held in (sheet.numbers, sheet.weights, sheet.scores) for number in held.values())


#: A family of checks: what it finds that the document says about its figures.
Claims = Callable[[Reading], Iterable[Relation | Remark]]
