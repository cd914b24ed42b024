"""Values as texts that read back to the same (数值写法)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hengji.model import RATE, Fact, Unit, Value, exact, exact_text


def value_text(fact: Fact) -> str:
    """The fact's value without loss, as :func:`hengji.intake.read_value` reads it in the fact's unit."""
    return amount_text(fact.value, fact.unit)


def amount_text(value: Value, unit: Unit) -> str:
    """The same of any value in ``unit``."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    text = exact_text(exact(Fraction(value) / unit.scale))
    if "/" in text and unit.dimension is RATE:
        return exact_text(value)  # a fraction is read as the plain ratio, not as percent
    return text
