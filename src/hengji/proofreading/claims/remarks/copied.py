"""Sentences copied from their neighbours (照抄未改): with the neighbour's figures, subject or heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.relation import Remark, Strength

from .numbering import Item, items
from .pieces import Piece, Pieces

_MEASURED = (Kind.AMOUNT, Kind.RATE)


@dataclass(frozen=True, slots=True)
class _Sibling:
    """One of several numbered items after one template (同一格式的条目): its subject, and its figures."""

    item: Item
    subject: str
    core: str
    figures: tuple[Number, ...]

    @property
    def piece(self) -> Piece:
        return self.item.piece


def figures(pieces: Pieces) -> Iterator[Remark]:
    """Items that open with their own figure and go on with those of the item before."""
    for siblings in _families(pieces):
        for before, own in pairwise(siblings):
            yield from _with_figures_of(before, own)


def _families(pieces: Pieces) -> Iterator[list[_Sibling]]:
    """Runs of items of one numbering that tell figures, each by the template of the one before."""
    run: list[_Sibling] = []
    for item in items(pieces.paragraphs):
        sibling = _sibling(pieces, item)
        follows = bool(run) and item.style == run[-1].item.style and item.number == run[-1].item.number + 1
        if sibling and follows:
            run.append(sibling)
        else:
            if len(run) > 1:
                yield run
            run = [sibling] if sibling else []
    if len(run) > 1:
        yield run


def _sibling(pieces: Pieces, item: Item) -> _Sibling | None:
    told = tuple(number for number in pieces.numbers(item.piece.mark) if number.kind in _MEASURED)
    if not told:
        return None
    subject = item.piece.text[item.end:told[0].mark.start].split("。")[0].strip(" “”")
    core = re.sub(r"\([类款项目]\)\W*$", "", subject.rstrip("”").removesuffix("科目"))
    core = re.split(r"\([类款项目]\)|[-—“”]", core)[-1]
    return _Sibling(item, subject, core, told) if 2 <= len(subject) <= 80 else None


def _with_figures_of(before: _Sibling, own: _Sibling) -> Iterator[Remark]:
    head, told = own.figures[0], before.figures[0]
    if head.value == told.value or not head.value or any(number.value == head.value for number in own.figures[1:]):
        return
    if Counter(number.value for number in before.figures)[told.value] < 2:
        return
    known = {number.text for number in before.figures if number.value and number.value != 1}
    taken = [number for number in own.figures[1:] if number.text in known]
    if not any(number.value == told.value for number in taken):
        return
    yield Remark("copied", Strength.CERTAIN if len(taken) > 1 else Strength.LIKELY,
                 (*(number.mark for number in taken), head.mark),
                 f"本条开头是{head.text}，后面却用了上一条（{before.core}）的"
                 f"{'、'.join(number.text for number in taken)}。",
                 taken[0].text, head.text, "照抄上一条，数没有改", f"把{told.text}改为{head.text}，并重算变动率。",
                 own.figures)


_CLAUSES = re.compile(r"(主要用于|主要原因)(?:是|为)?[::]?\s*([^。;,]{4,60})")


def subjects(pieces: Pieces) -> Iterator[Remark]:
    """Items whose purpose or reason names the subject of another item, where the others name their own."""
    for siblings in _families(pieces):
        clauses = [(sibling, found) for sibling in siblings for found in _CLAUSES.finditer(sibling.piece.text)]
        own = sum(sibling.core in found[2] for sibling, found in clauses)
        if len(siblings) < 4 or own * 5 < len(clauses) * 4:
            continue
        for sibling in siblings:
            wrong = [(found, other) for one, found in clauses if one is sibling and sibling.core not in found[2]
                     for other in [_named(found[2], sibling, siblings)] if other]
            if not wrong:
                continue
            marks = tuple(sibling.piece.part(*found.span(2)) for found, _ in wrong)
            yield Remark("copied", Strength.LIKELY if any(found[1] == "主要用于" for found,
                                                          _ in wrong) else Strength.WEAK,
                         marks, f"本条说的是“{sibling.core}”，{wrong[0][0][1]}却写“{wrong[0][0][2]}”，"
                         f"那是另一条（{wrong[0][1].core}）的话。", wrong[0][0][2], sibling.core, "照抄另一条，没有改",
                         f"按“{sibling.core}”改写。")


def _named(text: str, own: _Sibling, siblings: list[_Sibling]) -> _Sibling | None:
    """The other item whose subject ``text`` names."""
    return next((other for other in siblings if other is not own and len(other.core) >= 4 and other.core in text
                 and other.core not in own.subject), None)


_MORE_THAN_ALL = re.compile(r"(?<!\d)(?<!\d,)(?P<now>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|亿元|元)\s*,?\s*"
                            r"[比较][^,。;\d]{0,6}(?:(?:19|20)\d\d年)?[^,。;\d]{0,12}?(?:增加|增长)了?\s*(?P<more>\d[\d,]*(?:\.\d+)?)\s*(?P=unit)")


#: What may well have been less than nothing.
_MAY_BE_NEGATIVE = re.compile(r"结余|净资产|利润|差额|盈余")
_NAME_LENGTH = 16


def growth(pieces: Pieces) -> Iterator[Remark]:
    """Amounts that grew by more than they are: what they grew from would be less than nothing."""
    for piece in pieces.paragraphs:
        for found in _MORE_THAN_ALL.finditer(piece.text):
            now, more = (Fraction(found[name].replace(",", "")) for name in ("now", "more"))
            if more <= now or _MAY_BE_NEGATIVE.search(piece.text[:found.start()][-_NAME_LENGTH:]):
                continue
            marks = (piece.part(found.start("more"), found.end()), piece.part(found.start("now"), found.end("unit")))
            again = found["more"] in piece.text[:found.start()]
            yield Remark("copied" if again else "sum", Strength.CERTAIN, marks,
                         f"现为{found['now']}{found['unit']}，却比上期增加{found['more']}{found['unit']}，上期就成了负数。",
                         f"增加{found['more']}{found['unit']}", "与上期持平，或另一个数" if not now else "",
                         "照抄前一句的增加额" if again else "数字误键", "查上期数后改正。", pieces.numbers(*marks))


_NOTE = re.compile(r"(?:情况|说明|安排|概况|总体|如下)+$")


def headings(pieces: Pieces) -> Iterator[Remark]:
    """Sections that speak of their neighbour's subject: 社会保险基金预算 above, 社会保险经营预算 below."""
    ordered = [*pieces.paragraphs]
    told = [(item, _NOTE.sub("", re.sub(r"\s|《|》", "", item.piece.text[item.end:]))) for item in items(ordered)
            if len(item.piece.text) <= 40]
    numbered = {item.index for item in items(ordered)}
    for (item, name), neighbours in ((pair, told[max(at - 2, 0):at + 3]) for at, pair in enumerate(told)):
        if len(name) < 6 or item.index + 1 >= len(ordered):
            continue
        below = ordered[item.index + 1]
        if item.index + 1 in numbered:  # a list of titles is no section
            continue
        if name in re.sub(r"\s", "", below.text):
            continue
        others = [other for _, other in neighbours if other != name and other[-2:] == name[-2:]]
        if variant := _variant(name, below.text, others):
            yield Remark("copied", Strength.LIKELY, (below.part(*variant), item.piece.part(item.end,
                                                                                           len(item.piece.text))),
                         f"标题是“{name}”，正文写成“{below.text[slice(*variant)]}”，串了邻近一节的词。",
                         below.text[slice(*variant)], name, "照抄邻近一节，没有改全", f"改为“{name}”。")


