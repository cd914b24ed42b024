"""Lines of a PDF put together to paragraphs (段落), over the ends of pages too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hengji.model import Paragraph, Start

from .headings import heading_level
from .pdf_lines import Line, joined, strip_of
from .pdf_tables import ITEM

#: A first line is set in by at least that share of its size; other lines begin within less of the margin.
_INDENT = 120
#: Sizes further apart than that percentage are different type; that of titles is so much of the usual one.
_OTHER_TYPE, _TITLE = 25, 110
#: Measures (in hundredths of a point) are counted in steps of this.
_STEP = 20
#: A gap that many hundredths of the usual distance of lines begins a paragraph.
_GAP = 160
#: Lines with fewer characters tell nothing about the margins.
_LONG = 15
#: So many lines that end at the same place show where the margin is.
_FLUSH = 3
#: A line of which that percentage is filled may go on, even if the next word had fitted in.
_LONG_ENOUGH = 60
_LONGEST_HEADING = 45

_END = tuple("。！？；：!?;:")
_CLOSING = tuple("。，、；：！？）》”’】〉%％),.;:!?")
_FIRST_WORD = re.compile(r"[!-~]+[。，、；：！？）》”’】〉]*|.[。，、；：！？）》”’】〉]*")
_LEADER = re.compile(r"\s*(?:[.．·•。]\s*){4,}\d*$|\s*…{2,}\s*\d*$")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text of a document is set (版式): its margins, type size and distance of lines."""

    left: int
    right: int
    size: int
    pitch: int


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on its page, with how pages of that width are set."""

    page: int
    line: Line
    setting: Setting


def setting_of(pages: Iterable[Sequence[Line]], width: int, others: Setting | None = None) -> Setting:
    """How these pages of one width are set, told from their lines; where too few tell it, as ``others`` are."""
    pages = [sorted(lines, key=lambda line: line.base) for lines in pages]
    lines = [line for page in pages for line in page]
    if not lines:
        return others or Setting(0, width, 1, 1)
    size = others.size if others else _commonest(size for line in lines for size in [line.size] * len(line.glyphs))
    pitches = [below.base - above.base for page in pages for above, below in pairwise(page)
               if below.base - above.base > size // 2]
    pitch = _commonest(pitches) or (others.pitch if others else 2 * size)
    long = [line for line in lines if len(line.glyphs) >= _LONG]
    lefts, rights = sorted(line.left for line in long or lines), sorted(line.right for line in long)
    flush = [right for at, right in enumerate(rights) if at >= _FLUSH - 1 and right - rights[at - _FLUSH + 1] < size]
    if others is None:
        left = lefts[len(lefts) // 10]
        widest = max(width - min(left, width // 6), *(line.right for line in lines))
        return Setting(left, flush[-1] if flush else widest, size, pitch)
    if not flush:
        return Setting(others.left, others.right, size, pitch)
    return Setting(lefts[0] if lefts[-1] - lefts[0] > size else min(lefts[0], others.left), flush[-1], size, pitch)


def paragraphs_of(lines: Sequence[PlacedLine], number: int) -> list[Paragraph]:
    """The paragraphs that the lines make, counted from ``number``; no table stands between the lines."""
    groups: list[list[PlacedLine]] = []
    for placed in lines:
        if not groups or _begins(groups[-1], placed):
            groups.append([])
        groups[-1].append(placed)
    return [_paragraph(group, number + at) for at, group in enumerate(groups)]


def _paragraph(group: Sequence[PlacedLine], number: int) -> Paragraph:
    text, begins = joined([_LEADER.sub("", placed.line.text) or placed.line.text for placed in group],
                          [True for _ in group])
    starts: list[Start] = []
    for begin, placed in zip(begins, group, strict=True):
        if not starts or starts[-1].page != placed.page:
            starts.append(Start(begin, placed.page))
    strips = tuple(strip_of(placed.line, begin, placed.page) for begin, placed in zip(begins, group, strict=True))
    return Paragraph(text=text, starts=tuple(starts), strips=strips, number=number, level=_level(text, group))


def _level(text: str, group: Sequence[PlacedLine]) -> int:
    """The level of a heading: told by its number, else by its size; 0 of running text."""
    if len(text) > _LONGEST_HEADING or text.endswith(_END) or "。" in text:
        return 0
    first = group[0]
    return heading_level(text) or int(_larger(first) and _centred(first))


def _begins(group: Sequence[PlacedLine], placed: PlacedLine) -> bool:
    """Whether ``placed`` begins a paragraph rather than goes on with the one above."""
    last, line = group[-1].line, placed.line
    if line.text.startswith(_CLOSING):
        return False
    if _differ(last, line):
        return True
    ended = last.text.endswith(_END)
    if _centred(placed) or _centred(group[-1]):
        return ended or _far(group, placed) or not _goes_with(group, placed)
    full = _is_full(group[-1], placed) or (not ended and _returns(group, placed))
    indented = _set_in(line, placed.setting.left)
    apart = _far(group, placed) or group[-1].page != placed.page
    if not full or (apart and (ended or indented)):
        return True
    block = len(group) > 1 and abs(last.left - line.left) < line.size // 2
    return (indented and not block) or bool(ended and ITEM.match(line.text))


def _goes_with(group: Sequence[PlacedLine], placed: PlacedLine) -> bool:
    """Whether a line is the next of a title: below a line in the middle, and itself there, on the same page."""
    above = group[-1]
    if above.page != placed.page or ITEM.match(placed.line.text) or not _centred(placed):
        return False
    if _larger(above) and _larger(placed) and _centred(above):
        return True
    before, after = above.line.left - above.setting.left, above.setting.right - above.line.right
    return len(group) == 1 and abs(before - after) < above.line.size and before < 2 * above.line.size


def _is_full(above: PlacedLine, below: PlacedLine) -> bool:
    """Whether the first word of the line below had no room on the line above."""
    word = _FIRST_WORD.match(below.line.text)
    count = len(word[0].replace(" ", "")) if word else 1
    end = below.line.glyphs[min(count, len(below.line.glyphs)) - 1].right
    return above.line.right + end - below.line.left > above.setting.right - above.line.size // 2


def _returns(group: Sequence[PlacedLine], placed: PlacedLine) -> bool:
    """Whether a line comes back to the margin after a first line that was set in, and a long one above."""
    setting, first, last = placed.setting, group[0], group[-1].line
    return (_set_in(first.line, first.setting.left) and not _set_in(placed.line, setting.left)
            and 100 * (last.right - setting.left) > _LONG_ENOUGH * (setting.right - setting.left))


def _set_in(line: Line, left: int) -> bool:
    return 100 * (line.left - left) > _INDENT * line.size


def _far(group: Sequence[PlacedLine], placed: PlacedLine) -> bool:
    last = group[-1]
    if last.page != placed.page:
        return False
    pitch = placed.setting.pitch
    if len(group) > 1 and group[-2].page == last.page:
        pitch = last.line.base - group[-2].line.base
    return 100 * (placed.line.base - last.line.base) > _GAP * max(pitch, last.line.size)


def _differ(one: Line, other: Line) -> bool:
    return 100 * abs(one.size - other.size) > _OTHER_TYPE * min(one.size, other.size)


def _larger(placed: PlacedLine) -> bool:
    return 100 * placed.line.size > _TITLE * placed.setting.size


def _centred(placed: PlacedLine) -> bool:
    """Whether a line stands in the middle, with room on both sides: more than a first line that is set in has."""
    before, after = placed.line.left - placed.setting.left, placed.setting.right - placed.line.right
    room = (1 if _larger(placed) else 3) * placed.line.size
    return min(before, after) > room and abs(before - after) < 3 * placed.line.size


def _commonest(numbers: Iterable[int]) -> int:
    found = Counter(number // _STEP * _STEP for number in numbers).most_common(1)
    return found[0][0] if found else 0
