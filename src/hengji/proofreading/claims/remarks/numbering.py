"""Numbering (编号): sequences with gaps, repeats or turned round, options lettered twice, tables numbered twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength

from .numerals import CHINESE, chinese, whole
from .pieces import Piece, Pieces

#: The styles of numbering, each with how its number n is written again.
_STYLES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("part", re.compile(rf"第({CHINESE})部分(?![^\s、:]*的)"), "第{}部分"),
    ("chapter", re.compile(rf"第({CHINESE})章"), "第{}章"),
    ("chinese", re.compile(rf"({CHINESE})、"), "{}、"),
    ("bracketed", re.compile(rf"\(({CHINESE})\)"), "（{}）"),
    ("digits", re.compile(r"(\d{1,2})\s*\.(?!\d(?!\d{3}年))"), "{}."),
    ("digits-listed", re.compile(r"(\d{1,2})\s*、"), "{}、"),
    ("digits-bracketed", re.compile(r"\((\d{1,2})\)(?!\s*[-+×÷*/=])"), "（{}）"),
    ("circled", re.compile(r"([①-⑳])"), "{}"),
)
#: Styles that careless hands mix: 1. 2、 3.
_MIXED = {"digits", "digits-listed"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKUP = re.compile(r"[\s#*>]*")


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph, or line of a cell (编号的一条)."""

    style: str
    number: int
    piece: Piece
    start: int
    end: int
    #: Its place among all pieces.
    index: int

    @property
    def mark(self) -> Mark:
        """The mark of the number as printed."""
        return self.piece.part(self.start, self.end)


def items(pieces: Iterable[Piece]) -> Iterator[Item]:
    """The numbered ones among ``pieces``, by the number that each begins with."""
    for index, piece in enumerate(pieces):
        start = _begin(piece.text)
        for style, pattern, _ in _STYLES:
            if found := pattern.match(piece.text, start):
                with suppress(ValueError):  # 十十 is no number
                    yield Item(style, whole(found[1]), piece, start, found.end(), index)
                break


def _begin(text: str) -> int:
    found = _MARKUP.match(text)
    return found.end() if found else 0


def written(style: str, number: int) -> str:
    """``number`` as ``style`` writes it: 三、 （三） 3. ③."""
    form = next(form for name, _, form in _STYLES if name == style)
    if style == "circled":
        return _CIRCLED[number - 1] if number <= len(_CIRCLED) else str(number)
    return form.format(number if style.startswith("digits") else chinese(number))


def headings(pieces: Pieces) -> Iterator[Remark]:
    """Numbered paragraphs whose number does not follow the one before it under the same parent."""
    ordered = [*pieces.paragraphs]
    stack: list[Item] = []
    seen: set[str] = set()
    meant: dict[Mark, int] = {}  # what a wrong number should have been: the next may go on from there
    for item in items(ordered):
        again = item.piece.text in seen  # a page printed over again, or a list of contents
        seen.add(item.piece.text)
        above = next((at for at, other in enumerate(stack) if other.style == item.style), None)
        if above is None:
            stack.append(item)
            continue
        last = stack[above]
        del stack[above:]
        stack.append(item)
        if not again and item.number != meant.get(last.mark, -1) + 1:
            found = [*_out_of_order(last, item, ordered)]
            meant |= {item.mark: last.number + 1} if found else {}
            yield from found


def _out_of_order(last: Item, item: Item, pieces: list[Piece]) -> Iterator[Remark]:
    """What is wrong with ``item`` after ``last``: 1 begins anew, the next number follows, all else is told."""
    if item.number in (1, last.number + 1):
        return
    missing = written(item.style, last.number + 1)
    strength = Strength.LIKELY if item.number <= last.number + 3 else Strength.WEAK
    if item.number > last.number:
        between = pieces[last.index:item.index]
        if any(_inline(piece, item.style, last.number + 1) for piece in between):
            return  # run together with the one before
        if any({item.style, other.style} == _MIXED and other.number == last.number + 1 for other in items(between)):
            return
        title = _unnumbered(pieces, last, item)
        said = f"；其间的“{title}”可能漏了编号“{missing}”" if title else ""
        yield Remark("numbering", strength, (item.mark, last.mark),
                     f"“{written(item.style, last.number)}”之后接着是“{written(item.style, item.number)}”，"
                     f"缺“{missing}”{said}。", printed=written(item.style, item.number), expected=missing,
                     likely="漏编或删改后没有重新编号", correction="补上缺的编号，或依次重新编号。")
    else:
        how = "重复" if item.number == last.number else "倒退"
        yield Remark("numbering", strength, (item.mark, last.mark),
                     f"编号{how}：“{written(item.style, last.number)}”之后又是“{written(item.style, item.number)}”。",
                     printed=written(item.style, item.number), expected=missing,
                     likely="增删条目后没有重新编号", correction=f"改为“{missing}”，其后依次顺延。")


