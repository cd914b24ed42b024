"""What does not agree within a document (前后矛盾), and how much of the document was checked (核对范围)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .manuscript import Manuscript, Mark, Spot

#: What a contradiction is about, as ``hengji/proofreading/1`` names it and as people do.
CHECKS = {
    "sum": "合计不符",
    "ratio": "比率不符",
    "wrong-denominator": "分母用错",
    "zero-base": "基数为零",
    "cross-table": "两处不一致",
    "text-vs-table": "文表不一致",
    "date-order": "日期先后不符",
    "count": "个数不符",
    "unit": "单位不符",
    "rule-vs-score": "得分与规则不符",
    "unsupported": "缺依据",
    "copied": "照抄未改",
    "label": "名称不一致",
    "numbering": "编号有误",
    "leftover": "模板残留",
}
#: ``error``: the document contradicts itself; ``warning``: a person decides; ``note``: last digits, style.
PROOF_SEVERITIES = {"error": "错误", "warning": "待核", "note": "提示"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """One side of a contradiction (一方): the sentence or cell as printed, the words meant, and what they say.

    ``quote`` is enough of the text to be found again by eye; ``mark`` marks the
    very words; ``value`` tells the figure with its unit, or what was computed.
    ``document`` is set where several documents are read against each other.
    """

    quote: str
    spot: Spot
    mark: Mark | None = None
    value: str = ""
    label: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One cause, told once (一处矛盾); keys as in ``hengji/proofreading/1``.

    ``printed`` and ``expected`` are texts with units; ``formula`` is the relation
    with its values put in; ``correction`` is a sentence to paste. ``broken``
    counts the relations that this one cause breaks. ``set_aside`` holds the
    reason of a person who looked at it and let it stand.
    """

    id: str
    check: str
    severity: str
    quotation: Quotation
    printed: str = ""
    expected: str = ""
    formula: str = ""
    likely: str = ""
    correction: str = ""
    explanation: str = ""
    sides: tuple[Quotation, ...] = ()
    broken: int = 1
    set_aside: str = ""

    @property
    def words_id(self) -> str:
        """The id of its words, which findings that say the same of other figures share."""
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of the document (一个数字) and in how many relations it was checked.

    ``in_table`` says that it is a figure of a table; one in a sentence that a cell holds is none.
    """

    mark: Mark
    text: str
    kind: str
    relations: int
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class Proofread:
    """A document, proofread (校对结果).

    ``aims`` are numbers that it only sets, and with which no figure could be compared: targets,
    limits, what rules of scoring are made of. They are no ``figures``.
    """

    manuscript: Manuscript
    figures: tuple[CheckedFigure, ...]
    relations: int
    contradictions: tuple[Contradiction, ...]
    aims: tuple[CheckedFigure, ...] = ()

    @property
    def checked(self) -> int:
        """How many figures stand in at least one relation that was checked."""
        return sum(figure.relations > 0 for figure in self.figures)

    @property
    def standing(self) -> tuple[Contradiction, ...]:
        """Those that nobody has set aside, errors first, then by where they stand; their numbers are their places."""
        return tuple(by_place(c for c in self.contradictions if not c.set_aside))

    @property
    def dismissed(self) -> tuple[Contradiction, ...]:
        """Those that somebody looked at and let stand, with the reason."""
        return tuple(by_place(c for c in self.contradictions if c.set_aside))

    def counted(self, severity: str) -> int:
        """How many contradictions of this severity are not set aside."""
        return sum(c.severity == severity and not c.set_aside for c in self.contradictions)


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of an earlier list after the author's corrections (改稿前后).

    ``mended`` are those found then and no longer; ``left`` and ``new`` hold the
    ids of those found now that were found then, and that were not.
    """

    mended: tuple[Contradiction, ...]
    left: frozenset[str]
    new: frozenset[str]


def by_place(contradictions: Iterable[Contradiction]) -> list[Contradiction]:
    """Errors first, then by where they stand."""
    order = list(PROOF_SEVERITIES)
    return sorted(contradictions, key=lambda c: (order.index(c.severity), _position(c)))


def _position(contradiction: Contradiction) -> tuple[int, int, int, int]:
    mark = contradiction.quotation.mark
    return (*mark.where, mark.start) if mark else (1 << 30, 0, 0, 0)
