"""Running heads and feet of a PDF (页眉、页脚、页码): found, so that they do not stand in the middle of sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .pdf_lines import Line
from .pdf_page import POINT, Page

#: Page numbers stand in these hundredths of the page at its top and bottom, running heads so near (in points).
_OUTER, _NEAR = 12, 65
#: A head repeats on that share of the pages, as left and right ones do, and on three at least.
_SHARE, _FEWEST = 40, 3
_NUMBER = re.compile(r"[-—–－·•~〜\s]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·•~〜\s]*"
                     r"|[-—–－\s]*[IVXivx]{1,6}[-—–－\s]*|第[一二三四五六七八九十百]{1,5}页(?:共[一二三四五六七八九十百]{1,5}页)?")
_PAGE = re.compile(r"第\s*\d+\s*页|共\s*\d+\s*页|^\d+\s|\s\d+$")


@dataclass(frozen=True, slots=True)
class _Edge:
    """What a line at the edge of a page says, its page number aside, and how high it stands there."""

    text: str
    height: int


def body_lines(pages: Sequence[tuple[Page, list[Line]]]) -> list[list[Line]]:
    """The lines of each page without page numbers, and without what is printed at the edge of most pages."""
    bodies = [[line for line in lines if not _is_number(page, line, lines)] for page, lines in pages]
    seen: Counter[_Edge] = Counter()
    for (page, _), lines in zip(pages, bodies, strict=True):
        seen.update({edge for line in lines if (edge := _edge(page, line))})
    least = max(_FEWEST, len(pages) * _SHARE // 100)
    return [[line for line in lines if not ((edge := _edge(page, line)) and seen[edge] >= least
                                            and _stands_off(line, lines))]
            for (page, _), lines in zip(pages, bodies, strict=True)]


def _is_number(page: Page, line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is a page number: alone at the upper or lower edge, with nothing beyond it."""
    return (_at_edge(page, line, page.height * _OUTER // 100) and _NUMBER.fullmatch(line.text) is not None
            and line.base in (min(other.base for other in lines), max(other.base for other in lines)))


def _edge(page: Page, line: Line) -> _Edge | None:
    if not _at_edge(page, line, _NEAR * POINT):
        return None
    return _Edge(_PAGE.sub("#", line.text), line.base // (2 * line.size))


def _at_edge(page: Page, line: Line, room: int) -> bool:
    return line.bottom <= room or line.top >= page.height - room


def _stands_off(line: Line, lines: Sequence[Line]) -> bool:
    """Whether nothing stands close to the line on the side of the text."""
    return all(abs(other.base - line.base) > 2 * line.size for other in lines if other.base != line.base)
