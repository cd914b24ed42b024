"""The library of frameworks as a user asks for it (指标体系): list, show, check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hengji.frameworks import Framework, Indicator, find_framework, framework_ids, load_framework
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
    framework, problems = load_framework(path)
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
        "facts": [{"name": fact.name, "unit": fact.unit.name, "explain": fact.explain, "material": fact.material}
                  for fact in framework.facts.values()],
        "indicators": [_indicator(head) for head in framework.indicators]}


def _indicator(node: Indicator) -> dict[str, Any]:
    return {
        "code": node.code, "name": node.name, "weight": exact_text(node.weight), "explain": node.explain,
        "source": node.source, "formula": node.value.text if node.value else None,
        "rule": {"kind": node.rule.kind, **node.rule.parameters, "sentence": node.rule.sentence} if node.rule else None,
        "points": [{"n": point.number, "text": point.text, "worth": exact_text(point.worth)} for point in node.points],
        "materials": list(node.materials), "children": [_indicator(child) for child in node.children]}
