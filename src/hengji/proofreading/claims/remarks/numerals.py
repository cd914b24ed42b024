"""Whole numbers as documents write them (整数写法): 12, 十二, 两, ⑫."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
#: A whole number below 100, in Arabic or Chinese numerals.
WHOLE = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
#: 一 to 九十九.
CHINESE = r"[一二三四五六七八九十]{1,3}"


def whole(text: str) -> int:
    """The number that ``text`` writes (至 999). Raises :class:`ValueError` for what writes none."""
    if text.isascii():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    text = text.replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _digit(ones)
    return (_digit(tens) if tens else 1) * 10 + (_digit(ones) if ones else 0)


def chinese(number: int) -> str:
    """``number`` (1 to 99) in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def with_number(text: str, number: int) -> str:
    """``text`` with its first whole number replaced, in the same numerals: 四个方面 → 三个方面, 6项 → 5项."""
    found = re.search(WHOLE, text)
    if found is None:
        return text
    told = str(number) if found[0].isdigit() else "两" if number == _TWO else chinese(number)
    return text[:found.start()] + told + text[found.end():]


_TWO = 2


def _digit(text: str) -> int:
    if len(text) != 1 or text not in _DIGITS:
        raise ValueError(text)
    return _DIGITS.index(text)
