"""A page of a PDF as marks on paper (页面上的字与线): characters and ruling lines with their places.

PDFium reads the page, in C and with bounds of its own; what it finds is turned
upright and measured in hundredths of a point from the upper left corner, as whole
numbers.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from .pdf_rules import Rule, rules_of
from .pdf_sight import Sight

#: So many hundredths make a point.
POINT = 100
#: A page longer than that (some 70 m) is no page; its measures would not fit.
_LONGEST = 200_000
#: Characters read of one page; a page crammed full of small print has some 10,000.
MOST_GLYPHS = 50_000
#: A page was scanned when pictures cover that percentage, and it has fewer characters than that.
_PICTURED, _FEW = 50, 20
_GARBLED = 10
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character (字符) and its box; ``base`` is the line that it stands on."""

    text: str
    left: int
    right: int
    top: int
    bottom: int
    base: int

    @property
    def size(self) -> int:
        """Its height, much as its type size."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[int, int]:
        """The point that decides in which cell it stands, whatever its font claims above and below."""
        return (self.left + self.right) // 2, self.base - self.size * 35 // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page (页): what is printed on it, and what of it could not be told.

    ``unmapped`` counts characters whose font does not say what they are,
    ``slanting`` those of watermarks, ``layered`` invisible ones over a picture;
    ``pictured`` is the percentage that pictures cover; ``cut`` tells that there was
    more than is read of one page; ``turns`` counts the quarters by which it is
    turned clockwise from how it is shown, to be read upright.
    """

    number: int
    width: int = 0
    height: int = 0
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    unmapped: int = 0
    slanting: int = 0
    layered: int = 0
    pictured: int = 0
    cut: bool = False
    turns: int = 0

    @property
    def scanned(self) -> bool:
        """Whether it is a picture, with no text of its own."""
        return self.pictured >= _PICTURED and len(self.glyphs) < _FEW + self.layered

    @property
    def garbled(self) -> bool:
        """Whether its fonts do not say what so many characters are that nothing it says can be trusted."""
        return 100 * self.unmapped > _GARBLED * max(len(self.glyphs), self.unmapped)


@dataclass(slots=True)
class Measure:
    """From the coordinates of a page to hundredths of a point, turned by ``turns`` quarters."""

    page: pypdfium2.PdfPage
    turns: int
    width: int
    height: int
    _x: ctypes.c_int = field(default_factory=ctypes.c_int)
    _y: ctypes.c_int = field(default_factory=ctypes.c_int)

    def at(self, x: object, y: object) -> tuple[int, int]:
        """The point, measured."""
        raw.FPDF_PageToDevice(self.page, 0, 0, self.width, self.height, self.turns, x, y, self._x, self._y)
        return self._x.value, self._y.value

    def back(self, x: int, y: int) -> tuple[Any, Any]:
        """The point of the page that is measured so."""
        x_there, y_there = ctypes.c_double(), ctypes.c_double()
        raw.FPDF_DeviceToPage(self.page, 0, 0, self.width, self.height, self.turns, x, y, x_there, y_there)
        return x_there.value, y_there.value


def measure_of(page: pypdfium2.PdfPage) -> Measure:
    """How a page is measured when it is read: turned so that most of its text is upright."""
    text = page.get_textpage()
    try:
        return _measured(page, _angles(page, text))
    finally:
        text.close()


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page | None:
    """The page at ``index`` (from 0); None when it is damaged or beyond any measure."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = (round(side) for side in page.get_size())
        if not (0 < width <= _LONGEST and 0 < height <= _LONGEST):
            return None
        return _read(page, index + 1)
    finally:
        page.close()


def _read(page: pypdfium2.PdfPage, number: int) -> Page:
    text = page.get_textpage()
    try:
        angles = _angles(page, text)
        measure = _measured(page, angles)
        straight = [at for at, angle in angles.items() if angle % _QUARTER == 0]
        told = [at for at in straight if not _means_nothing(text, at)]
        rules, pictured, cut = rules_of(page, measure.at, measure.width * measure.height)
        sight = Sight(page, text, measure.at, pictured >= _PICTURED)
        glyphs = tuple(_glyphs(text, told, measure, sight))
        return Page(number=number, width=measure.width, height=measure.height, glyphs=glyphs, rules=rules,
                    unmapped=len(straight) - len(told), slanting=len(angles) - len(straight), layered=sight.layered,
                    pictured=pictured, cut=cut or text.count_chars() > MOST_GLYPHS, turns=measure.turns)
    finally:
        text.close()


def _measured(page: pypdfium2.PdfPage, angles: dict[int, int]) -> Measure:
    counted = Counter(angles.values())
    upright = max((0, *(angle for angle in counted if angle % _QUARTER == 0)), key=lambda a: (counted[a], -a))
    turns = -upright // _QUARTER % 4
    width, height = (round(side * POINT) for side in page.get_size())
    return Measure(page, turns, *((height, width) if turns % 2 else (width, height)))


def _angles(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> dict[int, int]:
    """By how many degrees each printed character leans clockwise as the page is shown, to the nearest."""
    rotation = page.get_rotation()
    return {at: (round(math.degrees(raw.FPDFText_GetCharAngle(text, at))) + rotation) % 360
            for at in range(min(text.count_chars(), MOST_GLYPHS)) if not raw.FPDFText_IsGenerated(text, at)}


def _glyphs(text: pypdfium2.PdfTextPage, found: list[int], measure: Measure, sight: Sight) -> Iterator[Glyph]:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for at in found:
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        character = _plain(chr(code))
        if not character.isprintable() or character.isspace():
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        ends = measure.at(box.left, box.top), measure.at(box.right, box.bottom)
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(*ends, strict=True))
        base = measure.at(x, y)[1]
        glyph = Glyph(character, left, right, top, bottom, base if top <= base <= bottom else bottom)
        x_middle, y_middle = glyph.middle
        on_page = 0 < x_middle < measure.width and 0 < y_middle < measure.height
        if on_page and bottom > top and sight.shows(at, x_middle, y_middle):
            yield glyph


def _plain(character: str) -> str:
    """A radical that some programs write for the character that looks the same becomes that character."""
    if "\u2e80" <= character <= "\u2fdf":
        return unicodedata.normalize("NFKC", character)
    return character


def _means_nothing(text: pypdfium2.PdfTextPage, at: int) -> bool:
    """Whether only its font knows what a character is; a sign of a font of symbols, such as a box to tick, is known."""
    code = raw.FPDFText_GetUnicode(text, at)
    private = 0xE000 <= code < 0xF000 or 0xF100 <= code <= 0xF8FF or code == 0xFFFD
    return private or bool(raw.FPDFText_HasUnicodeMapError(text, at) > 0)
