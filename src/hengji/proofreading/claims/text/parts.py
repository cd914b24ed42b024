"""Sums told in sentences (其中、合计): parts of a whole, and totals told after what they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, Term, minus, of, plus

from .bindings import MOST, holds, nearly
from .figures import Figure, Role, alike, passages
from .groups import Group, groups, told_before, total
from .items import outlines
from .partitions import complete, usual

_PLAIN_SUM = re.compile(r"^(?:以上|上述)?(?:共计?|合计|总计|一共)$")
#: A sum that its parts stand right before is not far from what they come to: else it is of something else.
_FAR = 4
#: A team told by so many sorts of members is told wholly.
_TEAM = 3
_IN_ALL = re.compile(r"^[、和及]?(?:以上|上述|[\u4e00-\u9fff]?项|资金|费用|金额|经费|支出|收入)*"
                     r"(?:合计|共计|总计|累计|总共|一共)(?:金额|资金|支出|投入|费用|经费|为|约|有)*$")


def parts(reading: Reading) -> Iterator[Relation]:
    """Wholes and parts of every sentence, totals after lists, and changes that are made up of others."""
    told = list(passages(reading.sentences))
    for group in outlines(told):
        yield from _sums(group)
    for index, passage in enumerate(told):
        for group in groups(passage, told_before(told, index)):
            yield from _sums(group)
        for figures in passage.sentences:
            yield from _in_all(figures)
            yield from _changes(figures)


def _sums(group: Group) -> Iterator[Relation]:
    """The sum of the parts, where they are all of it; else that they are no more than the whole."""
    whole, numbers = group.whole.number, group.numbers
    if not numbers:
        return
    labels = [part.label for part in group.parts]
    added = total(whole, numbers)
    whole_said = group.strict and not _some_only(group)
    if group.exhaustive or (whole_said and complete(labels, group.whole.label)):
        yield added
    elif len(numbers) > 1 and not _some_only(group) and (
            (whole_said and usual(labels)) or (group.among and complete(labels, group.whole.label)) or nearly(added)):
        yield replace(added, strength=Strength.LIKELY)
    elif _one_missing(group):
        yield replace(added, strength=Strength.WEAK)
    elif group.strict:
        yield Relation("sum", whole, added.term, "其中各项之和不超过总数", comparator="≥", family="parts",
                       explanation="“其中”各项之和超过了总数。")


def _one_missing(group: Group) -> bool:
    """由6人组成，其中会计师1人、造价师2人、工程师2人: one of those whom a team is made up of is told nowhere."""
    left = group.whole.number.value - sum((number.value for number in group.numbers), Fraction(0))
    return group.strict and group.whole.tail.startswith("组成") and len(group.parts) >= _TEAM and left == 1


def _some_only(group: Group) -> bool:
    return bool(re.search(r"主要|部分|等$", group.parts[0].gap.rsplit(";", 1)[-1] + group.parts[-1].tail[:1]))


def _in_all(figures: Sequence[Figure]) -> Iterator[Relation]:
    """…合计X: the values of one unit before it in the sentence add up to it, all of them or the last ones."""
    for i, figure in enumerate(figures):
        if figure.role is not Role.VALUE or figure.number.kind is Kind.PLAIN:
            continue
        if not _IN_ALL.search(figure.lead):
            yield from _right_before(figures, i)
            continue
        listed = [f for f in figures[max(0, i - MOST):i]
                  if f.role is Role.VALUE and alike(f.number, figure.number) and not f.reason]
        for start in range(len(listed) - 1):
            if holds(added := total(figure.number, [f.number for f in listed[start:]])):
                yield added
                break
        else:
            last = max((n for n, f in enumerate(listed) if f.step == 2), default=0)  # those of its own clause
            for some in (listed, listed[last:]):
                if len(some) > 1 and nearly(added := total(figure.number, [f.number for f in some])):
                    yield replace(added, strength=Strength.LIKELY)
                    break
            else:
                yield from _right_before(figures, i)


def _right_before(figures: Sequence[Figure], at: int) -> Iterator[Relation]:
    """县级1名、乡级12名、村级146名，共159名: what stands right before a bare sum, one after the other, is its parts."""
    whole = figures[at]
    if not _PLAIN_SUM.match(whole.lead) or whole.step == 2 or whole.opens:
        return
    listed: list[Figure] = []
    for figure in reversed(figures[max(0, at - MOST):at]):
        if figure.role is not Role.VALUE or not figure.label or not alike(figure.number, whole.number) \
                or figure.number.unit != whole.number.unit or figure.reason:
            break
        listed.insert(0, figure)
        if figure.step == 2 or figure.opens:
            break
    numbers = [figure.number for figure in listed]
    parts = sum((number.value for number in numbers), Fraction(0))
    if len(numbers) > 1 and parts < whole.number.value * _FAR and whole.number.value < parts * _FAR:
        yield replace(total(whole.number, numbers), strength=Strength.LIKELY)


def _changes(figures: Sequence[Figure]) -> Iterator[Relation]:
    """增加X，其中a增加A，b减少B: the changes of the parts, with their signs, make the change of the whole."""
    for i, figure in enumerate(figures):
        if not figure.opens or not i:
            continue
        whole = next((f for f in reversed(figures[:i]) if f.role is Role.CHANGE), None)
        if whole is None or whole.rises is None:
            continue
        listed = [f for f in figures[i:] if f.role is Role.CHANGE and alike(f.number, whole.number)]
        same = [f.number for f in listed if f.rises is whole.rises]
        other = [f.number for f in listed if f.rises is not whole.rises]
        if len(listed) < 2 or not same:
            continue
        term: Term = plus(*map(of, same))
        if other:
            term = minus(term, plus(*map(of, other)))
        relation = Relation("sum", whole.number, term, "各项增减之和＝总的增减额", Strength.LIKELY, family="parts")
        if holds(relation) or nearly(relation):
            yield relation
