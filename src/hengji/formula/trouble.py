"""Problems in a formula, shown with a caret under the very words."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import east_asian_width

from hengji.model import Place, Problem

from .tree import Span


def trouble(text: str, span: Span, place: Place, message: str, *, expected: str = "",
            found: str = "", suggestion: str = "") -> Problem:
    """A problem at ``span`` of the formula ``text`` that begins at ``place``."""
    start, end = span
    column = place.column + start if place.column is not None else None
    return Problem(replace(place, column=column), message, expected, found, suggestion,
                   excerpt(text, start, end))


def excerpt(text: str, start: int, end: int) -> str:
    """``text`` with carets below ``start``–``end``; a Chinese character is two columns wide."""
    before = "".join("　" if _wide(c) else " " for c in text[:start])
    carets = "".join("^^" if _wide(c) else "^" for c in text[start:end]) or "^"
    return f"{text}\n{before}{carets}"


def _wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
