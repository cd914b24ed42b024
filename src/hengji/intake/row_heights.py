"""How high rows must be (行高): no program does it for merged cells, so it is counted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from .book_styles import indented, size, wraps

_LEAST, _MOST = 18, 409  # in points; Excel allows no higher row


def columns_of(text: str) -> int:
    """How many Western digits ``text`` is wide: a Chinese character is two."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)


@dataclass
class RowHeights:
    """What the texts of a sheet need; ``fixed`` heights stand."""

    widths: Sequence[int] = ()
    fixed: dict[int, int] = field(default_factory=dict)
    _texts: list[tuple[str, str, int, int, int, int]] = field(default_factory=list)

    def note(self, text: str, style: str, row: int, column: int, to: tuple[int, int]) -> None:
        """A text in the cells from ``row`` and ``column`` down to ``to``."""
        self._texts.append((text, style, row, column, *to))

    def settled(self) -> dict[int, int]:
        """Each row's height in points; what a text over several rows lacks is added to the last of them."""
        heights: dict[int, int] = {}
        for text, style, first, left, last, right in sorted(self._texts, key=lambda noted: noted[4] - noted[2]):
            rows = [heights.setdefault(row, _LEAST) for row in range(first, last + 1)]
            lacking = self._needed(text, style, left, right) - sum(rows)
            if lacking > 0:
                heights[last] = min(heights[last] + lacking, _MOST)
        return {**heights, **self.fixed}

    def _needed(self, text: str, style: str, left: int, right: int) -> int:
        points = size(style)
        lines = 1
        if wraps(style):
            # A column is so many digits at 11 points wide; edges take one, an indent and a last character that
            # does not fit two more.
            room = max(sum(self.widths[left:right + 1]) * 11 // points - (3 if indented(style) else 1), 2)
            lines = sum(max(1, -(-columns_of(line) // room)) for line in text.split("\n"))
        return lines * (points * 14 // 10 + 1) + 6
