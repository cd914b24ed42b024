"""Counts and shares of the answers to a question (各选项份数与占比)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, Term, constant, minus, of, over, plus

from .questions import Question, surveys_of

_FAMILY = "survey answers"
#: Fewer answers than these make no sum.
_LEAST = 2


def answers(reading: Reading) -> Iterator[Relation]:
    """The counts of the options make the total, each share is its count of the total, the shares make 100%."""
    for survey in surveys_of(reading):
        for question in survey.questions:
            yield from _counts(question)
            yield from _shares(question)
            yield from _whole(question)


def _counts(question: Question) -> Iterator[Relation]:
    if question.total is not None and len(question.counts) >= _LEAST and not question.several:
        yield Relation("sum", question.total, plus(*map(of, question.counts)), "各选项份数之和＝合计份数",
                       Strength.CERTAIN, family=_FAMILY, group=("count", question))


def _shares(question: Question) -> Iterator[Relation]:
    """Each share; where most differ they are of something else, and each is doubtful only."""
    answered = question.answered
    pairs = [(option, option.share, of(option.count)) for option in question.options
             if option.share is not None and option.count is not None and option.share.measured]
    if answered is None or not answered.value():
        return
    held = sum(_holds(share, over(count, answered)) for _, share, count in pairs)
    strength = Strength.CERTAIN if 2 * held >= len(pairs) else Strength.LIKELY
    for option, share, count in pairs:
        yield Relation("ratio", share, over(count, answered), f"选“{option.meaning}”的份数÷合计份数＝占比", strength,
                       family=_FAMILY, group=("share", question))


def _whole(question: Question) -> Iterator[Relation]:
    shares = [option.share for option in question.options if option.share is not None]
    if len(shares) < _LEAST or question.several:
        return
    if question.whole is not None:
        yield Relation("sum", question.whole, plus(*map(of, shares)), "各选项占比之和＝合计占比", Strength.CERTAIN,
                       family=_FAMILY, group=("whole", question))
    elif len(shares) == len(question.options) and Fraction(9, 10) < sum(share.value for share in shares):
        rest: Term = minus(constant(1), plus(*map(of, shares[:-1])))
        yield Relation("sum", shares[-1], rest, "各选项占比之和＝100%", Strength.LIKELY, family=_FAMILY,
                       group=("whole", question))


def _holds(number: Number, term: Term) -> bool:
    return term.interval().meets(number.interval)
