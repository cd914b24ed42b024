"""What of the text of a PDF page is seen (看得见的文字): what is cut off or invisible is in the file all the same.

Spreadsheet programs print a merged cell that does not fit on a page on two pages,
whole on each, and show one part on either. Scanned pages may bear the text that a
program recognised, invisibly above the picture.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

#: A clip with more points is drawn by hand; it is taken for a box around them all the same.
_MOST_POINTS = 64
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

Box = tuple[int, int, int, int]


class Sight:
    """What is seen of the text of a page; ``measure`` places a point of the page.

    Over a picture, as ``pictured`` tells, invisible text counts as seen; ``layered`` counts its characters.
    """

    def __init__(self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage,
                 measure: Callable[[object, object], tuple[int, int]], pictured: bool) -> None:
        self.layered = 0
        self._text, self._measure, self._pictured = text, measure, pictured
        # Within a form, clips are told in the form's own coordinates; only those on the page itself can be placed.
        self._own = {_address(raw.FPDFPage_GetObject(page, at)) for at in range(raw.FPDFPage_CountObjects(page))}
        self._known: dict[int, tuple[bool, list[Box]]] = {}
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def shows(self, at: int, x: int, y: int) -> bool:
        """Whether the character at index ``at``, around this point, is seen."""
        thing = raw.FPDFText_GetTextObject(self._text, at)
        key = _address(thing) if thing else 0
        if key not in self._known:
            invisible = bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE
            self._known[key] = invisible, list(self._boxes(thing)) if key in self._own else []
        invisible, boxes = self._known[key]
        self.layered += invisible
        return ((self._pictured or not invisible)
                and all(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes))

    def _boxes(self, thing: object) -> Iterator[Box]:
        clip = raw.FPDFPageObj_GetClipPath(thing)
        for path in range(raw.FPDFClipPath_CountPaths(clip) if clip else 0):
            points = [self._point(raw.FPDFClipPath_GetPathSegment(clip, path, at))
                      for at in range(min(raw.FPDFClipPath_CountPathSegments(clip, path), _MOST_POINTS))]
            if points:
                xs, ys = zip(*points, strict=True)
                ends = self._measure(min(xs), min(ys)), self._measure(max(xs), max(ys))
                (left, right), (top, bottom) = (sorted(pair) for pair in zip(*ends, strict=True))
                yield left, top, right, bottom

    def _point(self, segment: object) -> tuple[Any, Any]:
        raw.FPDFPathSegment_GetPoint(segment, self._x, self._y)
        return self._x.value, self._y.value


def _address(thing: Any) -> int:
    return ctypes.addressof(thing.contents)
