"""Figures that agree with others than those they were bound to (另有所指): the binding was wrong, not the document.

What a sentence says of a rate or a sum is read from its grammar, and grammar can mislead: the base stands two
clauses before, or is the sum of two figures; a part is told before the list, or belongs to another part. Where
figures beside it give the printed one to its last digit, nothing is wrong with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, takewhile

from .causes import slip
from .judging import Outcome, Verdict, required
from .number import FIGURES, Kind, Number
from .reading import Reading
from .relation import Relation, Strength, Term

#: So many figures beside the printed one may be meant; a rate is told soon after what it is made of.
_NEAR, _SOON = 12, 8
#: A rate with a last digit as fine as this is hardly met by chance.
_FINE = Fraction(1, 1000)
#: Figures below this are met by chance.
_TELLING = 10
_HALF = Fraction(1, 2)
_RATES = frozenset({Kind.RATE, Kind.POINTS})
#: Sums of more parts are lists, which bind by themselves.
_MANY = 8


def excused(reading: Reading, verdicts: Iterable[Verdict]) -> list[Verdict]:
    """``verdicts``; those on sentences that other figures beside bear out agree."""
    told = [number for sentence in reading.sentences if not sentence.mark.row for number in sentence.numbers
            if number.kind in FIGURES and number.measured]
    places = {number: index for index, number in enumerate(told)}
    return [replace(verdict, outcome=Outcome.AGREES)
            if _doubtful(verdict) and _borne_out(verdict.relation, _around(verdict.relation, told, places))
            else verdict for verdict in verdicts]


def _around(relation: Relation, told: list[Number], places: dict[Number, int]) -> list[Number]:
    """The figures told near the target, it among them, in their order; of a target that stands nowhere, none."""
    at = places.get(relation.target)
    return [] if at is None else told[max(0, at - _NEAR):at + 1 + _NEAR]


def _doubtful(verdict: Verdict) -> bool:
    """Whether it is broken by the grammar of a sentence alone, and neither a known mistake nor a slip explains it."""
    numbers = [*verdict.relation.numbers()]
    return (verdict.outcome is Outcome.BROKEN and verdict.rival is None
            and not any(number.mark.row for number in numbers)
            and not any(_slipped(verdict.relation, number) for number in numbers))


def _slipped(relation: Relation, number: Number) -> bool:
    wanted = required(relation, number)
    return wanted is not None and bool(slip(number, wanted, of_a_digit=True))


def _borne_out(relation: Relation, told: list[Number]) -> bool:
    if relation.target.kind in _RATES:
        return relation.comparator == "=" and _is_rate_of_others(relation, told)
    if relation.check != "sum" or relation.term.sign not in ("+", "-") or len(relation.term.parts) > _MANY:
        return False
    if relation.comparator == "=":
        return _lacks_one(relation, told) or _takes_in_too_many(relation)
    return _nested(relation, told)


def _is_rate_of_others(relation: Relation, told: list[Number]) -> bool:
    """Whether some figures before the rate give it: a÷b or a÷(b＋c), or of a change (a－b)÷b.

    A rate of few digits must come out exactly: to be met within its digits would say
    nothing. 100 % is any figure over itself, a half is met everywhere. A rate that
    stands beside once more may be copied: then the figures are those of the other one.
    """
    rate = relation.target
    slack = rate.step / 2 if rate.step <= _FINE else Fraction(0)
    if rate.value == _HALF or any(number.value == rate.value for number in told if number is not rate):
        return False
    kinds = {number.kind for number in relation.term.numbers()} - _RATES
    groups: dict[Kind, list[Fraction]] = defaultdict(list)
    for number in [*takewhile(lambda number: number is not rate, told)][-_SOON:]:
        if number.kind in kinds and number.value > 0 and number.mark.block == rate.mark.block:
            groups[number.kind].append(number.value)
    rates_of = _changes if "-" in _signs(relation.term) else _sums if rate.value == 1 else _shares
    return any(abs(rate.value - value) <= slack for values in groups.values() for value in rates_of(values))


def _shares(values: list[Fraction]) -> Iterator[Fraction]:
    yield from (above / below for above, below in permutations(values, 2))
    yield from _sums(values)


def _sums(values: list[Fraction]) -> Iterator[Fraction]:
    yield from (above / (one + other) for one, other in combinations(values, 2) for above in values)


def _changes(values: list[Fraction]) -> Iterator[Fraction]:
    """Told as two values, or as one and the change."""
    for one, other in permutations(values, 2):
        yield from (abs(one - other) / other, one / (one + other))
        if one != other:
            yield abs(one / (other - one))


def _signs(term: Term) -> set[str]:
    return {term.sign}.union(*map(_signs, term.parts))


def _lacks_one(relation: Relation, told: list[Number]) -> bool:
    """Whether what the sum lacks is a figure told beside it, or total and parts are parts of such a one alike."""
    total, parts = relation.target.value, relation.term.value()
    lacking = {abs(parts - total)} | ({parts + total} if relation.term.sign == "+" else set())
    return not lacking.isdisjoint(number.value for number in _others(relation, told))


def _takes_in_too_many(relation: Relation) -> bool:
    """Whether the total is the sum of some of its parts: the others are parts of those."""
    values = [number.value for number in relation.term.numbers()]
    return relation.term.sign == "+" and any(
        sum(some) == relation.target.value for size in range(2, len(values)) for some in combinations(values, size))


def _nested(relation: Relation, told: list[Number]) -> bool:
    """Whether the parts are not all parts of the total: one of them and another figure make it, or rates part them."""
    parts = [*relation.term.numbers()]
    wanted = {relation.target.value - part.value for part in parts}
    places = sorted(index for index, number in enumerate(told) if any(number is part for part in parts))
    return (any(number.value in wanted for number in _others(relation, told))
            or any(number.kind in _RATES for number in told[places[0]:places[-1]] if places))


def _others(relation: Relation, told: list[Number]) -> list[Number]:
    """Figures of the target's kind beside it that the relation does not take in.

    What a document says outright of its parts is not explained by what another paragraph tells.
    """
    own = {id(number) for number in relation.numbers()}
    return [number for number in told
            if id(number) not in own and number.kind is relation.target.kind and number.value / number.step >= _TELLING
            and (relation.strength is not Strength.CERTAIN or number.mark.block == relation.target.mark.block)]
