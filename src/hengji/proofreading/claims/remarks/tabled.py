"""Things counted and then tabled (个数与表格): 共安排5个项目, and a table of 6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.sheets.labels import is_total
from hengji.proofreading.sheets.sheet import Sheet

from .numerals import WHOLE, whole, with_number
from .pieces import Piece, Pieces

#: What the head of the names says that they are, and what a sentence may call them.
_THINGS = "项目|单位|乡镇|街道|任务|设备|工程|企业|学校|村|标段|科室|课题|活动|点位|站点"
_COUNTED = (re.compile(rf"(?<![\d.第])(?P<n>{WHOLE})\s*(?:个|项|家|类|所|处)?\s*(?P<thing>{_THINGS})"),
            re.compile(rf"(?P<thing>{_THINGS})[^,。;:\d]{{0,4}}?(?P<n>\d{{1,3}})\s*(?:个|项|家|类|所|处)(?![一-鿿]{{0,3}}级)"
                       rf"(?!{_THINGS})"))
_HEAD = re.compile(rf"(?:.*?)(?P<thing>{_THINGS})(?:名称|内容|类别)?")
#: The sentence itself says that the table lists what it counts.
_TABLED = re.compile(r"(?:如下|见下表|详?见\s*附?表|见\s*附?表|下表|:\s*$)")
#: A table of some of them only.
_SOME = re.compile(r"抽样|抽查|抽取|部分|典型|主要|重点|存在问题|未完成")
_OF_ALL = re.compile(r"(?:共有?|共?安排|共?涉及|总计)\W*$")
#: So many paragraphs before a table may announce it.
_NEAR = 4
_FEWEST = 2
_PART = re.compile(r"其中|^[(①-⑳]|[一二三四五六七八九十]、")


def tabled(pieces: Pieces) -> Iterator[Remark]:
    """Numbers of things against the rows of the table that the same paragraph announces."""
    for sheet in pieces.sheets:
        rows = _rows(sheet)
        thing = _thing(sheet)
        if len(rows) < _FEWEST or not thing or _SOME.search(sheet.title):
            continue
        for piece in _announcing(pieces, sheet):
            for found in chain.from_iterable(form.finditer(piece.text) for form in _COUNTED):
                if found["thing"] != thing or not _is_of_all(piece.text, found):
                    continue
                number, mark = whole(found["n"]), piece.part(*found.span())
                if number == len(rows):
                    yield Remark("count", Strength.LIKELY, numbers=pieces.numbers(mark))
                elif abs(number - len(rows)) * 3 <= max(number, len(rows)):
                    names = "、".join(rows)
                    yield Remark("count", Strength.LIKELY, (mark,),
                                 f"写的是“{found[0]}”，表中列了{len(rows)}个：{names}。", found[0],
                                 with_number(found[0], len(rows)), "增删了表中的行，个数没有改",
                                 f"改为“{with_number(found[0], len(rows))}”，或补齐表中的行。", pieces.numbers(mark))


def _rows(sheet: Sheet) -> list[str]:
    """The names of the rows that are things of one level; none where rows are parts of others."""
    names = [name for row in sheet.body_rows if (name := sheet.labels.get(row, "")) and not is_total(name)]
    if any(_PART.search(name) for name in names) or len(set(names)) < len(names):
        return []
    return [] if len(set(sheet.depths.values())) > 1 or sheet.codes else names


def _thing(sheet: Sheet) -> str:
    """What the head of the column of names calls them; empty where it says nothing or the table has a form's head."""
    heads = [sheet.paths[column][-1] for column in sheet.label_columns if sheet.paths.get(column)]
    found = _HEAD.fullmatch(heads[-1]) if heads else None
    return found["thing"] if found else ""


def _announcing(pieces: Pieces, sheet: Sheet) -> Iterator[Piece]:
    """The paragraphs right before the table, back to the table before it."""
    for block in range(sheet.block - 1, max(sheet.block - _NEAR, -1), -1):
        if block in pieces.tables:
            return
        yield pieces.at(block)


def _is_of_all(text: str, found: re.Match[str]) -> bool:
    """Whether the number is of all that the table lists: the sentence points to it, or says that it counts them."""
    begin = max(text.rfind(sign, 0, found.start()) for sign in "。;") + 1
    before = text[begin:found.start()]
    if re.search(r"其中|(?<!共)有$|前$|后$|第$|余下|其余|剩余|另|新增|上年|去年", before[-6:]):
        return False
    return bool(_TABLED.search(text[found.end():]) or _OF_ALL.search(before))
