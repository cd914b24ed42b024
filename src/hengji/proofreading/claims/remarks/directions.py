"""Which of two is greater (大小写反): 决算数大于预算数, and the figures say the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Remark, Strength

from .pieces import Pieces

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)\s*(万元|亿元|元)"
#: 年初预算为580万元，支出决算为571.88万元，…。决算数小于预算数
_BOTH = re.compile(rf"预算数?(?:为|是|:)?\s*{_NUMBER}[^。\d]{{0,12}}?决算数?(?:为|是|:)?\s*{_NUMBER}"
                   r"(?P<between>[^;]{0,60}?)决算数?(?P<how>大于|高于|超过|小于|低于|等于)(?:年初|全年|调整)?预算数?"
                   r"(?!\s*\()")
_MORE, _LESS = ("大于", "高于", "超过"), ("小于", "低于")


def outturns(pieces: Pieces) -> Iterator[Remark]:
    """The outturn is said to be above its budget, and is below it, or the other way round."""
    for piece in pieces.all:
        for found in _BOTH.finditer(piece.text):
            if "预算" in found["between"].replace("年初预算的", "").replace("完成预算", "").replace("全年预算的", ""):
                continue
            marks = (piece.part(*found.span("how")), piece.part(found.start(3), found.end(4)),
                     piece.part(found.start(1), found.end(2)))
            numbers = pieces.numbers(*marks)
            if len(numbers) != 2:
                continue
            outturn, budget = numbers
            right = _word(outturn, budget)
            if found["how"] in right:
                yield Remark("text-vs-table", Strength.LIKELY, numbers=numbers)
                continue
            whole = piece.part(found.end("between"), found.end())
            says = pieces.manuscript.quoted(whole)
            yield Remark("text-vs-table", Strength.CERTAIN, (whole, *marks[1:]),
                         f"写的是“{says}”，而预算{budget.text}，决算{outturn.text}。", found["how"], right[0],
                         "照抄另一条的话，没有改",
                         f"改为“{says.replace(found['how'], right[0])}”，并核对所写的原因。", numbers)


def _word(outturn: Number, budget: Number) -> tuple[str, ...]:
    """What may be said of an outturn beside its budget."""
    more: Fraction = outturn.value - budget.value
    return _MORE if more > 0 else _LESS if more < 0 else ("等于",)
