"""What a rule scores by measuring (测量值): the values, counts and facts whose change moves a leaf's score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengji.formula import Apply, Literal, Named, Node, Read, op, reads, rounded_to
from hengji.frameworks import Framework, Indicator
from hengji.model import (
    COUNT,
    DAYS,
    MONEY,
    PERCENT,
    WORKING_DAYS,
    Derivation,
    Exact,
    Missing,
    Unit,
    exact,
)
from hengji.scoring.plan import LeafPlan

from .spans import Limits
from .walk import FREE, Walk, set_free

Inputs = Mapping[str, Any]

#: What is counted in whole units: fen, pieces, days.
_WHOLE = (COUNT, DAYS, WORKING_DAYS, MONEY)
#: Operators that make fractions of whole numbers.
_FRACTIONS = {"divide", "multiply", "mean", "median", "trimmed_mean"}


@dataclass(frozen=True, slots=True)
class ScoreTree:
    """A leaf's score on its weight in force: before rounding, and as it counts.

    ``step`` is what it is rounded to, None where the framework rounds the total alone.
    """

    exact: Node
    counted: Node
    step: Exact | None


def score_tree(plan: LeafPlan, framework: Framework) -> ScoreTree:
    """The same trees that the plan has compiled."""
    assert plan.indicator.score is not None
    tree = plan.indicator.score
    if plan.factor != 1:
        tree = op("multiply", tree, Literal(plan.factor, PERCENT, "调剂系数"))
    if framework.rounding != "leaf" or not plan.indicator.weighted:  # of a target without points nothing is printed
        return ScoreTree(tree, tree, None)
    return ScoreTree(tree, rounded_to(tree, framework.places), exact(Fraction(1, 10**framework.places)))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured quantity set free in a leaf's score. ``kind`` is ``value``, ``fact`` or ``count``.

    ``exact`` walks the score before rounding, ``counted`` as it counts.
    """

    kind: str
    name: str
    unit: Unit
    now: Exact
    limits: Limits
    exact: Walk
    counted: Walk
    step: Exact | None


def measures(leaf: Indicator, tree: ScoreTree, inputs: Inputs, framework: Framework) -> Iterator[Measure]:
    """Every measured quantity of a leaf: its value or those of its parts, counted occurrences, and their facts.

    Standards that a value is compared with are no facts of it; a rule without a value moves with all facts it reads.
    """
    values = _values(leaf, tree.exact, framework)
    for named in values:
        now = _number(Walk(named, "", inputs).at(0))
        if now is not None:
            whole = named.unit.dimension in _WHOLE and not _makes_fractions(named) and Fraction(now).denominator == 1
            least = 0 if _unwrapped(named) == "fact" and whole and now >= 0 else None
            free = [set_free(part, [named], named.name, named.unit) for part in (tree.exact, tree.counted)]
            yield Measure("value", named.name, named.unit, now, Limits(whole, least),
                          Walk(free[0], FREE, inputs), Walk(free[1], FREE, inputs), tree.step)
    facts = {key for named in values if _unwrapped(named) != "fact" for key in reads(named)}
    for key, read in reads(tree.exact).items():
        kind = _kind(key, read)
        if kind == "fact" and values and key not in facts:
            continue
        now = _number(inputs.get(key))
        if kind and now is not None and not key.startswith("上年:"):  # last year is past and does not change
            whole = read.unit.dimension in _WHOLE and Fraction(now).denominator == 1
            limits = Limits(whole, 0 if read.unit.dimension in _WHOLE and now >= 0 else None)
            yield Measure(kind, read.text, read.unit, now, limits, Walk(tree.exact, key, inputs),
                          Walk(tree.counted, key, inputs), tree.step)


def _kind(key: str, read: Read) -> str:
    if read.kind == "fact" and read.unit.dimension.measurable:
        return "fact"
    return "count" if read.kind == "judged" and key.endswith(":count") else ""


def _number(value: Any) -> Exact | None:
    if isinstance(value, Derivation):
        value = value.value
    return None if isinstance(value, bool | Missing) or not isinstance(value, int | Fraction) else value


def _values(leaf: Indicator, root: Node, framework: Framework) -> list[Named]:
    """The values that the rule scores: the indicator's own, and those of parts of a split rule.

    A part's value has its formula as its text, as derived facts have; those are no values of their own.
    """
    derived = {id(tree) for tree in framework.scope.derived.values()}
    found: dict[int, Named] = {}
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Named):
            if node is leaf.value or (node.text and id(node) not in derived):
                if node.unit.dimension.measurable:
                    found[id(node)] = node
            else:
                stack.append(node.body)
        elif isinstance(node, Apply):
            stack.extend(reversed(node.operands))
    return list(found.values())


def _makes_fractions(root: Node) -> bool:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Named):
            stack.append(node.body)
        elif isinstance(node, Apply):
            if node.operator.name in _FRACTIONS:
                return True
            stack.extend(node.operands)
    return False


def _unwrapped(node: Node) -> str:
    """``fact`` where a value is nothing but a fact."""
    while isinstance(node, Named):
        node = node.body
    return node.kind if isinstance(node, Read) else ""
