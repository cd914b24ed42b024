"""Printed figures beside what they should be (核对数字的说法)."""

from __future__ import annotations

from fractions import Fraction

from hengji.model import FigureCheck, Missing, decimal_text, exact

from .numbers import shown, signed


def figure_right(check: FigureCheck) -> str:
    """What the figure should have been printed as: with the digits and the unit that it was printed with."""
    value, printed = check.value.value, check.printed
    if isinstance(value, Missing):
        return shown(value, check.unit)
    assert isinstance(value, int | Fraction)
    unit = printed.unit or check.unit
    places = printed.places
    if printed.bound != "exact" or printed.scale != 1:
        return shown(value, check.unit)
    right = decimal_text(exact(Fraction(value) / unit.scale), places)
    if check.agrees and not check.slack and Fraction(right) != printed.number:
        right = decimal_text(exact(printed.number), places)  # exactly half: rounding down is not called wrong
    return signed(right) + unit.name
