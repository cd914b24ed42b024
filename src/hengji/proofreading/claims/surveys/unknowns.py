"""Those who do not know of a thing, and those who judge it all the same (不了解与评价人数)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength

from .questions import Question, Survey, surveys_of

_UNKNOWN = re.compile(r"(?:不太?|没有?)(?:了解|清楚|知道|听说过?)|未(?:听说|接触)过?|不知情")
_KNOWN = re.compile(r"(?:非常|很|比较|基本)?(?:了解|清楚|知道|听说过?)")
_GENERAL = re.compile(r"[\s\d、.．?？:：,，。]+|您|对|的|是否|满意|了解|清楚|知道|服务|工作|情况|设立|评价")
#: Fewer than one in so many of those asked may have ticked the wrong box.
_FEW = 20


def unknowns(reading: Reading) -> Iterator[Remark]:
    """Many do not know a thing, yet of the same people hardly any says so when asked how satisfied he is with it."""
    for survey in surveys_of(reading):
        for known, judged in permutations(survey.questions, 2):
            asked, unsure = _unknown(known, knowledge=True), _unknown(judged, knowledge=False)
            topic = _topic(known, judged, survey)
            if asked is None or unsure is None or not topic:
                continue
            least = asked.value - unsure.value
            if asked.value <= 2 * unsure.value or least * _FEW <= survey.size:
                yield Remark("cross-table", Strength.LIKELY, numbers=(asked, unsure))
                continue
            yield Remark(
                "cross-table", Strength.LIKELY, (asked.mark, unsure.mark),
                f"关于“{topic}”，一题有{asked.text}人选不了解，另一题评价它时却只有{unsure.text}人选不了解，"
                f"至少{least}人前后矛盾。",
                f"{asked.text}与{unsure.text}", "两题不了解的人数应相近",
                "不了解的人也作了评价，或两题的份数有一处写错",
                "核对两题的原始问卷；不了解的人不应计入满意度。", (asked, unsure), (asked.text, unsure.text))


def _unknown(question: Question, *, knowledge: bool) -> Number | None:
    """How many chose that they do not know, of a question whether one knows, or of one how satisfied one is."""
    asks = any(_KNOWN.fullmatch(option.meaning) for option in question.options)
    if asks is not knowledge:
        return None
    return next((option.count for option in question.options if _UNKNOWN.fullmatch(option.meaning)), None)


def _topic(a: Question, b: Question, survey: Survey) -> str:
    """What both questions are about and no other: the longest words that only their titles share."""
    first, second = (_GENERAL.sub("|", question.title) for question in (a, b))
    others = [question.title for question in survey.questions if question not in (a, b)]
    shared = [first[start:end] for start in range(len(first)) for end in range(start + 2, len(first) + 1)
              if "|" not in first[start:end] and first[start:end] in second
              and not any(first[start:end] in other for other in others)]
    return max(shared, key=len, default="")
