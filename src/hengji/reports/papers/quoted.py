"""Values quoted by name (引用的数): as every kind of paper says them, or visibly missing."""

from __future__ import annotations

import re
from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import LAST_YEAR, MONEY, Fact, Missing, Scorecard, Unit, Value, asked, name_of
from hengji.scoring import Quotable, Quotables
from hengji.telling import shown, shown_fact

_NAMED = re.compile(r"\{([^{}\n]*)\}")


class QuotedValue(NamedTuple):
    """A value with its words: ``354.31万元``, ``95.24%``, ``良``; ``【缺：…】`` where it is missing."""

    value: Value | Missing
    unit: Unit
    text: str

    @property
    def missing(self) -> bool:
        """Whether there is no value."""
        return isinstance(self.value, Missing)


class Quoted:
    """The values of a scorecard by name; names that texts give are those of the case and of its framework."""

    def __init__(self, card: Scorecard, framework: Framework) -> None:
        self.values = Quotables(card, framework)

    def __getitem__(self, name: str) -> QuotedValue:
        """The value called ``name``, in the unit it is usually shown in."""
        found = self.values[name]
        return QuotedValue(found.value, found.unit, _told(found))

    def filled(self, text: str) -> str:
        """``text`` in one look, every reference in it replaced: for titles, covers, cells."""
        whole = name_of(text)
        if whole is not None:
            return self[whole].text
        return _NAMED.sub(lambda found: self[found[1]].text, text)


def name_told(name: str) -> str:
    """The name of a value in words: ``B11的得分``, ``上年支出数``."""
    prefix, rest = asked(name)
    return f"上年{rest}" if prefix == LAST_YEAR else f"{rest}的{prefix[:-1]}" if prefix else rest


def _whole(fact: Fact) -> bool:
    """Whether an amount is a whole number of its unit, and printed as one: 3万元, not 3.00万元."""
    return (fact.unit.dimension is MONEY and bool(fact.source.printed) and "." not in fact.source.printed
            and isinstance(fact.value, int) and fact.value % fact.unit.scale == 0)


def _told(found: Quotable) -> str:
    if isinstance(found.value, Missing):
        return f"【缺：{name_told(found.name)}】"
    if found.fact is not None:
        return shown(found.value, found.unit, 0) if _whole(found.fact) else shown_fact(found.fact)
    return shown(found.value, found.unit, found.places)
