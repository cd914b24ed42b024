"""What judged points and an expert's points are worth (评判要点值多少): in force, after redistribution."""

from __future__ import annotations

from collections.abc import Container, Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from hengji.model import Exact, Missing, exact, round_half_up
from hengji.scoring.plan import LeafPlan

from .measures import Inputs


class PointWorth(NamedTuple):
    """A judged point: whether it is met, what it is worth, and by how much the score changes when it alone turns.

    Of one that is ``open`` (未定) nobody said so: ``met`` is then only what the present score is computed with.
    ``worth`` is on the weight in force; ``change`` is less where a rule keeps a lowest score or asks for all.
    """

    number: int
    key: str
    text: str
    met: bool
    worth: Exact
    change: Exact
    open: bool = False


class ExpertRoom(NamedTuple):
    """An expert's points: given so many, of at most so many, on the weight as printed."""

    key: str
    now: Exact
    most: Exact


def scored(plan: LeafPlan, inputs: Inputs) -> Exact | None:
    """The score by the rule; None where it is not determined."""
    value: Any = plan.score(inputs, {}).value
    return None if isinstance(value, Missing) else value


def judged_points(plan: LeafPlan, inputs: Inputs, places: int, opens: Container[str]) -> tuple[PointWorth, ...]:
    """The judged points of a leaf in order; those that were never asked about are left out."""
    now = scored(plan, inputs)
    if now is None:
        return ()
    found = []
    for point in plan.indicator.points:
        met = inputs.get(point.key)
        if not isinstance(met, bool):
            continue
        turned = scored(plan, {**inputs, point.key: not met})
        worth = round_half_up(exact(Fraction(point.worth) * plan.factor), places)
        # A reason that is only asked for beyond a limit is worth nothing within it.
        if turned is not None and not (point.conditional and turned == now):
            found.append(PointWorth(point.number, point.key, point.text, met, worth, exact(turned - now),
                                    point.key in opens))
    return tuple(found)


def expert_room(plan: LeafPlan, inputs: Inputs) -> ExpertRoom | None:
    """An expert's points of a leaf, where its rule asks for them and they are there."""
    expert, key = plan.indicator.expert, f"{plan.indicator.code}:points"
    now = getattr(inputs.get(key), "value", inputs.get(key))
    if expert is None or expert.counts or isinstance(now, bool) or not isinstance(now, int | Fraction):
        return None
    return ExpertRoom(key, now, expert.most)


def fewest_points(plan: LeafPlan, inputs: Inputs, points: Iterable[PointWorth], *, met: bool,
                  wanted: Exact) -> tuple[PointWorth, ...]:
    """The fewest points to turn (from ``met``) for ``wanted`` or more, or for less than it; none where all do not do.

    The dearest first: every rule kind gives more, or no less, for each point met.
    """
    turned: list[PointWorth] = []
    tried = dict(inputs)
    for point in sorted((p for p in points if p.met is met), key=lambda p: -Fraction(p.worth)):
        turned.append(point)
        tried[point.key] = not met
        score = scored(plan, tried)
        if score is not None and (score < wanted if met else score >= wanted):
            return tuple(turned)
    return ()
