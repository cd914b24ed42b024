"""How far a rate is from what it is held against (相差): 合格率86%，低于90%的目标值4个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.proofreading.number import Kind
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, minus, of

from .figures import Role, passages

_HELD_AGAINST = re.compile(r"(?:(?P<above>高于|超过)|(?P<below>低于|不及|未达到?|落后于?))$")
_AIM = re.compile(r"的[^,;:]{1,12}$")


def apart(reading: Reading) -> Iterator[Relation]:
    """Every distance in points that follows the rate and the aim that it is the distance of."""
    for passage in passages(reading.sentences):
        for figures in passage.sentences:
            for rate, aim, distance in zip(figures, figures[1:], figures[2:], strict=False):
                match = _HELD_AGAINST.search(aim.lead)
                if match is None or distance.number.kind is not Kind.POINTS or not _AIM.match(distance.gap) \
                        or not rate.number.kind is aim.number.kind is Kind.RATE or rate.role is not Role.RATE \
                        or aim.step == 2:
                    continue
                more, less = (rate, aim) if match["above"] else (aim, rate)
                yield Relation("sum", distance.number, minus(of(more.number), of(less.number)),
                               "实际与目标之差＝相差的百分点", family="changes")
