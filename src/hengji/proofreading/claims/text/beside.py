"""Rates of figures right beside them (相邻两数之比), where the words do not tell which is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from hengji.proofreading.number import Kind
from hengji.proofreading.relation import Relation, Strength, Term, constant, minus, of, over, plus

from .bindings import holds, slipped
from .definitions import NEGATED, Definition, Shape, Side, side_of, term_of
from .figures import Figure, Role, alike

#: What a rate is the rate of, in two characters: 追回率, 建档率.
_STEM = re.compile(r"(?P<stem>[一-鿿]{2})(?:率|比例)(?:仅|约|近|高|只|均)*(?:为|是|达到?|:)*$")
#: Money of one source, told with what was spent of it.
_MONEY = re.compile(r"(?:资金|经费|补助|拨款)$")
_REST = re.compile(r"[,，]?(?:尚有|仍有|还有|剩余|尚余|其余)$")
#: So many figures before its numerator may be a rate's denominator.
_NEAR = 3
#: A rate with fewer digits is met by chance.
_DIGITS = 3


def by_number(rate: Figure, known: Definition, here: Sequence[Figure]) -> Iterator[Relation]:
    """Where the names do not tell, two figures of one unit that make the rate, or would but for a slip."""
    for a, b in permutations(here[-3:][::-1], 2):
        if alike(a.number, b.number) and b.number.value and holds(found := _relation(rate, known, a, b)):
            yield found
            return
    beside = _beside(rate, known, here)
    if beside is not None and (holds(beside) or slipped(beside)):
        yield beside


def of_its_clause(rate: Figure, known: Definition, here: Sequence[Figure]) -> Relation | None:
    """市级资金300万元，支出270万元，执行率90%: of several such clauses each has its own rate."""
    if len(here) < 2 or here[-1].step == 2 or rate.step == 2 or not alike(here[-1].number, here[-2].number) \
            or side_of(known, here[-1].lead) is not Side.ABOVE or not here[-2].number.value \
            or side_of(known, here[-2].lead) or not _MONEY.search(here[-2].label) or NEGATED.search(here[-1].lead):
        return None
    relation = _relation(rate, known, here[-1], here[-2])
    return relation if holds(relation) or slipped(relation) else None


def with_rest(rate: Figure, here: Sequence[Figure], after: Sequence[Figure]) -> Iterator[Relation]:
    """追回65万元，追回率92.86%，尚有5万元: what was done of that and what is left."""
    if not here or not after or rate.role is not Role.RATE or here[-1].role is not Role.VALUE \
            or not _REST.match(after[0].gap) or not alike(here[-1].number, after[0].number) or rate.step == 2:
        return
    whole = plus(of(here[-1].number), of(after[0].number))
    relation = Relation("ratio", rate.number, over(of(here[-1].number), whole), "已完成数÷（已完成数＋剩余数）",
                        Strength.LIKELY, family="rates")
    if whole.value() and (holds(relation) or slipped(relation)):
        yield relation


def _beside(rate: Figure, known: Definition, here: Sequence[Figure]) -> Relation | None:
    """The last two figures, one of which is named as numerator, as what was not done, or as denominator."""
    if len(here) < 2 or here[-1].step == 2 or not alike(here[-1].number, here[-2].number):
        return None
    first, last = here[-2:]
    behind = re.split("[,;:。]", last.tail)[0]
    if first.number.value and (NEGATED.match(behind) or NEGATED.search(last.lead)):  # 12个中有3个未开工，开工率75%
        rest = Term("-", (constant(1), over(of(last.number), of(first.number))),
                    told=over(minus(of(first.number), of(last.number)), of(first.number)))
        return Relation("ratio", rate.number, rest, "（总数－未完成数）÷总数", Strength.LIKELY, family="rates") \
            if known.shape is Shape.SHARE else None
    of_them = "中" in last.gap and side_of(known, behind) is Side.ABOVE  # 5个项目中有4个按时完成
    if not of_them and side_of(known, last.lead) is Side.BELOW:
        first, last = last, first
    elif not of_them and side_of(known, last.lead) is not Side.ABOVE:
        return None
    return _relation(rate, known, last, first) if first.number.value else None


def _relation(rate: Figure, known: Definition, above: Figure, below: Figure) -> Relation:
    name = f"{known.shape.value}（{above.label}、{below.label}）"
    return Relation("ratio", rate.number, term_of(known.shape, above.number, below.number, rate.number), name,
                    Strength.LIKELY, family="rates")


def of_its_name(rate: Figure, here: Sequence[Figure]) -> Iterator[Relation]:
    """追回率, 建档率 and all that the field does not define: what is named so, of what was told before it."""
    match = _STEM.search(rate.lead)
    if match is None or rate.role is not Role.RATE:
        return
    above = next((i for i in range(len(here) - 1, 0, -1) if _named(here, i, match["stem"])), None)
    if above is None or any(figure.step == 2 for figure in here[above + 1:]):
        return
    part = here[above]
    wholes = [f for f in reversed(here[max(0, above - _NEAR):above]) if f.number.value >= part.number.value
              and f.number.kind is part.number.kind and f.number.kind is not Kind.RATE and f.number.value]
    readings = [Relation("ratio", rate.number, over(of(part.number), of(whole.number)), "部分÷总数＝比率",
                         Strength.LIKELY, family="rates") for whole in wholes]
    found = next((r for r in readings if holds(r)), None)
    if found is None and rate.number.value / rate.number.step >= 10 ** (_DIGITS - 1):
        found = next((r for r in readings if slipped(r)), None)
    if found is not None:
        yield found


def _named(here: Sequence[Figure], at: int, stem: str) -> bool:
    """Whether a figure is named by the characters of ``stem``; 已追回59人、20.65万元 names both."""
    while at and here[at].gap == "、":
        at -= 1
    return all(sign in here[at].gap for sign in stem) and not NEGATED.search(here[at].lead)


def in_bracket(rate: Figure, after: Sequence[Figure]) -> Iterator[Relation]:
    """合格率98%（300人参训，294人合格）: the two figures of the bracket after a rate, the smaller of the larger."""
    if len(after) < 2 or not rate.tail.startswith("(") or ")" in after[1].raw or ")" not in after[1].tail \
            or not alike(after[0].number, after[1].number):
        return
    part, whole = sorted((figure.number for figure in after), key=lambda number: number.value)
    if whole.value:
        relation = Relation("ratio", rate.number, over(of(part), of(whole)), "部分÷总数＝比率", Strength.LIKELY,
                            family="rates")
        if holds(relation) or slipped(relation):
            yield relation
