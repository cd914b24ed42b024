"""Which figures a sentence binds together (绑定): of several readings the one that holds, else the closest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from hengji.proofreading.judging import Outcome, judge, required
from hengji.proofreading.number import Number
from hengji.proofreading.relation import Relation

from .figures import bare

_TRIMMED = re.compile(
    r"(?:19|20)\d\d年?度?|本部门|[本我]单位|我[局办委]|总额|金额|数额|(?:合计|总计|共计|数|额)$")
_DISTRIBUTED = re.compile(r"(?:各|均|共|分别)+$")
#: What one figure cannot be both of.
_OPPOSED = (("预算", "决算"), ("收入", "支出"))


#: Of a sentence without end only so many figures are tried with one another.
MOST = 40


def holds(relation: Relation) -> bool:
    """Whether the figures as printed agree with it, up to rounding."""
    verdict = judge(relation)
    return verdict is not None and verdict.outcome is not Outcome.BROKEN


def chosen(readings: Sequence[Relation]) -> Relation | None:
    """The first of ``readings``, which come closest first, that holds; where none does, the closest."""
    sound = [reading for reading in readings if judge(reading) is not None]
    return next((reading for reading in sound if holds(reading)), sound[0] if sound else None)


def slipped(relation: Relation) -> bool:
    """Whether one digit written wrong, or two swapped, in any one of its figures, explains that it does not hold."""
    if judge(relation) is None:
        return False
    for number in relation.numbers():
        needed = required(relation, number)
        if needed is None:
            continue
        meant = needed.widened((number.interval.high - number.interval.low) / 2)
        if any(meant.low <= value <= meant.high for value in _miswritten(number)):
            return True
    return False


def nearly(relation: Relation) -> bool:
    """The same of a sum that nothing but its nearness shows: its figures need digits enough that this is no chance."""
    numbers = list(relation.numbers())
    return len(numbers) > 2 and any(abs(n.value / n.step) >= _TELLING for n in numbers) and slipped(relation)


#: A figure of four digits is not met by chance.
_TELLING = 1000


def _miswritten(number: Number) -> Iterator[Fraction]:
    """The values that ``number`` would have with one other digit, or with two neighbours swapped."""
    digits = abs(number.value / number.step)
    if digits.denominator != 1:
        return
    text = str(int(digits))
    for place, printed in enumerate(text):
        power = 10 ** (len(text) - 1 - place)
        for digit in range(10):
            if digit != int(printed):
                yield number.value + (digit - int(printed)) * power * number.step
    for place, (first, second) in enumerate(pairwise(map(int, text))):
        if first != second:
            yield number.value + (second - first) * 9 * 10 ** (len(text) - 2 - place) * number.step


def akin(label: str, name: str) -> bool:
    """Whether a figure labelled ``label`` can be what ``name`` speaks of: one ends with the other."""
    a, b = trimmed(label), trimmed(name)
    for one, other in _OPPOSED:
        if {(one in a, other in a), (one in b, other in b)} == {(True, False), (False, True)}:
            return False
    return bool(a and b) and (a.endswith(b) or b.endswith(a) or (len(b) > 3 and b in a) or (len(a) > 3 and a in b))


@lru_cache(maxsize=1 << 14)
def trimmed(label: str) -> str:
    """``label`` without the year and the general words that one mention has and another has not."""
    return _TRIMMED.sub("", _DISTRIBUTED.sub("", bare(label))).strip("的")
