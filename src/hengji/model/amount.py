"""Exact amounts (精确数): no binary floating point, one way of rounding.

Inner values are ``int`` or ``Fraction`` in the base of their dimension: fen for
money, the plain ratio for rates, points for scores. A value that is whole is an
``int``: that keeps arithmetic fast, and equal amounts look equal.
"""

from __future__ import annotations

from fractions import Fraction

#: An exact number.
Exact = int | Fraction


def exact(value: Exact) -> Exact:
    """``value`` with whole fractions turned into ``int``."""
    if type(value) is Fraction and value.denominator == 1:
        return value.numerator
    return value


def round_half_up(value: Exact, places: int) -> Exact:
    """``value`` rounded to ``places`` (≥ 0) decimals, ties away from zero (四舍五入)."""
    if type(value) is int:
        return value
    power = 10**places
    numerator, denominator = value.numerator * power, value.denominator
    units = (2 * abs(numerator) + denominator) // (2 * denominator)
    return exact(Fraction(units if numerator >= 0 else -units, power))


def round_to_multiple(value: Exact, step: Exact) -> Exact:
    """``value`` rounded to the nearest multiple of ``step`` (> 0), ties away from zero."""
    if type(value) is int and step.numerator == 1:
        return value  # a whole number is a multiple of every 1/n
    numerator = value.numerator * step.denominator
    denominator = value.denominator * step.numerator
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return exact((whole if numerator >= 0 else -whole) * step)


def decimal_text(value: Exact, places: int) -> str:
    """``value`` as a decimal with exactly ``places`` decimals, rounded half up: ``"86.00"``."""
    if type(value) is int:
        return f"{value}.{'0' * places}" if places else str(value)
    units = round_half_up(value * 10**places, 0)
    digits = str(abs(int(units))).rjust(places + 1, "0")
    sign = "-" if units < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def exact_text(value: Exact) -> str:
    """``value`` without loss: ``"12"``, ``"0.65"`` when the decimal ends, else ``"-1835/35431"``."""
    if isinstance(value, int):
        return str(value)
    places = 0
    rest = value.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    return decimal_text(value, places)
