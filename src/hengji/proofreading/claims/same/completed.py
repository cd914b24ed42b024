"""What was done of a budget that only a table prints (完成预算的比例，预算数在表中)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hengji.proofreading.claims.text.bindings import holds
from hengji.proofreading.claims.text.definitions import PART_OF
from hengji.proofreading.claims.text.figures import Figure, Role, figures_of
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, of, over
from hengji.proofreading.sheets.sheet import Sheet

from .names import name_of

#: What tells budget and final account of one thing apart.
_MEASURE = re.compile(r"年初|全年|调整后?|预算|决算|执行|支出|数|金额|\(.*?\)")
_DONE = re.compile(r"(?:支出|决算|执行|数|为)+$")
#: Shorter names are no names.
_NAME = 3


def completed_of_tables(reading: Reading) -> Iterator[Relation]:
    """完成预算的p%: the final account before it over its budget in the table that prints both."""
    for sentence in reading.sentences:
        figures = figures_of(sentence)
        for done, rate in pairwise(figures):
            match = PART_OF.search(rate.lead)
            if rate.number.kind is Kind.RATE and match and "预算" in match["whole"] and done.role is Role.VALUE:
                yield from _completed(rate.number, done, reading.sheets)


def _completed(rate: Number, done: Figure, sheets: tuple[Sheet, ...]) -> Iterator[Relation]:
    name = name_of(_DONE.sub("", done.label))
    if len(name) < _NAME:
        return
    told = f"{name}：决算数÷表中的预算数＝完成预算的比例"
    readings = [Relation("ratio", rate, over(of(done.number), of(budget)), told, Strength.LIKELY, family="completed")
                for sheet in sheets for budget in _budgets(sheet, name, done.number) if budget.value]
    found = next((r for r in readings if holds(r)), None)
    if found is not None or len(readings) == 1:
        yield found or readings[0]


def _budgets(sheet: Sheet, name: str, done: Number) -> Iterator[Number]:
    """The budget beside each final account of ``sheet`` that has this name and the value of ``done``."""
    for (row, column), final in sheet.numbers.items():
        head = "".join(sheet.paths.get(column, ()))
        if final.kind is not done.kind or not final.interval.meets(done.interval) or "决算" not in head \
                or name not in name_of(sheet.labels.get(row, "") + head):
            continue
        for other in sheet.columns:
            budget = sheet.numbers.get((row, other))
            heads = "".join(sheet.paths.get(other, ()))
            if budget is not None and "预算" in heads and "决算" not in heads and _plain(heads) == _plain(head):
                yield budget


def _plain(head: str) -> str:
    return _MEASURE.sub("", name_of(head))
