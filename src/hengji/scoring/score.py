"""Case + framework → scorecard (评分)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hengji.formula import Memo
from hengji.frameworks import NOMINAL, Framework, Indicator
from hengji.model import (
    PROJECT_SCORE,
    Case,
    Deduction,
    Derivation,
    Difference,
    Evidence,
    Exact,
    Fact,
    Missing,
    NodeScore,
    Project,
    Range,
    Scorecard,
    exact,
    exact_text,
    round_half_up,
    weakest,
)

from .deductions import deductions
from .figures import check_figures
from .inputs import inputs_of
from .leaf import Recomputed, readings, recompute
from .plan import LeafPlan, Plan, plan_for
from .rollups import members_of, roll_up


def score_case(case: Case, framework: Framework, others: Mapping[str, Framework] | None = None) -> Scorecard:
    """The scorecard of ``case``; exact, and the same for the same inputs.

    ``others`` are the frameworks of its projects, by the names that the case gives them.
    """
    return _scoring(case, framework, others or {}).scorecard()


def scoring_inputs(case: Case, framework: Framework, others: Mapping[str, Framework]) -> Mapping[str, Any]:
    """What formulas read of ``case``, by key: its facts, units and projects rolled up, what is excluded, judgements."""
    return _scoring(case, framework, others).inputs


def _scoring(case: Case, framework: Framework, others: Mapping[str, Framework]) -> _Scoring:
    plan = plan_for(framework, [entry.code for entry in case.not_applicable])
    projects = tuple((project, score_case(project.evaluation, others[project.evaluation.framework]))
                     for project in case.projects if project.evaluation is not None)
    return _Scoring(case, plan, projects)


class _Scoring:
    def __init__(self, case: Case, plan: Plan, projects: tuple[tuple[Project, Scorecard], ...]) -> None:
        self.case, self.plan, self.framework = case, plan, plan.framework
        self.projects = projects
        self.members = members_of(case, {project.code: card.total for project, card in projects})
        self.rolled = roll_up(plan, case, self.members)
        self.inputs, self.opens = inputs_of(case, plan, self.rolled)
        self.judgements = {judgement.code: judgement for judgement in case.judgements}
        self.given = {given.code: given.score for given in case.given}
        self.overrides = {override.code: override for override in case.overrides}
        self.reasons = {entry.code: entry.reason for entry in case.not_applicable}
        self.excluded = {below.code for code in self.reasons for below in self.framework.by_code[code].walk()}
        self.weights = plan.weights
        self.facts = self.behind()
        self.nodes: dict[str, NodeScore] = {}
        self.differences: list[Difference] = []
        self.memo: Memo = {}

    def scorecard(self) -> Scorecard:
        framework, case = self.framework, self.case
        for head in framework.indicators:
            self.node(head)
        nodes = tuple(self.nodes[node.code] for node in framework.nodes)
        scored, full = self.scored(framework.indicators)
        bare = not any(head.weighted for head in framework.indicators)  # then a total can only be given
        total, rolled, total_derivation = self.total(complete=bare or full == framework.full)
        grade = None if total is None else self.plan.grade(
            {"total": total, **{self.framework.veto_key(veto.code): veto.happened for veto in case.vetoes}}, {})
        known = grade is not None and not isinstance(grade.value, Missing)
        return Scorecard(
            case=case, full=framework.full, total=total,
            grade=str(grade.value) if grade and known else None, given_total=self.given.get("total"),
            override_total=self.overrides.get("total"),
            scored_total=scored, scored_full=full, recomputed_total=rolled, nodes=nodes,
            differences=tuple(self.differences), evidence=_evidence(nodes, scored),
            repeated_findings=_repeated(nodes), total_derivation=total_derivation, grade_derivation=grade,
            roll_ups=self.rolled, figures=check_figures(case, framework, self.inputs), projects=self.projects)

    def behind(self) -> dict[str, tuple[Fact, ...]]:
        """The facts that stand behind each key: the department's own, or those of its units or projects."""
        facts: dict[str, tuple[Fact, ...]] = {}
        for entry in self.rolled:
            rule = self.framework.facts[entry.name].roll_up
            assert rule is not None
            keys = {f"上年:{key}" for key in rule.keys} if entry.previous else set(rule.keys)
            facts[entry.key] = tuple(fact for member in self.members[entry.over] for fact in member.facts
                                     if fact.key in keys)
        facts.update({fact.key: (fact,) for fact in self.case.facts if fact.member is None})
        return facts

    def node(self, indicator: Indicator) -> NodeScore:
        """Scores ``indicator`` and all below it."""
        if not indicator.weighted and indicator.code not in self.excluded:
            score = self.unweighted(indicator)
        elif self.weights[indicator.code] == 0:
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
                         not indicator.children, None, not_applicable=reason, weighted=indicator.weighted)

    def unweighted(self, indicator: Indicator) -> NodeScore:
        """An indicator that the source gives no weight: its value, and how far its target was reached."""
        for child in indicator.children:
            self.node(child)
        node = NodeScore(indicator.code, indicator.name, indicator.level, indicator.parent, 0,
                         not indicator.children, None, weighted=False)
        if indicator.children:
            return node
        plan = self.plan.leaves[indicator.code]
        result = recompute(plan, self.inputs, self.opens, self.memo)
        self.evidenced(node, plan)
        if indicator.rule and indicator.rule.kind != "as_printed":
            node.scenarios, node.missing = result.scenarios, result.missing
            if result.range and result.range.determined:
                node.attained = exact(Fraction(result.range.low) / NOMINAL)
        return node

    def evidenced(self, node: NodeScore, plan: LeafPlan) -> None:
        """Fills in the value, readings and evidence of a leaf."""
        node.facts = tuple(fact for key in plan.facts for fact in self.facts.get(key, ()))
        if plan.exclusions:
            excluded = {key.removeprefix("剔除:") for key in plan.exclusions}
            node.exclusions = tuple(entry for entry in self.case.exclusions if entry.fact in excluded)
        node.judgement = self.judgements.get(node.code)
        node.value = plan.value(self.inputs, self.memo) if plan.value else None
        node.readings = readings(plan, self.inputs) if plan.readings else ()
        levels = [*(fact.level for fact in node.facts), *(entry.level for entry in node.exclusions)]
        rules = [self.framework.roll_up_of(key) for key in plan.facts] if self.projects else []
        if any(rule is not None and PROJECT_SCORE in rule.keys for rule in rules):
            levels += [below.evidence for _, card in self.projects for below in card.nodes
                       if below.leaf and below.evidence is not None and not below.not_applicable]
        node.evidence = weakest([*levels, *([node.judgement.level] if node.judgement else [])])

    def leaf(self, indicator: Indicator) -> NodeScore:
        plan, code = self.plan.leaves[indicator.code], indicator.code
        given, override, judgement = self.given.get(code), self.overrides.get(code), self.judgements.get(code)
        printed = indicator.rule is not None and indicator.rule.kind == "as_printed"
        result = recompute(plan, self.inputs, self.opens, self.memo)
        score = self.chosen(code, result.range)
        if given is not None and result.range is not None:
            self.compare(code, given, result)
        node = NodeScore(
            code, indicator.name, indicator.level, indicator.parent, plan.weight, True, score,
            given=given, override=override, recomputed=result.range, possible=result.possible,
            deductions=() if score is None else deductions(plan, self.framework.places, score, result,
                                                           judgement, override))
        self.evidenced(node, plan)
        if not (printed and score is not None):  # then there is nothing to recompute, and nothing missing
            node.scenarios, node.missing = result.scenarios, result.missing
        return node

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
        bare = not any(child.weighted for child in children)
        if bare and missing is not None:
            missing = Missing(reasons=(f"下级指标没有公布权重，{indicator.code} 的得分只能给定",))
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
            scenarios=() if bare else (derivation,), missing=missing if score is None else None,
            deductions=_unpublished(self.weights[indicator.code], score) if bare else ())

    @staticmethod
    def read(child: NodeScore) -> Exact | Missing:
        """What a roll-up reads of a child: one that does not apply adds nothing."""
        if child.not_applicable:
            return 0
        return child.score if child.score is not None else Missing((f"{child.code}得分",))

    def total(self, *, complete: bool) -> tuple[Exact | None, Range | None, Derivation]:
        """The total in force, the total by rule alone, and how the heads add up.

        A given total stands once everything is scored; of a feedback it may stand alone.
        """
        heads = [self.nodes[head.code] for head in self.framework.indicators]
        derivation = self.plan.roll_ups["total"]({head.code: self.read(head) for head in heads}, {})
        rolled = _sum(head.recomputed for head in heads if not head.not_applicable)
        if rolled and self.framework.rounding == "total":
            rolled = Range(*(round_half_up(end, self.framework.places) for end in rolled))
        given, added = self.given.get("total"), derivation.value
        if given is not None and not isinstance(added, Missing):
            self.compare_sum("total", given, added)
        total = self.chosen("total", None) if complete or self.case.kind == "feedback" else None
        if total is None and not isinstance(added, Missing):
            total = added  # type: ignore[assignment]
        return total, rolled, derivation

    def compare(self, code: str, given: Exact, result: Recomputed) -> None:
        recomputed = result.range
        if recomputed is None or (recomputed.determined and recomputed.low == given):
            return
        difference = Difference(code, given, recomputed, "；".join(result.open_reasons), possible=result.possible)
        if difference.contradicts:
            reason = "；".join((*result.open_reasons, "按规则和所列依据重算，得不出这个分数"))
            difference = difference._replace(reason=reason)
        self.differences.append(difference)

    def compare_sum(self, code: str, given: Exact, added: Any) -> None:
        if given != added:
            reason = f"下级得分合计 {exact_text(added)}，给定 {exact_text(given)}"
            self.differences.append(Difference(code, given, Range(added, added), reason, of_children=True))

    def scored(self, indicators: tuple[Indicator, ...]) -> tuple[Exact, Exact]:
        """Points scored so far, and the weight they are scored of."""
        points: Exact = 0
        weight: Exact = 0
        for indicator in indicators:
            node = self.nodes[indicator.code]
            part = (node.score, node.weight) if node.score is not None else self.scored(indicator.children)
            points, weight = points + part[0], weight + part[1]
        return exact(points), exact(weight)


