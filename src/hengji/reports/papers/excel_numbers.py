"""Cells of papers as a workbook holds them (单元格的数): real numbers where the words are one, in their own digits."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from hengji.model import Exact, exact

_NUMBER = re.compile(r"([−-]?)((?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?)(%?)", re.ASCII)
#: Decimals → the style that shows so many, for numbers and for percentages.
_NUMBERS, _PERCENT = {0: "plain", 2: "number"}, {0: "even", 2: "percent"}


class Figure(NamedTuple):
    """A number with its printed decimals and the style that shows it so; of a percentage, those of the percent."""

    value: Exact
    places: int
    style: str

    @property
    def rate(self) -> bool:
        """Whether it is printed as a percentage."""
        return self.style in ("percent", "share", "even")


def figure_of(words: str) -> Figure | None:
    """The number that ``words`` are; None for everything else, numbers with a unit or a sign of comparison too."""
    found = _NUMBER.fullmatch(words.strip())
    if found is None:
        return None
    sign, digits, decimals, percent = found.groups()
    value = Fraction(digits.replace(",", "")) / (100 if percent else 1)
    places = len(decimals or "")
    style = _PERCENT.get(places, "share") if percent else _NUMBERS.get(places, "plain")
    return Figure(exact(-value if sign else value), places, style)


def as_printed(value: Exact, figure: Figure) -> bool:
    """Whether ``value``, rounded half up to the digits of ``figure``, is what ``figure`` prints."""
    unit = Fraction(1, int(10 ** (figure.places + (2 if figure.rate else 0))))
    whole, rest = divmod(abs(Fraction(value)), unit)
    rounded = unit * (int(whole) + (1 if rest * 2 >= unit else 0))
    return bool((rounded if value >= 0 else -rounded) == figure.value)
