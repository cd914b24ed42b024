"""What a scorecard's result is worth (敏感性分析): thresholds, grade, weights, swings, judges."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.model import Exact, Scorecard, exact

from .agreement import Agreement, JudgedSpread, agreements_of, spreads_of
from .grades import GradeStanding, Grading, grade_standing
from .leaves import Moving, movings
from .shaking import USUAL, Shaking, Spread, shake_weights
from .swings import Swing, swings


@dataclass(frozen=True, slots=True)
class ShakenGrade:
    """How often each grade came out under shaken weights (best first, as the vetoes allow), and the totals' spread.

    ``base`` is the total that the scores add up to under the weights in force.
    """

    settings: Shaking
    grades: tuple[tuple[str, Exact], ...]
    spread: Spread
    base: Exact


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Everything about one case. ``shaken`` is None where ``unshaken`` says why: ``unscored``, ``alone`` or ``one``."""

    movings: tuple[Moving, ...]
    standing: GradeStanding
    swings: tuple[Swing, ...]
    shaken: ShakenGrade | None
    unshaken: str
    spreads: tuple[JudgedSpread, ...]
    agreements: tuple[Agreement, ...]


def sensitivity_of(card: Scorecard, framework: Framework, settings: Shaking = USUAL) -> Sensitivity:
    """The sensitivity of ``card``; the same for the same inputs and seed."""
    moving = movings(card, framework)
    bearing = [entry for entry in moving if entry.bears]
    unshaken = _unshaken(card, bearing)
    shaken = None if unshaken else _shaken(card, framework, bearing, settings)
    return Sensitivity(moving, grade_standing(card, framework, moving), swings(moving), shaken, unshaken,
                       spreads_of(card.case, framework), agreements_of(card.case, framework))


def _unshaken(card: Scorecard, bearing: list[Moving]) -> str:
    if not bearing:
        return "alone" if card.total is not None else "unscored"
    if sum(entry.weight for entry in bearing) != card.full:
        return "unscored"
    return "one" if len(bearing) == 1 else ""


def _shaken(card: Scorecard, framework: Framework, bearing: list[Moving],
            settings: Shaking) -> ShakenGrade:
    grading = Grading(card, framework)
    scores = [entry.score or 0 for entry in bearing]
    rates = [Fraction(score) / entry.weight for score, entry in zip(scores, bearing, strict=True)]
    found = shake_weights([entry.weight for entry in bearing], [rates], grading.lows[:-1], full=card.full,
                          settings=settings)
    shares: dict[str, Exact] = dict.fromkeys(grading.names, 0)
    for low, share in zip(grading.lows, found.grades[0], strict=True):
        shares[grading.grades(low)[0]] += share
    return ShakenGrade(settings, tuple(shares.items()), found.spreads[0], exact(sum(scores)))
