"""A target and what became of it (目标与完成情况)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from hengji.proofreading.number import FIGURES, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.text import label_before
from hengji.proofreading.wording import with_unit

from .names import name_of

#: A formula after the indicator's name, up to the number.
_FORMULA = re.compile(r"([^=,。;:()]+)=[\d.*×%/÷+()\s-]+$")
#: Names of what should rather be little.
_LESS_IS_BETTER = re.compile(r"成本|费|支出|投入|预算|资金|时[限间长]|用时|周期|天数|期限|能耗|投诉|事故|差错|故障|失误"
                             r"|发生率|逾期|空置|降低|下降|减少|控制|调整率|结余率|结转")
#: Shorter names are no names of indicators.
_TELLING = 4
#: A name with its formula is not longer.
_LONGEST_FORMULA = 300


def targets_missed(reading: Reading) -> Iterator[Remark]:
    """A limit that a table of targets sets for an indicator, against the values told elsewhere under its very name.

    Where one of them keeps the limit, that is the result; the others are of parts.
    """
    told = told_by_name(reading)
    for sheet in reading.sheets:
        for (row, _), target in sheet.numbers.items():
            name = name_of(sheet.labels.get(row, ""))
            values = [value for value in told.get(name, ()) if value.kind is target.kind]
            if not target.comparator or len(name) < _TELLING or not values:
                continue
            limit = target.comparator + with_unit(target).lstrip(target.comparator)
            missed = [value for value in values if kept(target, value) is False]
            if len(missed) < len(values):
                yield Remark("text-vs-table", Strength.LIKELY, numbers=(*values, target))
                continue
            said = with_unit(missed[0])
            yield Remark(
                "text-vs-table", Strength.LIKELY, (*(value.mark for value in missed), target.mark),
                f"“{name}”的目标是{limit}，实际为{said}，没有完成；请核对得分，并在存在的问题中说明。",
                said, limit, "目标没有完成，或目标值、实际值写错", numbers=(*values, target),
                values=(*map(with_unit, missed), limit))


def kept(target: Number, value: Number, name: str = "") -> bool | None:
    """Whether ``value`` reaches ``target``; None where the indicator's ``name`` leaves open which way is better.

    A target without a sign, or with ``=``, is reached by more as well.
    """
    if target.comparator in ("≤", "<"):
        return value.interval.low <= target.value if target.comparator == "≤" else value.interval.low < target.value
    if target.comparator == ">":
        return value.interval.high > target.value
    if target.comparator != "≥" and _LESS_IS_BETTER.search(name) and not value.interval.meets(target.interval):
        return None
    return value.interval.high >= target.value


def told_by_name(reading: Reading) -> dict[str, list[Number]]:
    """Measured values by the indicator's name, which stands right before the number or before its formula."""
    found: dict[str, list[Number]] = defaultdict(list)
    for sentence in reading.sentences:
        for number in sentence.numbers:
            if number.kind not in FIGURES or not number.measured:
                continue
            start = sentence.start_of(number)
            before = sentence.text[max(0, start - _LONGEST_FORMULA):start]
            formula = _FORMULA.search(before) if "=" in before else None
            name = label_before(formula[1]) if formula else number.label
            if name and not (formula and number.value == 1):  # ×100% belongs to the formula
                found[name_of(name)].append(number)
    return found
