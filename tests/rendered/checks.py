"""What is checked of a printed paper (版面检查): each check gives what is wrong, in words; nothing when all is well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from PIL import Image

from hengji.reports import contents_pages
from hengji.reports.papers import Paper
from tests.rendered.pages import Box, Printed, Sign, bare
from tests.rendered.walk import Placed, head_words, mixed, text_pages, unit_words, walk

#: Where GB/T 9704 lets words stand, in points: upright pages, and pages that were turned.
UPRIGHT, ACROSS = Box(79.35, 99.2, 521.6, 737.0), Box(99.2, 73.7, 737.0, 515.95)
#: Half a line's thickness and what a sign may reach over its own width.
_SLACK = 1.6
#: Signs that stand outside at the end of a line, as in every Chinese book.
_HANGING = "，。、；：！？）》”’】"
_FONTS = re.compile(r"(?:Noto(?:Serif|Sans)CJK|LiberationSerif|LiberationSans|TimesNewRoman)\S* yes")
#: Signs of a line and a little more.
_ONE_LINE = 32
_NUMBER = re.compile(r"[−-]?\d[\d,]*\.\d+%?")


def blank(printed: Printed) -> Iterator[str]:
    """Pages with nothing on them but their number."""
    for page in printed.pages:
        if not page.words and not page.drawn:
            yield f"{printed.name} 第{page.number}页是空白页"


def lonely(printed: Printed) -> Iterator[str]:
    """Pages of the text for a line of words, such as a date to sign."""
    for page in text_pages(printed):
        if len(page.words) < _ONE_LINE and not page.drawn:
            yield f"{printed.name} 第{page.number}页只有“{page.words}”"


def outside(printed: Printed, *areas: Box) -> Iterator[str]:
    """Signs and lines outside of where they may stand."""
    upright, turned = areas or (UPRIGHT, ACROSS)
    for page in printed.pages:
        area = turned if page.across else upright
        for sign, box in page.body:
            hanging = 17 if sign in _HANGING else 0
            if not _inside(box, area, hanging):
                yield f"{printed.name} 第{page.number}页的“{sign}”在版心以外：{box}"
        for box in page.drawn:
            shade = 17 if 10 < box.top - box.bottom < 40 else 0  # below a sign that hangs
            if box.right - box.left < page.width - 2 and not _inside(box, area, shade):
                yield f"{printed.name} 第{page.number}页的线在版心以外：{box}"


def _inside(box: Box, area: Box, hanging: int = 0) -> bool:
    return (area.left - _SLACK <= box.left and box.right <= area.right + _SLACK + hanging
            and area.bottom - _SLACK <= box.bottom and box.top <= area.top + _SLACK)


def ink(printed: Printed) -> Iterator[str]:
    """Anything that is seen within a finger's breadth of the paper's edge, whatever it is."""
    for page in printed.pages:
        seen = page.picture.point(lambda light: 255 if light < 200 else 0).getbbox()
        wide, high = page.picture.size
        if seen is not None and (min(seen[0], seen[1], wide - seen[2], high - seen[3]) < 18):
            yield f"{printed.name} 第{page.number}页印到了纸边：{seen}"
        if seen is None or _dark(page.picture) < 8:
            yield f"{printed.name} 第{page.number}页什么也看不见"


def _dark(picture: Image.Image) -> int:
    return sum(picture.histogram()[:128])


def crossed(printed: Printed) -> Iterator[str]:
    """Signs that a line of a table goes through: words that were cut, or ran into the next cell."""
    for page in printed.pages:
        boxes = np.array([sign.box for sign in page.body]).reshape(-1, 4)
        uprights = np.array(page.upright_lines).reshape(-1, 4)
        levels = np.array(page.level_lines).reshape(-1, 4)
        through = np.zeros(len(boxes), dtype=bool)
        for line in uprights:
            middle = (line[0] + line[2]) / 2
            through |= ((boxes[:, 0] + 0.8 < middle) & (middle < boxes[:, 2] - 0.8)
                        & (boxes[:, 1] < line[3] - 1) & (line[1] + 1 < boxes[:, 3]))
        for line in levels:
            middle = (line[1] + line[3]) / 2
            through |= ((boxes[:, 1] + 1 < middle) & (middle < boxes[:, 3] - 1)
                        & (boxes[:, 0] < line[2] - 1) & (line[0] + 1 < boxes[:, 2]))
        if through.any():
            told = "".join(page.body[int(index)].sign for index in np.flatnonzero(through))
            yield f"{printed.name} 第{page.number}页有线穿过文字：{told}"


def strange_fonts(printed: Printed) -> Iterator[str]:
    """Fonts that are not inside, or that stand in where a sign has no glyph."""
    for font in printed.fonts:
        if _FONTS.fullmatch(font) is None:
            yield f"{printed.name} 的字体 {font}"


def lost(printed: Printed, paper: Paper) -> Iterator[str]:
    """What the paper says and its pages do not."""
    for placed in walk(paper, printed):
        if placed.page is None:
            yield f"{printed.name} 里找不到“{placed.piece.words[:60]}”"
    front = bare("".join(page.words for page in printed.pages))
    for words in (paper.title, *(words for pair in paper.cover for words in pair)):
        if bare(words) not in front:
            yield f"{printed.name} 里找不到“{words}”"


def torn_numbers(printed: Printed, paper: Paper) -> Iterator[str]:
    """Numbers whose digits stand on more than one line."""
    for placed, _, cell, signs in _cells(walk(paper, printed)):
        whole = _NUMBER.fullmatch(bare(cell))
        if whole and max(s.box.bottom for s in signs) - min(s.box.bottom for s in signs) > 8:
            yield f"{printed.name} 第{placed.page.number if placed.page else 0}页的{cell}分在两行"


def not_right(printed: Printed, paper: Paper) -> Iterator[str]:
    """Amounts and scores in tables with a unit that do not end below one another."""
    ends: dict[tuple[int, int, bool], dict[int, list[str]]] = {}
    for placed, column, cell, signs in _cells(walk(paper, printed)):
        table = placed.piece.table
        if table is not None and table.unit and placed.page is not None and _NUMBER.fullmatch(bare(cell)):
            place = ends.setdefault((id(table), column, placed.page.across), {})
            right = round(max(sign.box.right for sign in signs))
            place.setdefault(next((known for known in place if abs(known - right) <= 2), right), []).append(cell)
    for place in ends.values():
        if len(place) > 1:
            yield f"{printed.name} 的数没有右对齐：{sorted(place.values())}"


def _cells(placed: Sequence[Placed]) -> Iterator[tuple[Placed, int, str, Sequence[Sign]]]:
    """Each cell with words of the rows that stand on one page, with its column and its signs."""
    for one in placed:
        if one.piece.form == "row" and one.exact:
            start = 0
            for column, cell in one.piece.cells:
                words = bare(cell.text)
                if words:
                    yield one, column, cell.text, one.signs(start, len(words))
                start += len(words)


def heads_not_repeated(printed: Printed, paper: Paper) -> Iterator[str]:
    """Pages on which a table goes on without its head."""
    for first, rows in _tables(walk(paper, printed)):
        head = head_words(first.piece.table) if first.piece.table else ""
        pages = {row.page.number: row.page for row in rows if row.page is not None}
        for page in pages.values():
            if head and head not in page.words and mixed(head, page.words) < 0:
                yield f"{printed.name} 第{page.number}页的表没有表头“{head}”"


def torn_from(printed: Printed, paper: Paper) -> Iterator[str]:
    """Headings, titles of tables and heads at the end of a page, when what they belong to is on the next one."""
    placed = walk(paper, printed)
    for one, following in pairwise(placed):
        if one.piece.form in ("heading", "annex", "top") and one.page is not following.page:
            yield f"{printed.name} 第{one.page.number if one.page else 0}页末的“{one.piece.words[:30]}”与下文分开了"


def stray_notes(printed: Printed, paper: Paper) -> Iterator[str]:
    """Notes and lines to sign on a page without anything of their table."""
    placed = walk(paper, printed)
    for before, one in pairwise(placed):
        if one.piece.form == "note" and before.piece.form == "row" and before.whole and before.page is not one.page:
            yield f"{printed.name} 第{one.page.number if one.page else 0}页的“{one.piece.words[:30]}”离开了表"


def units_missing(printed: Printed, paper: Paper) -> Iterator[str]:
    """Tables whose unit is not printed above at the right end."""
    for first, _ in _tables(walk(paper, printed)):
        table = first.piece.table
        if table is None or not table.unit or first.page is None:
            continue
        told = bare(unit_words(table))
        signs = first.signs(len(bare(table.title)), len(told))
        area = ACROSS if first.page.across else UPRIGHT
        if "".join(s.sign for s in signs) != told or area.right - max(s.box.right for s in signs) > 12:
            yield f"{printed.name} 的表“{table.title}”上方右侧没有“{told}”"


def _tables(placed: Sequence[Placed]) -> Iterator[tuple[Placed, list[Placed]]]:
    """Each table's beginning with its rows; a table without title, unit and head begins with its first row."""
    groups: dict[int, list[Placed]] = {}
    for one in placed:
        if one.piece.table is not None and one.piece.form in ("top", "row"):
            groups.setdefault(id(one.piece.table), []).append(one)
    for group in groups.values():
        yield group[0], [one for one in group if one.piece.form == "row"]


