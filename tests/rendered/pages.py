"""Pages of a PDF as they are read back: every sign with its place, every line that was drawn, every font."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pypdfium2.raw as raw
from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

#: Signs that are there without being seen.
_UNSEEN = re.compile(r"[\s\ufffe\ufeff\x00-\x1f]")
_FOOTER = re.compile(r"—\d+—")
#: A line that was drawn is no thicker than this.
_THIN = 2.5


class Box(NamedTuple):
    """A rectangle on a page in points, from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Sign(NamedTuple):
    """A sign that is seen, and where."""

    sign: str
    box: Box


@dataclass(frozen=True)
class Page:
    """A page: its size, the signs in the order in which they were written, what was drawn."""

    number: int
    width: float
    height: float
    signs: tuple[Sign, ...]
    drawn: tuple[Box, ...]
    picture: Image.Image

    @property
    def across(self) -> bool:
        return self.width > self.height

    @cached_property
    def whole(self) -> str:
        """All words without spaces."""
        return "".join(sign.sign for sign in self.signs)

    @cached_property
    def _foot(self) -> tuple[int, int]:
        """Where in the words the number of the page stands: below everything else."""
        found = [match for match in _FOOTER.finditer(self.whole)
                 if all(sign.box.top < 90 for sign in self.signs[match.start():match.end()])]
        return (found[-1].start(), found[-1].end()) if found else (len(self.signs), len(self.signs))

    @property
    def printed_number(self) -> str:
        """The number that is printed below, without its dashes; empty where there is none."""
        return self.whole[slice(*self._foot)].strip("—")

    @cached_property
    def body(self) -> tuple[Sign, ...]:
        """The signs without the number of the page."""
        start, end = self._foot
        return self.signs[:start] + self.signs[end:]

    @cached_property
    def words(self) -> str:
        """The words of the body, without spaces."""
        return "".join(sign.sign for sign in self.body)

    @cached_property
    def upright_lines(self) -> tuple[Box, ...]:
        return tuple(box for box in self.drawn if box.right - box.left < _THIN < box.top - box.bottom)

    @cached_property
    def level_lines(self) -> tuple[Box, ...]:
        return tuple(box for box in self.drawn if box.top - box.bottom < _THIN < box.right - box.left)


@dataclass(frozen=True)
class Printed:
    """A document as it is printed."""

    name: str
    pages: tuple[Page, ...]
    fonts: tuple[str, ...]
    content: bytes

    @cached_property
    def words(self) -> str:
        """All words of all bodies, without spaces."""
        return "".join(page.words for page in self.pages)


def read_pdf(path: Path) -> Printed:
    """Everything that the checks ask of a PDF, read once."""
    content = path.read_bytes()
    with PdfDocument(content) as document:
        pages = tuple(_page(number, page) for number, page in enumerate(document, 1))
    return Printed(path.stem, pages, _fonts(path), content)


def _page(number: int, page: PdfPage) -> Page:
    drawn = tuple(Box(*each.get_bounds()) for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]))
    picture = page.render(scale=0.5, grayscale=True).to_pil()
    return Page(number, page.get_width(), page.get_height(), tuple(_signs(page)), drawn, picture)


def _signs(page: PdfPage) -> list[Sign]:
    text = page.get_textpage()
    signs: list[Sign] = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        sign = chr(code)
        if _UNSEEN.match(sign) is None and not raw.FPDFText_IsGenerated(text, index):
            signs.append(Sign(sign, Box(*text.get_charbox(index))))
    return signs


def _fonts(path: Path) -> tuple[str, ...]:
    """Each font with whether it is inside the file: ``NotoSerifCJKjp-Regular yes``."""
    told = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True, timeout=60).stdout
    rows = [line.split() for line in told.splitlines()[2:]]
    return tuple(f"{row[0].partition('+')[2] or row[0]} {row[-5]}" for row in rows)


def bare(words: str) -> str:
    """``words`` as they are compared: without what is not seen."""
    return _UNSEEN.sub("", words.replace("\u3000", ""))
