"""How satisfaction is worked out of the answers to several questions (满意度算法)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Term, constant, of, over, plus, times

from .questions import Question, Survey

#: What an answer means, the best first. 不满意 holds 满意, so the worst are looked for before the better.
_LEVELS = (
    (1, re.compile(r"(?:非常|很|十分|极)不满意")),
    (2, re.compile(r"(?:较|比较)?不(?:太)?满意")),
    (3, re.compile(r"一般|基本满意|尚可|还行|普通")),
    (5, re.compile(r"(?:非常|很|十分|特别)满意")),
    (4, re.compile(r"(?:较|比较)?满意")),
)
_OVERALL = re.compile(r"总体|整体|总的|综合")
#: Weights by how many levels there are, in tenths or hundredths of full marks; the place in the list names a method.
_WEIGHTS: dict[int, tuple[tuple[int, ...], ...]] = {
    5: ((100, 80, 60, 40, 20), (100, 75, 50, 25, 0), (100, 80, 60, 30, 0), (100, 80, 60, 40, 0), (100, 90, 70, 50, 30)),
    4: ((100, 80, 60, 40), (100, 75, 50, 25), (100, 80, 60, 0), (100, 80, 60, 30), (100, 90, 70, 50)),
    3: ((100, 80, 60), (100, 50, 0), (100, 60, 0), (100, 80, 0), (100, 60, 30)),
}
_LEAST_LEVELS = 3
#: 非常满意按100%, 满意计80分, 一般赋值60, 不满意为0.
_WEIGHED = re.compile(r"(?P<level>(?:非常|很|十分|极|特别|较|比较|基本|不太?)?(?:满意|不满意)|一般)[”\"]?(?:的)?\s*"
                      r"(?:按照?|计|得|赋值?|为|取|=|×|\()\s*(?P<weight>\d+(?:\.\d+)?)(?=[%分,、;。)和计]|\s*$)")


@dataclass(frozen=True, slots=True)
class Method:
    """One way to work satisfaction out: of which questions, how answers count, whether those unsure are left out."""

    questions: str
    counting: str
    unsure_left_out: bool = False

    def __str__(self) -> str:
        without = "（不计不了解）" if self.unsure_left_out else ""
        return f"{self.questions}各题的{self.counting}之平均{without}"


@dataclass(frozen=True, slots=True)
class _Scale:
    """The answers to a question from best to worst, and what they are divided by."""

    ranks: tuple[int, ...]
    answers: tuple[Number, ...]
    whole: Term | None

    def satisfied(self, least: int) -> list[Number]:
        """The answers that are at least so good; for answers in other words, the first."""
        found = [answer for rank, answer in zip(self.ranks, self.answers, strict=True) if rank >= least]
        return found or [self.answers[0]]


def told_weights(text: str) -> tuple[int, ...]:
    """The weights in hundredths that a sentence gives to the answers, from the best on; empty where it gives none."""
    found = [(rank(hit["level"]), hit["weight"]) for hit in _WEIGHED.finditer(text)]
    ranks = [rank for rank, _ in found]
    if len(found) < _LEAST_LEVELS or ranks != sorted(set(ranks), reverse=True):
        return ()
    weights = [Fraction(weight) for _, weight in found]
    full = weights[0]
    return tuple(int(weight * 100 / full) for weight in weights) if full else ()


def methods(survey: Survey, weights: tuple[int, ...] = ()) -> Iterator[tuple[Method, Term]]:
    """Every usual method with what it comes to for ``survey``, the commonest first.

    With ``weights`` that the document itself gives to the answers only these count.
    """
    rated = [question for question in survey.questions if len(_ranked(question)) >= _LEAST_LEVELS]
    sets = {"满意度题": rated, "五级满意度题": [q for q in rated if len(_ranked(q)) == 5 and len(q.options) == 5],
            "总体评价题": [q for q in rated if _OVERALL.search(q.title)][-1:],
            "全部题": list(survey.questions)}
    for left_out in (False, True):
        for name, questions in sets.items():
            if questions:
                yield from _told(name, questions, left_out, weights) if weights else _of_questions(name, questions,
                                                                                                   left_out)


def shares_reachable(survey: Survey, wanted: Number) -> bool:
    """Whether ``wanted`` is the mean of the first one, two or three answers over any of the questions."""
    size = survey.size
    reachable = {(0, 0)}
    for question in survey.questions:
        tops = {int(sum(number.value for number in question.counts[:best])) for best in (1, 2, 3)}
        reachable |= {(asked + 1, chosen + top) for asked, chosen in reachable for top in tops}
    wide = wanted.interval
    return any(asked and wide.low <= Fraction(chosen, asked * size) <= wide.high for asked, chosen in reachable)


def _of_questions(name: str, questions: Sequence[Question], left_out: bool) -> Iterator[tuple[Method, Term]]:
    scales = [scale for question in questions if (scale := _scale(question, left_out)) is not None]
    if len(scales) < len(questions):
        return
    for counting, least in (("很满意和满意占比", 4), ("很满意占比", 5), ("一般及以上占比", 3)):
        yield Method(name, counting, left_out), _mean([_share(scale, least) for scale in scales])
    for at in range(len(_WEIGHTS[5])):
        terms = [_weighted(scale, _WEIGHTS[len(scale.answers)][at])
                 for scale in scales if len(scale.answers) in _WEIGHTS]
        if len(terms) == len(scales):
            counting = "/".join(map(str, _WEIGHTS[max(len(scale.answers) for scale in scales)][at]))
            yield Method(name, f"加权得分（{counting}）", left_out), _mean(terms)


def _told(name: str, questions: Sequence[Question], left_out: bool,
          weights: tuple[int, ...]) -> Iterator[tuple[Method, Term]]:
    """By the weights of the document, where every question has as many answers."""
    scales = [_scale(question, left_out) for question in questions]
    terms = [_weighted(scale, weights) for scale in scales if scale is not None and len(scale.answers) == len(weights)]
    if len(terms) == len(scales):
        yield Method(name, f"加权得分（{'/'.join(map(str, weights))}）", left_out), _mean(terms)


def _ranked(question: Question) -> list[int]:
    return [level for option in question.options if (level := rank(option.meaning))]


def rank(meaning: str) -> int:
    """How good an answer is, from 5 (很满意) to 1 (很不满意); 0 where it says nothing of it."""
    return next((rank for rank, pattern in _LEVELS if pattern.fullmatch(meaning)), 0)


def _scale(question: Question, left_out: bool) -> _Scale | None:
    """The answers of ``question``; None where it prints neither all counts nor all shares."""
    ranks = _ranked(question)
    options = [option for option in question.options if rank(option.meaning) or not ranks]
    counts = [option.count for option in options if option.count is not None]
    shares = [option.share for option in options if option.share is not None]
    order = tuple(rank(option.meaning) for option in options)
    if options and len(counts) == len(options):
        whole = plus(*map(of, counts)) if left_out else question.answered
        return _Scale(order, tuple(counts), whole)
    return _Scale(order, tuple(shares), None) if options and len(shares) == len(options) and not left_out else None


def _share(scale: _Scale, least: int) -> Term:
    term = plus(*map(of, scale.satisfied(least)))
    return term if scale.whole is None else over(term, scale.whole)


def _weighted(scale: _Scale, weights: Sequence[int]) -> Term:
    term = plus(*(times(constant(Fraction(weight, 100)), of(answer))
                  for weight, answer in zip(weights, scale.answers, strict=True)))
    return term if scale.whole is None else over(term, scale.whole)


def _mean(terms: Sequence[Term]) -> Term:
    return terms[0] if len(terms) == 1 else over(plus(*terms), constant(len(terms)))
