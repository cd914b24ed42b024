"""Explaining one indicator (解释得分)."""

from __future__ import annotations

from dataclasses import dataclass

from hengji.frameworks import Indicator
from hengji.model import Finding, NodeScore, Place, Problem, Unusable, did_you_mean
from hengji.telling import indicator_steps

from .document import Document, scorecard_document
from .evaluate import Evaluation


@dataclass(frozen=True, slots=True)
class Explanation:
    """One indicator's score with all that led to it; ``findings`` are those its deductions name."""

    node: NodeScore
    indicator: Indicator
    steps: tuple[str, ...]
    findings: tuple[Finding, ...]
    document: Document


def explain_indicator(evaluation: Evaluation, code: str) -> Explanation:
    """The explanation of the indicator of that code or name. Raises :class:`Unusable` when there is none."""
    known = evaluation.framework.by_code
    code = next((name for name in known if code in (name, known[name].name) or code.upper() == name), code)
    indicator = known.get(code)
    if indicator is None:
        raise Unusable([Problem(Place(code), f"指标体系“{evaluation.framework.id}”里没有编号“{code}”",
                                suggestion=did_you_mean(code, known))])
    card = evaluation.scorecard
    node = next(node for node in card.nodes if node.code == code)
    named = {finding for deduction in node.deductions for finding in deduction.findings}
    rule = indicator.rule.sentence if indicator.rule else ""
    document = next(entry for entry in scorecard_document(evaluation)["indicators"] if entry["code"] == code)
    return Explanation(node, indicator, tuple(indicator_steps(node, rule, indicator.source, card.case)),
                       tuple(f for f in card.case.findings if f.id in named), document)
