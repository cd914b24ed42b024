"""Back from words to Word (定位到文档): which runs of a document the marked words of its manuscript stand in."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml.etree import _Element

from hengji.model import Mark

from .word_blocks import WordBlocks
from .word_text import child_text, pieces, word

if TYPE_CHECKING:
    from docx.document import Document


_RUN, _TEXT, _PROPERTIES = (word(name) for name in ("r", "t", "rPr"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class WordRun(NamedTuple):
    """A run (``w:r``), or a formula (``m:oMath``), and the part of its text that is meant."""

    element: _Element
    start: int
    end: int

    def alone(self) -> _Element:
        """An element with the meant text and nothing else; the rest of its run is split off, set the same way."""
        if self.element.tag != _RUN:
            return self.element
        _split(self.element, self.end)
        return _split(self.element, self.start)


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


def _split(run: _Element, at: int) -> _Element:
    """Cuts a run before the character ``at``, counted from 0; gives what begins there, a new run behind it."""
    if at == 0:
        return run
    rest = run.makeelement(run.tag)
    for name, value in run.attrib.items():
        rest.set(name, value)
    offset = 0
    for child in [child for child in run if child.tag != _PROPERTIES]:
        text = child_text(child)
        if offset >= at:
            rest.append(child)
        elif offset + len(text) > at and child.tag == _TEXT:
            behind = deepcopy(child)
            child.text, behind.text = text[:at - offset], text[at - offset:]
            for part in (child, behind):
                part.set(_SPACE, "preserve")
            rest.append(behind)
        offset += len(text)
    if len(rest):
        properties = run.find(_PROPERTIES)
        if properties is not None:
            rest.insert(0, deepcopy(properties))
        run.addnext(rest)
    return rest