def _variant(name: str, text: str, others: list[str]) -> tuple[int, int] | None:
    """Where ``text`` has ``name`` with a stretch of it taken from one of ``others``."""
    for start in range(len(text) - len(name) + 1):
        window = text[start:start + len(name)]
        if window[:2] != name[:2] or window[-2:] != name[-2:]:
            continue
        changed = [at for at in range(len(name)) if window[at] != name[at]]
        if 1 < len(changed) <= 4 and any(window[changed[0]:changed[-1] + 1] in other for other in others):
            return start, start + len(name)
    return None


_RULES = re.compile(r"([一-鿿]{2})(?=管理制度)")


def rules(pieces: Pieces) -> Iterator[Remark]:
    """Points of one indicator's rule, one of which speaks of another's system: 资金管理制度 among 资产管理制度."""
    for cell in pieces.cells:
        found = [*_RULES.finditer(cell.text)]
        counted = Counter(hit[1] for hit in found).most_common()
        if len(counted) != 2 or counted[0][1] < 2 or counted[1][1] != 1 or not set(counted[0][0]) & set(counted[1][0]):
            continue
        odd = next(hit for hit in found if hit[1] == counted[1][0])
        mark = cell.part(odd.start(), odd.end() + 4)
        yield Remark("copied", Strength.WEAK, (mark,),
                     f"这一指标的要点都说“{counted[0][0]}管理制度”，只有一处写“{odd[1]}管理制度”。",
                     f"{odd[1]}管理制度",
                     f"{counted[0][0]}管理制度", "照抄另一指标的要点，没有改", f"改为“{counted[0][0]}管理制度”。")
