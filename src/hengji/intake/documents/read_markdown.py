"""Markdown as manuscripts (读取 Markdown 文稿): headings, paragraphs, lists, tables; marks of emphasis dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hengji.model import Manuscript

from .headings import heading_level
from .limits import MAX_TABLE_ROWS, unusable
from .text_blocks import BlockBuilder, Piece
from .text_decoded import read_characters
from .text_grid import placed
from .text_lines import Line, cleaned
from .text_markup import MarkupReader, parsed
from .text_paragraphs import ParagraphJoiner
from .text_rows import read_rows

_BREAK = re.compile(r"<br\s*/?>", re.I)
#: Lists and quotations within one another; what stands deeper is lost.
_DEEPEST = 100
_LIST_ITEM = "list_item_open"


def read_markdown(path: Path) -> Manuscript:
    """The Markdown file at ``path``. Raises :class:`Unusable` when it is no text or too large."""
    characters = read_characters(path)
    reading = _Reading()
    reading.read(MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").parse(characters))
    if not reading.builder.blocks:
        raise unusable(str(path), "文件里没有文字", "请找回有内容的原件")
    return reading.builder.manuscript(path.name, "md")


class _Reading:
    """Takes the tokens one after another; paragraphs that a page broke are put together as in plain text."""

    def __init__(self) -> None:
        self.builder = BlockBuilder()
        self.joiner = ParagraphJoiner(self.builder)
        self.markup = MarkupReader(self.builder)
        self.rows: list[list[list[Piece]]] = []
        self.marker = ""

    def read(self, tokens: Sequence[Token]) -> None:
        """Reads all tokens of a file."""
        opening = Token("", "", 0)
        line = 0
        for token in tokens:
            line = token.map[0] if token.map else line
            if token.type == "inline":
                self._inline(opening, token, line + 1)
            elif token.type in ("fence", "code_block"):
                self._code(token, line + 1 + (token.type == "fence"))
            elif token.type == "html_block":
                self._html(token, line)
            elif token.type == "table_close":
                self._table()
            elif token.type == "tr_open":
                self.rows.append([])
            elif token.type == _LIST_ITEM:
                self.joiner.flush()
                self.marker = f"{token.info}{token.markup} " if token.info else ""
            opening = token
        self.joiner.flush()
        self.markup.tell_pictures()

    def _inline(self, opening: Token, token: Token, line: int) -> None:
        lines = [Line(number, cleaned(text)) for number, text in _lines(token, line)]
        if opening.type in ("th_open", "td_open"):
            self.rows[-1].append([part.piece() for part in lines])
        elif opening.type == "heading_open":
            self.joiner.flush()
            text = "".join(part.text for part in lines)
            self.builder.paragraph([part.piece() for part in lines], heading_level(text) or int(opening.tag[1]))
        elif "\t" in lines[0].text and (rows := read_rows(lines, 0)):
            self.joiner.flush()
            self.builder.table(placed(rows[0][:MAX_TABLE_ROWS]), printed=len(rows[0]))
        else:
            if self.marker:
                lines[0] = Line(line, self.marker + lines[0].text)
                self.marker = ""
            self.joiner.take(Line(line, ""))
            for part in lines:
                self.joiner.take(part)

    def _code(self, token: Token, line: int) -> None:
        self.joiner.flush()
        for number, text in enumerate(token.content.split("\n"), line):
            self.builder.paragraph([Piece(text.strip(), number)])

    def _html(self, token: Token, line: int) -> None:
        root = parsed(token.content)
        self.joiner.flush()
        if root is not None:
            self.markup.before = line
            self.markup.read(root)

    def _table(self) -> None:
        self.joiner.flush()
        self.builder.table(placed(self.rows[:MAX_TABLE_ROWS]), printed=len(self.rows))
        self.rows = []


def _lines(token: Token, line: int) -> list[tuple[int, str]]:
    """The words of a passage without marks, line by line with their numbers."""
    lines = [(line, "")]
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
            lines.append((line, ""))
        elif child.type == "html_inline":
            if _BREAK.fullmatch(child.content):
                lines.append((line, ""))
        else:
            lines[-1] = (lines[-1][0], lines[-1][1] + child.content)
    return lines
