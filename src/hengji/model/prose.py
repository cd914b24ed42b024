"""The author's texts taken apart (报告文字): paragraphs, lists and bold of Markdown, and references.

Nothing else of Markdown is taken, and no HTML: what a text says must be the same in every form of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from .place import Place

#: In front of the name of a value: last year's; an indicator's own value, its points, its weight, its rate.
LAST_YEAR, VALUE_OF, POINTS_OF, WEIGHT_OF, RATE_OF = "上年:", "指标值:", "得分:", "分值:", "得分率:"
#: Names that every case has: of the whole scorecard and of the entity.
GENERAL = ("总分", "满分", "总得分率", "等级", "年度", "上年度", "单位名称", "单位简称")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: plain ``text``, or with ``reference`` the name of a value."""

    text: str
    bold: bool = False
    reference: bool = False


@dataclass(frozen=True, slots=True)
class ProseParagraph:
    """A paragraph; ``form`` is ``"plain"``, ``"bullet"`` or ``"numbered"``."""

    pieces: tuple[Piece, ...]
    form: str = "plain"


class Slip(NamedTuple):
    """What a text may not hold: where it begins and ends, what is wrong, what to do."""

    start: int
    end: int
    text: str
    remedy: str


_PREFIXES = (LAST_YEAR, VALUE_OF, POINTS_OF, WEIGHT_OF, RATE_OF)
_REFERENCE = re.compile(r"\{([^{}\n]*)\}")
_BARE_NUMBER = re.compile(r"\s*[-−]?[\d.,]+\s*[%％]?\s*")
_ITEM = re.compile(r"[ \t]*(?:(?P<bullet>[-*])|(?P<number>\d{1,3}\.))[ \t]+(?=\S)")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--|&(?:[A-Za-z]+|#\w+);")
_REFUSED = (
    (_TAG, "不能写 HTML", "要加粗写 **文字**，分段空一行；小于号后面空一格"),
    (re.compile(r"(?m)^[ \t]*#{1,6}(?=\s)"), "不能写标题，标题由报告的章节定", "请删去 #，或另写一个章节"),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), "不能写链接和图片", "图片请在写成 Word 以后插入，或放进自己的模板"),
    (re.compile(r"(?<!!)\[[^\]\n]*\]\([^)\n]*\)"), "不能写链接和图片", "请只写文字"),
    (re.compile(r"(?m)^[ \t]*\|.*$"), "文字里不能写表格", "表格请写在 tables 里"),
    (re.compile(r"\*{3,}"), "星号多了", "加粗写 **文字**，前后各两个星号"),
    (re.compile(r"~~|\[\^|\\[*_#`\[]"), "不是这里能用的记号", "请删去；能用的只有分段、列表和 **加粗**"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*(?!\*)"), "不能写斜体", "要加粗写 **文字**"),
    (re.compile(r"`"), "不能写代码标记（`）", "请删去"),
)
#: Marks at the head of a line, in texts of several lines: a cell may hold -- alone.
_REFUSED_LINES = (
    (re.compile(r"(?m)^[ \t]*(?:\+|\d{1,3}\))(?=[ \t]+\S)"), "不是列表的写法", "列表写成 - 或 1. 开头，后面空一格"),
    (re.compile(r"(?m)^[ \t]*[-*] \[[ xX]\]"), "不能写待办事项", "请删去方括号"),
    (re.compile(r"(?m)^[ \t]*>(?![ \t=]*[\d{])"), "不能写引用块", "请删去行首的 >，需要时用引号"),
    (re.compile(r"(?m)^[ \t]*(?:-{2,}|={2,}|_{3,})[ \t]*$"), "不能写分隔线", "请删去；分段空一行"),
)
#: How a point begins that is numbered by hand, on a line of its own after a full stop or a colon.
_POINT = re.compile(r"[ \t]*(?:[一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十]{1,3}[，,、]"
                    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|\d{1,2}[、．)）])")
_ENDED = ("。", "；", "：", ";", ":", "！", "？")


