"""One figure written at two places (同一个数): copied, rounded further, or with a slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hengji.proofreading.causes import slip
from hengji.proofreading.claims.text.expressions import Equation
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.relation import Relation, Strength, Term, as_it_stands, of

FAMILY = "derivations"


def again(number: Number, source: Number, name: str) -> Relation:
    """``number`` is ``source`` written once more: the same to the last digit, or rounded further."""
    if number.step < source.step:
        number, source = source, number
    term = as_it_stands(source) if number.step == source.step else of(source)
    return Relation("cross-table", number, term, name, Strength.LIKELY, family=FAMILY, verbatim=True)


def exactly(equation: Equation, parameters: Sequence[Number]) -> Iterator[Relation]:
    """The same calculation with the whole per cents of its rule (每上升1%扣权重的3%) taken as they stand."""
    whole = {id(number) for number in equation.operands if number.kind is Kind.RATE and number.step * 100 >= 1
             and any(same(number, other) for other in parameters)}
    if whole:
        yield Relation("ratio", equation.result, _taken_exactly(equation.term, whole), "按规则计算的得分",
                       Strength.LIKELY, family=FAMILY, group="按规则")


def _taken_exactly(term: Term, numbers: set[int]) -> Term:
    if term.number is not None:
        return as_it_stands(term.number) if id(term.number) in numbers else term
    return replace(term, parts=tuple(_taken_exactly(part, numbers) for part in term.parts))


def may_be(number: Number, other: Number) -> bool:
    """Whether a figure that stands nowhere before can be a slip of ``other``: of a rule's figure any can."""
    if other.kind is not number.kind or not number.value:
        return False
    return bool(number.comparator) or not telling(number) or bool(
        slip(number, other.interval) or slip(other, number.interval))


def order(number: Number) -> tuple[int, int, int, int]:
    """Where a figure stands among others of its document."""
    return *number.mark.where, number.mark.start


def same(number: Number, other: Number) -> bool:
    """Whether one is the other, or the other rounded."""
    fine, coarse = sorted((number, other), key=lambda each: each.step)
    near = abs(fine.value - coarse.value) * 2 <= (coarse.step if telling(coarse) else 0)
    return fine.kind is coarse.kind and near


def telling(number: Number) -> bool:
    """Whether a figure has three digits or more: it is not met by chance."""
    return abs(number.value / number.step) >= 100