def _inline(piece: Piece, style: str, number: int) -> bool:
    """Whether the number stands within the paragraph: two items that the page had run together."""
    pattern = next(pattern for name, pattern, _ in _STYLES if name == style)
    for found in pattern.finditer(piece.text):
        try:
            if whole(found[1]) == number:
                return True
        except ValueError:
            continue
    return False


def _unnumbered(pieces: list[Piece], last: Item, item: Item) -> str:
    """The heading between the two that stands right above a first sub-heading and has no number."""
    inner = {found.piece.mark: found for found in items(pieces[last.index + 1:item.index])}
    for above, below in pairwise(pieces[last.index + 1:item.index]):
        first = inner.get(below.mark)
        text = above.text.strip()
        if first and first.number == 1 and above.mark not in inner and 3 < len(text) <= 24 and text[-1] not in "。;:,":
            return text
    return ""


def within_cells(pieces: Pieces) -> Iterator[Remark]:
    """Numbered points within one cell or paragraph (①②④) that skip or repeat a number."""
    for piece in pieces.all:
        found = [(whole(hit[0]), hit.span()) for hit in re.finditer(r"[①-⑳](?=[^占、和与①-⑳]{2})", piece.text)]
        for (last, before), (number, span) in pairwise(found):
            if number in (1, last + 1) or _CIRCLED[last] in piece.text[before[1]:span[0]]:
                continue
            yield Remark("numbering", Strength.WEAK, (piece.part(*span), piece.part(*before)),
                         f"“{written('circled', last)}”之后是“{written('circled', number)}”。",
                         printed=written("circled", number), expected=written("circled", last + 1),
                         likely="增删要点后没有重新编号", correction="依次重新编号。")


_OPTION = re.compile(r"\s*([A-H])\s*[.、:]?\s*(?=[^\sA-Za-z0-9.、:])")


def options(pieces: Pieces) -> Iterator[Remark]:
    """Options of a question (选项 A B C D) lettered twice or with a letter left out; the same slip is told once."""
    slips: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for index in pieces.tables:
        rows: dict[int, list[Piece]] = defaultdict(list)
        for cell in pieces.cells_of(index):
            rows[cell.mark.row].append(cell)
        for row in rows.values():
            lettered = [(found[1], cell, found.end(1)) for cell in row if (found := _OPTION.match(cell.text))]
            letters = "".join(letter for letter, _, _ in lettered)
            if not letters.startswith("AB") or len(letters) < 3:
                continue
            for at, (letter, cell, end) in enumerate(lettered):
                if letter != chr(ord("A") + at):
                    slips[letters, letter].append(cell.part(end - 1, end))
                    break
    for (letters, letter), marks in slips.items():
        right = "".join(chr(ord("A") + at) for at in range(len(letters)))
        where = f"，共{len(marks)}处" if len(marks) > 1 else ""
        yield Remark("numbering", Strength.LIKELY, tuple(marks),
                     f"选项依次编为{'、'.join(letters)}，字母重复或缺漏{where}。", printed=letter,
                     expected="、".join(right), likely="选项编号误键", correction=f"选项依次改为{'、'.join(right)}。")


_CAPTION = re.compile(r"\s*(续?)表\s*(\d{1,2}(?:\s*[-–—.]\s*\d{1,2})?)"
                      r"(?:\s*(?=[^\d\s,。、;)的中所-])|\s+(?=(?:19|20)\d\d\s*年))")


def captions(pieces: Pieces) -> Iterator[Remark]:
    """Tables with one number and two titles (表号重复), or a number left out within a chapter."""
    seen: dict[str, tuple[Mark, str]] = {}
    order: dict[str, list[tuple[int, Piece, int]]] = defaultdict(list)
    for piece in pieces.paragraphs:
        found = _CAPTION.match(piece.text.replace("*", " "))
        if not found or found[1] or len(piece.text) > 60 or piece.text.rstrip().endswith(("。", ":", ";")):
            continue
        number = re.sub(r"\s", "", found[2])
        title = re.sub(r"\s|单位:.*", "", piece.text[found.end():].replace("*", ""))
        mark = piece.part(0, found.end())
        first, first_title = seen.setdefault(number, (mark, title))
        if first_title != title:
            yield Remark("numbering", Strength.LIKELY, (mark, first),
                         f"两张不同的表都编为“表{number}”：“{first_title}”与“{title}”。", printed=f"表{number}",
                         likely="增加表格后没有重新编号", correction="给后一张表另编号，并改正文中的引用。")
        chapter, _, serial = re.sub(r"[–—.]", "-", number).rpartition("-")
        order[chapter].append((int(serial), piece, found.end()))
    for chapter, tables in order.items():
        for (last, *_), (own, piece, end) in pairwise(tables):
            if own == last + 2:
                gap = f"{chapter}-{last + 1}".lstrip("-")
                yield Remark("numbering", Strength.WEAK, (piece.part(0, end),), f"表号缺“表{gap}”。",
                             printed=piece.text[:end].strip(), expected=f"表{gap}", likely="删去表格后没有重新编号",
                             correction="依次重新编号，并改正文中的引用。")
