"""Figures that a document prints and that others determine (核对数字): formulas, and tables of counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from .fact import Source
from .figure import Figure
from .place import Place
from .unit import Unit


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure of the document that follows from others (核对数字): its formula, and how it was printed.

    ``unclear`` where it is not certain that the document means the same: then it is never called wrong.
    """

    name: str
    formula: str
    unit: Unit
    printed: Figure
    source: Source
    note: str = ""
    unclear: bool = False
    entered: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TalliedOption:
    """One answer of a question: how many chose it, and the share as printed."""

    name: str
    count: int
    printed: Figure | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A printed table of counts and shares (问卷计数), such as one question of a questionnaire.

    ``printed_sum`` is what the printed shares should add up to, where the document says.
    """

    name: str
    answers: int
    options: tuple[TalliedOption, ...]
    source: Source
    printed_sum: Figure | None = None
    entered: Place | None = field(default=None, compare=False)
