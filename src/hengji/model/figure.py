"""A printed number (印出的数): the interval that its own digits allow."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .unit import Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, with what it can mean.

    ``number`` is the exact decimal as written, in ``unit`` (None when no unit
    stands with it); ``places`` counts its decimals. ``bound`` says how it is
    meant: ``"exact"`` as printed, ``"above"`` a lower bound (余, 多), ``"about"``
    an approximation (约).
    """

    text: str
    number: Fraction
    places: int
    unit: Unit | None = None
    bound: str = "exact"
    scale: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction:
        """The number in the base of its unit: fen, plain ratio, pieces."""
        return self.number * self.scale * (self.unit.scale if self.unit else 1)

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """Lowest and highest true value, in the base of the unit, that prints as this figure.

        Half a unit of the last digit on both sides; from the number to one
        unit of its last digit farther from zero for a lower bound (余).
        """
        digit = self.scale * (self.unit.scale if self.unit else 1) / 10**self.places
        if self.bound == "above":
            return (self.value, self.value + digit) if self.number >= 0 else (self.value - digit, self.value)
        return self.value - digit / 2, self.value + digit / 2

    def agrees(self, value: Fraction) -> bool:
        """Whether ``value`` could have been printed as this figure."""
        low, high = self.interval
        return low <= value <= high
