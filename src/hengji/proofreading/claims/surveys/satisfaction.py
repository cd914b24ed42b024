"""The satisfaction that a report tells, worked out of its surveys again (综合满意度)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, Term

from .methods import Method, methods, shares_reachable, told_weights
from .questions import Survey, surveys_of
from .samples import told_samples

_TOLD = re.compile(r"(?P<name>(?:综合|总体|整体|平均|总|群众|公众|社会|服务对象|工作人员|职工|企业|受益)*的?满意[度率])"
                   r"\s*(?:为|是|达到?|约|:)?\s*$")


def satisfaction(reading: Reading) -> Iterator[Relation]:
    """Each satisfaction told, by the method that fits it; where none does, by the one that fits the other surveys."""
    told = list(_told(reading))
    weights = next((found for sentence in reading.sentences if (found := told_weights(sentence.text))), ())
    fitting = {number: _fitting(number, survey, weights) for number, survey in told}
    used = [method for found in fitting.values() for method in found]
    for number, survey in told:
        if fitting[number]:
            method, term = next(iter(fitting[number].items()))
            yield Relation("ratio", number, term, f"满意度＝{method}", Strength.LIKELY, family="satisfaction",
                           group=survey)
        elif survey.size and (weights or not shares_reachable(survey, number)):
            yield from _by_the_method_of_others(number, survey, used, weights)


def _by_the_method_of_others(number: Number, survey: Survey, used: list[Method],
                             weights: tuple[int, ...]) -> Iterator[Relation]:
    computed = dict(methods(survey, weights))
    method = next((method for method in used if method in computed), next(iter(computed), None))
    if method is None:
        return
    same = "按本文另一份问卷所用的算法" if method in used else "按本文写明的赋分" if weights else "按常用算法"
    others = "" if weights else "；各种常用的赋分，以及任选几题等权平均，也都得不到"
    yield Relation(
        "ratio", number, computed[method], f"满意度＝{method}", Strength.LIKELY, family="satisfaction", group=survey,
        explanation=f"{same}（{method}）得不到所写的满意度{others}。请核对数字，或写明各题权重。")


def _fitting(number: Number, survey: Survey, weights: tuple[int, ...]) -> dict[Method, Term]:
    """The methods that come to what is printed; one question's own satisfaction is by the same method."""
    return {method: term for method, term in methods(survey, weights) if _meets(term, number)}


def _meets(term: Term, number: Number) -> bool:
    try:
        return term.interval().meets(number.interval)
    except ZeroDivisionError:
        return False


def _told(reading: Reading) -> Iterator[tuple[Number, Survey]]:
    """Each satisfaction of a sentence with its survey: the one of the sample told beside it, or the only one."""
    surveys = surveys_of(reading)
    sizes = {id(sentence): number for sentence, number in told_samples(reading)}
    for sentence in reading.sentences:
        for number in sentence.numbers:
            if number.kind is not Kind.RATE or not number.measured or not satisfaction_before(sentence, number):
                continue
            sample = sizes.get(id(sentence))
            found = [survey for survey in surveys if sample is None or survey.size == sample.value]
            if len(found) == 1:
                yield number, found[0]


def satisfaction_before(sentence: Sentence, number: Number) -> bool:
    """Whether the words right before ``number`` say that it is a satisfaction."""
    return _TOLD.search(sentence.text[:sentence.start_of(number)]) is not None
