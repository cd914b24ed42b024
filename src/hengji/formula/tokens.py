"""Words of a formula (词法): names, numbers with units, dates, texts, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from hengji.model import DATE_UNIT, PLAIN_UNIT, UNITS, Unit, Value

from .tree import Span

# Full-width forms and typographic signs become what a keyboard types; one
# character for one, so that positions stay.
_FOLD = str.maketrans("（）＋－−＊×÷／＝＜＞，％．？￥０１２３４５６７８９", "()+--**//=<>,%.?¥0123456789")
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_PATTERN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<date>(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日)
    |(?P<number>\d+(?:\.\d+)?)(?:[ \t]*(?P<unit>{_UNIT})(?!\w))?
    |"(?P<text>[^"]*)"
    |[\[【](?P<quoted>[^\]】]+)[\]】]
    |(?P<name>[^\W\d][\w·“”]*)
    |(?P<sign><=|>=|<>|!=|[-+*/()=<>≤≥≠,])
    """,
    re.VERBOSE,
)
#: A number of more characters is a slip.
MAX_NUMBER = 40
_SIGNS = {"≤": "<=", "≥": ">=", "≠": "<>", "!=": "<>"}


class Token(NamedTuple):
    """One word. ``kind`` is ``literal``, ``name``, ``sign`` or ``end``; ``bad``, ``no-day`` and ``long`` are no words.

    ``text`` is the sign or name; of a literal, the words as written, with its
    ``value`` (in the base of ``unit``).
    """

    kind: str
    text: str
    span: Span
    value: Value = 0
    unit: Unit = PLAIN_UNIT


def tokens(text: str) -> Iterator[Token]:
    """The words of ``text``, the last of kind ``end``; what is no word comes as ``bad``."""
    folded = text.translate(_FOLD)
    at = 0
    while at < len(folded):
        match = _PATTERN.match(folded, at)
        if match is None:
            yield Token("bad", text[at], (at, at + 1))
            at += 1
            continue
        if match.lastgroup != "space":
            yield _token(match, text)
        at = match.end()
    yield Token("end", "", (len(text), len(text)))


def _token(match: re.Match[str], text: str) -> Token:
    span = match.span()
    words = text[span[0]:span[1]]
    if match["date"]:
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return Token("no-day", words, span)
        return Token("literal", words, span, day, DATE_UNIT)
    if match["number"]:
        if len(words) > MAX_NUMBER:
            return Token("long", words, span)
        unit = UNITS[match["unit"]] if match["unit"] else PLAIN_UNIT
        value = Fraction(match["number"]) * unit.scale
        return Token("literal", words, span,
                     value.numerator if value.denominator == 1 else value, unit)
    if match["text"] is not None:
        return Token("literal", words, span, match["text"], UNITS["文字"])
    if match["quoted"]:
        inner = match.span("quoted")
        return Token("name", text[inner[0]:inner[1]].strip(), span)
    if match["name"]:
        return Token("name", words, span)
    return Token("sign", _SIGNS.get(match["sign"], match["sign"]), span)
