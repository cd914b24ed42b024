"""Whole numbers in SQL with bounds that are known beforehand (有界整数)."""

from __future__ import annotations

from dataclasses import dataclass, field

from .dialect import LARGEST


class Refused(Exception):
    """What cannot be computed exactly in an engine; the text says why, in Chinese."""


class TooLarge(Refused):
    """A number that may be larger than any size holds."""

    def __init__(self) -> None:
        super().__init__("按各列数据的范围，中间结果可能超过 38 位数，引擎不能保证精确")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number: SQL text, bounds, size in bits, whether it may be empty, and the stage it can be read in.

    One that is a constant and a variable part remembers both (``parts``: the constant, the sign, the variable),
    so that constants which cancel out are never computed: 3 − (3 − x) is x.
    """

    text: str
    low: int
    high: int
    bits: int
    nullable: bool = False
    stage: int = 0
    parts: tuple[int, int, Whole] | None = field(default=None, compare=False)

    @property
    def constant(self) -> bool:
        """Whether it is one number, whatever the row."""
        return self.low == self.high and not self.nullable

    @property
    def largest(self) -> int:
        """The greatest distance from 0."""
        return max(abs(self.low), abs(self.high))


def bits_for(*numbers: int) -> int:
    """The size that holds all of ``numbers``; raises :class:`TooLarge`."""
    largest = max(map(abs, numbers))
    for bits, limit in LARGEST.items():
        if largest <= limit:
            return bits
    raise TooLarge
