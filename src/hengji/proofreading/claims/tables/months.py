"""Months and quarters (各月各季): running totals, progress against the year and against time, means of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Relation, Strength, Term, constant, of, over, plus, times
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, columns_of, of_rates, rows_of
from .ratios import can_be

_RUNNING = re.compile(r"累[计积]")
_OF_TIME = re.compile(r"(?:序时|时间)进度")
_PROGRESS = re.compile(r"进度|执行率|完成率|支付率|累[计积]")
_MEAN = re.compile(r"(?P<span>月|季)(?:度)?(?:平)?均")
_SPANS = {"月": 12, "季": 4}
_MONTH = re.compile(r"(?:(?:19|20)\d\d年)?(?:1[-—~至])?(\d{1,2})月(?:份|底|末)?")
#: So many places must hold, and more than do not.
_CONFIRMING = 2
#: The months of three years.
_MOST = 36

Stated = tuple[Number, Term]


def months(sheet: Sheet) -> Iterator[Relation]:
    """What columns beside months and quarters say, where the figures bear it out."""
    rows = [row for row in rows_of(sheet) if not row.rank]
    columns = columns_of(sheet)
    plain = [column for column in columns if not of_rates(column)]
    for column in columns:
        if _OF_TIME.search(column.label):
            yield from _believed(list(_of_time(column, rows)), "月数÷12＝序时进度", sheet, column)
        elif of_rates(column):
            for other in (other for other in plain if _RUNNING.search(other.label) and _PROGRESS.search(column.label)):
                yield from _believed(_of_running(column, other, rows), f"{column.name}与{other.name}成比例", sheet,
                                     column)
        elif _RUNNING.search(column.label):
            for other in plain:
                if other is not column and not _RUNNING.search(other.label):
                    yield from _believed(list(_running(column, other, rows)), f"上期累计＋{other.name}＝{column.name}",
                                         sheet, column)
        elif mean := _MEAN.search(column.label):
            for whole in (other for other in plain if other.rank):
                terms = [(number, over(of(whole.numbers[at]), constant(_SPANS[mean["span"]])))
                         for at, number in column.numbers.items() if at in whole.numbers]
                yield from _believed(terms, f"{whole.name}÷{_SPANS[mean['span']]}＝{column.name}", sheet, column)


def _of_time(column: Line, rows: list[Line]) -> Iterator[Stated]:
    for row in rows:
        month = _MONTH.fullmatch(row.label)
        if month and row.at in column.numbers:
            yield column.numbers[row.at], constant(Fraction(int(month[1]), 12))


def _of_running(column: Line, running: Line, rows: list[Line]) -> list[Stated]:
    """Each rate in proportion to what has run up until then, by the row that most others agree with."""
    both = [row.at for row in rows if row.at in column.numbers and row.at in running.numbers][-_MOST:]
    choices = [[(column.numbers[at], times(over(of(column.numbers[base]), of(running.numbers[base])),
                                           of(running.numbers[at]))) for at in both if at != base]
               for base in reversed(both) if running.numbers[base].value]
    return max(choices, key=_held, default=[])


def _running(column: Line, part: Line, rows: list[Line]) -> Iterator[Stated]:
    """Each running total as the one above it with what was added."""
    both = [row.at for row in rows if row.at in column.numbers and row.at in part.numbers]
    if both:
        yield column.numbers[both[0]], of(part.numbers[both[0]])
    for above, at in pairwise(both):
        yield column.numbers[at], plus(of(column.numbers[above]), of(part.numbers[at]))


def _held(stated: list[Stated]) -> int:
    return sum(can_be(number, term) for number, term in stated)


def _believed(stated: list[Stated], name: str, sheet: Sheet, column: Line) -> Iterator[Relation]:
    held = _held(stated)
    if held >= _CONFIRMING and 2 * held > len(stated):
        for number, term in stated:
            yield Relation("sum" if term.sign == "+" else "ratio", number, term, name,
                           Strength.CERTAIN if held > _CONFIRMING else Strength.LIKELY, family="月度",
                           group=(sheet.block, column.at, name))
