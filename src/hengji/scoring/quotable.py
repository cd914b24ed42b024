"""What a report may quote (可引用的数): every fact, datum, figure and score of a scorecard by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from hengji.formula import evaluate
from hengji.frameworks import Framework
from hengji.model import (
    GENERAL,
    LAST_YEAR,
    PERCENT,
    POINTS,
    POINTS_OF,
    RATE,
    RATE_OF,
    TEXT_UNIT,
    VALUE_OF,
    WEIGHT_OF,
    Derivation,
    Exact,
    Fact,
    Missing,
    NodeScore,
    Scorecard,
    Unit,
    Value,
    asked,
    exact,
)

from .inputs import inputs_of
from .plan import plan_for


class Quotable(NamedTuple):
    """A value by its name, in the unit it is shown in.

    ``fact`` is set for one that was handed in, ``places`` for one that documents print with so many decimals.
    """

    name: str
    value: Value | Missing
    unit: Unit
    fact: Fact | None = None
    places: int | None = None


class Quotables:
    """The values of one scorecard, by the names that texts give them.

    A name stands for the first of: what every case has, a fact, a datum, a recomputed figure.
    """

    def __init__(self, card: Scorecard, framework: Framework) -> None:
        self.card, self.framework = card, framework
        case = card.case
        self._nodes = {node.code: node for node in card.nodes}
        self._given = {fact.key: fact for fact in (*case.data, *case.facts) if fact.member is None}
        self._figures = {check.name: check for check in reversed(card.figures)}
        self._inputs: Mapping[str, Any] = inputs_of(
            case, plan_for(framework, [entry.code for entry in case.not_applicable]), card.roll_ups)[0]

    def __getitem__(self, name: str) -> Quotable:
        """The value called ``name``; missing, with the reason, where the case does not have it."""
        prefix, rest = asked(name)
        if prefix in (VALUE_OF, POINTS_OF, WEIGHT_OF, RATE_OF):
            node = self._nodes.get(rest)
            return _absent(name) if node is None else _of_node(prefix, node)
        if not prefix and rest in GENERAL:
            return self._general(rest)
        return self._named(f"{prefix}{rest}")

    def all(self) -> Iterator[Quotable]:
        """Every value that there is, however named."""
        names = [*GENERAL, *self._given, *self.framework.facts, *self._figures]
        names += [f"{prefix}{code}" for code in self._nodes for prefix in (VALUE_OF, POINTS_OF, WEIGHT_OF, RATE_OF)]
        found = (self[name] for name in dict.fromkeys(names))
        return (quotable for quotable in found if not isinstance(quotable.value, Missing))

    def _named(self, key: str) -> Quotable:
        fact, spec = self._given.get(key), self.framework.facts.get(key.removeprefix(LAST_YEAR))
        if fact is not None:
            return Quotable(key, fact.value, fact.unit, fact)
        if spec is not None and key in self._inputs:
            return Quotable(key, _value(self._inputs[key]), spec.unit)
        if spec is not None and spec.tree is not None and key == spec.name:
            return Quotable(key, evaluate(spec.tree, self._inputs).value, spec.unit)
        check = self._figures.get(key)
        if check is None:
            return _absent(key)
        printed = check.printed.places if check.printed.scale == 1 and check.unit.dimension is not RATE else None
        return Quotable(key, check.value.value, check.unit, places=printed)

    def _general(self, name: str) -> Quotable:
        card, period = self.card, self.card.case.period
        if name == "满分":
            return Quotable(name, card.full, POINTS)
        if name in ("总分", "总得分率"):
            rate = None if card.total is None or not card.full else exact(Fraction(card.total) / card.full)
            return _scored(name, card.total, POINTS, card.unscored) if name == "总分" else _scored(
                name, rate, PERCENT, card.unscored)
        if name == "等级":
            return Quotable(name, Missing(("等级",)) if card.grade is None else card.grade, TEXT_UNIT)
        entity = card.case.entity
        return Quotable(name, {"年度": str(period), "上年度": str(period.year - 1), "单位名称": entity.name,
                               "单位简称": entity.short or entity.name}[name], TEXT_UNIT)


def _of_node(prefix: str, node: NodeScore) -> Quotable:
    name = f"{prefix}{node.code}"
    if prefix == VALUE_OF:
        return _absent(name) if node.quantity is None else Quotable(name, node.quantity.value, node.quantity.unit)
    if not node.weighted:
        return Quotable(name, Missing(reasons=(f"{node.code}没有权重",)), POINTS)
    if prefix == WEIGHT_OF:
        return Quotable(name, node.weight, POINTS)
    return _scored(name, node.rate if prefix == RATE_OF else node.score, PERCENT if prefix == RATE_OF else POINTS,
                   (node,))


def _scored(name: str, value: Exact | None, unit: Unit, unscored: tuple[NodeScore, ...]) -> Quotable:
    if value is not None:
        return Quotable(name, value, unit, places=2)
    missing = Missing((name,))
    for node in unscored:
        missing = missing if node.missing is None else missing.joined(node.missing)
    return Quotable(name, missing, unit)


def _value(read: Any) -> Value | Missing:
    found: Value | Missing = read.value if isinstance(read, Derivation) else read
    return found


def _absent(name: str) -> Quotable:
    return Quotable(name, Missing((name,)), TEXT_UNIT)
