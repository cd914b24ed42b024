"""How far a measured value is from another score (离界限多远): exact thresholds, slopes, the value of full marks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from hengji.model import Exact, Missing, Unit, exact

from .curve import Curve, Unlinear
from .measures import Measure
from .spans import Level, Unsettled, highest, nearest, spans, unsettled


class Threshold(NamedTuple):
    """Where the score becomes another one. ``reached`` is false where it does so only just beyond ``value``.

    ``way`` is 1 where the value must rise, -1 where it must fall; ``score`` is the score there, ``gain`` by how
    much it differs from the present one.
    """

    value: Exact
    way: int
    reached: bool
    score: Exact
    gain: Exact


class Slope(NamedTuple):
    """A stretch on which the score moves with the value: ``per_unit`` points for 1 of it, before rounding.

    It is exact all along a ``straight`` stretch, else it holds where the stretch begins. None: without end.
    """

    low: Exact | None
    high: Exact | None
    per_unit: Exact
    straight: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A measured quantity and what its change does to the score of its leaf.

    ``score`` is the score by the rule now, None where it is not determined. ``rises`` and ``falls`` are the
    nearest values with a higher and a lower score, ``best`` the nearest with the highest there is (None when it has
    that already), ``unsettled`` where the rule stops giving one score. ``linear`` is false where the
    score is no quotient of straight lines of the quantity; then nothing is said.
    """

    kind: str
    name: str
    unit: Unit
    now: Exact
    whole: bool
    score: Exact | None
    rises: Threshold | None = None
    falls: Threshold | None = None
    best: Threshold | None = None
    unsettled: Unsettled | None = None
    slopes: tuple[Slope, ...] = ()
    linear: bool = True


def moved(measure: Measure) -> Moved:
    """What changes of ``measure`` do."""
    now = measure.counted.at(measure.now)
    score = None if isinstance(now, Missing) else now
    plain = Moved(measure.kind, measure.name, measure.unit, measure.now, measure.limits.whole, score)
    try:
        return Moved(plain.kind, plain.name, plain.unit, plain.now, plain.whole, score,
                     None if score is None else threshold(measure, higher(measure, score)),
                     None if score is None else threshold(measure, lower(measure, score)),
                     _best(measure, score),
                     None if score is None else unsettled(measure.exact, measure.now, measure.limits),
                     _slopes(measure))
    except Unlinear:
        return Moved(plain.kind, plain.name, plain.unit, plain.now, plain.whole, score, linear=False)


def _half(measure: Measure) -> Exact:
    return exact(Fraction(measure.step, 2)) if measure.step else 0


def higher(measure: Measure, score: Exact) -> Level:
    """What must be met for more than ``score``: as it counts, so a rounded one from half a step on."""
    return Level(score + _half(measure), above=True, strict=not measure.step)


def lower(measure: Measure, score: Exact) -> Level:
    """What must be met for less than ``score``."""
    return Level(score - _half(measure), above=False, strict=True)


def at_least(measure: Measure, score: Exact) -> Level:
    """What must be met for ``score`` or more."""
    return Level(_written(measure, score) - _half(measure), above=True, strict=False)


def below(measure: Measure, score: Exact) -> Level:
    """What must be met for less than ``score``, which need not be one that can be written."""
    return lower(measure, _written(measure, score))


def _written(measure: Measure, score: Exact) -> Exact:
    """The lowest score from ``score`` up that rounding leaves."""
    return -((-Fraction(score) / measure.step) // 1) * measure.step if measure.step else score


def threshold(measure: Measure, level: Level) -> Threshold | None:
    """The nearest value that meets ``level``, with what it scores."""
    place = nearest(measure.exact, measure.now, level, measure.limits)
    if place is None:
        return None
    score = measure.counted.at(place.x) if place.reached else measure.counted.beyond(place.x, place.way)[0]
    if isinstance(score, Curve):
        score = score.at(place.x)
    now = measure.counted.at(measure.now)
    if isinstance(score, Missing):
        return None
    gain = score if isinstance(now, Missing) else exact(score - now)
    return Threshold(place.x, place.way, place.reached, score, gain)


def _best(measure: Measure, score: Exact | None) -> Threshold | None:
    top = highest(measure.exact, measure.now, measure.limits)
    if top is None:
        return None
    if measure.step:
        top = exact(_rounded(top, measure.step))
    if score is not None and score >= top:
        return None
    return threshold(measure, at_least(measure, top))


def _rounded(value: Exact, step: Exact) -> Exact:
    return (Fraction(value) / step + Fraction(1, 2)) // 1 * step


def _slopes(measure: Measure) -> tuple[Slope, ...]:
    """The first sloping stretch on either side; one where they are the same."""
    found: list[Slope] = []
    for way in (-1, 1):
        for span in spans(measure.exact, measure.now, way, measure.limits):
            if isinstance(span.value, Curve):
                low, high = (span.start, span.end) if way > 0 else (span.end, span.start)
                found.append(Slope(low, high, span.value.slope(span.start), span.value.straight))
                break
    if len(found) == 2 and found[0].high == found[1].low == measure.now and found[0].per_unit == found[1].per_unit:
        found = [Slope(found[0].low, found[1].high, found[0].per_unit, all(entry.straight for entry in found))]
    return tuple(found)
