"""A drawing in SVG (矢量图): words, surfaces and lines, put down one after the other."""

from __future__ import annotations

from fractions import Fraction
from unicodedata import east_asian_width

from hengji.model import Exact, decimal_text
from hengji.reports.charts import FONT

from .look import INK
from .xml import clean

#: Sizes of words, in pixels.
SIZE, SMALL = 13, 12
_NARROW = Fraction(14, 25)


def width_of(words: str, size: int = SIZE) -> Fraction:
    """How wide ``words`` are, near enough: a Chinese character takes its size, another a good half."""
    return size * sum((Fraction(1) if east_asian_width(sign) in "WF" else _NARROW for sign in words), Fraction(0))


def wrapped(words: str, room: Exact, size: int = SIZE) -> list[str]:
    """``words`` in lines that are no wider than ``room``; nothing is cut off."""
    lines, line = [], ""
    for sign in words:
        if line and width_of(line + sign, size) > room:
            lines.append(line)
            line = ""
        line += sign
    return [*lines, line]


def at(value: Exact) -> str:
    """A coordinate."""
    text = decimal_text(value, 1)
    return text.removesuffix(".0")


class Canvas:
    """What is drawn, ``width`` pixels wide."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._parts: list[str] = []

    def words(self, x: Exact, y: Exact, words: str, anchor: str = "start", colour: str = INK,
              size: int = SIZE) -> None:
        """``words`` on the line at ``y``."""
        self._parts.append(f'<text x="{at(x)}" y="{at(y)}" text-anchor="{anchor}" fill="#{colour}" '
                           f'font-size="{size}">{clean(words)}</text>')

    def block(self, x: Exact, middle: Exact, lines: list[str], anchor: str) -> None:
        """Several lines about the height of ``middle``."""
        for n, line in enumerate(lines):
            self.words(x, middle + Fraction(SIZE * (2 * n - len(lines) + 1) * 6, 10) + Fraction(SIZE, 3), line, anchor)

    def surface(self, x: Exact, y: Exact, width: Exact, height: Exact, colour: str) -> None:
        """A rectangle."""
        self._parts.append(f'<rect x="{at(x)}" y="{at(y)}" width="{at(width)}" height="{at(height)}" '
                           f'fill="#{colour}"/>')

    def line(self, points: list[tuple[Exact, Exact]], colour: str, width: str = "1", *, closed: bool = False) -> None:
        """A line through ``points``."""
        path = "L".join(f"{at(x)} {at(y)}" for x, y in points) + ("Z" if closed else "")
        self._parts.append(f'<path d="M{path}" fill="none" stroke="#{colour}" stroke-width="{width}"/>')

    def dot(self, x: Exact, y: Exact, colour: str) -> None:
        """A point of a line."""
        self._parts.append(f'<circle cx="{at(x)}" cy="{at(y)}" r="3.5" fill="#{colour}"/>')

    def content(self, height: Exact, key: str, title: str, told: str) -> str:
        """The picture with what it is called and what it says, for those who do not see it."""
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {at(height)}" '
                f'width="{self.width}" height="{at(height)}" style="max-width:100%;height:auto" role="img" '
                f'aria-labelledby="{clean(key)}-title {clean(key)}-desc" font-family="{clean(FONT)}">'
                f'<title id="{clean(key)}-title">{clean(title)}</title>'
                f'<desc id="{clean(key)}-desc">{clean(told)}</desc>{"".join(self._parts)}</svg>')
