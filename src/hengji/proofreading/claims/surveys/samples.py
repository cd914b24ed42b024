"""How many were asked (样本量): told in sentences, and by the totals of the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, of

from .questions import Survey, surveys_of

_ASKED = re.compile(r"问卷|调查表|样本|受访|有效答卷|答卷")
_VALID = re.compile(r"(?:有效的?(?:调查)?(?:问卷|样本|答卷|份数)?|样本总?[量数]|受访(?:者|对象|人数)?)"
                    r"\s*(?:共|为|是|计|:)*\s*$")
_RETURNED = re.compile(r"(?:收回|回收)(?:了)?(?:调查|答卷|问卷|样本)*\s*(?:共|为|是|计|:)*\s*$")
_FAMILY = "survey sample"
#: Of so many questions one that fewer people answered is an exception.
_MANY = 3
#: With so many groups and their total, the total is of all.
_GROUPS = 2


def samples(reading: Reading) -> Iterator[Relation]:
    """The number of answers is that of all questions of the survey, and that which the text tells."""
    surveys = [survey for survey in surveys_of(reading) if survey.size]
    for survey in surveys:
        yield from _alike(survey)
    told = list(told_samples(reading))
    for survey in surveys:
        total = total_of(survey)
        same = [number for _, number in told if number.value == survey.size]
        others = [number for _, number in told if number.value not in {other.size for other in surveys}]
        if total is None:
            continue
        for number in same or (others if len(others) == 1 == len(surveys) or len(told) == len(surveys) == 1 else []):
            yield Relation("text-vs-table", number, of(total), "正文所说有效问卷数＝各题合计份数", Strength.LIKELY,
                           family=_FAMILY, group=survey)


def told_samples(reading: Reading) -> Iterator[tuple[Sentence, Number]]:
    """How many answers a sentence says were valid, or came back where it does not say how many were valid."""
    for sentence in reading.sentences:
        if not _ASKED.search(sentence.text):
            continue
        counts = [number for number in sentence.numbers if number.kind is Kind.COUNT and number.bound == "exact"]
        for pattern in (_VALID, _RETURNED):
            found = [number for number in counts if pattern.search(sentence.text[:sentence.start_of(number)])]
            if found:
                yield from ((sentence, number) for number in found)
                break


def total_of(survey: Survey) -> Number | None:
    """The printed total of the first question that as many answered as most."""
    return next((question.total for question in survey.questions
                 if question.total is not None and question.total.value == survey.size), None)


def _alike(survey: Survey) -> Iterator[Relation]:
    total = total_of(survey)
    if total is None:
        return
    printed = [question.total for question in survey.questions if question.total is not None]
    values = [number.value for number in printed]
    if len(values) > _GROUPS and 2 * max(values) == sum(values):
        return  # groups of people and all of them, not questions put to the same
    odd = sum(number.value != survey.size for number in printed)
    strength = Strength.LIKELY if odd == 1 and len(printed) > _MANY else Strength.WEAK
    for number in printed:
        if number is not total:
            yield Relation("cross-table", number, of(total), "同一份问卷各题的合计份数应一致", strength, family=_FAMILY,
                           group=(survey, "questions"))
