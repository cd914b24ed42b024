"""What formulas read of a case (计分输入): facts, judged points, judged scores, the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from hengji.formula import CALENDAR, Calendar, Inputs
from hengji.model import Case, Missing, Open

#: More open judgements than this in one indicator are tried out at the two ends alone:
#: every rule kind gives more, or no less, for each point met.
MAX_OPEN = 10


def inputs_of(case: Case) -> tuple[dict[str, Any], dict[str, Open]]:
    """Every input by its key, and apart from them the open judgements, which read as missing."""
    inputs: dict[str, Any] = {fact.key: fact.value for fact in case.facts if not fact.project}
    inputs[CALENDAR] = Calendar(case.calendar)
    opens: dict[str, Open] = {}
    for judgement in case.judgements:
        code = judgement.code
        if judgement.score is not None:
            inputs[f"{code}:points"] = judgement.score
        for point in judgement.points:
            key = f"{code}:{point.number}"
            if isinstance(point.met, Open):
                opens[key] = point.met
                inputs[key] = Missing(reasons=(f"第{point.number}点未定：{point.met.reason}",))
            else:
                inputs[key] = point.met
    return inputs, opens


def scenarios(inputs: Inputs, opens: dict[str, Open]) -> Iterator[Inputs]:
    """``inputs`` with the open judgements settled, in every possible way, or all one way and all the other."""
    ways = [openness.choices for openness in opens.values()]
    settled = product(*ways) if len(ways) <= MAX_OPEN else zip(*ways, strict=True)
    for choices in settled:
        yield {**inputs, **dict(zip(opens, choices, strict=True))}
