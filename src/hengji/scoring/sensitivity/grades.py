"""What would change the grade (等级怎样会变): points to the next grade, and the smallest changes that bring them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hengji.frameworks import Framework
from hengji.model import Exact, Missing, Scorecard, Unit, exact, round_half_up
from hengji.scoring.plan import plan_for

from .choosing import fewest, several
from .curve import Unlinear
from .leaves import Moving
from .points import PointWorth, fewest_points
from .spans import apart
from .thresholds import Threshold, at_least, below, threshold


@dataclass(frozen=True, slots=True)
class GradeChange:
    """A change of one indicator that changes the grade. ``how`` is ``value``, ``points``, ``expert`` or ``score``.

    ``score`` is what it then has at least (below a grade: less than). ``size`` orders changes, the nearest first: how
    far a value moves in relation to itself, or the share of the weight. ``doubtful`` marks a value from which the
    rule no longer says the score, so that the grade may change.
    """

    code: str
    name: str
    how: str
    score: Exact
    size: Exact
    measure: str = ""
    unit: Unit | None = None
    now: Exact | None = None
    to: Threshold | None = None
    points: tuple[PointWorth, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class GradeMove:
    """The way to the next grade up or down. ``at`` is the total where it begins, ``needed`` the points to there.

    Downward the total must fall by more than ``needed``. ``alone`` are single indicators that suffice, nearest
    first; ``together`` the smallest set where none does; ``others`` whether more sets of that size suffice.
    """

    grade: str
    up: bool
    at: Exact
    needed: Exact
    alone: tuple[GradeChange, ...]
    together: tuple[str, ...]
    others: bool = False


@dataclass(frozen=True, slots=True)
class GradeStanding:
    """The grade and what it hangs on.

    ``possible`` are the grades that can still come, best first, where indicators are unscored or vetoes unstated;
    ``total`` is then None, or ``low`` to ``high`` what it can be. ``capped`` are the vetoes that hold the grade down,
    ``unstated`` those that nobody checked, taken as not happened. ``held`` says why a changed indicator would change
    no total: ``override``, ``alone`` (a total was given without scores), or nothing; ``offset`` by how much given
    scores above the indicators differ from their sum.
    """

    total: Exact | None
    grade: str | None
    low: Exact
    high: Exact
    possible: tuple[str, ...]
    capped: tuple[str, ...]
    held: str
    offset: Exact
    unstated: tuple[str, ...] = ()
    up: GradeMove | None = None
    down: GradeMove | None = None


class Grading:
    """Totals to grades, as the framework's own grade formula has it, vetoes and all."""

    def __init__(self, card: Scorecard, framework: Framework) -> None:
        self.framework = framework
        self._run = plan_for(framework, [entry.code for entry in card.case.not_applicable]).grade
        stated = {framework.veto_key(veto.code): veto.happened for veto in card.case.vetoes}
        keys = [framework.veto_key(veto.code) for veto in framework.vetoes]
        unstated = {key for key in keys if key not in stated}
        #: Vetoes as stated, with those unstated as not happened, and as happened.
        self.ways = [{**stated, **dict.fromkeys(unstated, way)} for way in ((False, True) if unstated else (False,))]
        self.unstated = tuple(veto.code for veto in framework.vetoes if framework.veto_key(veto.code) in unstated)
        self.names = [grade.name for grade in framework.grades]
        self.lows = [exact(Fraction(grade.low) * framework.full / 100) for grade in framework.grades]

    def grades(self, total: Exact) -> list[str]:
        """The grades that ``total`` can have; one where every veto is stated."""
        found: list[Any] = [self._run({"total": total, **way}, {}).value for way in self.ways]
        return [str(value) for value in dict.fromkeys(found) if not isinstance(value, Missing)]

    def between(self, low: Exact, high: Exact) -> tuple[str, ...]:
        """Every grade that totals from ``low`` to ``high`` can have, best first."""
        totals = [low, high, *(at for at in self.lows if low < at <= high)]
        found = {name for total in totals for name in self.grades(total)}
        return tuple(name for name in self.names if name in found)

    def rank(self, total: Exact) -> int:
        """How far down the grade of ``total`` stands; vetoes must be stated."""
        return self.names.index(self.grades(total)[0])


