"""Which figures a sentence binds together (绑定): of several readings the one that holds, else the closest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hengji.proofreading.judging import Outcome, judge
from hengji.proofreading.number import Number
from hengji.proofreading.relation import Relation

from .figures import Figure, bare

_TRIMMED = re.compile(
    r"(?:19|20)\d\d年?度?|本部门|[本我]单位|我[局办委]|总额|金额|数额|(?:合计|总计|共计|数|额)$")
_DISTRIBUTED = re.compile(r"(?:各|均|共|分别)+$")
#: What one figure cannot be both of.
_OPPOSED = (("预算", "决算"), ("收入", "支出"))


def holds(relation: Relation) -> bool:
    """Whether the figures as printed agree with it, up to rounding."""
    verdict = judge(relation)
    return verdict is not None and verdict.outcome is not Outcome.BROKEN


def chosen(readings: Sequence[Relation]) -> Relation | None:
    """The first of ``readings``, which come closest first, that holds; where none does, the closest."""
    sound = [reading for reading in readings if judge(reading) is not None]
    return next((reading for reading in sound if holds(reading)), sound[0] if sound else None)


def nearly(total: Number, parts: Sequence[Number]) -> bool:
    """Whether one digit written wrong, in ``total`` or one part, explains that the parts do not add up to it.

    The figures need digits enough that this is no chance.
    """
    if len(parts) < 2 or max(_digits(n) for n in (total, *parts)) < 4:
        return False
    wrong = sum((part.value for part in parts), Fraction(0)) - total.value
    tails = range(-_TAIL, _TAIL + 1) if len(parts) > _TAIL else (0,)
    return any(one_digit_apart(number, number.value + sign * wrong + tail * total.step) for tail in tails
               for numbers, sign in ((parts, -1), ((total,), 1)) for number in numbers)


#: So many units of the last digit may rounding come to in a long sum.
_TAIL = 2


def _digits(number: Number) -> int:
    return len(str(abs(number.value / number.step)).split("/")[0])


def one_digit_apart(number: Number, wanted: Fraction) -> bool:
    """Whether ``number`` would read ``wanted`` with one of its digits changed."""
    printed, meant = abs(number.value / number.step), wanted / number.step
    if meant.denominator != 1 or meant < 0 or printed.denominator != 1:
        return False
    a, b = str(int(printed)), str(int(meant))
    width = max(len(a), len(b))
    return sum(x != y for x, y in zip(a.zfill(width), b.zfill(width), strict=True)) == 1


def akin(label: str, name: str) -> bool:
    """Whether a figure labelled ``label`` can be what ``name`` speaks of: one ends with the other."""
    a, b = trimmed(label), trimmed(name)
    for one, other in _OPPOSED:
        if {(one in a, other in a), (one in b, other in b)} == {(True, False), (False, True)}:
            return False
    return bool(a and b) and (a.endswith(b) or b.endswith(a) or (len(b) > 3 and b in a) or (len(a) > 3 and a in b))


def trimmed(label: str) -> str:
    """``label`` without the year and the general words that one mention has and another has not."""
    return _TRIMMED.sub("", _DISTRIBUTED.sub("", bare(label))).strip("的")


def with_rivals(relation: Relation, others: Sequence[Relation]) -> Relation:
    """``relation`` with the rivals of ``others`` also."""
    return replace(relation, rivals=(*relation.rivals, *(rival for other in others for rival in other.rivals)))


def nearest(figures: Sequence[Figure], name: str) -> list[Figure]:
    """Those of ``figures`` that ``name`` can mean, the last first."""
    return [figure for figure in reversed(figures) if akin(figure.label, name)]
