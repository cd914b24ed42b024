"""Polls told in sentences (问卷): sent, returned, valid; shares of those asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark, Strength, of, over

from .figures import Figure, Role, passages

_SENT = re.compile(r"(?:发放|发出|发送|投放|下发)[^,;]*$")
_RETURNED = re.compile(r"(?:收回|回收|收到|返回)[^,;]*$")
_VALID = re.compile(r"有效[^,;]*$")
_RATES = (
    (re.compile(r"(?:回收|收回)率"), "收回份数÷发放份数＝回收率"),
    (re.compile(r"有效率"), "有效份数÷收回份数＝有效率"),
)
_OF_PEOPLE = re.compile(
    r"^的?(?:受访|被访|调查|受益|办事|服务)?(?:对象|群众|人员|者|企业|居民|市民|学生|家长|职工|干部|村民|农户)")
_SMALL = 400


def surveys(reading: Reading) -> Iterator[Relation | Remark]:
    """Every poll: none returns more than was sent, rates of return, and shares that so many people can give."""
    for passage in passages(reading.sentences):
        asked: Number | None = None
        for figures in passage.sentences:
            sent, returned, valid = (_last(figures, p) for p in (_SENT, _RETURNED, _VALID))
            if returned is valid:
                returned = None
            yield from _no_more(sent, returned, valid)
            for figure in figures:
                if figure.number.kind is Kind.RATE:
                    yield from _returned_rate(figure, sent, returned, valid)
            asked = next((f.number for f in (valid, returned, sent) if f is not None), asked)
            if asked is not None and 0 < asked.value < _SMALL:
                yield from _shares(figures, asked)


def _last(figures: Sequence[Figure], pattern: re.Pattern[str]) -> Figure | None:
    """The last count of copies or people that the words of ``pattern`` stand before."""
    return next((f for f in reversed(figures) if f.role is Role.VALUE and pattern.search(f.lead)
                 and f.number.kind is Kind.COUNT and f.number.unit in ("份", "张", "人", "人次", "名", "位")), None)


def _no_more(sent: Figure | None, returned: Figure | None, valid: Figure | None) -> Iterator[Relation]:
    steps = [f for f in (sent, returned, valid) if f is not None]
    for more, less in pairwise(steps):
        yield Relation("sum", less.number, of(more.number), "收回不多于发放，有效不多于收回", comparator="≤",
                       family="surveys")


def _returned_rate(rate: Figure, sent: Figure | None, returned: Figure | None, valid: Figure | None
                   ) -> Iterator[Relation]:
    back = returned or valid
    for (pattern, name), above, below in zip(_RATES, (back, valid), (sent, returned or sent), strict=True):
        if pattern.search(rate.lead) and above is not None and below is not None and above is not below:
            yield Relation("ratio", rate.number, over(of(above.number), of(below.number)), name, family="surveys")


def _shares(figures: Sequence[Figure], asked: Number) -> Iterator[Remark]:
    """p%的受访者 of N asked: some whole number of people gives that share, or the two do not go together."""
    for figure in figures:
        if figure.number.kind is not Kind.RATE or not _OF_PEOPLE.match(figure.tail):
            continue
        share = figure.number.interval
        people = -(-(share.low * asked.value) // 1)
        numbers = (figure.number, asked)
        if people <= share.high * asked.value:
            yield Remark("ratio", Strength.WEAK, numbers=numbers)
        else:
            yield Remark("ratio", Strength.LIKELY, (figure.number.mark, asked.mark), numbers=numbers,
                         printed=figure.number.text, likely="样本数与比例对不上",
                         explanation=f"{asked.text}中没有整数人数的比例是{figure.number.text}。")
