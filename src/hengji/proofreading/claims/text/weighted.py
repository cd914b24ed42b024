"""Rates of a whole and of its parts (分项增长率与总增长率): the whole grows as its parts do, each by its weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, Term, constant, minus, of, over, plus

from .bindings import holds, slipped
from .definitions import PART_OF
from .figures import Figure, Role, passages
from .groups import groups, told_before


def weighted_rates(reading: Reading) -> Iterator[Relation]:
    """增长4%，其中A增长1%，B增长6%: what the parts were before is together what the whole was."""
    told = list(passages(reading.sentences))
    for index, passage in enumerate(told):
        before = told_before(told, index)
        for group in groups(passage, before):
            if not group.exhaustive:
                continue
            figures = (*before, *passage.figures)
            for rate_of, base in ((_growth, _before_growth), (_completion, _planned)):
                rates = [rate_of(figures, figure) for figure in (group.whole, *group.parts)]
                yield from _stated([group.whole, *group.parts], rates, base)


def _stated(values: Sequence[Figure], rates: Sequence[Figure | None], base: Callable[[Figure, Figure], Term]
            ) -> Iterator[Relation]:
    """The rate of the whole, where each of the parts tells its own and what it comes to is near enough to be meant."""
    told = [rate for rate in rates if rate is not None and rate.number.value]
    if len(told) < len(values):
        return
    whole, rate, parts = values[0].number, told[0], zip(values[1:], told[1:], strict=True)
    ratio = over(of(whole), plus(*(base(value, each) for value, each in parts)))
    if rate.role is not Role.GROWTH:
        term = ratio
    elif rate.rises is False:
        term = minus(constant(1), ratio)
    else:
        term = minus(ratio, constant(1))
    relation = Relation("ratio", rate.number, term, "各部分的上期数（计划数）之和＝总的上期数（计划数）",
                        Strength.LIKELY, family="weighted")
    if holds(relation) or slipped(relation):
        yield relation


def _growth(figures: Sequence[Figure], value: Figure) -> Figure | None:
    """The rate of growth told of ``value``: before the next value of its kind."""
    return next((f for f in _of(figures, value) if f.role is Role.GROWTH and f.rises is not None), None)


def _completion(figures: Sequence[Figure], value: Figure) -> Figure | None:
    return next((f for f in _of(figures, value) if f.number.kind is Kind.RATE and PART_OF.search(f.lead)
                 and "预算" in f.lead), None)


def _of(figures: Sequence[Figure], value: Figure) -> Iterator[Figure]:
    """The figures after ``value`` that speak of it still."""
    at = next(i for i, figure in enumerate(figures) if figure is value)
    for figure in figures[at + 1:]:
        if figure.role is Role.VALUE or figure.sentence is not value.sentence:
            return
        yield figure


def _before_growth(value: Figure, rate: Figure) -> Term:
    grown = minus(constant(1), of(rate.number)) if rate.rises is False else plus(constant(1), of(rate.number))
    return over(of(value.number), grown)


def _planned(value: Figure, rate: Figure) -> Term:
    return over(of(value.number), of(rate.number))
