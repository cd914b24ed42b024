"""Points lost, and why (扣分): by unmet points, by the rule, beyond the rule, by override."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import Deduction, Exact, Judgement, Override, exact, round_half_up

from .leaf import Recomputed
from .plan import LeafPlan


def deductions(plan: LeafPlan, places: int, score: Exact, result: Recomputed, judgement: Judgement | None,
               override: Override | None) -> tuple[Deduction, ...]:
    """What was lost of the leaf's weight; adds up to weight − score."""
    lost = plan.weight - score
    if lost <= 0:
        return ()
    entries = []
    for deduction in _reasons(plan, places, lost, result, judgement, override):
        points = exact(min(deduction.points, lost))
        if points > 0:
            entries.append(deduction._replace(points=points))
            lost -= points
    return tuple(entries)


def _reasons(plan: LeafPlan, places: int, lost: Exact, result: Recomputed, judgement: Judgement | None,
             override: Override | None) -> Iterator[Deduction]:
    """Reasons in the order in which they explain the loss; the last one takes what is left."""
    leaf, recomputed = plan.indicator, result.range
    unmet = [point for point in judgement.points if point.met is False] if judgement else []
    # A reason for what did not happen was never asked for, and cost nothing.
    if any(leaf.points[point.number - 1].conditional for point in unmet):
        asked = {part.step.name for run in result.scenarios for part in run.walk()}
        unmet = [point for point in unmet if leaf.points[point.number - 1].key in asked]
    named: Exact = 0
    by_rule = plan.weight - recomputed.low if recomputed and recomputed.determined else None
    for point in unmet:
        worth = round_half_up(leaf.points[point.number - 1].worth * plan.factor, places)
        worth = worth if by_rule is None else min(worth, by_rule - named)
        named += worth
        yield Deduction(worth, point.reason, point.findings)
    if by_rule is not None and by_rule > named:
        judged = judgement if leaf.expert is not None else None
        told = _judged(judged) if judged else leaf.deduction
        if leaf.rule and not told:
            told = f"按评分规则：{leaf.rule.sentence}"
        yield Deduction(by_rule - named, told, judgement.findings if judgement else (),
                        by_rule=judged is None and leaf.value is not None)
    if override is not None:
        yield Deduction(lost, f"复核调整（{override.who}）：{override.reason}")
    elif named:
        yield Deduction(lost, "其余扣分没有写明对应哪个要点")
    elif recomputed is None:
        unpublished = leaf.rule is not None and leaf.rule.kind == "as_printed"
        reason = (judgement.reason if judgement else "") or (
            "资料没有公布评分规则，也没有写明扣分依据" if unpublished else "给定得分，没有足够的依据复算")
        yield Deduction(lost, reason, judgement.findings if judgement else ())
    else:
        yield Deduction(lost, "给定得分低于复算，没有写明依据")


def _judged(judgement: Judgement) -> str:
    """Why an expert, or several, gave less than the weight."""
    return judgement.reason or "；".join(f"{opinion.judge}：{opinion.reason}" for opinion in judgement.opinions)
