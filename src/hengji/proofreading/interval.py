"""Intervals of exact numbers (区间): what a printed figure can mean, and what follows from several."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All exact numbers from ``low`` to ``high``, both included."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, value: Fraction | int) -> Interval:
        """The interval of one number alone."""
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = (self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high)
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient. Raises :class:`ZeroDivisionError` where ``other`` reaches zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self * Interval(1 / other.high, 1 / other.low)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Fraction:
        """The number half way."""
        return (self.low + self.high) / 2

    def widened(self, by: Fraction) -> Interval:
        """The interval with ``by`` more on either side."""
        return Interval(self.low - by, self.high + by)
