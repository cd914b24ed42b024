"""Which indicator moves the total most (龙卷风图): each moved by the same small measure, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from hengji.model import Exact, exact

from .leaves import Moving, Study
from .measures import Measure
from .points import scored

#: A measured value moves by this share of itself, an expert's points by this share of the weight.
SHARE = Fraction(1, 10)


class Swing(NamedTuple):
    """By how much an indicator's score falls (``low`` ≤ 0) and rises (``high`` ≥ 0) when it moves a little.

    ``by`` is what was moved: ``value`` by a tenth of itself, one ``points`` more and fewer, ``expert`` points or a
    ``given`` score by a tenth of the weight. ``doubtful`` where the rule says no score, so that the worst was taken.
    """

    code: str
    name: str
    by: str
    low: Exact
    high: Exact
    doubtful: bool = False

    @property
    def width(self) -> Exact:
        """From the lowest to the highest."""
        return exact(self.high - self.low)


def swings(movings: Sequence[Moving]) -> tuple[Swing, ...]:
    """The swing of each indicator that has a score, the widest first; what cannot move stands last."""
    found = [_swing(entry) for entry in movings if entry.bears and entry.basis != "override"]
    return tuple(sorted(found, key=lambda swing: -Fraction(swing.width)))


def _swing(entry: Moving) -> Swing:
    assert entry.score is not None
    if entry.study is None:
        step = entry.weight * SHARE
        return Swing(entry.code, entry.name, "given", exact(max(-step, -entry.score)), exact(min(step, entry.lost)))
    changes: list[tuple[str, Exact, bool]] = [("value", 0, False)] if entry.values else []
    for measure in entry.study.measures:
        if measure.kind != "fact":
            changes += (("value", *change) for change in _ends(measure, entry.study, entry.score))
    changes += (("points", point.change, False) for point in entry.points)
    changes += (("expert", change, False) for change in _expert(entry, entry.study))
    if not changes:  # the rule reads facts alone, such as a condition on dates
        return Swing(entry.code, entry.name, "value", 0, 0)
    lowest, highest = (pick(changes, key=lambda change: Fraction(change[1])) for pick in (min, max))
    widest = max((lowest, highest), key=lambda change: abs(Fraction(change[1])))
    return Swing(entry.code, entry.name, widest[0], min(lowest[1], 0), max(highest[1], 0),
                 any(doubtful for _, _, doubtful in (lowest, highest)))


def _ends(measure: Measure, study: Study, score: Exact) -> Iterator[tuple[Exact, bool]]:
    """What the score changes by at both ends of the measure's own range."""
    step = abs(measure.now * SHARE)
    low, high = Fraction(measure.now - step), Fraction(measure.now + step)
    if measure.limits.whole:  # at least one more, one fewer
        low, high = Fraction(min(floor(low), measure.now - 1)), Fraction(max(ceil(high), measure.now + 1))
    if measure.limits.least is not None:
        low = max(low, Fraction(measure.limits.least))
    silent = study.plan.indicator.unruled
    for end in (low, high):
        value = measure.counted.at(exact(end))
        if isinstance(value, int | Fraction):
            yield exact(value - score), False
        elif silent:
            worst = type(measure.counted)(measure.counted.tree, measure.counted.key,
                                          {**measure.counted.inputs, **dict.fromkeys(silent, 0)}).at(exact(end))
            if isinstance(worst, int | Fraction):
                yield exact(worst - score), True


def _expert(entry: Moving, study: Study) -> Iterator[Exact]:
    room = entry.expert
    if room is None or entry.score is None:
        return
    step = room.most * SHARE
    for end in (max(Fraction(0), Fraction(room.now - step)), min(Fraction(room.most), Fraction(room.now + step))):
        score = scored(study.plan, {**study.inputs, room.key: exact(end)})
        if score is not None:
            yield exact(score - entry.score)
