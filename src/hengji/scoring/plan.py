"""A framework made ready to score (计分方案): every tree compiled once, run for many cases."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from weakref import WeakKeyDictionary

from hengji.formula import Literal, Node, Read, Run, compiled, op, points, reads, rounded_to, total
from hengji.frameworks import Framework, Indicator
from hengji.model import POINTS, TEXT_UNIT, exact


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """A leaf's compiled trees. ``judged`` are the keys of its judged points and scores."""

    indicator: Indicator
    score: Run
    value: Run | None
    readings: tuple[tuple[Run, Run], ...]
    judged: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a framework, compiled. ``roll_ups`` give a parent's score from its children's."""

    framework: Framework
    leaves: dict[str, LeafPlan]
    roll_ups: dict[str, Run]
    grade: Run


_plans: WeakKeyDictionary[Framework, Plan] = WeakKeyDictionary()


def plan_for(framework: Framework) -> Plan:
    """The plan of ``framework``, made on first use."""
    plan = _plans.get(framework)
    if plan is None:
        plan = _plans[framework] = make_plan(framework)
    return plan


def make_plan(framework: Framework) -> Plan:
    """``framework`` with all of its trees compiled."""
    parents = {node.code: roll_up(node.children) for node in framework.nodes if node.children}
    return Plan(
        framework,
        {leaf.code: _leaf(leaf) for leaf in framework.leaves},
        {code: compiled(tree) for code, tree in {**parents, "total": total_tree(framework)}.items()},
        compiled(grade_tree(framework)))


def _leaf(leaf: Indicator) -> LeafPlan:
    assert leaf.score is not None
    judged = tuple(key for key, read in reads(leaf.score).items() if read.kind == "judged")
    return LeafPlan(
        leaf, compiled(leaf.score), compiled(leaf.value) if leaf.value else None,
        tuple((compiled(reading.value), compiled(reading.score)) for reading in leaf.readings),
        judged, leaf.fact_keys)


def roll_up(children: tuple[Indicator, ...]) -> Node:
    """The sum of the children's scores (汇总); reads each score under the child's code."""
    return total(*(Read(child.code, kind="score", text=f"{child.code}得分", unit=POINTS)
                   for child in children))


def total_tree(framework: Framework) -> Node:
    """The sum of the heads, rounded here when the framework rounds the total alone."""
    tree = roll_up(framework.indicators)
    return rounded_to(tree, framework.places) if framework.rounding == "total" else tree


def grade_tree(framework: Framework) -> Node:
    """The grade (等级) as a formula of the total; bounds are of 100 points, whatever the full mark."""
    read = Read("total", kind="score", text="总分", unit=POINTS)
    *upper, lowest = framework.grades
    tree: Node = _grade(lowest.name)
    for grade in reversed(upper):
        bound = points(exact(Fraction(grade.low) * framework.full / 100))
        tree = op("if", op("at_least", read, bound), _grade(grade.name), tree)
    return tree


def _grade(name: str) -> Literal:
    return Literal(name, TEXT_UNIT, name)