def misnumbered(printed: Printed) -> Iterator[str]:
    """Pages whose number is absent or wrong; cover and contents have none."""
    numbers = [page.printed_number for page in text_pages(printed)]
    if numbers != [str(number) for number in range(1, len(numbers) + 1)] or not numbers:
        yield f"{printed.name} 的页码是{numbers}"
    first = next((page.number for page in printed.pages if page.printed_number), 0)
    unnumbered = [page.number for page in printed.pages[first:] if not page.printed_number]
    if unnumbered:
        yield f"{printed.name} 第{unnumbered}页没有页码"


def contents_wrong(printed: Printed, paper: Paper) -> Iterator[str]:
    """Entries of the contents whose page is not the page where the heading stands."""
    told = contents_pages(printed.content)
    placed = [one for one in walk(paper, printed) if one.piece.form in ("heading", "annex")]
    front = "".join(page.words for page in printed.pages if not page.printed_number)
    shown = [one for one in placed if _entry(one.piece.words, front)]
    stand = tuple(int(one.page.printed_number) if one.page else 0 for one in shown)
    if not told or told != stand:
        wrong = [(one.piece.words, page, here) for one, page, here in zip(shown, told, stand, strict=False)
                 if page != here]
        yield f"{printed.name} 的目录有{len(told)}条，正文有{len(stand)}个标题，页码不对的：{wrong[:5]}"


def _entry(words: str, front: str) -> bool:
    """Whether a heading has an entry: its words, then dots."""
    return re.search(re.escape(words) + r"\.{3}", front) is not None


def too_few_or_many(printed: Printed, least: int, most: int) -> Iterator[str]:
    """A number of pages that no such paper has."""
    if not least <= len(printed.pages) <= most:
        yield f"{printed.name} 有{len(printed.pages)}页，应有{least}到{most}页"
