"""A framework made ready to score (计分方案): every tree compiled once, run for many cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hengji.formula import Literal, Node, Read, Run, compiled, op, points, reads, rounded_to, total
from hengji.frameworks import Framework, Indicator
from hengji.model import PERCENT, POINTS, TEXT_UNIT, TRUTH_UNIT, Exact, exact, exact_text

from .weights import weights_in_force


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """A leaf's compiled trees, on its weight in force.

    ``judged`` are the keys of its judged points and scores; ``factor`` is the
    weight in force ÷ the printed weight, by which all points of its rule are scaled.
    """

    indicator: Indicator
    weight: Exact
    factor: Exact
    score: Run
    value: Run | None
    readings: tuple[tuple[Run, Run], ...]
    judged: tuple[str, ...]
    facts: tuple[str, ...]
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a framework, compiled.

    ``roll_ups`` give a parent's score from its children's; ``exclusions`` are the keys of all that
    formulas may leave out of facts.
    """

    framework: Framework
    weights: Mapping[str, Exact]
    leaves: Mapping[str, LeafPlan]
    roll_ups: Mapping[str, Run]
    grade: Run
    exclusions: tuple[str, ...]
    fact_keys: frozenset[str]


def plan_for(framework: Framework, not_applicable: Collection[str] = ()) -> Plan:
    """The plan of ``framework`` without what does not apply; made on first use, kept with the framework."""
    key = frozenset(not_applicable)
    if key not in framework.plans:
        framework.plans[key] = make_plan(framework, key)
    plan: Plan = framework.plans[key]
    return plan


def make_plan(framework: Framework, not_applicable: Collection[str]) -> Plan:
    """``framework`` with all of its trees compiled."""
    weights = weights_in_force(framework, not_applicable)
    parents = {node.code: roll_up(node.children) for node in framework.nodes if node.children}
    return Plan(
        framework, weights,
        {leaf.code: _leaf(leaf, framework, weights[leaf.code]) for leaf in framework.leaves},
        {code: compiled(tree) for code, tree in {**parents, "total": total_tree(framework)}.items()},
        compiled(grade_tree(framework)),
        tuple(dict.fromkeys(key for leaf in framework.leaves for key in leaf.exclusion_keys)),
        frozenset(key for leaf in framework.leaves for key in leaf.fact_keys))


def _leaf(leaf: Indicator, framework: Framework, weight: Exact) -> LeafPlan:
    assert leaf.score is not None
    judged = tuple(key for key, read in reads(leaf.score).items() if read.kind in ("judged", "veto"))
    factor = exact(Fraction(weight) / leaf.weight) if leaf.weighted else 1

    def finished(score: Node) -> Run:
        return compiled(finished_score(score, None if factor == 1 else _share(factor), framework))

    return LeafPlan(
        leaf, weight, factor, finished(leaf.score), compiled(leaf.value) if leaf.value else None,
        tuple((compiled(reading.value), finished(reading.score)) for reading in leaf.readings),
        judged, leaf.fact_keys, leaf.exclusion_keys)


def finished_score(score: Node, factor: Node | None, framework: Framework) -> Node:
    """A leaf's score as it counts: times the ``factor`` of its weight in force, rounded where leaves are."""
    scaled = score if factor is None else op("multiply", score, factor)
    return rounded_to(scaled, framework.places) if framework.rounding == "leaf" else scaled


def _share(factor: Exact) -> Literal:
    return Literal(factor, PERCENT, f"调剂系数{exact_text(factor)}")


def roll_up(children: tuple[Indicator, ...]) -> Node:
    """The sum of the children's scores (汇总); reads each score under the child's code."""
    return total(*(Read(child.code, kind="score", text=f"{child.code}得分", unit=POINTS)
                   for child in children))


def total_tree(framework: Framework) -> Node:
    """The sum of the heads, rounded here when the framework rounds the total alone."""
    tree = roll_up(framework.indicators)
    return rounded_to(tree, framework.places) if framework.rounding == "total" else tree


def grade_tree(framework: Framework) -> Node:
    """The grade (等级) as a formula of the total and of vetoes; bounds are of 100 points, whatever the full mark."""
    read = Read("total", kind="score", text="总分", unit=POINTS)
    *upper, lowest = framework.grades
    tree: Node = _grade(lowest.name)
    names = [grade.name for grade in framework.grades]
    for grade in reversed(upper):
        condition = op("at_least", read, points(exact(Fraction(grade.low) * framework.full / 100)))
        for veto in framework.vetoes:
            if names.index(grade.name) < names.index(veto.caps):
                happened = Read(framework.veto_key(veto.code), kind="judged", text=f"否决事项“{veto.text}”的核查",
                                unit=TRUTH_UNIT)
                condition = op("and", condition, op("not", happened))
        tree = op("if", condition, _grade(grade.name), tree)
    return tree


def _grade(name: str) -> Literal:
    return Literal(name, TEXT_UNIT, name)
