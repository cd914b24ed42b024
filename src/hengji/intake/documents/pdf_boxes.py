"""Back from words to a PDF (定位到页面): where on its pages the marked words of a manuscript are printed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pypdfium2

from hengji.model import Box, Manuscript, Mark

from .pdf_page import POINT, Measure, measure_of
from .read_pdf import open_pdf

#: So much room (in hundredths of a point) is left around the words.
_ROOM = 3 * POINT // 2


class Rectangle(NamedTuple):
    """A rectangle in the coordinates of a page (``number`` from 0), as PDF writes it, in points."""

    number: int
    left: float
    bottom: float
    right: float
    top: float


class PdfBoxes:
    """The words of a manuscript on the pages of the PDF at ``path`` that it was read from.

    ``document`` is open till :meth:`close`. Raises :class:`Unusable` when it cannot be opened.
    """

    def __init__(self, path: Path, manuscript: Manuscript) -> None:
        self.document = open_pdf(path)
        self._manuscript = manuscript
        self._measures: dict[int, tuple[pypdfium2.PdfPage, Measure]] = {}

    def at(self, mark: Mark) -> list[Rectangle]:
        """Around the words that ``mark`` marks: a rectangle on each line of them."""
        passage = self._manuscript.passage(mark)
        return [self._rectangle(box) for box in passage.boxes(mark.start, mark.end)]

    def page(self, number: int) -> pypdfium2.PdfPage:
        """The page of this number, from 0; each is opened once."""
        return self._measured(number)[0]

    def close(self) -> None:
        """Closes the document and its pages."""
        for page, _ in self._measures.values():
            page.close()
        self.document.close()

    def _measured(self, number: int) -> tuple[pypdfium2.PdfPage, Measure]:
        if number not in self._measures:
            page = self.document[number]
            self._measures[number] = page, measure_of(page)
        return self._measures[number]

    def _rectangle(self, box: Box) -> Rectangle:
        _, measure = self._measured(box.page - 1)
        (left, right), (bottom, top) = (sorted(pair) for pair in zip(
            measure.back(box.left - _ROOM, box.top - _ROOM), measure.back(box.right + _ROOM, box.bottom + _ROOM),
            strict=True))
        return Rectangle(box.page - 1, left, bottom, right, top)
