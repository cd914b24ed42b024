"""Powers and units (数量级与单位): what kind of number a unit tells, and how much one of it is."""

from __future__ import annotations

import re
from fractions import Fraction

from .number import Kind

#: How many zeros a power stands for.
POWERS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8,
          "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
#: Pieces as heads of tables give them. Not every measure word that follows a number: 教育支出（类） is no count.
_PIECES = re.compile(r"(?P<power>[十百千]?[万亿]|[百千])?"
                     r"(?:人次?|[个件份户次家项台辆套批宗篇名张条组]|批次|团组|户次|件次)")


def kind_of(unit: str) -> Kind | None:
    """The kind of a number with ``unit`` printed right behind it; None without one."""
    if unit == "元":
        return Kind.AMOUNT
    if unit in ("%", "‰"):
        return Kind.RATE
    if unit.endswith("百分点"):
        return Kind.POINTS
    if unit == "分":
        return Kind.SCORE
    if unit in ("天", "日") or unit.endswith(("工作日", "自然日")):
        return Kind.DAYS
    return Kind.COUNT if unit else None


def is_pieces(unit: str) -> bool:
    """Whether ``unit`` counts pieces: 个, 万人次."""
    return _PIECES.fullmatch(unit) is not None


def per_unit(kind: Kind, unit: str) -> Fraction:
    """How much one of ``unit`` is in the base of ``kind``: 10000 for 万元 and 万件, 1/100 for %, 1 for none."""
    if kind is Kind.AMOUNT:
        return Fraction(10 ** POWERS.get(unit.removesuffix("元"), 0))
    if kind is Kind.COUNT and (match := _PIECES.fullmatch(unit)):
        return Fraction(10 ** POWERS[match["power"] or ""])
    if kind in (Kind.RATE, Kind.POINTS) and unit:
        return Fraction(1, 1000 if unit == "‰" else 100)
    return Fraction(1)
