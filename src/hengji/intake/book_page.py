"""How a sheet comes on paper (打印页面): as wide as the paper, without a last page for a few rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

#: Paper by the number that the file format has for it: its short and its long side, in millimetres.
_A4, _A3 = 9, 8
_SIDES = {_A4: (210, 297), _A3: (297, 420)}
_MARGINS = 31  # of both sides together
_UNSET = 15  # points of a row whose height nobody set
#: Wider tables, in digits, would be too small to read on A4.
_WIDE = 170
#: What lacks so little is made to fit.
_LITTLE = Fraction(1, 5)


def paper_for(widths: Sequence[int], columns: int) -> int:
    """A4, or A3 for what would be tiny on it."""
    return _A3 if sum(widths[:columns]) > _WIDE else _A4


def pages_high(widths: Sequence[int], heights: Mapping[int, int], last: tuple[int, int], paper: int, *,
               landscape: bool) -> int:
    """How many pages high a sheet is to be made; 0 for as many as it takes."""
    short, long = _SIDES[paper]
    wide, high = ((long, short) if landscape else (short, long))
    digits = sum(widths[:last[1] + 1])
    if not digits:
        return 0
    millimetres = Fraction(254, 960) * (7 * digits + 5 * (last[1] + 1))  # of columns, at 96 pixels to the inch
    points = sum(heights.get(row, _UNSET) for row in range(last[0] + 1))
    scale = min(Fraction(1), (wide - _MARGINS) / millimetres)
    pages = points * Fraction(254, 720) * scale / (high - _MARGINS)
    whole = int(pages)
    return whole if whole and pages - whole <= _LITTLE else 0
