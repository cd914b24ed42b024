"""Printed characters put together to lines and texts (行): what a gap between them means."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hengji.model import Strip

from .pdf_page import Glyph

#: Characters stand on one line when their bases differ by less than that share of their size.
_LEVEL = 35
#: Between Latin letters and digits, a gap wider than that share of the size is a space.
_WORD_GAP = 18
#: Between Chinese characters a gap is the setter's, unless it is about as wide as a character.
_WIDE_GAP = 80
#: So wide a gap parts what belongs to different columns.
COLUMN_GAP = 150

_LATIN = re.compile(r"[!-~]")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one line (一行), from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> int:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> int:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs[-2:])

    @property
    def top(self) -> int:
        """Its upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def base(self) -> int:
        """What its characters stand on."""
        return self.glyphs[0].base

    @property
    def size(self) -> int:
        """The size of most of its characters."""
        return sorted(glyph.size for glyph in self.glyphs)[len(self.glyphs) // 2]

    @property
    def text(self) -> str:
        """What it says, with a space only where one is meant."""
        said = self.glyphs[0].text
        for one, other in pairwise(self.glyphs):
            said += f" {other.text}" if _apart(one, other) else other.text
        return said

    def pieces(self, gap: int = COLUMN_GAP) -> list[Line]:
        """Its parts between gaps wider than ``gap`` (in hundredths of its size)."""
        return [Line(part) for part in _parted(self.glyphs, gap * self.size // 100)]


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that the characters make, from top to bottom."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        line = lines[-1] if lines else None
        if line and glyph.base - line[0].base <= _LEVEL * min(glyph.size, line[0].size) // 100:
            line.append(glyph)
        else:
            lines.append([glyph])
    return [Line(_once(sorted(line, key=lambda g: (g.left, g.right)))) for line in lines]


def strip_of(line: Line, offset: int, page: int) -> Strip:
    """Where the line, from ``offset`` of its passage on, stands on its page."""
    edges = array("i", [edge for glyph in line.glyphs for edge in (glyph.left, glyph.right)])
    return Strip(offset, page, line.top, line.bottom, edges)


def joined(lines: Sequence[str], full: Sequence[bool]) -> tuple[str, list[int]]:
    """One text of several lines, and where each begins in it.

    Chinese goes on with nothing between. Words have a space between, and so have
    figures, unless the line was ``full`` and the figure broken at its edge.
    """
    text, begins = "", []
    for line, was_full in zip(lines, [True, *full], strict=False):
        if text and _LATIN.match(text[-1]) and _LATIN.match(line[0]) and not _broken(text, line, was_full):
            text += " "
        begins.append(len(text))
        text += line
    return text, begins


def _broken(text: str, line: str, full: bool) -> bool:
    """Whether a figure was broken at the edge: 164,978,|640 or 2080|501, or a sign stands for itself."""
    if text[-1].isdigit() or text[-1] in ",.-":
        return full and (line[0].isdigit() or line[0] in ",.%-")
    return not (text[-1].isalnum() and line[0].isalnum())


def _apart(one: Glyph, other: Glyph) -> bool:
    if other.text == "%":
        return False
    latin = _LATIN.match(one.text) and _LATIN.match(other.text)
    return other.left - one.right > (_WORD_GAP if latin else _WIDE_GAP) * min(one.size, other.size) // 100


def _once(glyphs: list[Glyph]) -> tuple[Glyph, ...]:
    """Without characters printed twice, a little apart, to look bold."""
    kept = glyphs[:1]
    for glyph in glyphs[1:]:
        twice = any(glyph.text == last.text and glyph.left - last.left < (last.right - last.left) // 4
                    for last in kept[-2:])
        if not twice:
            kept.append(glyph)
    return tuple(kept)


def _parted(glyphs: Sequence[Glyph], gap: int) -> list[tuple[Glyph, ...]]:
    parts: list[list[Glyph]] = [[glyphs[0]]]
    for one, other in pairwise(glyphs):
        if other.left - one.right > gap:
            parts.append([])
        parts[-1].append(other)
    return [tuple(part) for part in parts]
