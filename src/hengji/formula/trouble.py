"""Problems in a formula, shown with a caret under the very words."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import east_asian_width

from hengji.model import Place, Problem

from .tree import Span

#: How much of a long formula is shown on each side of the mistake.
_AROUND = 80


def trouble(text: str, span: Span, place: Place, message: str, *, found: str = "",
            suggestion: str = "") -> Problem:
    """A problem at ``span`` of the formula ``text`` that begins at ``place``."""
    start, end = span
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start:line_end if line_end >= 0 else len(text)]
    start, end = start - line_start, min(end - line_start, len(line))
    return Problem(_moved(place, text.count("\n", 0, line_start), start), message, found=found,
                   suggestion=suggestion, excerpt=excerpt(line, start, end))


def _moved(place: Place, lines: int, columns: int) -> Place:
    """``place`` so many lines further down, or so many columns to the right on its line."""
    if lines:
        return replace(place, line=None if place.line is None else place.line + lines,
                       column=(place.column or 1) + columns)
    return replace(place, column=None if place.column is None else place.column + columns)


def excerpt(line: str, start: int, end: int) -> str:
    """``line`` with carets below ``start``–``end``, cut to what is near; a Chinese character is two columns wide."""
    first, last = max(0, start - _AROUND), min(len(line), max(end, start + 1), start + _AROUND) + _AROUND
    head, tail = ("…" if first else ""), ("…" if last < len(line) else "")
    before = head + line[first:start]
    marked = line[start:min(end, start + _AROUND)]
    spaces = "".join("　" if _wide(c) else " " for c in before)
    carets = "".join("^^" if _wide(c) else "^" for c in marked) or "^"
    return f"{head}{line[first:last]}{tail}\n{spaces}{carets}"


def shortened(text: str) -> str:
    """``text`` cut for a message."""
    return text if len(text) <= _AROUND // 2 else text[:_AROUND // 2] + "…"


def _wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
