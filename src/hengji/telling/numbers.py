"""Numbers for people (数的写法): units as people write them, one rounding, − for minus."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hengji.model import (
    COUNT,
    DAYS,
    MONEY,
    PLAIN,
    RATE,
    SCORE,
    WORKING_DAYS,
    Exact,
    Fact,
    Missing,
    Range,
    Unit,
    Value,
    decimal_text,
    exact,
    exact_text,
)

_WHOLE = (COUNT, DAYS, WORKING_DAYS, PLAIN)


def shown(value: Value | Missing, unit: Unit, places: int | None = None) -> str:
    """A computed value in ``unit``: ``−5.18%``, ``354.31万元``, ``20人``, ``2022年5月27日``.

    ``places`` asks for that many decimals instead of what is usual for the unit.
    """
    if isinstance(value, Missing):
        return f"（{value}）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, str):
        return value
    number = exact(Fraction(value) / unit.scale)
    return signed(_decimal(number, unit) if places is None else decimal_text(number, places)) + unit.name


def shown_exactly(value: Value | Missing, unit: Unit) -> str:
    """A value with every digit when it ends within six decimals, else as :func:`shown`."""
    if isinstance(value, Missing | bool | date | str):
        return shown(value, unit)
    text = exact_text(exact(Fraction(value) / unit.scale))
    digits = len(text.partition(".")[2])
    return shown(value, unit, max(digits, 2)) if "/" not in text and 2 < digits <= 6 else shown(value, unit)


def _decimal(number: Exact, unit: Unit) -> str:
    dimension = unit.dimension
    if dimension is RATE:
        return decimal_text(number, 2)
    if dimension is MONEY:
        text = exact_text(number)
        return decimal_text(number, 2) if "/" in text or len(text.partition(".")[2]) < 2 else text
    text = exact_text(number)
    if "/" in text or len(text.partition(".")[2]) > (4 if dimension is SCORE else 6):
        return decimal_text(number, 4)
    return text


def shown_fact(fact: Fact) -> str:
    """A fact as it was given, without rounding: ``93.32%``, ``354.31万元``."""
    if isinstance(fact.value, int | Fraction) and fact.unit.dimension in (RATE, *_WHOLE):
        text = exact_text(exact(Fraction(fact.value) / fact.unit.scale))
        if "/" not in text:
            return signed(text) + fact.unit.name
    return shown(fact.value, fact.unit)


def signed(text: str) -> str:
    """With the typographic minus."""
    return text.replace("-", "−")


def points_shown(points: Exact | None, places: int = 2) -> str:
    """Points as the field prints them: ``86.00``; a dash while unscored."""
    return "—" if points is None else signed(decimal_text(points, places))


def weight_shown(points: Exact) -> str:
    """A weight: whole ones bare, others with two decimals."""
    return str(points) if isinstance(points, int) else decimal_text(points, 2)


def rate_shown(rate: Exact | None) -> str:
    """A rate of points as percent with two decimals; a dash while unscored."""
    return "—" if rate is None else f"{signed(decimal_text(rate * 100, 2))}%"


def attained_shown(attained: Exact) -> str:
    """How far a target was reached: reached, not reached, or the share between."""
    if attained in (0, 1):
        return "达到目标" if attained else "没有达到目标"
    return f"为目标的 {rate_shown(attained)}"


def range_shown(entry: Range | None) -> str:
    """A range of points: ``0.50–1.00``, or one number when determined."""
    if entry is None:
        return "—"
    if entry.determined:
        return points_shown(entry.low)
    return f"{points_shown(entry.low)}–{points_shown(entry.high)}"
