"""Paragraphs of plain text (分段): sentences that a page or a line broke put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .headings import DIGITS, MARKS, NUMBERED, heading_level, without_marks
from .text_blocks import BlockBuilder, Piece
from .text_lines import Line

_SENTENCE_END = "。；;：:！!？?"

#: What begins a paragraph of its own, whatever the line before it ended in.
_OPENS = re.compile(
    rf"#{{1,6}}\s|\*\*|[-*+•●■◆▲★□☆√]\s*|[①-⑳]|[{DIGITS}]{{1,3}}[是来]|首先|其次|再次|最后|第[{DIGITS}\d]+[,，、章节条]"
    r"|附\s*[件录表注]|[续附]?表\s*[\d一二三四五六七八九十]|图\s*\d|注\s*[:：\d]|(?:金额|计量)?单位\s*[:：]|备注|说明[:：]"
    r"|(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日$"
    + "".join(f"|{form.pattern}" for form in NUMBERED))
#: A label in front of what fills a form: 项目单位：…
_LABELLED = re.compile(r"[^，,。；;：:（(]{1,14}[：:]")
#: A line this long can have been broken at its end; a shorter one ends where its writer ended it.
_BREAKABLE = 15
#: No sentence is broken more often.
_MOST_LINES = 200
#: A figure with its unit is complete: the next paragraph may begin.
_COMPLETE = re.compile(r"[\d.]\s*(?:[%％元分个人次件项户家]|万元|亿元|万件)$")
_TO_PAUSE = "，,、"
#: A line that begins so much further in than the next one is set in the middle of the page: a title.
_CENTRED = 6
_INDENTED = re.compile(r" {2,}|　|\t")


def opens(text: str) -> bool:
    """Whether the line begins a paragraph of its own: a heading, an item of a list, the title of a table."""
    return bool(_OPENS.match(text.strip()))


@dataclass
class ParagraphJoiner:
    """Takes the lines outside tables one after another and gives paragraphs to ``builder`` (连接断行)."""

    builder: BlockBuilder

    def __post_init__(self) -> None:
        self._lines: list[Line] = []
        self._gap = 0

    def take(self, line: Line) -> None:
        """The next line of the file that is in no table."""
        if line.blank:
            self._gap += 1
            return
        if self._lines and not self._goes_on(line):
            self.flush()
        self._lines.append(line)
        self._gap = 0

    def flush(self) -> None:
        """Ends the paragraph: a table follows, or the file ends."""
        if self._lines:
            first = self._lines[0].text.strip()
            marks = MARKS.match(first)
            level = heading_level(first) if len(self._lines) == 1 else 0
            if marks and not level:
                level = len(marks["marks"])
            self.builder.paragraph(_pieces(self._lines), level)
        self._lines = []
        self._gap = 0

    def _goes_on(self, line: Line) -> bool:
        """Whether the sentence that the last line began goes on in ``line``."""
        last, text = self._lines[-1].text.strip(), line.text.strip()
        if opens(text) or last[-1] in _SENTENCE_END or MARKS.match(last) or len(self._lines) == _MOST_LINES:
            return False
        if _INDENTED.match(line.text) and not _INDENTED.match(self._lines[-1].text):
            return False
        if _indent(self._lines[-1]) - _indent(line) > _CENTRED:
            return False
        if last[-1] in _TO_PAUSE:
            return True
        if len(self._lines) == 1 and (heading_level(last) or (_LABELLED.match(text) and _LABELLED.match(last))):
            return False
        if len(last) < _BREAKABLE or last[-1] in "”）)" or (self._gap and _COMPLETE.search(last)):
            return False
        return any(sign in text for sign in "。，；") or (not self._gap and self._titled(text))

    def _titled(self, text: str) -> bool:
        """Whether the line ends a title that stands on two lines at the head of the file."""
        return self.builder.paragraphs == 0 and text.endswith(("报告", "表", "方案", "书", "说明"))


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    return [line.piece(without_marks(line.text).replace("\t", " ")) for line in lines]
