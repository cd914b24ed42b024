"""Numbers that a document sets and does not tell (目标与标准): targets, limits, what rules and formulas are made of."""

from __future__ import annotations

import re

from .claims.tables.words import TARGETS
from .reading import Reading

#: Heads of columns that print the rules by which is scored, and what these measure by.
_RULES = re.compile(r"标准(?!分)|细则|规则|计分|扣分办法|评分(?:办法|依据|说明)"
                    r"|指标(?:解释|说明|内涵|释义)|计算(?:公式|方法)|要点")


def aims_of(reading: Reading) -> frozenset[int]:
    """The identities of the numbers that are set: a value only meets them where the document tells one."""
    heads = {(sheet.block, row, column): path[-1] for sheet in reading.sheets for column, path in sheet.paths.items()
             if path for row in sheet.body_rows}
    return frozenset(id(number) for number in reading.numbers
                     if not number.measured or _sets(heads.get(number.mark.where, "")))


def _sets(head: str) -> bool:
    """Whether what stands under ``head`` is set."""
    return TARGETS.search(head) is not None or _RULES.search(head) is not None
