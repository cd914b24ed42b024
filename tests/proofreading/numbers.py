"""Numbers as they might be printed, without a document around them."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

from hengji.model import Mark
from hengji.proofreading.number import Kind, Number

_PLACES = count()
_SCALES = {"万元": Fraction(10_000), "万件": Fraction(10_000), "亿元": Fraction(100_000_000), "%": Fraction(1, 100)}


def number(text: str, kind: Kind = Kind.AMOUNT, unit: str = "") -> Number:
    """``text`` typed: 1,234.50 万元 or 12.3%; ``unit`` is what a table's head would give."""
    digits = text.rstrip("%万亿元分人件")
    scale = _SCALES.get(unit or text[len(digits):], Fraction(1))
    places = len(digits.partition(".")[2])
    at = next(_PLACES)
    return Number(kind, text, Fraction(digits.replace(",", "")) * scale, scale / 10**places,
                  Mark(at, 0, len(text)), unit)


def rate(text: str) -> Number:
    """A percentage."""
    return number(text, Kind.RATE, "%")
