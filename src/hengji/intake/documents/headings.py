"""Headings by how they are numbered (标题层级): 一、 （一） 1. （1）, as Chinese papers number them."""

from __future__ import annotations

import re

DIGITS = "一二三四五六七八九十百"
#: How headings are numbered, from the outermost.
NUMBERED = (
    re.compile(rf"(?:第[{DIGITS}\d]+[章部编篇]|[{DIGITS}]+[、.．])"),
    re.compile(rf"[（(][{DIGITS}]+[)）]|第[{DIGITS}\d]+节"),
    re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))"),
    re.compile(r"[（(]\d{1,2}[)）]|\d{1,2}[)）]"),
)
MARKS = re.compile(r"(?P<marks>#{1,6})\s+")
_WHOLE = re.compile(r"摘\s*要|目\s*录|前\s*言|引\s*言|附\s*[件录表]\s*[\d一二三四五六七八九十]*[.．:：]?")
_LONGEST = 45
#: Those of a chapter or a section have a full stop at times, when they are as short as this; behind 1. it makes a
#: sentence.
_WITH_STOP, _SHORT = 2, 30
_NO_HEADING = ("；", ";", "？", "?", "，", "、")


def heading_level(text: str) -> int:
    """1 for 第一章 and 一、, 2 for 第一节 and （一）, 3 for 1., 4 for （1）; 0 for what is none."""
    plain = without_marks(text)
    if _WHOLE.fullmatch(plain):
        return 1
    level = next((level for level, form in enumerate(NUMBERED, 1) if form.match(plain)), 0)
    short = plain.rstrip("。") if level <= _WITH_STOP and len(plain) < _SHORT else plain
    return 0 if len(plain) > _LONGEST or "。" in short or short[-1:] in _NO_HEADING else level


def without_marks(text: str) -> str:
    """The line without the marks of Markdown that some converters write: ``#`` and ``**``."""
    text = text.strip()
    marks = MARKS.match(text)
    return (text[marks.end():] if marks else text).replace("**", "").strip()
