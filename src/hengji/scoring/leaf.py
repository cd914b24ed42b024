"""The score of one leaf by its rule (末级指标复算), or what rule and evidence leave possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hengji.formula import Memo
from hengji.model import Derivation, Exact, Missing, Open, Quantity, Range, Reading

from .inputs import MAX_OPEN, scenarios
from .plan import LeafPlan

Inputs = Mapping[str, Any]
#: Why there is no score where the printed rule says nothing.
SILENT = "规则没有规定这种情形怎样得分"


class Recomputed(NamedTuple):
    """What rule and evidence give: a range with its derivations, or what is missing.

    ``possible`` are the only scores there can be; empty when any in the range can.
    """

    range: Range | None
    scenarios: tuple[Derivation, ...]
    missing: Missing | None
    open_reasons: tuple[str, ...] = ()
    possible: tuple[Exact, ...] = ()


def recompute(plan: LeafPlan, inputs: Inputs, opens: Mapping[str, Open], memo: Memo) -> Recomputed:
    """The leaf's score by its rule; a range where judgements are open or the rule is silent."""
    derivation = plan.score(inputs, memo)
    value: Any = derivation.value
    if type(value) is not Missing:
        return Recomputed(Range(value, value), (derivation,), None, possible=(value,))
    concerned = {key: opens[key] for key in plan.judged if key in opens}
    silent = {key: Open((0, weight), SILENT) for key, weight in plan.indicator.unruled.items()}
    concerned.update(silent)
    if not concerned:
        return Recomputed(None, (derivation,), value)
    outcomes = [plan.score(settled, {}) for settled in scenarios(inputs, concerned)]
    for outcome in outcomes:
        if isinstance(outcome.value, Missing):
            return Recomputed(None, (derivation,), outcome.value)
    # Points within a band of attainment, or where the rule is silent, may be any between the two ends.
    between = silent or any(key.endswith(":points") for key in concerned)
    return _range(outcomes, concerned, listed=not between and len(concerned) <= MAX_OPEN)


def _range(outcomes: list[Derivation], concerned: Mapping[str, Open], *, listed: bool) -> Recomputed:
    scores: list[Any] = [outcome.value for outcome in outcomes]
    low, high = min(scores), max(scores)
    ends = [outcomes[scores.index(end)] for end in dict.fromkeys((low, high))]
    reasons = tuple(dict.fromkeys(openness.reason for openness in concerned.values()))
    possible = tuple(sorted(set(scores))) if listed else ()
    return Recomputed(Range(low, high), tuple(ends), None, reasons, possible)


def readings(plan: LeafPlan, inputs: Inputs) -> tuple[Reading, ...]:
    """What each other reading would give."""
    told = []
    for spec, (value_run, score_run) in zip(plan.indicator.readings, plan.readings, strict=True):
        memo: Memo = {}
        value, score = value_run(inputs, memo), score_run(inputs, memo)
        scored = plan.indicator.weighted and not isinstance(score.value, Missing)
        points: Any = score.value if scored else None
        told.append(Reading(spec.name, spec.source, Quantity(value.value, value.step.unit), points, value, score))
    return tuple(told)
