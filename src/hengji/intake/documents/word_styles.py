"""Styles of Word (样式): which paragraphs are headings, and which automatic number stands in front (自动编号)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from .word_numbers import Numbering
from .word_text import value_of, whole, word

_PROPERTIES, _NUMBER = word("pPr"), word("numPr")
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
#: Styles rest on one another so deep at most; Word allows fewer.
_DEEPEST = 20
#: Outline levels count from 0; this one and above is running text.
_RUNNING_TEXT = 9


@dataclass(slots=True)
class _Style:
    """A style of paragraphs: its own level and number, and the style that it rests on; None where it says nothing."""

    based_on: str
    level: int | None = None
    number: tuple[str, int] | None = None


@dataclass(slots=True)
class Styles:
    """The styles and the automatic numbers of a document, as its paragraphs come by in their order."""

    numbering: Numbering = field(default_factory=Numbering)
    _styles: dict[str, _Style] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: _Element | None, numbering: _Element | None) -> Styles:
        """What the parts ``styles.xml`` and ``numbering.xml`` say, each None when the document has none."""
        found: dict[str, _Style] = {}
        for style in () if styles is None else styles.iterfind(word("style")):
            properties = style.find(_PROPERTIES)
            name = _HEADING.fullmatch(value_of(style, "name"))
            level = int(name[1]) if name else None
            own = _outline(properties)
            found[style.get(word("styleId"), "")] = _Style(
                value_of(style, "basedOn"), level if own is None else own, _number(properties))
        return cls(Numbering.of(numbering), found)

    def read(self, paragraph: _Element) -> tuple[int, str]:
        """The level of a paragraph as a heading, 0 for running text, and its automatic number."""
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            return 0, ""
        style = value_of(properties, "pStyle")
        level, number = _outline(properties), _number(properties)
        for _ in range(_DEEPEST):
            known = self._styles.get(style)
            if known is None or (level is not None and number is not None):
                break
            level = known.level if level is None else level
            number = known.number if number is None else number
            style = known.based_on
        return level or 0, self.numbering.next(*number) if number else ""


def _outline(properties: _Element | None) -> int | None:
    """The level from 1, 0 for running text, None when nothing is said."""
    level = whole(value_of(properties, "outlineLvl"))
    if level is None:
        return None
    return level + 1 if level < _RUNNING_TEXT else 0


def _number(properties: _Element | None) -> tuple[str, int] | None:
    """The list and the level in it."""
    number = None if properties is None else properties.find(_NUMBER)
    return None if number is None else (value_of(number, "numId"), whole(value_of(number, "ilvl")) or 0)
