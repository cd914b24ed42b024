"""Ratio and difference lines (比率与差额): which two lines each is worked out from, as words and figures tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import islice

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Term, constant, minus, of, over

from .lines import Line, of_rates
from .words import AVERAGED

_ONE = constant(1)
#: So many lines beside a rate are tried as what it comes from, at so many places.
_NEAREST, _SAMPLED = 8, 60
#: Three digits: a hundred times the last one's unit.
_FINE = 100


class Formula(Enum):
    """How a line is worked out from two others, ``a`` and ``b`` (算法); the text names it with both put in."""

    RATIO = "{a}÷{b}"
    GROWTH = "（{a}－{b}）÷{b}"
    DECLINE = "（{b}－{a}）÷{b}"
    DIFFERENCE = "{a}－{b}"

    def term(self, a: Term, b: Term) -> Term:
        """The expression, each number in it once."""
        return _TERMS[self](a, b)


_TERMS: dict[Formula, Callable[[Term, Term], Term]] = {
    Formula.RATIO: over,
    Formula.GROWTH: lambda a, b: minus(over(a, b), _ONE),
    Formula.DECLINE: lambda a, b: minus(_ONE, over(a, b)),
    Formula.DIFFERENCE: minus,
}

_GROWING = re.compile(r"增减|增长|增幅|变动|变化|调整率|差异率|偏差率|调整幅度|[±+]|升降|同比|环比")
_FALLING = re.compile(r"减少|下降|降幅|降低|压减|节约|节支|结余")
_DIFFERING = re.compile(r"(?:增减|增加|减少|增长|调整|变动|变化|差异|结余|超支|节约|增\(减\))"
                        r"(?:额|数额?|金额|值|量|情况|资金)?(?:\(.*\))?$|差额|相差|增减额|与.*(?:相比|比较)|比上年|较上年")
_FINAL = re.compile(r"决算|实际|执行数|支出|完成|支付|使用|本年|当年|本期|自评|得分")
_BASE = re.compile(r"预算|计划|应|上年|去年|上期|年初|目标|总|满分|分值|权重|标准分|编制|拨付|到位|下达|安排")
#: Columns that hold the values of one indicator after another are worked out from no other column.
_VALUES = re.compile(r"(?:指标|目标|实际|完成|基准|标准)值")
#: Over several years growth multiplies.
_PER_YEAR = re.compile(r"年均|复合")
_YEAR = re.compile(r"20\d\d")


def formulas_of(line: Line) -> tuple[Formula, ...]:
    """How ``line`` may be worked out, by its words and the kind of its numbers; empty for what is no such line."""
    name = "".join(line.path)
    if _VALUES.search(line.label):
        return ()
    if of_rates(line):
        if _PER_YEAR.search(name):
            return ()
        if _GROWING.search(name):
            return (Formula.GROWTH, Formula.RATIO)
        return (Formula.RATIO, Formula.DECLINE) if _FALLING.search(name) else (Formula.RATIO,)
    if AVERAGED.search(name):
        return (Formula.RATIO,)
    return (Formula.DIFFERENCE,) if _DIFFERING.search(line.label) else ()


def worded(name: str, a: Line, b: Line) -> bool:
    """Whether the words say that ``a`` is measured against ``b``: final against budget, this year against last."""
    first, second = "".join(a.path), "".join(b.path)
    years = _YEAR.findall(first)[-1:], _YEAR.findall(second)[-1:]
    if years[0] and years[1] and years[0] != years[1]:
        return years[0] > years[1]
    if _YEAR.search(name) and not (_FINAL.search(first) or _BASE.search(second)):
        return False
    return bool(_FINAL.search(first) and _BASE.search(second) and not (_FINAL.search(second) and _BASE.search(first)))


@dataclass(frozen=True, slots=True)
class Fit:
    """A line worked out from ``a`` and ``b`` (一种算法), and at which places that holds."""

    formula: Formula
    a: Line
    b: Line
    terms: dict[int, Term]
    held: frozenset[int]
    telling: frozenset[int]
    by_words: bool
    fine: bool

    @property
    def broken(self) -> int:
        """At how many places it does not hold."""
        return len(self.terms) - len(self.held)

    @property
    def weight(self) -> tuple[int, bool, int]:
        """How well words and printed figures bear it out."""
        return 2 * len(self.telling) + len(self.held - self.telling) - 2 * self.broken, self.by_words, len(self.telling)

    @property
    def confirmed(self) -> bool:
        """Whether the figures alone leave no doubt: two telling places, and more than twice as many as break it.

        Figures of three digits fit by chance so seldom that more than break it are enough.
        """
        return len(self.telling) >= 2 and len(self.telling) > (1 if self.fine else 2) * self.broken

    @property
    def name(self) -> str:
        """The formula with the names of its lines."""
        return self.formula.value.format(a=self.a.name, b=self.b.name)


def fit(line: Line, formula: Formula, a: Line, b: Line, places: int | None = None) -> Fit | None:
    """How ``line`` stands to ``a`` and ``b`` at its first ``places``; None where no place has all that it takes."""
    terms, held, telling = {}, set(), set()
    for at, number in islice(line.numbers.items(), places):
        term = _term(formula, a, b, at)
        if term is None:
            continue
        terms[at] = term
        if can_be(number, term):
            held.add(at)
            if number.value not in (0, 1) and len(list(term.numbers())) > 1:
                telling.add(at)
    if not terms:
        return None
    fine = all(abs(line.numbers[at].value) >= _FINE * line.numbers[at].step for at in telling)
    return Fit(formula, a, b, terms, frozenset(held), frozenset(telling), worded(line.label, a, b), fine)


def _term(formula: Formula, a: Line, b: Line, at: int) -> Term | None:
    first, second = a.numbers.get(at), b.numbers.get(at)
    if at in a.unclear or at in b.unclear or (first is None and second is None):
        return None
    if formula is not Formula.DIFFERENCE:
        if second is None or second.interval.low <= 0 <= second.interval.high:
            return None
        return formula.term(of(first) if first else constant(0), of(second)) if first else None
    if first is None or second is None:
        # A blank beside a printed figure is zero.
        return of(first) if first else minus(constant(0), of(second)) if second else None
    return minus(of(first), of(second)) if first.kind is second.kind else None


def can_be(number: Number, term: Term) -> bool:
    """Whether ``number`` can be what ``term`` comes to; further digits may have been cut off."""
    try:
        return term.interval().meets(number.interval.widened(number.step / 2))
    except ZeroDivisionError:
        return False


def fits_of(line: Line, formulas: tuple[Formula, ...], lines: list[Line]) -> Iterator[Fit]:
    """Every way to work ``line`` out from two of ``lines``, the nearest first."""
    near = sorted((other for other in lines if other is not line), key=lambda other: _distance(line, other))[:_NEAREST]
    pairs = [(a, b) for a in near for b in near if a is not b]
    pairs.sort(key=lambda pair: _distance(line, pair[0]) + _distance(line, pair[1]))
    for formula in formulas:
        for a, b in pairs:
            if (found := fit(line, formula, a, b, _SAMPLED)) is not None:
                yield found


def _distance(line: Line, other: Line) -> Fraction:
    """How far apart two lines stand: those under the same heads are nearest, those before nearer than those after."""
    common = sum(x == y for x, y in zip(line.path[:-1], other.path[:-1], strict=False))
    return abs(line.at - other.at) + Fraction(1, 2) * (other.at > line.at) - 10 * common
