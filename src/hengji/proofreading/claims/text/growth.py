"""What a change comes to (增减额、增减率): the amount and the rate by the value and what it is compared with."""

from __future__ import annotations

import re

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.relation import (
    Relation,
    Remark,
    Rival,
    Strength,
    Term,
    constant,
    minus,
    of,
    over,
    plus,
    times,
)

from .bindings import chosen
from .comparisons import Change
from .figures import Figure

#: Growth that is told of other values than those printed.
_RESTATED = re.compile(r"同口径|可比|不变价|剔除|扣除|还原")
_MAY_BE_NEGATIVE = re.compile(r"结余|结转|差额|净|亏|利润|盈余|逆差|赤字|变动")


def relations_of(change: Change, value: Number, base: Number | None) -> list[Relation | Remark]:
    """What ``change`` says of ``value`` and, where it is told, ``base``; from nothing nothing grows."""
    found: list[Relation | Remark] = []
    amount = change.amount.number if change.amount else None
    if amount is not None and base is not None:
        found.append(_difference(change, value, base, amount))
    if change.rate is not None:
        if (from_zero := _from_zero(change, value, base)) is not None:
            found.append(from_zero)
        elif base is not None:
            found.append(_growth(change, value, base))
        elif amount is not None and amount.kind is not Kind.POINTS and amount.value:
            found.append(_growth_of(change, value, amount))
    if base is None and change.amount is not None and change.amount.rises and _cannot_be_less(change, value):
        found.append(Relation("sum", value, of(change.amount.number), "增加后的数额不小于增加额", comparator="≥",
                              family="changes", explanation="增加后的数额比增加额还小，两者必有一误。"))
    return found


def _cannot_be_less(change: Change, value: Number) -> bool:
    words = change.first.lead + change.subject + value.label
    return value.kind is not Kind.RATE and not _MAY_BE_NEGATIVE.search(words)


def _direction(figure: Figure, readings: tuple[Relation, Relation]) -> Relation:
    """The reading for a rise or a fall, as the verb says; either where it is left open, or a sign stands for it."""
    rise, fall = readings
    if figure.rises is None or figure.number.value < 0:
        return chosen(readings) or rise
    return rise if figure.rises else fall


def _difference(change: Change, value: Number, base: Number, amount: Number) -> Relation:
    assert change.amount is not None
    rise, fall = (
        Relation("sum", amount, minus(of(a), of(b)), name, family="changes")
        for a, b, name in ((value, base, "本期数－上期数＝增加额"), (base, value, "上期数－本期数＝减少额")))
    return _direction(change.amount, (rise, fall))


def _growth(change: Change, value: Number, base: Number) -> Relation:
    assert change.rate is not None
    ratio, reverse = over(of(value), of(base)), over(of(base), of(value))
    rise = _rate(change.rate, Term("-", (ratio, constant(1)), told=over(minus(of(value), of(base)), of(base))),
                 minus(constant(1), reverse), "（本期数－上期数）÷上期数＝增长率")
    fall = _rate(change.rate, Term("-", (constant(1), ratio), told=over(minus(of(base), of(value)), of(base))),
                 minus(reverse, constant(1)), "（上期数－本期数）÷上期数＝下降率")
    return _direction(change.rate, (rise, fall))


def _growth_of(change: Change, value: Number, amount: Number) -> Relation:
    """The rate against value and amount alone; the value before is then value less amount, or with it."""
    assert change.rate is not None
    ratio, wrong = over(of(value), of(amount)), over(of(amount), of(value))
    rise = _rate(change.rate, Term("/", (constant(1), minus(ratio, constant(1))),
                                   told=over(of(amount), minus(of(value), of(amount)))),
                 wrong, "增加额÷（本期数－增加额）＝增长率")
    fall = _rate(change.rate, Term("/", (constant(1), plus(ratio, constant(1))),
                                   told=over(of(amount), plus(of(value), of(amount)))),
                 wrong, "减少额÷（本期数＋减少额）＝下降率")
    return _direction(change.rate, (rise, fall))


def _rate(rate: Figure, term: Term, wrong: Term, name: str) -> Relation:
    """The relation of a growth rate; a plain number stands for percent there."""
    if rate.number.kind is Kind.PLAIN:
        term, wrong = times(term, constant(100)), times(wrong, constant(100))
    rival = Rival(wrong, "用本期数作了分母，应以上期数（比较的基数）为分母", "wrong-denominator")
    strength = Strength.WEAK if _RESTATED.search(rate.sentence.text) else Strength.CERTAIN
    return Relation("ratio", rate.number, term, name, strength, family="changes", rivals=(rival,))


def _from_zero(change: Change, value: Number, base: Number | None) -> Remark | None:
    """A rate of growth from nothing: it cannot be calculated, whatever it is said to be."""
    assert change.rate is not None
    amount, rate = change.amount, change.rate.number
    rises = change.rate.rises is not False
    zero = base.value == 0 if base is not None else bool(
        amount is not None and amount.number.kind is not Kind.POINTS and rises and value.value == amount.number.value)
    if not zero:
        return None
    numbers = tuple(n for n in (value, base, amount.number if amount else None, rate) if n is not None)
    if not value.value or rate.value == 0:
        return Remark("zero-base", Strength.WEAK, numbers=numbers)
    usual = rate.value == 1
    return Remark("zero-base", Strength.WEAK if usual else Strength.LIKELY, (rate.mark,), numbers=numbers,
                  printed=rate.text, explanation="比较的基数为0，增长率无从计算。" if usual else
                  f"比较的基数为0，增长率无从计算，“{rate.text}”没有来历。",
                  likely="基数为零", correction="宜写明“上年无此项支出，本年为新增”，不写增长率。")