def _unpublished(weight: Exact, score: Exact | None) -> tuple[Deduction, ...]:
    """What was lost of a score that was only given for a whole branch."""
    if score is None or score >= weight:
        return ()
    return (Deduction(exact(weight - score), "资料没有公布扣在哪里"),)


def _sum(ranges: Any) -> Range | None:
    low: Exact = 0
    high: Exact = 0
    for entry in ranges:
        if entry is None:
            return None
        low, high = low + entry.low, high + entry.high
    return Range(exact(low), exact(high))


def _evidence(nodes: tuple[NodeScore, ...], scored: Exact) -> dict[Evidence, Exact]:
    """Points by the weakest evidence behind each leaf; scores given above the leaves rest on none."""
    points: dict[Evidence, Exact] = dict.fromkeys(Evidence, 0)
    for node in nodes:
        if node.leaf and node.score is not None and node.evidence is not None:
            points[node.evidence] = exact(points[node.evidence] + node.score)
    points[Evidence.NONE] = exact(points[Evidence.NONE] + max(0, scored - sum(points.values())))
    return points


def _repeated(nodes: tuple[NodeScore, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Findings behind the deductions of more than one leaf, with those leaves."""
    codes: dict[str, dict[str, None]] = {}
    for node in nodes:
        for deduction in node.deductions:
            for finding in deduction.findings:
                codes.setdefault(finding, {})[node.code] = None
    return tuple((finding, tuple(leaves)) for finding, leaves in codes.items() if len(leaves) > 1)
