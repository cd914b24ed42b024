"""Blocks of a web page or of a piece of one (网页成段成表): paragraphs, headings, tables with merged cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from lxml import etree
from lxml.etree import _Element

from hengji.model import Unread

from .headings import heading_level
from .limits import MAX_TABLE_ROWS
from .text_blocks import BlockBuilder, Piece, Placed
from .text_lines import cleaned

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hr|html|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|ul")
_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "svg", "canvas", "object", "embed", "iframe",
                     "select", "datalist", "math"))
#: What shows something that is not read, by its element.
_PICTURES = {"img": "图片", "svg": "图形", "canvas": "图形", "object": "嵌入的对象", "embed": "嵌入的对象",
             "iframe": "嵌入的网页"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
#: libxml2 counts lines of elements no further.
_LAST_LINE = 65_534
_WIDEST = 200
#: Places that the tables of a page may cover together; merged cells cover many with few words.
_MOST_PLACES = 500_000


def parsed(characters: str) -> _Element | None:
    """The page as a tree; None where there is nothing in it. Nothing is fetched and no entity is followed."""
    # Without huge_tree what stands deeper than 256 elements would be lost; the size is bounded where the file is read.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: _Element | None = etree.fromstring(characters.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    return root


@dataclass
class MarkupReader:
    """Gives the blocks of a tree to ``builder`` (读网页); ``before`` lines of the file stand above the tree."""

    builder: BlockBuilder
    before: int = 0
    places: int = 0
    pictures: Counter[str] = field(default_factory=Counter)

    def read(self, root: _Element) -> None:
        """Reads everything that is seen in ``root``."""
        text = _Text(self.before)
        level = 0
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            starts = event == "start"
            if starts and self._skipped(element):
                walk.skip_subtree()
                continue
            if element.tag == "table" and starts and not _is_layout(element):
                self._paragraph(text, level)
                self._tables(element)
                walk.skip_subtree()
                continue
            if _BLOCKS.fullmatch(element.tag):
                self._paragraph(text, level)
                level = _level(element) if starts else 0
            text.take(event, element)
        self._paragraph(text, level)

    def tell_pictures(self) -> None:
        """Adds to what is unread the pictures that were met."""
        if self.pictures:
            told = "、".join(f"{count} 个{what}" for what, count in self.pictures.items())
            self.builder.unread.append(Unread(f"网页里有{told}，其中的文字和数没有读"))

    def _paragraph(self, text: _Text, level: int) -> None:
        pieces = text.taken()
        if pieces:
            whole = "".join(piece.text for piece in pieces)
            self.builder.paragraph(pieces, level if level > 0 else heading_level(whole) if level == 0 else 0)

    def _skipped(self, element: _Element) -> bool:
        """Whether nothing of the element is seen, or nothing of what is seen is text."""
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return True
        if element.tag in _PICTURES:
            self.pictures[_PICTURES[element.tag]] += 1
        return element.tag in _UNSEEN

    def _tables(self, table: _Element) -> None:
        """Reads a table; tables within its cells follow it."""
        waiting = [table]
        while waiting:
            inner: list[_Element] = []
            self._table(waiting.pop(0), inner)
            waiting[:0] = inner

    def _table(self, table: _Element, inner: list[_Element]) -> None:
        taken: dict[int, set[int]] = {}
        cells: list[Placed] = []
        rows = 0
        for row, line in enumerate(self._rows(table)):
            rows = row + 1 if len(line) else rows
            if row >= MAX_TABLE_ROWS or self.places > _MOST_PLACES:
                continue
            column = 0
            for cell in line:
                if cell.tag not in ("td", "th") or self._skipped(cell):
                    continue
                while column in taken.get(row, ()):
                    column += 1
                if column >= _WIDEST:
                    break
                down, across = _span(cell, "rowspan", MAX_TABLE_ROWS - row), _span(cell, "colspan", _WIDEST - column)
                placed = Placed(self._cell(cell, inner), row, column, down, across, between="")
                self.places += placed.rows * placed.columns
                if self.places > _MOST_PLACES:
                    placed = replace(placed, rows=1, columns=1)
                for lower in range(row, row + placed.rows):
                    taken.setdefault(lower, set()).update(range(column, column + placed.columns))
                cells.append(placed)
            taken.pop(row, None)
        if not cells:
            return
        caption = table.find("caption")
        title = "".join(piece.text for piece in self._cell(caption, [])) if caption is not None else ""
        read = cells[-1].row + 1
        self.builder.table([replace(cell, rows=min(cell.rows, read - cell.row)) for cell in cells], title, rows)

    def _rows(self, table: _Element) -> Iterator[_Element]:
        """The rows of the table, not those of tables in its cells."""
        for part in table:
            if part.tag == "tr":
                yield from () if self._skipped(part) else (part,)
            elif part.tag in ("thead", "tbody", "tfoot") and not self._skipped(part):
                yield from (row for row in part if row.tag == "tr" and not self._skipped(row))

    def _cell(self, cell: _Element, inner: list[_Element]) -> list[Piece]:
        """The words of a cell, a line for each paragraph; tables in it are added to ``inner``."""
        text = _Text(self.before)
        walk = etree.iterwalk(cell, events=("start", "end"))
        for event, element in walk:
            if event == "start" and element is not cell and (element.tag == "table" or self._skipped(element)):
                if element.tag == "table":
                    inner.append(element)
                walk.skip_subtree()
                continue
            if _BLOCKS.fullmatch(element.tag) and element is not cell:
                text.break_line()
            text.take(event, element, own=cell)
        pieces = text.taken()
        return pieces or [Piece("", text.line_of(cell))]


class _Text:
    """Words on their way into a paragraph or a cell, with the lines of the file on which they stand."""

    def __init__(self, before: int) -> None:
        self.before = before
        self.pieces: list[Piece] = []
        self.line: int | None = None

    def line_of(self, element: _Element) -> int | None:
        """The line of the file on which the element begins, where it is known."""
        line = cast("int | None", element.sourceline)
        return line + self.before if line and line <= _LAST_LINE else None

    def take(self, event: str, element: _Element, own: _Element | None = None) -> None:
        """The text behind a tag: that within the element at its start, that after it at its end.

        An element that is skipped has an end too.
        """
        if event == "start":
            self.line = self.line_of(element)
            if element.tag == "br":
                self.break_line()
            self._add(element.text)
        elif element is not own:
            self._add(element.tail)

    def break_line(self) -> None:
        """A new line within the passage."""
        if self.pieces:
            self.pieces.append(Piece("\n", self.line))

    def taken(self) -> list[Piece]:
        """The pieces, without spaces at the ends of lines; nothing is left behind."""
        pieces, self.pieces = self.pieces, []
        tidy: list[Piece] = []
        for piece in pieces:
            last = tidy[-1] if tidy else Piece("\n")
            text = piece.text.lstrip(" \n") if last.text.endswith("\n") else piece.text
            if text == "\n" or (tidy and last.line == piece.line):
                tidy[-1] = replace(last, text=(last.text.rstrip(" ") if text == "\n" else last.text) + text)
            elif text:
                tidy.append(replace(piece, text=text))
        while tidy and not tidy[-1].text.strip():
            tidy.pop()
        if tidy:
            tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip())
        return tidy

    def _add(self, text: str | None) -> None:
        """Adds words as a browser shows them: spaces as one, line feeds as one between Latin words and figures."""
        for at, part in enumerate((text or "").split("\n")):
            if at and self.line is not None:
                self.line += 1
            words = _SPACE.sub(" ", part)
            last = self.pieces[-1].text[-1:] if self.pieces else ""
            if at:
                words = words.lstrip(" ")
                if last.strip() and last.isascii() and words[:1].isascii():
                    words = f" {words}"
            if last == " ":
                words = words.lstrip(" ")
            if words:
                self.pieces.append(Piece(cleaned(words), self.line))


def _level(element: _Element) -> int:
    """That of a heading; 0 where numbers may tell it; −1 in items of lists, whose numbers mean nothing of the kind."""
    if re.fullmatch("h[1-6]", element.tag):
        return int(element.tag[1])
    return -1 if element.tag == "li" else 0


def _span(cell: _Element, name: str, most: int) -> int:
    """How many places the cell covers in a direction, at least one."""
    text = (cell.get(name) or "").strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _is_layout(table: _Element) -> bool:
    """Whether the table only arranges the page: most of its words stand in tables within it."""
    if table.get("role") in ("presentation", "none"):
        return True
    inner = [nested for nested in table.iterdescendants("table") if next(nested.iterancestors("table")) is table]
    if not inner:
        return False
    words = sum(len(text.strip()) for text in table.itertext())
    return 2 * sum(len(text.strip()) for nested in inner for text in nested.itertext()) > words
