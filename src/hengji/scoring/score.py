"""Case + framework → scorecard (评分)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hengji.formula import Memo
from hengji.frameworks import Framework, Indicator
from hengji.model import (
    Case,
    Derivation,
    Difference,
    Evidence,
    Exact,
    Fact,
    Missing,
    NodeScore,
    Range,
    Scorecard,
    exact,
    exact_text,
    round_half_up,
    weakest,
)

from .inputs import inputs_of
from .leaf import Recomputed, deductions, readings, recompute
from .plan import Plan, plan_for
from .weights import weights_in_force


def score_case(case: Case, framework: Framework) -> Scorecard:
    """The scorecard of ``case``; exact, and the same for the same inputs."""
    return _Scoring(case, plan_for(framework)).scorecard()


class _Scoring:
    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.plan, self.framework = case, plan, plan.framework
        self.inputs, self.opens = inputs_of(case)
        self.judgements = {judgement.code: judgement for judgement in case.judgements}
        self.given = {given.code: given.score for given in case.given}
        self.overrides = {override.code: override for override in case.overrides}
        self.reasons = {entry.code: entry.reason for entry in case.not_applicable}
        self.weights = weights_in_force(self.framework, self.reasons)
        self.facts: Mapping[str, Fact] = {fact.key: fact for fact in case.facts if not fact.project}
        self.nodes: dict[str, NodeScore] = {}
        self.differences: list[Difference] = []
        self.memo: Memo = {}

    def scorecard(self) -> Scorecard:
        framework, case = self.framework, self.case
        for head in framework.indicators:
            self.node(head)
        nodes = tuple(self.nodes[node.code] for node in framework.nodes)
        total, rolled, total_derivation = self.total()
        scored, full = self.scored(framework.indicators)
        grade = self.plan.grade({"total": total}, {}) if total is not None else None
        return Scorecard(
            case=case, framework_id=framework.id, framework_version=framework.version,
            framework_sha256=framework.sha256, full=framework.full, total=total,
            grade=str(grade.value) if grade else None, given_total=self.given.get("total"),
            scored_total=scored, scored_full=full, recomputed_total=rolled, nodes=nodes,
            differences=tuple(self.differences), evidence=_evidence(nodes),
            repeated_findings=_repeated(nodes), total_derivation=total_derivation, grade_derivation=grade)

    def node(self, indicator: Indicator) -> NodeScore:
        """Scores ``indicator`` and all below it."""
        if self.weights[indicator.code] == 0:
            score = self.not_applicable(indicator)
        elif indicator.children:
            score = self.parent(indicator)
        else:
            score = self.leaf(indicator)
        self.nodes[indicator.code] = score
        return score

    def not_applicable(self, indicator: Indicator) -> NodeScore:
        for child in indicator.children:
            self.node(child)
        reason = self.reasons.get(indicator.code, "上级或全部下级指标不适用")
        return NodeScore(indicator.code, indicator.name, indicator.level, indicator.parent, 0,
                         not indicator.children, None, not_applicable=reason)

    def leaf(self, indicator: Indicator) -> NodeScore:
        plan = self.plan.leaves[indicator.code]
        weight, given = self.weights[indicator.code], self.given.get(indicator.code)
        override = self.overrides.get(indicator.code)
        judgement = self.judgements.get(indicator.code)
        result = self.shared_out(indicator, recompute(plan, self.inputs, self.opens, self.memo))
        score = self.chosen(indicator.code, result.range)
        facts = tuple(self.facts[key] for key in plan.facts if key in self.facts)
        levels = [*(fact.level for fact in facts), *([judgement.level] if judgement else [])]
        if given is not None and result.range is not None:
            self.compare(indicator.code, given, result.range, "；".join(result.open_reasons))
        return NodeScore(
            indicator.code, indicator.name, indicator.level, indicator.parent, weight, True, score,
            given=given, override=override, recomputed=result.range, scenarios=result.scenarios,
            value=plan.value(self.inputs, self.memo) if plan.value else None, readings=readings(plan, self.inputs),
            judgement=judgement, facts=facts, missing=result.missing,
            deductions=deductions(indicator, weight - score, judgement) if score is not None else (),
            evidence=weakest(levels))

    def shared_out(self, indicator: Indicator, result: Recomputed) -> Recomputed:
        """The recomputed range on the weight in force, rounded once more where that differs."""
        if not self.reasons or result.range is None:
            return result
        factor = Fraction(self.weights[indicator.code]) / indicator.weight
        low, high = (exact(end * factor) for end in result.range)
        if self.framework.rounding == "leaf":
            low, high = (round_half_up(end, self.framework.places) for end in (low, high))
        return result._replace(range=Range(low, high))

    def chosen(self, code: str, recomputed: Range | None) -> Exact | None:
        """Override, else given, else recomputed where determined."""
        if code in self.overrides:
            return self.overrides[code].score
        if code in self.given:
            return self.given[code]
        return recomputed.low if recomputed and recomputed.determined else None

    def parent(self, indicator: Indicator) -> NodeScore:
        children = [self.node(child) for child in indicator.children]
        inputs: dict[str, Any] = {child.code: self.read(child) for child in children}
        derivation = self.plan.roll_ups[indicator.code](inputs, {})
        missing = derivation.value if isinstance(derivation.value, Missing) else None
        rolled = _sum(child.recomputed for child in children if not child.not_applicable)
        score = self.chosen(indicator.code, None)
        if score is None and missing is None:
            score = derivation.value  # type: ignore[assignment]
        given = self.given.get(indicator.code)
        if given is not None and missing is None:
            self.compare_sum(indicator.code, given, derivation.value)
        return NodeScore(
            indicator.code, indicator.name, indicator.level, indicator.parent,
            self.weights[indicator.code], False, score, given=given,
            override=self.overrides.get(indicator.code), recomputed=rolled,
            scenarios=(derivation,), missing=missing if score is None else None)

    @staticmethod
    def read(child: NodeScore) -> Exact | Missing:
        """What a roll-up reads of a child: one that does not apply adds nothing."""
        if child.not_applicable:
            return 0
        return child.score if child.score is not None else Missing((f"{child.code}得分",))

    def total(self) -> tuple[Exact | None, Range | None, Derivation]:
        """The total in force, the total by rule alone, and how the heads add up."""
        heads = [self.nodes[head.code] for head in self.framework.indicators]
        derivation = self.plan.roll_ups["total"]({head.code: self.read(head) for head in heads}, {})
        rolled = _sum(head.recomputed for head in heads if not head.not_applicable)
        if rolled and self.framework.rounding == "total":
            rolled = Range(*(round_half_up(end, self.framework.places) for end in rolled))
        given = self.given.get("total")
        complete = not isinstance(derivation.value, Missing)
        if given is not None and complete:
            self.compare_sum("total", given, derivation.value)
        total = self.chosen("total", None)
        if total is None and complete:
            total = derivation.value  # type: ignore[assignment]
        return total, rolled, derivation

    def compare(self, code: str, given: Exact, recomputed: Range, reason: str) -> None:
        if recomputed.determined and recomputed.low == given:
            return
        if not recomputed.low <= given <= recomputed.high:
            reason = reason or "按规则和所列事实重算，不是这个分数"
        self.differences.append(Difference(code, given, recomputed, reason))

    def compare_sum(self, code: str, given: Exact, rolled: Any) -> None:
        if given != rolled:
            reason = f"下级得分合计 {exact_text(rolled)}，给定 {exact_text(given)}"
            self.differences.append(Difference(code, given, Range(rolled, rolled), reason))

    def scored(self, indicators: tuple[Indicator, ...]) -> tuple[Exact, Exact]:
        """Points scored so far, and the weight they are scored of."""
        points: Exact = 0
        weight: Exact = 0
        for indicator in indicators:
            node = self.nodes[indicator.code]
            part = (node.score, node.weight) if node.score is not None else self.scored(indicator.children)
            points, weight = points + part[0], weight + part[1]
        return exact(points), exact(weight)


def _sum(ranges: Any) -> Range | None:
    low: Exact = 0
    high: Exact = 0
    for entry in ranges:
        if entry is None:
            return None
        low, high = low + entry.low, high + entry.high
    return Range(exact(low), exact(high))


def _evidence(nodes: tuple[NodeScore, ...]) -> dict[Evidence, Exact]:
    """Points by the weakest evidence behind each leaf."""
    points: dict[Evidence, Exact] = dict.fromkeys(Evidence, 0)
    for node in nodes:
        if node.leaf and node.score is not None and node.evidence is not None:
            points[node.evidence] = exact(points[node.evidence] + node.score)
    return points


def _repeated(nodes: tuple[NodeScore, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Findings behind the deductions of more than one leaf, with those leaves."""
    codes: dict[str, dict[str, None]] = {}
    for node in nodes:
        for deduction in node.deductions:
            for finding in deduction.findings:
                codes.setdefault(finding, {})[node.code] = None
    return tuple((finding, tuple(leaves)) for finding, leaves in codes.items() if len(leaves) > 1)
