"""Changes told in sentences (增减变动): A比B增加D，增长p%; 由Y增至X; 与上年持平."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hengji.proofreading.judging import judge
from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Remark, Strength, of, over

from .bindings import MOST, akin, holds
from .comparisons import Change, base_year, bases_of, changes_of, is_base, is_earlier, values_of
from .figures import Figure, Passage, Role, alike, bare, passages
from .growth import relations_of

_AT_END = re.compile(r"[数额]$")
_LEVEL = re.compile(r"(?:基本)?持平|保持不变|一致|无变化|没有变化|无增减")


def changes(reading: Reading) -> Iterator[Relation | Remark]:
    """Every change of every sentence, against the values printed and against its own amount and rate."""
    before: Passage | None = None
    alone: list[Alone] = []
    for passage in passages(reading.sentences):
        told = list(before.figures) if before and before.sections == passage.sections else []
        year = ""
        for figures in passage.sentences:
            year = base_year(figures, year)
            for change in changes_of(figures, year):
                yield from _stated(change, figures, told[-MOST:])
                yield from _alike(change, figures, passage.sections, alone)
                yield from _two_ways(change)
            yield from _levels(figures)
            told.extend(figures)
        before = passage


def _stated(change: Change, figures: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Relation | Remark]:
    at = figures.index(change.first)
    here = figures[max(0, at - MOST):at]
    values = values_of(change, here, told, figures[at:at + MOST])
    if not values:
        yield from _of_base_alone(change, here, told)
        return
    bases = list(bases_of(change, here, told))
    readings = [relations_of(change, value.number, base.number)
                for value in values for base in bases if base is not value and alike(base.number, value.number)]
    beside = bool(here) and here[-1] in bases and here[-1].role is Role.BASE  # 比上年的120万元增加: no other is meant
    if not bases or (change.rate is not None and not beside):
        readings += [relations_of(change, value.number, None) for value in values]
    readings = [reading for reading in readings if reading]
    several = "分别" in change.first.gap  # which of several rates goes with which value, their order tells
    closest = readings[0] if readings and not several else []
    meant = next((reading for reading in readings if _mistaken(reading)), closest)
    yield from next((reading for reading in readings if _agrees(reading)), meant)


def _of_base_alone(change: Change, before: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Relation]:
    """较年初预算的120万元压减20万元，压减16.67%: amount and rate against the base, the value being left out."""
    earlier = (f for f in reversed(told) if change.subject and akin(f.label, change.subject) and is_earlier(f, change))
    base = before[-1] if before and before[-1].role is Role.BASE else next(earlier, None)
    if base is not None and change.amount is not None and change.rate is not None \
            and alike(base.number, change.amount.number):
        yield Relation("ratio", change.rate.number, over(of(change.amount.number), of(base.number)),
                       "增减额÷上期数＝增减率", family="changes")


def _agrees(reading: Sequence[Relation | Remark]) -> bool:
    """Whether all relations of a reading hold, and there are any: that nothing can be calculated confirms nothing."""
    relations = [claim for claim in reading if isinstance(claim, Relation)]
    return bool(relations) and all(map(holds, relations)) and not any(
        isinstance(claim, Remark) and claim.marks for claim in reading)


def _mistaken(reading: Sequence[Relation | Remark]) -> bool:
    """Whether a mistake that people make explains the printed figure: then these are the values it was made with."""
    verdicts = (judge(claim) for claim in reading if isinstance(claim, Relation))
    return any(verdict is not None and verdict.rival is not None for verdict in verdicts)


def _two_ways(change: Change) -> Iterator[Remark]:
    """增加12万元，降低4.5%: the amount rises and the rate falls."""
    amount, rate = change.amount, change.rate
    if amount is None or rate is None or {amount.rises, rate.rises} != {True, False} \
            or amount.number.value <= 0 or rate.number.value <= 0:
        return
    yield Remark("ratio", Strength.CERTAIN, (rate.number.mark, amount.number.mark),
                 numbers=(rate.number, amount.number), printed=rate.lead[-6:] + rate.number.text,
                 explanation=f"前面说“{amount.lead[-4:]}{amount.number.text}”，后面说“{rate.lead[-4:]}{rate.number.text}”，"
                 "增减方向相反。", likely="增减方向写反")


#: The value that changed, by how much, against what, and in which chapter.
Alone = tuple[Number, Figure, str, tuple[str, ...]]


def _alike(change: Change, figures: Sequence[Figure], sections: tuple[str, ...], alone: list[Alone]
           ) -> Iterator[Relation]:
    """Where one value is told twice, with its change against the same base, the two changes are the same.

    Income and spending of a budget, the sum and its only part: a slip in one of them shows.
    """
    if change.amount is None or not change.base or change.subject or not (at := figures.index(change.first)):
        return
    value = figures[at - 1]
    if value.role is not Role.VALUE or not value.number.value or not alike(value.number, change.amount.number):
        return
    mine = (value.number, change.amount, _AT_END.sub("", change.base), sections)
    twin = next((other for other in reversed(alone[-MOST:])
                 if other[0].value == value.number.value and other[2:] == mine[2:]
                 and other[1].rises is change.amount.rises), None)
    if twin is not None:
        yield Relation("cross-table", change.amount.number, of(twin[1].number), "同一数额与同一上期数相比，增减额相同",
                       Strength.LIKELY, family="changes")
    alone.append(mine)


def _levels(figures: Sequence[Figure]) -> Iterator[Relation]:
    """与上年持平: the value and, where the sentence prints it, what it is compared with are the same."""
    for i, figure in enumerate(figures):
        if figure.role is Role.BASE and i and _LEVEL.match(bare(figure.tail)) and alike(
                figure.number, figures[i - 1].number):
            yield _level(figures[i - 1].number, figure.number)
        clause = bare(re.split(r"[;。]", figure.tail)[0])
        match = re.search(r"(?:比|较|与|同|和)(?P<base>[^,;。]+?)(?:相比|比较)?,?" + f"(?:{_LEVEL.pattern})", clause)
        if match is None or figure.role not in (Role.VALUE, Role.RATE):
            continue
        base = next((f for f in reversed(figures[max(0, i - MOST):i]) if f.role in (Role.VALUE, Role.RATE)
                     and alike(f.number, figure.number) and is_base(f, match["base"])), None)
        if base is not None and "基本持平" not in clause:
            yield _level(figure.number, base.number)


def _level(value: Number, base: Number) -> Relation:
    return Relation("sum", value, of(base), "持平：本期数＝上期数", family="changes")
