"""Shares told in sentences (占比): a part of its whole, parts that make up 100%, and what is left (其余)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Rival, Strength, Term, constant, minus, of, over, plus, times

from .bindings import MOST, akin, holds, slipped, trimmed
from .figures import SHARE, Figure, Passage, Role, alike, bare, passages
from .groups import groups, told_before

_OF_LIST = re.compile(r"^(?:比|总[数额量]?|合计|全部|其|)$")
#: So long a name has what a share is of, where its list gives no figures: 认为非常满意的占62.5%.
_SHORT = 20
#: 占到位资金400万元的90%, 完成年度任务5万人的104%: the whole is printed between.
_TAKES = re.compile(r"占|完成|相当于|达到")
#: So many shares in a row go with as many parts.
_SEVERAL = 2
_TOTAL = re.compile(r"总计|合计|总")
#: So short a name ends many others.
_FEW = 2
#: Words before 占 that name nothing.
_IDLE = re.compile(r"^(?:共|合计|总计|约|均|各|分别|也|则|又|其|同时|仅|就|合共|两者|二者|三者|以上)+")
#: 占总支出的: the sum may be told as 全年实际支出.
_ALL = re.compile(r"^(?:全年|本年|总|全部|到|了)+")
#: So many figures of one name are tried as a whole.
_FIRST = 200
#: Of these each part has its own.
_EACH_HAS = re.compile(r"任务|计划|目标|指标")
#: A share of a plan says how much of it was done.
_OF_PLAN = re.compile(r"占[^,;]*(?:预算|任务|计划|目标|指标|上年|去年|同期)[^,;]*$")
_REST = re.compile(r"(?:其余|其他|剩余|余下|另有|另外)[^,;:各]*$")


def shares(reading: Reading) -> Iterator[Relation]:
    """Every share against its part and the whole that its words or its list name."""
    told = list(passages(reading.sentences))
    names = _Names(told)
    for index, passage in enumerate(told):
        before = told_before(told, index)
        section = [f for p in told[max(0, index - 3):index + 1] if p.sections == passage.sections for f in p.figures]
        listed = {part: group.whole for group in groups(passage, before) for part in group.parts}
        for figures in passage.sentences:
            for i, figure in enumerate(figures):
                if figure.role is Role.SHARE and "分别" in figure.lead:
                    yield from _respective(figures, i, [*section, *figures[:i]], names)
                elif figure.role is Role.SHARE and i:
                    values = [f for f in figures[max(0, i - MOST):i] if f.number.kind is not Kind.DAYS]
                    found = list(_share(figure, values, listed, section[-MOST:], names)) if values else []
                    yield from found or _beside(figures, i)
                elif figure.lead.startswith("的") and i > 1 and _TAKES.search(figures[i - 1].lead):
                    yield from _of_told(figure, figures[i - 1], figures[i - 2])
            yield from _hundred(figures, listed)
            yield from _rest(figures)


def _share(share: Figure, before: Sequence[Figure], listed: dict[Figure, Figure], section: list[Figure],
           names: _Names) -> Iterator[Relation]:
    part = before[-1] if before[-1].role is Role.VALUE else next(
        (f for f in reversed(before) if f.role is Role.VALUE and (f in listed or f is _last_value(before))), None)
    match = SHARE.search(share.lead)
    if part is None or match is None or share.step == 2:
        return
    subject = _IDLE.sub("", share.lead[:match.start()])
    if subject and trimmed(subject) not in trimmed(part.label):
        part = next((f for f in (*reversed(before), *reversed(section)) if f.role is Role.VALUE
                     and trimmed(subject) in trimmed(f.label)), None)
        if part is None:
            return
    name = match["whole"]
    if _OF_LIST.match(name):
        wholes = [listed[part], *_likely(part, before)] if part in listed else _likely(part, before)
        readings = [_of(share, part, whole) for whole in wholes]
        sure = part in listed or (len(readings) == 1 and _speaks_of(share, part))
        found = next((r for r in readings if holds(r)), readings[0] if sure else None)
        if found is None and part is before[-1]:
            found = _of_nearest(share, part, before)
    else:
        found = _named(share, part, name, [*section, *before], names, sure=before[-1] is part or part in listed)
    if found is not None:
        yield found


def _of_nearest(share: Figure, part: Figure, before: Sequence[Figure]) -> Relation | None:
    """抽查60份，其中8份不全，占13.33%: of what stands right before the part, unless that has a share of its own."""
    if len(before) < 2 or part.step == 2:
        return None
    whole = before[-2]
    if whole.role is not Role.VALUE or not alike(whole.number, part.number) or whole.number.value <= part.number.value:
        return None
    return replace(_of(share, part, whole), strength=Strength.LIKELY)


def _named(share: Figure, part: Figure, name: str, near: Sequence[Figure], names: _Names, *,
           sure: bool) -> Relation | None:
    """The share of a whole that ``name`` tells: one that holds, else the nearest of this very name, else a slip."""
    start = share.number.mark
    told = [f for f in near if (f.number.mark.block, f.number.mark.start) < (start.block, start.start)]
    found = [(_of(share, part, whole), whole) for whole in _wholes(name, part, told, names)]
    if (plain := _ALL.sub("", name)) != name:
        found += [(_of(share, part, whole), whole) for whole in _wholes(plain, part, told, names)]
    holding = next((relation for relation, _ in found if holds(relation)), None)
    if holding is not None:
        return holding
    meant = next((relation for relation, whole in found if sure and _very(whole, name)
                  and whole.number.value >= part.number.value), None)
    likely = meant or next((relation for relation, whole in found
                            if ("总计" not in name or "总计" in whole.lead) and slipped(relation)), None)
    return likely if likely is None or meant is not None else replace(likely, strength=Strength.LIKELY)


def _respective(figures: Sequence[Figure], at: int, near: Sequence[Figure], names: _Names) -> Iterator[Relation]:
    """甲40万元、乙60万元，分别占总额的40%、60%: the shares and the parts in their order, of a whole that most fit."""
    listed = [figures[at]]
    for figure in figures[at + 1:]:
        if figure.number.kind is not Kind.RATE or len(figure.lead) > 1:
            break
        listed.append(figure)
    parts = [f for f in figures[:at] if f.role is Role.VALUE and alike(f.number, figures[at - 1].number)][-len(listed):]
    match = SHARE.search(figures[at].lead)
    if match is None or len(parts) < len(listed) or len(listed) < _SEVERAL:
        return
    named = _wholes(match["whole"], parts[0], near, names) if match["whole"] else iter(())
    summed = [f for f in near if f.role is Role.VALUE and f.number.value == sum(p.number.value for p in parts)]
    for whole in (*named, *summed):
        readings = [_of(share, part, whole) for share, part in zip(listed, parts, strict=True)]
        if sum(map(holds, readings)) >= len(readings) - 1 and all(holds(r) or slipped(r) for r in readings):
            yield from readings
            return


def _very(whole: Figure, name: str) -> bool:
    """Whether a figure is named just so: 其他收入 is not 收入, and what is no total is none of 收入总计."""
    mine, other = trimmed(whole.label), trimmed(name)
    same = mine == other or (len(other) > _FEW and mine.endswith(other))
    return same and (not _TOTAL.search(name) or bool(_TOTAL.search(whole.lead)))


def _last_value(figures: Sequence[Figure]) -> Figure | None:
    """The value that a row of rates is told of: 税收完成300万元，占预算的96%，占收入的60%."""
    last = next((f for f in reversed(figures) if f.number.kind is not Kind.RATE), None)
    return last if last is not None and last.role is Role.VALUE else None


def _of_told(share: Figure, whole: Figure, part: Figure) -> Iterator[Relation]:
    """A占B的p%, the whole printed between."""
    if share.number.kind is Kind.RATE and part.role is Role.VALUE and alike(part.number, whole.number):
        yield _of(share, part, whole)


def _beside(figures: Sequence[Figure], at: int) -> Iterator[Relation]:
    """Two parts of one named whole that is not printed: their shares are as they are themselves."""
    share, part = figures[at], figures[at - 1]
    if at < 3 or share.step == 2 or _EACH_HAS.search(share.lead + figures[at - 2].lead):
        return
    other, mine = SHARE.search(figures[at - 2].lead), SHARE.search(share.lead)
    first = figures[at - 3]
    if figures[at - 2].role is Role.SHARE and other and mine and part.role is first.role is Role.VALUE \
            and mine["whole"] in (other["whole"], "") and alike(part.number, first.number) and first.number.value:
        term = times(of(figures[at - 2].number), over(of(part.number), of(first.number)))
        relation = Relation("ratio", share.number, term, "同一总数中两部分的占比与其数额成比例", family="shares")
        if mine["whole"]:
            yield relation
        elif holds(relation) or slipped(relation):
            yield replace(relation, strength=Strength.LIKELY)


def _likely(part: Figure, before: Sequence[Figure]) -> list[Figure]:
    """Wholes that nothing names: a larger value of the unit before the part."""
    return [f for f in reversed(before) if f.role is Role.VALUE and f is not part and alike(f.number, part.number)
            and f.number.value >= part.number.value]


def _speaks_of(share: Figure, part: Figure) -> bool:
    """Whether the words of the share name its part: 不见面审批事项2168项，不见面事项占比99.5%."""
    name = bare(share.lead).split("占")[0]
    return len(name) > 2 and name[:3] in part.label


class _Names:
    """The values of the document by the end of their names, for wholes that are named in other places."""

    def __init__(self, told: Sequence[Passage]) -> None:
        self._by_end: dict[str, list[Figure]] = {}
        for passage in told:
            for figure in passage.figures:
                if figure.role is Role.VALUE and (name := trimmed(figure.label)):
                    self._by_end.setdefault(name[-2:], []).append(figure)

    def meant(self, name: str) -> Iterator[Figure]:
        """The figures that ``name`` can mean, in the order of the document; of very many the first."""
        for figure in self._by_end.get(trimmed(name)[-2:], [])[:_FIRST]:
            if akin(figure.label, name):
                yield figure


def _wholes(name: str, part: Figure, near: Sequence[Figure], names: _Names) -> Iterator[Figure]:
    """The figures that ``name`` can mean: of the sentence and its section, the nearest first, then of the document."""
    seen: set[Figure] = {part}
    for figure in (*(f for f in reversed(near) if akin(f.label, name)), *names.meant(name)):
        if figure not in seen and figure.role is Role.VALUE and alike(figure.number, part.number):
            seen.add(figure)
            yield figure


def _of(share: Figure, part: Figure, whole: Figure) -> Relation:
    wrong = Rival(over(of(whole.number), of(part.number)), "分子分母颠倒", "wrong-denominator")
    return Relation("ratio", share.number, over(of(part.number), of(whole.number)), "部分÷总数＝占比",
                    family="shares", rivals=(wrong,))


def _hundred(figures: Sequence[Figure], listed: dict[Figure, Figure]) -> Iterator[Relation]:
    """The shares of one list are 100% together: where the parts are all of the whole, or the shares say so."""
    by_whole: dict[Figure | None, list[Figure]] = {}
    added: dict[Figure, list[Term]] = {}
    for i, share in enumerate(figures):
        if share.role is not Role.SHARE:
            continue
        part = figures[i - 1] if i else share
        if _OF_PLAN.search(share.lead):
            continue
        if part in listed:
            by_whole.setdefault(listed[part], []).append(share)
            added.setdefault(listed[part], []).append(of(part.number))
        elif part.number.kind is Kind.RATE and len(SHARE.sub("", share.lead)) < _SHORT:
            by_whole.setdefault(None, []).append(share)
    for whole, shares_of in by_whole.items():
        if len(shares_of) < (3 if whole is None else 2):
            continue
        *others, last = (share.number for share in shares_of)
        relation = Relation("sum", last, minus(constant(1), plus(*map(of, others))), "各项占比之和＝100%",
                            Strength.LIKELY, family="shares")
        if whole is None:
            meant = holds(relation) or slipped(relation)
        else:
            meant = holds(Relation("sum", whole.number, plus(*added[whole]), ""))
        if meant:
            yield relation


def _rest(figures: Sequence[Figure]) -> Iterator[Relation]:
    """84%…，其余16%…: two shares of the same that leave nothing over."""
    for first, second in pairwise(figures):
        if first.number.kind is second.number.kind is Kind.RATE and _REST.search(second.lead) and second.step < 2 \
                and first.role in (Role.RATE, Role.SHARE) and first.number.value + second.number.value != 0:
            yield Relation("sum", second.number, minus(constant(1), of(first.number)), "其余占比＝100%－已述占比",
                           family="shares")
