"""Values of cells as the sheet shows them (显示的数): rounded, grouped, with signs and words, after their formats.

For what is read as a document; what is calculated with is read by :mod:`.shown`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from .cells import Kind
from .printed_dates import date_printed
from .shown import AS_STORED, sections_of, value_shown

_PART = re.compile(r"\"(?P<quoted>[^\"]*)\"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\-\]]*)[^\]]*\]|\[[^\]]*\]"
                   r"|(?P<general>General|G/通用格式|@)|(?P<code>[0#?.,])|(?P<plain>.)", re.DOTALL | re.IGNORECASE)
#: Exponents and fractions: shown as the plain number.
_ODD = re.compile(r"E[+-]|[#?0]\s*/\s*[#?0]", re.IGNORECASE)
#: The number stands where this is found in the text around it.
_HERE = "\0"
_WIDE = Context(prec=400)  # room for any number that a cell can hold
#: So many digits fit into a cell without a format of its own.
_GENERAL_DIGITS = 10


@dataclass(slots=True)
class _Pattern:
    """A section of a format: where the digits go, and the text around."""

    around: str = ""
    whole: str = ""
    decimals: str = ""
    general: bool = False
    #: So many digits stand behind a point that is only painted, as in ``0!.0,"万"``.
    painted: int = field(default=0)

    @property
    def scale(self) -> int:
        """The power of ten by which the number is multiplied before it is shown."""
        last = self.decimals or self.whole
        return 2 * self.around.count("%") - 3 * (len(last) - len(last.rstrip(",")))


def value_printed(value: object, number_format: str, *, zeros: bool = True) -> tuple[str, Kind]:
    """The text of a cell as the sheet shows it, ``""`` when it shows nothing; ``zeros`` says whether it shows those."""
    if isinstance(value, date | time) and (text := date_printed(value, number_format)):
        return text, "date"
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value_shown(value, number_format)
    number = AS_STORED.create_decimal(value)
    if not (number or zeros) or not number.is_finite():
        return "", "number"
    text = _printed(number, number_format)
    return text, "percent" if text.endswith("%") else "number"


def text_of(printed: bool) -> Callable[..., tuple[str, Kind]]:
    """How a cell's value becomes text: as the sheet shows it, or exactly."""
    return value_printed if printed else value_shown


def _printed(number: Decimal, number_format: str) -> str:
    sections = sections_of(number_format)
    if _ODD.search(number_format) or re.search(r"\[[<>=]", number_format):
        return _general(number)
    if not number and len(sections) > 2:
        return _filled(number, _pattern(sections[2]))
    if number < 0 and len(sections) > 1:
        text = _filled(-number, _pattern(sections[1]))
        # Red without a sign is negative for whoever sees colours; here it needs its sign.
        return text if not text or re.search(r"[-－−(（△▲]", text) else f"-{text}"
    text = _filled(abs(number), _pattern(sections[0]))
    return f"-{text}" if number < 0 and re.search(r"[1-9]", text) else text


@lru_cache(maxsize=1000)
def _pattern(section: str) -> _Pattern:
    found = _Pattern()
    for match in _PART.finditer(section):
        code = match["code"] or ""
        literal = match["quoted"] or match["escaped"] or match["currency"] or match["plain"] or ""
        found.general = found.general or bool(match["general"])
        if (code or match["general"]) and _HERE not in found.around:
            found.around += _HERE
        if literal == "." and found.whole:
            found.painted = -len(re.findall("[0#?]", found.whole))
        elif code == "." or (code and found.decimals):
            found.decimals += code
        else:
            found.whole += code
            found.around += literal
    if found.painted:
        found.painted += len(re.findall("[0#?]", found.whole))
    return found


def _filled(number: Decimal, pattern: _Pattern) -> str:
    """The pattern with a number that is not negative in it."""
    return pattern.around.replace(_HERE, _general(number) if pattern.general else _digits(number, pattern)).strip()


def _digits(number: Decimal, pattern: _Pattern) -> str:
    places = re.findall("[0#?]", pattern.decimals)
    rounded = number.scaleb(pattern.scale).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, _WIDE)
    whole, _, decimals = format(rounded, "f").partition(".")
    while decimals.endswith("0") and places[len(decimals) - 1] == "#":
        decimals = decimals[:-1]
    needed = pattern.whole.count("0")
    whole = ("" if whole == "0" and not needed else whole).zfill(needed)
    if pattern.painted:
        whole = whole.zfill(pattern.painted + 1)
        return f"{whole[:-pattern.painted]}.{whole[-pattern.painted:]}"
    if "," in pattern.whole.rstrip(",") and whole:
        whole = f"{int(whole):,}".rjust(needed, "0")
    return f"{whole}.{decimals}" if decimals else whole


def _general(number: Decimal) -> str:
    """A number without a format of its own, with as many decimals as a cell shows."""
    room = max(0, _GENERAL_DIGITS - max(1, number.adjusted() + 1))
    rounded = number.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP, _WIDE)
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
