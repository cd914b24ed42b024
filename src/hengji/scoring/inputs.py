"""What formulas read of a case (计分输入): facts, roll-ups, exclusions, judgements, the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from hengji.formula import CALENDAR, Calendar, Inputs, Read, evaluate, op, total
from hengji.frameworks import MEMBERS
from hengji.model import POINTS, Case, Derivation, Exact, Judgement, Missing, Open, RolledUp, exact

from .plan import Plan

#: More open judgements than this in one indicator are tried out at the two ends alone:
#: every rule kind gives more, or no less, for each point met.
MAX_OPEN = 10


def inputs_of(case: Case, plan: Plan, rolled: Iterable[RolledUp] = ()) -> tuple[dict[str, Any], dict[str, Open]]:
    """Every input by its key, and apart from them the open judgements, which read as missing."""
    inputs: dict[str, Any] = {entry.key: _rolled(entry) for entry in rolled}
    inputs.update({fact.key: fact.value for fact in case.facts if fact.member is None})
    inputs[CALENDAR] = Calendar(case.calendar)
    inputs.update((key, _excluded(case, key)) for key in plan.exclusions)
    opens: dict[str, Open] = {}
    for judgement in case.judgements:
        _judged(judgement, plan, inputs, opens)
    return inputs, opens


def _rolled(entry: RolledUp) -> Derivation | Missing:
    """The value; of what does not add up, that the department's own figure is needed."""
    if entry.value is not None:
        return entry.value
    name = entry.key.replace("上年:", "上年")
    return Missing((name,), (f"“{name}”不能由各{MEMBERS[entry.over]}相加，要填全部门的数",))


def _excluded(case: Case, key: str) -> Derivation | Exact:
    """What is left out of the fact that ``key`` names: the sum, 0 where there is nothing."""
    exclusions = [entry for entry in case.exclusions if entry.fact == key.removeprefix("剔除:")]
    if not exclusions:
        return 0
    nodes = [Read(str(n), kind="exclusion", text=e.text, unit=e.unit) for n, e in enumerate(exclusions)]
    return evaluate(total(*nodes), {str(n): e.amount for n, e in enumerate(exclusions)})


def _judged(judgement: Judgement, plan: Plan, inputs: dict[str, Any], opens: dict[str, Open]) -> None:
    code, expert = judgement.code, plan.framework.by_code[judgement.code].expert
    if judgement.score is not None:
        inputs[f"{code}:points"] = judgement.score
    elif judgement.opinions and expert is not None and expert.panel is not None:
        inputs[f"{code}:points"] = _combined(judgement, expert.panel.combine)
    elif judgement.band and expert is not None:
        band = next(band for band in expert.bands if band.name == judgement.band)
        # Only the top band holds its upper end; below it, the last score that can be written.
        high = band.high if band.top else exact(band.high - Fraction(1, 10**plan.framework.places))
        opens[f"{code}:points"] = Open((band.low, high), f"评为“{band.name}”，没有写在档内得几分")
    if judgement.count is not None:
        inputs[f"{code}:count"] = judgement.count
    for point in judgement.points:
        key = f"{code}:{point.number}"
        if isinstance(point.met, Open):
            opens[key] = point.met
            inputs[key] = Missing(reasons=(f"第{point.number}点未定：{point.met.reason}",))
        else:
            inputs[key] = point.met


def _combined(judgement: Judgement, way: str) -> Derivation:
    """The points of several judges as one."""
    nodes = [Read(str(n), kind="judged", text=o.judge, unit=POINTS) for n, o in enumerate(judgement.opinions)]
    return evaluate(op(way, *nodes), {str(n): o.score for n, o in enumerate(judgement.opinions)})


def scenarios(inputs: Inputs, opens: dict[str, Open]) -> Iterator[Inputs]:
    """``inputs`` with the open judgements settled, in every possible way, or all one way and all the other."""
    ways = [openness.choices for openness in opens.values()]
    settled = product(*ways) if len(ways) <= MAX_OPEN else zip(*ways, strict=True)
    for choices in settled:
        yield {**inputs, **dict(zip(opens, choices, strict=True))}
