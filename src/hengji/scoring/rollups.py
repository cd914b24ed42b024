"""Facts of the department made from those of its units and projects (汇总)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from hengji.formula import (
    CALENDAR,
    Apply,
    Calendar,
    Named,
    Node,
    Read,
    evaluate,
    last_year,
    op,
    reads,
    total,
    wording,
)
from hengji.frameworks import FactSpec, RollUp
from hengji.model import PROJECT_SCORE, Case, Derivation, Exact, Fact, MemberValue, Missing, RolledUp

from .plan import Plan

Inputs = dict[str, Any]


class Member(NamedTuple):
    """A budget unit or project with all that is known of it."""

    code: str
    name: str
    inputs: Inputs
    facts: tuple[Fact, ...]


def members_of(case: Case, totals: Mapping[str, Exact | None]) -> dict[str, tuple[Member, ...]]:
    """The budget units and projects of ``case``; ``totals`` are the projects' own scores."""
    named = {"agencies": [(agency.code, agency.name) for agency in case.agencies],
             "projects": [(project.code, project.name) for project in case.projects]}
    return {over: tuple(_member(case, over, code, name, totals) for code, name in entries)
            for over, entries in named.items()}


def _member(case: Case, over: str, code: str, name: str, totals: Mapping[str, Exact | None]) -> Member:
    facts = tuple(fact for fact in case.facts if fact.member == (over, code))
    inputs: Inputs = {fact.key: fact.value for fact in facts}
    inputs[CALENDAR] = Calendar(case.calendar)
    if over == "projects" and totals.get(code) is not None:
        inputs[PROJECT_SCORE] = totals[code]
    return Member(code, name, inputs, facts)


def roll_up(plan: Plan, case: Case, members: Mapping[str, tuple[Member, ...]]) -> tuple[RolledUp, ...]:
    """Every fact that the framework rolls up and for which the case has units or projects; last year's if asked for."""
    own = {fact.key: fact for fact in case.facts if fact.member is None}
    entries = []
    for spec in plan.framework.facts.values():
        if spec.roll_up is None or not members[spec.roll_up.over]:
            continue
        entries.append(_rolled(spec, spec.roll_up, members[spec.roll_up.over], own.get(spec.name)))
        if f"上年:{spec.name}" in plan.fact_keys:
            earlier = replace(spec.roll_up, each=last_year(spec.roll_up.each),
                              by=last_year(spec.roll_up.by) if spec.roll_up.by else None)
            rolled = _rolled(spec, earlier, members[spec.roll_up.over], own.get(f"上年:{spec.name}"))
            entries.append(rolled._replace(previous=True))
    return tuple(entries)


def _rolled(spec: FactSpec, rule: RollUp, members: tuple[Member, ...], given: Fact | None) -> RolledUp:
    needed = reads(rule.each)
    reporting = [m for m in members if any(key in m.inputs for key in needed)]
    taken = reporting if rule.reported or rule.way == "none" else list(members)
    left_out = tuple(member.name for member in members if member not in taken)
    values = tuple(MemberValue(m.code, m.name, _of(rule.each, m)) for m in taken)
    value = _together(rule, taken) if rule.way != "none" and taken else None
    return RolledUp(spec.name, spec.unit, rule.over, rule.way, values, left_out, value, given)


def _of(tree: Node, member: Member) -> Derivation:
    """The value of one member; what is missing is named with the member."""
    derivation = evaluate(tree, member.inputs)
    if not isinstance(derivation.value, Missing):
        return derivation
    absent = derivation.value
    return derivation._replace(value=Missing(
        tuple(f"{member.name}的{name}" for name in absent.names),
        tuple(f"{member.name}：{reason}" for reason in absent.reasons)))


def _together(rule: RollUp, members: list[Member]) -> Derivation:
    inputs: dict[str, Any] = {}

    def each(tree: Node, role: str) -> list[Node]:
        nodes: list[Node] = []
        for member in members:
            key = f"{role}:{member.code}"
            inputs[key] = _of(tree, member)
            nodes.append(Read(key, kind="member", text=member.name, unit=tree.unit))
        return nodes

    if rule.way == "ratio":
        assert isinstance(rule.each, Apply)
        above, below = rule.each.operands
        denominator = _named(total(*each(below, "below")), f"各{wording(below)}合计")
        tree = op("divide", total(*each(above, "above")), denominator)
    elif rule.way == "weighted_mean":
        assert rule.by is not None
        weights = each(rule.by, "by")
        weighted = [op("multiply", *pair) for pair in zip(each(rule.each, "each"), weights, strict=True)]
        tree = op("divide", total(*weighted), _named(total(*weights), f"各{wording(rule.by)}合计"))
    else:
        nodes = each(rule.each, "each")
        tree = total(*nodes) if rule.way == "sum" else op({"mean": "mean", "count": "count_true"}[rule.way], *nodes)
    return evaluate(tree, inputs)


def _named(tree: Node, name: str) -> Named:
    return Named(name, tree, unit=tree.unit)