def name_of(cell: str) -> str | None:
    """The name that a whole cell refers to (``=年初预算数`` or ``{年初预算数}``); None when it holds words.

    ``=100%`` is a target that must be hit, not a name.
    """
    whole = _REFERENCE.fullmatch(cell)
    if whole:
        return whole[1].strip()
    return cell[1:].strip() if cell.startswith("=") and not _BARE_NUMBER.fullmatch(cell[1:]) else None


def asked(name: str) -> tuple[str, str]:
    """What ``name`` asks for: one of the words in front of a name, or none, and the name itself.

    Both colons are taken.
    """
    plain = name.strip()
    for prefix in _PREFIXES:
        if plain.startswith((prefix, prefix[:-1] + "：")):
            return prefix, plain[len(prefix):].strip()
    return "", plain


def references(text: str) -> Iterator[tuple[int, str]]:
    """The names that ``text`` refers to, each with where it begins."""
    return ((found.start(1), found[1]) for found in _REFERENCE.finditer(text))


def spot_in(place: Place, text: str, at: int) -> Place:
    """Where the character ``at`` of ``text`` stands, which begins at ``place`` of a text file."""
    if place.line is None or place.column is None:
        return place
    before = text[:at]
    line_start = before.rfind("\n") + 1
    column = place.column + at - line_start
    return replace(place, line=place.line + before.count("\n"), column=column)


def slips(text: str) -> Iterator[Slip]:
    """What ``text`` holds that the author's texts may not hold, from its beginning to its end."""
    refused = _REFUSED + (_REFUSED_LINES if "\n" in text.strip() else ())
    found = [Slip(m.start(), m.end(), what, remedy) for pattern, what, remedy in refused
             for m in pattern.finditer(text)]
    bare = _REFERENCE.sub(lambda m: " " * len(m[0]), text)
    found += [Slip(m.start(), m.end(), "花括号没有成对", "引用数写成 {名称}，左右各一个花括号")
              for m in re.finditer(r"[{}]", bare)]
    for start, part in _parts(text):
        if part.count("**") % 2:
            at = start + part.rindex("**")
            found.append(Slip(at, at + 2, "加粗标记（**）没有成对", "在要加粗的文字前后各写 **"))
    return iter(sorted(found))


def paragraphs(text: str) -> tuple[ProseParagraph, ...]:
    """The paragraphs of ``text``: parted by empty lines, an item of a list to itself."""
    return tuple(_paragraph(part) for _, part in _parts(text))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph as written, with where it begins."""
    begun: int | None = None
    at, before = 0, ""
    for line in text.splitlines(keepends=True):
        fresh = not line.strip() or _ITEM.match(line) is not None or (
            _POINT.match(line) is not None and before.endswith(_ENDED))
        if fresh and begun is not None:
            yield begun, text[begun:at]
            begun = None
        if line.strip() and begun is None:
            begun = at
        at, before = at + len(line), line.rstrip()
    if begun is not None:
        yield begun, text[begun:]


def _paragraph(part: str) -> ProseParagraph:
    item = _ITEM.match(part)
    form = "plain" if item is None else "bullet" if item["bullet"] else "numbered"
    body = _joined(part[item.end():] if item else part)
    pieces = tuple(piece for n, stretch in enumerate(body.split("**")) for piece in _pieces(stretch, bold=n % 2 == 1))
    return ProseParagraph(pieces, form)


def _pieces(stretch: str, *, bold: bool) -> Iterator[Piece]:
    for n, text in enumerate(_REFERENCE.split(stretch)):
        if text:
            yield Piece(text.strip() if n % 2 else text, bold, reference=n % 2 == 1)


def _joined(part: str) -> str:
    """Lines of one paragraph as one: a space only between words that have one between them."""
    lines = [line.strip() for line in part.strip().splitlines()]
    joined = lines[0]
    for line in lines[1:]:
        apart = joined[-1:].isascii() and line[:1].isascii() and joined[-1:].isalnum() and line[:1].isalnum()
        joined += f" {line}" if apart else line
    return joined
