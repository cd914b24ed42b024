"""Back from words to Word (定位到文档): which runs of a document the marked words of its manuscript stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml.etree import _Element

from hengji.model import Mark

from .word_blocks import WordBlocks
from .word_text import pieces

if TYPE_CHECKING:
    from docx.document import Document


class WordRun(NamedTuple):
    """A run (``w:r``), or a formula (``m:oMath``), and the part of its text that is meant."""

    element: _Element
    start: int
    end: int


class WordRuns:
    """The runs of a document that python-docx has opened, found by the marks of the manuscript of the same file.

    Runs may be split in between, as long as the text of their paragraphs stays.
    """

    def __init__(self, document: Document) -> None:
        self._sources = [found.sources for found in WordBlocks().read(document.element.body)]

    def at(self, mark: Mark) -> list[WordRun]:
        """The runs that ``mark`` touches, in order; none in a footnote, which cannot bear a comment."""
        if mark.block >= len(self._sources):
            return []
        found, offset = [], 0
        for paragraph in self._sources[mark.block].get((mark.row, mark.column), ()):
            for element, text in pieces(paragraph):
                start, end = max(mark.start - offset, 0), min(mark.end - offset, len(text))
                if start < end:
                    found.append(WordRun(element, start, end))
                offset += len(text)
            offset += 1  # the line end between two paragraphs of a cell
        return found
