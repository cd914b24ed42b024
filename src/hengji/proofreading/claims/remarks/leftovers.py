"""What a template left behind (模板残留): choices not made, blanks not filled, signs doubled, brackets open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengji.model import Mark
from hengji.proofreading.relation import Remark, Strength

from .pieces import Piece, Pieces

_MORE, _LESS = "增加|增长|上升|提高|多|高", "减少|下降|降低|少|低"
_CHOICE = rf"(?:{_MORE})\((?:{_LESS})\)|(?:{_LESS})\((?:{_MORE})\)|(?:{_MORE})/(?:{_LESS})(?=\d)"


@dataclass(frozen=True, slots=True)
class _Leftover:
    """One kind of leftover: how it looks, how bad it is, what to say of it and what to do."""

    pattern: re.Pattern[str]
    strength: Strength
    explanation: str
    correction: str
    #: Whether it also counts within tables, where heads and forms look so by right.
    in_tables: bool = True


_KINDS = (
    _Leftover(re.compile(rf"(?:{_CHOICE})(?=\s*(?:了|约|近|为)?\s*[\d.]+)"), Strength.LIKELY,
              "模板中的方向选项没有取舍，后面却已填了数", "按实际方向只留一个词", in_tables=False),
    _Leftover(re.compile(r"(?:小于|大于|低于|高于|多于|少于)[^,。;()]{0,8}\([或\/]?[^()。]{0,8}持平[^()。]{0,4}\)"
                         r"|[大高小低多少]于\([大高小低多少]于\)"), Strength.LIKELY,
              "模板中的选项没有取舍", "按实际情况只留一种说法", in_tables=False),
    _Leftover(re.compile(r"(?<![A-Za-z0-9])(?:[Xx]{2,}|[×╳]{2,}|(?<=[一-鿿])\*{3,}(?=[一-鿿]))(?![A-Za-z0-9])|[Xx×]\s*年\s*[Xx×]+\s*月"),
              Strength.LIKELY, "模板中的占位符号没有填写", "填入实际内容"),
    _Leftover(re.compile(r"(?<!签字)(?<!签名)(?<!签章)(?<!盖章)(?<!人)(?<!期)(?<!话)(?<!式)(?<!间)(?<!::)(?<!:)_{3,}"
                         r"(?=\s*(?:年|月|个|万|元|%|项|人|分))"),
              Strength.LIKELY, "模板中的空格没有填写", "填入实际数"),
    _Leftover(re.compile(r"【\s*】|\{\{.*?\}\}|\(\s*(?:此处|请)(?:填|写|插入|补充|根据)[^)]{0,30}\)|待(?:补充|填写|核实补充)"),
              Strength.LIKELY, "模板中的填写提示还在", "填入实际内容，删去提示"),
    _Leftover(re.compile(r"\((?:增加内容|新增内容|如有|若有|样表|模板|参考格式|可选|选填|根据实际情况填写)\)"),
              Strength.LIKELY, "标题或正文里留有编写提示", "删去提示"),
    _Leftover(re.compile(r"原因(?:是|为|:|是:|为:)\s*(?=[。;,])"), Strength.LIKELY,
              "写了“原因是”，却没有写原因", "补写原因，或删去这半句"),
    _Leftover(re.compile(r"(?:预算数?|决算数?|支出|收入|金额|总额|合计|共计)为\s*(?:万元|亿元|元)"), Strength.LIKELY,
              "单位前没有数", "填入实际数"),
    _Leftover(re.compile(r"(?<=\d)\s*(?:万元|亿元|元)\s*/\s*(?:万元|亿元|元)(?!/)|(?<=\d)\s*(?:万元){2,}|(?<=\d)\s*万元元"
                         r"|(?<=\d)\s*%\s*%"),
              Strength.LIKELY, "计量单位写了两次", "只留一个单位"),
    _Leftover(re.compile(r"(?<=[。;,])\s*列明(?=[^,。;]{2,20}\d)"), Strength.WEAK,
              "“列明”是编写要求，不是报告的话", "删去“列明”", in_tables=False),
)
_DOUBLED = re.compile(r"。。|,,|、、|;;|::|,。|。,|、。|;。|。;|、,|,、|的的(?!确)|为为|与与|及及"
                      r"|(?<![单元])元元|第第|和和(?!气|睦|美|平)")


def leftovers(pieces: Pieces) -> Iterator[Remark]:
    """What the template left behind, each kind told once with all its places."""
    for kind in _KINDS:
        marks = [piece.part(*found.span()) for piece in pieces.all if kind.in_tables or not piece.in_table
                 for found in kind.pattern.finditer(piece.text)]
        if marks:
            yield Remark("leftover", kind.strength, tuple(marks), f"{kind.explanation}{_places(marks)}。",
                         printed=pieces.manuscript.quoted(marks[0]), likely="套用模板后没有改完",
                         correction=f"{kind.correction}。")
    yield from _style(pieces)


def _style(pieces: Pieces) -> Iterator[Remark]:
    """Doubled words and signs, and open brackets: a note each, for the whole document."""
    doubled = [piece.part(*found.span()) for piece in pieces.all for found in _DOUBLED.finditer(piece.text)]
    if doubled:
        yield Remark("leftover", Strength.WEAK, tuple(doubled), f"字或标点重复{_places(doubled)}。",
                     printed=pieces.manuscript.quoted(doubled[0]), likely="误键", correction="删去多余的字或标点。")
    lone = [*_unpaired([*pieces.paragraphs]),
            *(mark for index in pieces.tables for mark in _unpaired(pieces.cells_of(index)))]
    if lone:
        yield Remark("leftover", Strength.WEAK, tuple(lone), f"括号或引号不成对{_places(lone)}。",
                     printed=pieces.manuscript.quoted(lone[0]), likely="漏写或多写了半个",
                     correction="补齐或删去不成对的括号、引号。")


def _places(marks: list[Mark]) -> str:
    return f"，共{len(marks)}处" if len(marks) > 1 else ""


_CLOSING = {")": "(", "》": "《", "”": "“", "】": "【", "〕": "〔"}
#: What ends in a bracket that was never opened by right: 1) a) 一).
_LISTED = re.compile(r"(?:^|[\s,;。:、])[\dA-Za-z一二三四五六七八九十]{1,2}\)")
#: A bracket may close so many pieces after the one it opens in: a paragraph broken by a page, a quoted rule of several.
_REACH = 4
#: Brackets within brackets: deeper ones are not looked for.
_DEPTH = 20


def _unpaired(pieces: list[Piece]) -> list[Mark]:
    """The halves of brackets that find no other half, in these pieces and their next ones."""
    open_now: list[tuple[str, int, Mark]] = []
    lone: list[Mark] = []
    for index, piece in enumerate(pieces):
        labels = {found.end() - 1 for found in _LISTED.finditer(piece.text)}
        for offset, sign in enumerate(piece.text):
            if sign in _CLOSING.values():
                open_now.append((sign, index, piece.part(offset, offset + 1)))
            elif sign in _CLOSING:
                near = (at for at in range(len(open_now) - 1, max(len(open_now) - _DEPTH, 0) - 1, -1)
                        if open_now[at][0] == _CLOSING[sign] and index - open_now[at][1] <= _REACH)
                at = next(near, None)
                if at is not None:
                    del open_now[at]
                elif offset not in labels:
                    lone.append(piece.part(offset, offset + 1))
    lone += [mark for _, _, mark in open_now]
    return sorted(lone, key=lambda mark: (mark.block, mark.row, mark.column, mark.start))
