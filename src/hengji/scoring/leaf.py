"""The score of one leaf (末级指标得分): by rule, or the range that rule and evidence leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hengji.formula import Memo
from hengji.frameworks import Indicator
from hengji.model import (
    Deduction,
    Derivation,
    Exact,
    Judgement,
    Missing,
    Open,
    Quantity,
    Range,
    Reading,
)

from .inputs import MAX_OPEN, scenarios
from .plan import LeafPlan

Inputs = Mapping[str, Any]


class Recomputed(NamedTuple):
    """What rule and evidence give: a range with its derivations, or what is missing."""

    range: Range | None
    scenarios: tuple[Derivation, ...]
    missing: Missing | None
    open_reasons: tuple[str, ...] = ()


def recompute(plan: LeafPlan, inputs: Inputs, opens: Mapping[str, Open], memo: Memo) -> Recomputed:
    """The leaf's score by its rule; a range where judgements are open or the rule is silent."""
    derivation = plan.score(inputs, memo)
    value: Any = derivation.value
    if type(value) is not Missing:
        return Recomputed(Range(value, value), (derivation,), None)
    concerned = {key: opens[key] for key in plan.judged if key in opens}
    for key, weight in plan.indicator.unruled.items():
        concerned[key] = Open((0, weight), plan.indicator.rule.sentence if plan.indicator.rule else "")
    if not concerned or len(concerned) > MAX_OPEN:
        return Recomputed(None, (derivation,), value)
    outcomes = [plan.score(settled, {}) for settled in scenarios(inputs, concerned)]
    for outcome in outcomes:
        if isinstance(outcome.value, Missing):
            return Recomputed(None, (derivation,), outcome.value)
    return _range(outcomes, concerned)


def _range(outcomes: list[Derivation], concerned: Mapping[str, Open]) -> Recomputed:
    scores: list[Any] = [outcome.value for outcome in outcomes]
    low, high = min(scores), max(scores)
    ends = [outcomes[scores.index(end)] for end in dict.fromkeys((low, high))]
    reasons = tuple(dict.fromkeys(openness.reason for openness in concerned.values()))
    return Recomputed(Range(low, high), tuple(ends), None, reasons)


def readings(plan: LeafPlan, inputs: Inputs) -> tuple[Reading, ...]:
    """What each other reading would give."""
    told = []
    for spec, (value_run, score_run) in zip(plan.indicator.readings, plan.readings, strict=True):
        memo: Memo = {}
        value, score = value_run(inputs, memo), score_run(inputs, memo)
        points: Any = None if isinstance(score.value, Missing) else score.value
        told.append(Reading(spec.name, spec.source, Quantity(value.value, value.step.unit), points, score))
    return tuple(told)


def deductions(leaf: Indicator, lost: Exact, judgement: Judgement | None) -> tuple[Deduction, ...]:
    """The points lost, point by point as far as judged points explain them, the rest as one."""
    if lost <= 0:
        return ()
    entries = []
    for point in judgement.points if judgement else ():
        cost = min(leaf.points[point.number - 1].worth, lost)
        if point.met is False and cost > 0:
            entries.append(Deduction(cost, point.reason, point.findings))
            lost -= cost
    if lost > 0:
        entries.append(_rest(leaf, lost, judgement, explained=bool(entries)))
    return tuple(entries)


def _rest(leaf: Indicator, lost: Exact, judgement: Judgement | None, *, explained: bool) -> Deduction:
    if explained:
        return Deduction(lost, "其余扣分没有写明对应哪个要点")
    reason = (judgement.reason if judgement else "") or leaf.deduction
    if not reason and leaf.rule:
        reason = f"按评分规则：{leaf.rule.sentence}"
    return Deduction(lost, reason, judgement.findings if judgement else ())
