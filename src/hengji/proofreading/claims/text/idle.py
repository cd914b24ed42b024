"""Rates that say nothing, because of what they are made of (无意义的比率)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Remark, Strength
from hengji.proofreading.sheets.sheet import Sheet
from hengji.proofreading.wording import shown, with_unit

from .expressions import Equation, equations

_EXECUTED = re.compile(r"(?:执行|完成|支出)率[^率]*$")
_FIRST_BUDGET = re.compile(r"年初.{0,6}预算(?:数|金额)?$")
_ADJUSTED = re.compile(r"预算调整率")
_FIRST, _THEN = re.compile(r"年初预算"), re.compile(r"调整(?:后)?预算|预算调整")
_PARTS = (re.compile(r"基本支出"), re.compile(r"项目支出"))
_SUBTOTAL = re.compile(r"小计|合计")
#: A definition by which what is added and what is taken away both count.
_GROSS = re.compile(r"追加.{0,12}(?:追减|调减|结构调整).{0,8}(?:总和|总额|合计|之和)")


def idle_rates(reading: Reading) -> Iterator[Remark]:
    """Rates of a figure over itself, and rates of change in which parts offset one another."""
    for sentence in reading.sentences:
        for equation in equations(sentence):
            if _EXECUTED.search(equation.before):
                yield from _of_itself(equation, reading)
    yield from _offset(reading)


def _of_itself(equation: Equation, reading: Reading) -> Iterator[Remark]:
    """执行率=(a/a)×100%=100%: nothing else can come of it."""
    operands = [number for number in equation.operands if number.kind in (Kind.AMOUNT, Kind.PLAIN)]
    result = equation.result
    if len(operands) != 2 or operands[0].value != operands[1].value or result.value != 1:
        return
    done = operands[0].value
    first = next((n for sentence in reading.sentences for n in sentence.numbers
                  if n.kind is Kind.AMOUNT and _FIRST_BUDGET.search(n.label) and n.value), None)
    against = ""
    if first is not None and first.value != done:
        scale = 10 ** 4 if operands[0].kind is Kind.PLAIN and done * 10 ** 3 < first.value else 1
        against = f"对年初预算{with_unit(first)}为{shown(done * scale / first.value, result, more=2)}。"
    yield Remark("ratio", Strength.WEAK, tuple(n.mark for n in (result, *operands)), numbers=(result, *operands),
                 printed=result.text, likely="调整后的预算数与决算数相同",
                 explanation=f"分子与分母是同一个数，结果必为100%，没有考核意义。{against}")


def _offset(reading: Reading) -> Iterator[Remark]:
    """预算调整率 of a total in which basic spending rises and project spending falls: by both it is more."""
    rates = [n for sentence in reading.sentences for n in sentence.numbers
             if n.kind is Kind.RATE and n.measured and _ADJUSTED.search(n.label)]
    for sheet in reading.sheets:
        changes = [pair for pattern in _PARTS if (pair := _changed(sheet, pattern)) is not None]
        if len(changes) < len(_PARTS):
            continue
        by = [after.value - first.value for first, after in changes]
        whole = sum((first.value for first, _ in changes), Fraction(0))
        rate = sum(by, Fraction(0)) / whole if whole else Fraction(0)
        net = next((n for n in rates if n.interval.low <= rate <= n.interval.high), None)
        if net is not None and min(by) < 0 < max(by):
            yield _told(net, changes, sum(map(abs, by), Fraction(0)) / whole, reading)


def _told(net: Number, changes: Sequence[tuple[Number, Number]], gross: Fraction, reading: Reading) -> Remark:
    numbers = (net, *(number for pair in changes for number in pair))
    amounts = "，".join(
        f"{name}由{with_unit(first)}调整为{with_unit(after)}"
        for name, (first, after) in zip(("基本支出", "项目支出"), changes, strict=True))
    defined = any(_GROSS.search(text) for text in _texts(reading))
    return Remark(
        "rule-vs-score", Strength.LIKELY if defined else Strength.WEAK, tuple(n.mark for n in numbers), numbers=numbers,
        printed=net.text, expected=shown(gross, net), likely="调增与调减相抵后才算比率",
        explanation=f"{amounts}，一增一减；{net.text}是相抵的结果，按调增、调减的总和计算为{shown(gross, net)}。"
        + ("本文把调整数定义为追加、追减的总和，得分应按后者。" if defined else ""))


def _texts(reading: Reading) -> Iterator[str]:
    return (passage.text for _, passage in reading.manuscript.passages())


def _changed(sheet: Sheet, part: re.Pattern[str]) -> tuple[Number, Number] | None:
    """The budget at first and as adjusted of a part, whose column or row is named by ``part``."""
    named: list[tuple[str, Number]] = []
    for (row, column), number in sheet.numbers.items():
        label, head = sheet.labels.get(row, ""), "".join(sheet.paths.get(column, ()))
        mine, other = (head, label) if part.search(head) else (label, head)
        if number.kind is Kind.AMOUNT and part.search(mine):
            named.append((f"{other}/{mine}", number))
    totals = [pair for pair in named if _SUBTOTAL.search(pair[0])] or named
    first, after = (next((n for name, n in totals if pattern.search(name)), None) for pattern in (_FIRST, _THEN))
    return (first, after) if first is not None and after is not None else None
