"""The scale of a drawn chart (刻度): round steps over all values."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hengji.model import Exact, exact
from hengji.reports.papers.blocks import Chart

from .look import labelled, scale_ends, values

_STEPS = 5


class Scale(NamedTuple):
    """From ``low`` to ``high`` in ``step``s; zero is always on it."""

    low: Exact
    high: Exact
    step: Exact

    def share(self, value: Exact) -> Fraction:
        """Where ``value`` lies, from 0 to 1."""
        return Fraction(value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[Exact]:
        """Every step from low to high."""
        return [exact(self.low + n * self.step) for n in range(int((self.high - self.low) / self.step) + 1)]


def scale_of(chart: Chart) -> Scale:
    """The scale for the values of ``chart``; rates have 0 to 100."""
    if scale_ends(chart)[1] == 100:
        return Scale(0, 100, 25)
    found = values(chart)
    low, high = min(0, *found), max(0, *found)
    if labelled(chart) and chart.form != "radar":
        return Scale(low, high if high > low else low + 1, 1)  # its steps are not drawn
    step = _round_step(Fraction(high - low) / _STEPS)
    return Scale(exact(step * (low // step)), exact(step * max(-(-high // step), low == high)), step)


def _round_step(least: Fraction) -> Exact:
    """1, 2, 2.5 or 5 with noughts, not less than ``least``."""
    if not least:
        return 1
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return exact(next(power * n for n in (1, 2, Fraction(5, 2), 5, 10) if power * n >= least))