def grade_standing(card: Scorecard, framework: Framework, movings: Sequence[Moving]) -> GradeStanding:
    """Where the case stands among the grades."""
    grading = Grading(card, framework)
    low, high = _reach(card)
    bearing = [entry for entry in movings if entry.bears]
    added = exact(sum(entry.score for entry in bearing if entry.score is not None))
    happened = [veto.code for veto in card.case.vetoes if veto.happened]
    held = "override" if card.override_total is not None else "alone" if not bearing else ""
    offset = exact(card.total - added) if card.total is not None and bearing else 0
    standing = GradeStanding(card.total, card.grade, low, high, grading.between(low, high), tuple(happened), held,
                             offset, grading.unstated)
    if card.total is None or card.grade is None:
        return standing
    total = card.total
    if framework.rounding == "total" and card.given_total is None and not held and \
            round_half_up(added, framework.places) == total:
        total, offset = added, 0  # changes add to what is not yet rounded
    moves = [_move(grading, bearing, total, up=up, held=bool(held)) for up in (True, False)]
    return replace(standing, offset=offset, up=moves[0], down=moves[1])


def _reach(card: Scorecard) -> tuple[Exact, Exact]:
    """The lowest and highest total that there can be."""
    if card.total is not None:
        return card.total, card.total
    low = high = card.scored_total
    for node in card.unscored:
        low += node.recomputed.low if node.recomputed else 0
        high += node.recomputed.high if node.recomputed else node.weight
    return exact(low), exact(high)


def _move(grading: Grading, bearing: Sequence[Moving], total: Exact, *, up: bool, held: bool) -> GradeMove | None:
    framework = grading.framework
    least = Fraction(1, 10**framework.places)
    now = grading.rank(total if framework.rounding == "leaf" else round_half_up(total, framework.places))
    slack = least / 2 if framework.rounding == "total" else Fraction()  # a total half a step below is rounded up to it
    for at in sorted(grading.lows, key=Fraction, reverse=not up):
        rank = grading.rank(at if up else at - least)
        if not (at > total and rank < now if up else at - slack <= total and rank > now):
            continue
        needed = exact(at - slack - total if up else total - at + slack)
        found = sorted(() if held else _alone(bearing, needed, up=up), key=lambda change: Fraction(change.size))
        amounts = {entry.code: entry.lost if up else entry.score or 0 for entry in bearing if entry.basis != "override"}
        together = () if found or held else fewest(amounts, needed, strict=not up)
        return GradeMove(grading.names[rank], up, at, needed, tuple(found), together,
                         several(amounts, needed, len(together), strict=not up))
    return None


def _alone(bearing: Sequence[Moving], needed: Exact, *, up: bool) -> Iterator[GradeChange]:
    """The nearest change of each indicator that can bring so many points, or lose more than them."""
    for entry in bearing:
        room = entry.lost if up else entry.score
        if entry.score is None or room is None or entry.basis == "override":
            continue
        if room < needed or (not up and room == needed):
            continue
        wanted = exact(entry.score + needed if up else entry.score - needed)
        found = list(_ways(entry, wanted, up=up))
        if found:
            yield min(found, key=lambda change: (change.doubtful, Fraction(change.size)))


def _ways(entry: Moving, wanted: Exact, *, up: bool) -> Iterator[GradeChange]:
    study = entry.study
    share = exact(apart(wanted, entry.score or 0) / entry.weight)
    if study is None:
        yield GradeChange(entry.code, entry.name, "score", wanted, share)
        return
    for measure, told in zip((m for m in study.measures if m.kind != "fact"), entry.values, strict=True):
        try:
            to = threshold(measure, at_least(measure, wanted) if up else below(measure, wanted))
        except Unlinear:
            continue
        base = measure.now or 1
        doubtful = to is None
        if doubtful and not up and told.unsettled is not None:
            to = Threshold(*told.unsettled[:3], 0, -(entry.score or 0))
        if to is not None:
            size = exact(abs(Fraction(to.value - measure.now) / base))
            yield GradeChange(entry.code, entry.name, "value", wanted, size, measure.name, measure.unit, measure.now,
                              to, doubtful=doubtful)
    turned = fewest_points(study.plan, study.inputs, entry.points, met=not up, wanted=wanted)
    if turned:
        worth = sum((Fraction(point.worth) for point in turned), start=Fraction())
        size = exact(worth / Fraction(entry.weight))
        yield GradeChange(entry.code, entry.name, "points", wanted, size, points=turned)
    if entry.expert is not None:
        yield GradeChange(entry.code, entry.name, "expert", wanted, share)
