"""Scanned pages of a PDF (扫描页): ruling lines found in the picture, and words recognised in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from time import monotonic

import numpy as np
import pypdfium2
from pypdfium2 import raw

from .ocr import Pixels, Recognised, recogniser
from .pdf_page import POINT, Glyph, Page
from .pdf_rules import Rule

#: The picture has so many dots an inch; 72 points are an inch.
_DPI, _INCH = 200, 72
#: No page larger than that (in points) is drawn.
_LARGEST = 3000
#: Nor a picture of more dots: a sheet twice this size, scanned finely, has half of them.
_MOST_DOTS = 200_000_000
#: Darker than that is ink.
_INK = 160
#: Ink without a break over so many dots is a ruling line, not a stroke of a character.
_LONGEST_STROKE = 80
_LOOK = "数字请对照原件核对"
#: A recognised line is that share of the height of its box, which is drawn with some room.
_BODY = 80


class Scans:
    """Reads the scanned pages of a document, for ``seconds`` in all; ``spent`` is what it took."""

    def __init__(self, document: pypdfium2.PdfDocument, seconds: int) -> None:
        self.spent = Fraction()
        self._document, self._seconds = document, seconds
        self._recogniser: tuple[Callable[[Pixels], list[Recognised]] | None, str] | None = None

    def read(self, page: Page) -> tuple[Page, str]:
        """The page, scanned or garbled, with what is recognised in it, and what its reader must know."""
        start = monotonic()
        try:
            return self._read(page)
        finally:
            self.spent += Fraction(monotonic() - start)

    def _read(self, page: Page) -> tuple[Page, str]:
        why = "整页是图像，没有文字" if page.scanned else "字体没有说明字符是什么字"
        empty = replace(page, glyphs=(), unmapped=0)
        if max(page.width, page.height) > _LARGEST * POINT or _dots(self._document, page) > _MOST_DOTS:
            return empty, f"{why}；页面或图像太大，没有识别"
        if page.layered and not page.garbled:
            return _with_rules(page, _drawn(self._document, page)), f"整页是图像，文字取自它带的识别结果，{_LOOK}"
        self._recogniser = self._recogniser or recogniser()
        recognise, lacking = self._recogniser
        if recognise is None:
            return empty, f"{why}；{lacking}"
        if self.spent > self._seconds:
            return empty, f"{why}；识别前面的页已用了 {self._seconds} 秒，这一页没有识别"
        pixels = _drawn(self._document, page)
        glyphs = tuple(glyph for word in recognise(pixels) for glyph in _glyphs(word))
        return replace(_with_rules(empty, pixels), glyphs=glyphs), f"{why}；由程序识别（OCR），{_LOOK}"


def _dots(document: pypdfium2.PdfDocument, page: Page) -> int:
    """How many dots the largest picture of a page has; to draw it takes about as many bytes."""
    shown = document[page.number - 1]
    try:
        sizes = [picture.get_px_size() for picture in shown.get_objects((raw.FPDF_PAGEOBJ_IMAGE,))]
    finally:
        shown.close()
    return max((width * height for width, height in sizes), default=0)


def _drawn(document: pypdfium2.PdfDocument, page: Page) -> Pixels:
    """The picture of the page, grey, turned as it is read."""
    shown = document[page.number - 1]
    try:
        pixels: Pixels = shown.render(scale=_DPI / _INCH, grayscale=True, rotation=90 * page.turns).to_numpy()
    finally:
        shown.close()
    return np.ascontiguousarray(pixels.reshape(pixels.shape[0], pixels.shape[1]))


def _with_rules(page: Page, pixels: Pixels) -> Page:
    """The page with the ruling lines of its picture."""
    ink = pixels < _INK
    level = tuple(Rule(False, *map(_points, run)) for run in _runs(ink))
    upright = tuple(Rule(True, *map(_points, run)) for run in _runs(ink.T))
    return replace(page, rules=level + upright)


def _runs(ink: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Iterator[tuple[int, int, int]]:
    """Where ink goes on without a break: the row, and the columns from and to."""
    for row in np.flatnonzero(ink.sum(axis=1) >= _LONGEST_STROKE):
        edges = np.flatnonzero(np.diff(ink[row], prepend=False, append=False))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= _LONGEST_STROKE:
                yield int(row), int(start), int(end)


def _glyphs(word: Recognised) -> Iterator[Glyph]:
    room = (word.bottom - word.top) * (100 - _BODY) // 200
    top, bottom = _points(word.top + room), _points(word.bottom - room)
    for character, left, right in word.placed():
        if not character.isspace():
            yield Glyph(character, _points(left), _points(right), top, bottom, bottom - (bottom - top) // 8)


def _points(dots: int) -> int:
    return dots * _INCH * POINT // _DPI
