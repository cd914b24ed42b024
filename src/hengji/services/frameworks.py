"""The library of frameworks as a user asks for it (指标体系): list, show, check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hengji.frameworks import (
    BENCHMARKS,
    MEMBERS,
    ROLL_UPS,
    FactSpec,
    Framework,
    Indicator,
    RollUp,
    find_framework,
    framework_ids,
    load_framework_file,
)
from hengji.model import Unusable, exact_text


def list_frameworks() -> tuple[Framework, ...]:
    """The shipped frameworks."""
    return tuple(show_framework(framework_id) for framework_id in framework_ids())


def show_framework(name: str) -> Framework:
    """A shipped framework by its id, or one in a file. Raises :class:`Unusable`."""
    framework, problems = find_framework(name)
    if framework is None:
        raise Unusable(problems)
    return framework


def check_framework(path: Path) -> Framework:
    """The framework in ``path``, whose ``warnings`` are what is weak in it. Raises :class:`Unusable`."""
    framework, problems = load_framework_file(path)
    if framework is None:
        raise Unusable(problems)
    return framework


def framework_head(framework: Framework) -> dict[str, Any]:
    """What a framework is, and what is weak in it, as ``hengji/framework-summary/1``."""
    return {
        "schema": "hengji/framework-summary/1", "id": framework.id, "version": framework.version,
        "title": framework.title, "source": framework.source, "sha256": framework.sha256,
        "full": exact_text(framework.full), "leaves": len(framework.leaves),
        "warnings": [{"place": str(w.place), "text": w.text, "suggestion": w.suggestion} for w in framework.warnings]}


def framework_document(framework: Framework) -> dict[str, Any]:
    """The head, with facts and the indicator tree."""
    return {
        **framework_head(framework),
        "grades": [{"name": grade.name, "from": exact_text(grade.low)} for grade in framework.grades],
        "vetoes": [{"code": v.code, "text": v.text, "caps": v.caps, "source": v.source} for v in framework.vetoes],
        "facts": [_fact(fact) for fact in framework.facts.values()],
        "indicators": [_indicator(head) for head in framework.indicators]}


def fact_asked(fact: FactSpec) -> str:
    """A fact that the framework asks for, in words: unit, proof, where a standard comes from, how it adds up."""
    rule = fact.roll_up
    notes = [f"凭{fact.material}" if fact.material else "", BENCHMARKS.get(fact.benchmark, ""),
             _rolled_up(rule) if rule else ""]
    told = "，".join([f"{fact.name}（{fact.unit.name}）", *(note for note in notes if note)])
    return f"{told}　{fact.explain}" if fact.explain else told


def _rolled_up(rule: RollUp) -> str:
    member = MEMBERS[rule.over]
    return f"逐个{member}列出，不相加" if rule.way == "none" else f"由各{member}{ROLL_UPS[rule.way]}"


def _fact(fact: FactSpec) -> dict[str, Any]:
    rule = fact.roll_up
    return {"name": fact.name, "unit": fact.unit.name, "explain": fact.explain, "material": fact.material,
            "benchmark": fact.benchmark or None,
            "roll_up": {"over": rule.over, "way": rule.way, "each": rule.text} if rule else None}


def _indicator(node: Indicator) -> dict[str, Any]:
    return {
        "code": node.code, "name": node.name, "weight": exact_text(node.weight) if node.weighted else None,
        "explain": node.explain,
        "source": node.source, "formula": node.value.text if node.value else None,
        "rule": {"kind": node.rule.kind, **node.rule.parameters, "sentence": node.rule.sentence} if node.rule else None,
        "points": [{"n": point.number, "text": point.text, "worth": exact_text(point.worth)} for point in node.points],
        "materials": list(node.materials), "children": [_indicator(child) for child in node.children]}
