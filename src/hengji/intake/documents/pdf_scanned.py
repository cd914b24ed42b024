"""Scanned pages of a PDF (扫描页): ruling lines found in the picture, and words recognised in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import monotonic

import numpy as np
import pypdfium2

from hengji.model import Spot, Unread

from .ocr import Pixels, Recognised, recogniser
from .pdf_page import POINT, Glyph, Page
from .pdf_rules import Rule

#: The picture has so many dots an inch; 72 points are an inch.
_DPI, _INCH = 200, 72
#: No page larger than that (in points) is drawn.
MOST_POINTS = 3000
#: Darker than that is ink.
_INK = 160
#: Ink without a break over so many dots is a ruling line, not a stroke of a character.
_LONGEST_STROKE = 80
#: A recognised line is that share of the height of its box, which is drawn with some room.
_BODY = 80


def with_scanned(document: pypdfium2.PdfDocument, pages: Sequence[Page],
                 seconds: int) -> tuple[list[Page], list[Unread]]:
    """The pages, scanned ones with what can be recognised in so many seconds; and what a reader must know of them."""
    recognise, lacking = recogniser() if any(page.scanned and not page.layered for page in pages) else (None, "")
    read: list[Page] = []
    unread: list[Unread] = []
    until = monotonic() + seconds
    for page in pages:
        if not page.scanned:
            read.append(page)
            continue
        spot = Spot(page=page.number)
        if max(page.width, page.height) > MOST_POINTS * POINT:
            unread.append(Unread("整页是图像，没有文字；页面太大，没有识别", spot))
        elif page.layered:
            read.append(with_drawn_rules(page, drawn(document, page)))
            unread.append(Unread("整页是图像，文字取自它带的识别结果，数字请对照原件核对", spot))
        elif recognise is None:
            unread.append(Unread(f"整页是图像，没有文字（{lacking}）", spot))
        elif monotonic() > until:
            unread.append(Unread(f"整页是图像，没有文字；识别前面的页已用了 {seconds} 秒，这一页没有识别", spot))
        else:
            pixels = drawn(document, page)
            read.append(with_words(with_drawn_rules(page, pixels), recognise(pixels)))
            unread.append(Unread("整页是图像，文字由程序识别（OCR），数字请对照原件核对", spot))
    return read, unread


def drawn(document: pypdfium2.PdfDocument, page: Page) -> Pixels:
    """The picture of the page, grey, as it is shown."""
    shown = document[page.number - 1]
    try:
        pixels: Pixels = shown.render(scale=_DPI / _INCH, grayscale=True).to_numpy()
    finally:
        shown.close()
    return np.ascontiguousarray(pixels.reshape(pixels.shape[0], pixels.shape[1]))


def with_drawn_rules(page: Page, pixels: Pixels) -> Page:
    """The page with the ruling lines of its picture."""
    ink = pixels < _INK
    level = tuple(Rule(False, *map(_points, run)) for run in _runs(ink))
    upright = tuple(Rule(True, *map(_points, run)) for run in _runs(ink.T))
    return replace(page, rules=level + upright)


def with_words(page: Page, words: list[Recognised]) -> Page:
    """The page with the words that were recognised in its picture."""
    return replace(page, glyphs=tuple(glyph for word in words for glyph in _glyphs(word)))


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
