"""Chinese numerals for levels and sections (汉字数字)."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """``number`` (1 to 999) as in headings: ``一``, ``十二``, ``三十``, ``一百零二``."""
    hundreds, below = divmod(number, 100)
    tens, ones = divmod(below, 10)
    told = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        told += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        told += "零"
    return told + (_DIGITS[ones] if ones or not told else "")
