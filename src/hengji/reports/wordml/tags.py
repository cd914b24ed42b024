"""The placeholders of a template (占位符), as they stand in its paragraphs.

Word cuts a paragraph into runs wherever a look or a spelling mark changes, so a placeholder may lie in several.
Here each is found in the words of its paragraph, so that it can be told and checked, and is put back in one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import east_asian_width

from lxml import etree

from .stylesheet import WORDML

W = f"{{{WORDML}}}"
_STANDS_IN = {"instrText": "域代码", "t": "公式", "fldSimple": "域代码"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: A placeholder, a statement or a remark.
TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<statement>.*?)%\}|\{#.*?#\}", re.DOTALL)
_PREFIX = re.compile(r"(tr|tc|p|r)\s+(?=[\w“（])")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{[\s\u200b\u2060\ufeff]+\{|[｛{]\s*｛|｛\s*\{|\{\s*％|｛\s*[%％]")
#: Signs without a width that copying from web pages leaves behind.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: What Jinja would take for its own, wherever it stands.
_OPENING = re.compile(r"\{[{%#]")
_SHOWN = 18


@dataclass(slots=True)
class Tag:
    """One placeholder: ``{{ … }}`` (a value) or ``{% … %}`` (a statement), with ``p``, ``tr``, ``tc`` or ``r``."""

    statement: bool
    prefix: str
    inner: str
    written: str
    line: Line
    start: int

    @property
    def word(self) -> str:
        """The word that a statement begins with: ``if``, ``endfor``."""
        return self.inner.split(None, 1)[0] if self.statement and self.inner else ""


@dataclass(slots=True)
class Line:
    """A paragraph of a part, counted from 1, with its words and the placeholders in it."""

    part: str
    number: int
    words: str
    element: Any
    tags: list[Tag] = field(default_factory=list)
    #: Where something looks like a placeholder and is none: its start, and the signs.
    broken: list[tuple[int, str]] = field(default_factory=list)

    def excerpt(self, start: int, length: int) -> str:
        """The words around a spot, with a caret under the spot."""
        begin = max(0, start - _SHOWN)
        shown = self.words[begin:start + length + _SHOWN]
        return f"{shown}\n{' ' * _width(self.words[begin:start])}{'^' * _width(self.words[start:start + length])}"

    def besides(self) -> str:
        """The words of the paragraph without its placeholders."""
        return TAG.sub("", self.words).strip()


def _width(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)


def read_lines(part: str, root: Any) -> list[Line]:
    """Every paragraph of a part that has words."""
    return [line for number, element in enumerate(root.iter(f"{W}p"), 1)
            if (line := _read(part, number, element)) is not None]


def read_properties(part: str, root: Any) -> list[Line]:
    """The properties of the document (title, subject) that hold placeholders."""
    return [_found(Line(part, number, element.text, element)) for number, element in enumerate(root, 1)
            if element.text and "{" in element.text]


def misplaced(part: str, root: Any) -> Iterator[tuple[Line, str]]:
    """Placeholders where no words of a paragraph are, each with what it stands in: nobody would fill them."""
    number = 0
    for piece in root.iter(etree.Element):
        number += piece.tag == f"{W}p"
        for words in (piece.text if piece.tag != f"{W}t" else "", *piece.attrib.values()):
            if words and _OPENING.search(words):
                within = _STANDS_IN.get(etree.QName(piece).localname, "控件、图片的名称或说明")
                yield Line(part, max(number, 1), words, piece), within


def _pieces(element: Any) -> list[Any]:
    """The texts of a paragraph; those of a text box in it belong to the paragraphs of the box."""
    return [piece for piece in element.iter(f"{W}t") if next(piece.iterancestors(f"{W}p"), None) is element]


def _read(part: str, number: int, element: Any) -> Line | None:
    words = "".join(piece.text or "" for piece in _pieces(element))
    if not words:
        return None
    return _found(Line(part, number, words, element))


def _found(line: Line) -> Line:
    """The line with what stands in its words."""
    end, words = 0, line.words
    for found in TAG.finditer(words):
        line.broken += _left_over(words, end, found.start())
        end = found.end()
        if not found.group().startswith("{#"):
            line.tags.append(_tag(line, found))
    line.broken += _left_over(words, end, len(words))
    return line


def _left_over(words: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    yield from ((start + found.start(), found.group()) for found in _LEFT_OVER.finditer(words[start:end]))


def _tag(line: Line, found: re.Match[str]) -> Tag:
    statement = found.group("value") is None
    raw = found.group("statement") if statement else found.group("value")
    # A dash trims white space in Jinja; in Word it would join paragraphs, so it is read as nothing.
    inner = " ".join(_UNSEEN.sub("", raw).removeprefix("-").removesuffix("-").split())
    prefix = _PREFIX.match(inner)
    return Tag(statement, prefix.group(1) if prefix else "", inner[prefix.end():] if prefix else inner,
               found.group(), line, found.start())


def put(line: Line, sources: Sequence[str]) -> None:
    """Puts ``sources`` where the placeholders of the paragraph stand, each whole into the run where it begins."""
    spots = [(found.start(), found.end()) for found in TAG.finditer(line.words) if not found.group().startswith("{#")]
    first = 0
    for piece in _pieces(line.element):
        last = first + len(piece.text or "")
        out, at = [], first
        for (start, end), source in zip(spots, sources, strict=True):
            if end <= at or start >= last:
                continue
            out.append(line.words[at:max(at, start)])
            out.append(source if start >= first else "")
            at = min(end, last)
        out.append(line.words[at:last])
        piece.text = "".join(out)
        piece.set(_SPACE, "preserve")
        first = last
