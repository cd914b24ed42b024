"""Chinese numerals for levels and sections (汉字数字)."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """``number`` (1 to 99) as in headings: ``一``, ``十二``, ``三十``."""
    tens, ones = divmod(number, 10)
    before = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return before + (_DIGITS[ones] if ones or not tens else "")
