"""What most likely went wrong with a figure (可能原因): a digit, a shift of the point, a unit, a copied neighbour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, pairwise

from .interval import Interval
from .number import Kind, Number

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Of fewer digits every other number is a slip away; so of fewer than so many units of the last digit.
_TELLING = 2
LEAST = 10
#: How two digits in each other's place are told: no other slip is so particular.
SWAPPED = "可能是两个数字写颠倒"
#: So many units of its last digit the wanted value may leave open: of a wider range anything is a slip away.
_OPEN = 20


def slip(number: Number, wanted: Interval, *, of_a_digit: bool = False) -> str:
    """The slip that turns a value in ``wanted`` into the printed number; ``""`` where no single one does.

    ``wanted`` must tell about as much as the number itself. ``of_a_digit`` takes only
    slips that keep the number of digits: others explain many a value by chance.
    """
    match = _DIGITS.search(number.text)
    if match is None or number.value == 0 or wanted.high - wanted.low > _OPEN * number.step:
        return ""
    printed = match[0].replace(",", "")
    if len(printed.strip("0.")) < _TELLING:
        return ""
    unit = number.value / Fraction(printed)
    low, high = sorted((wanted.low / unit, wanted.high / unit))
    # Hundreds of texts are tried: whole numbers are compared faster than fractions are made.
    for told, text in _mistyped(printed) if of_a_digit else chain(_mistyped(printed), _lengthened(printed)):
        whole, _, decimals = text.partition(".")
        value, scale = int(whole + decimals), 10**len(decimals)
        if low.numerator * scale <= value * low.denominator and value * high.denominator <= high.numerator * scale:
            return told
    if of_a_digit:
        return ""
    for told, shifted in _shifts(Fraction(printed), number):
        if low <= shifted <= high:
            return told
    if wanted.low <= -number.value <= wanted.high:
        return "可能是正负号写反"
    return ""


def _mistyped(printed: str) -> Iterator[tuple[str, str]]:
    places = [i for i, sign in enumerate(printed) if sign != "."]
    for order, i in enumerate(places, 1):
        for digit in "0123456789":
            if digit != printed[i]:
                yield f"可能是第{order}位数字写错（{printed[i]}应为{digit}）", printed[:i] + digit + printed[i + 1:]
    for i, j in pairwise(places):
        swapped = list(printed)
        swapped[i], swapped[j] = swapped[j], swapped[i]
        if swapped[0] != "0" or printed[0] == "0":
            yield f"{SWAPPED}（“{printed[i]}”“{printed[j]}”）", "".join(swapped)


def _lengthened(printed: str) -> Iterator[tuple[str, str]]:
    places = [i for i, sign in enumerate(printed) if sign != "."]
    for order, i in enumerate(places, 1):
        if len(places) > 1 and (shorter := printed[:i] + printed[i + 1:]).strip("."):
            yield f"可能是第{order}位多写了一个“{printed[i]}”", _tidy(shorter)
    for i in range(len(printed) + 1):
        for digit in "0123456789":
            yield f"可能是漏写了一个“{digit}”", _tidy(printed[:i] + digit + printed[i:])


def _tidy(text: str) -> str:
    return "0" + text if text.startswith(".") else text.rstrip(".")


def _shifts(printed: Fraction, number: Number) -> Iterator[tuple[str, Fraction]]:
    if number.kind is Kind.AMOUNT:
        yield "可能是把元写成了万元", printed / 10000
        yield "可能是把万元写成了元", printed * 10000
    for power in (1, 2, 3):
        yield f"可能是小数点错了{power}位", printed / 10**power
        yield f"可能是小数点错了{power}位", printed * 10**power
