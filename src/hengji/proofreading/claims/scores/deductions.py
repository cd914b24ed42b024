"""What was taken off (扣分): told beside a score, or in a table of its own, it is what the score lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from hengji.proofreading.number import POINTS, Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, minus, of, plus
from hengji.proofreading.sheets.sheet import Sheet

from .passages import Printed, names_at, workings
from .tables import ScoreTable, as_given

_FAMILY = "deductions"
#: 扣 1.50, 扣0.5分：; a rule says 每…扣1分, 应扣.
_TAKEN = re.compile(r"(?:^|[\s,;:。])(?:自评|评价|共|合计)?扣(?:减|除|分|掉)?\s*$")
#: One to a line, each with its reason, which may speak of points again.
_LISTED = re.compile(r"\s*扣(?:减|除|分)?\s*")
_ALL_TAKEN = re.compile(r"(?:共|合计|总共|累计)扣(?:减|除|分)?\s*$")
_LEAST = 2
#: Of fewer rows nothing shows whether their notes tell all that was taken off.
_ROWS = 3


def deductions(reading: Reading) -> Iterator[Relation]:
    """Weight less what was taken off is the score: by row, by indicator over a table, and altogether."""
    printed = Printed(reading)
    yield from _beside(reading, printed)
    for sheet in reading.sheets:
        losses = _losses(sheet)
        for names, numbers in losses.items():
            yield from _missing(printed, names, numbers, group=(sheet.block, "table"))
        if losses:
            yield from _altogether(reading, [number for numbers in losses.values() for number in numbers])


def _beside(reading: Reading, printed: Printed) -> Iterator[Relation]:
    """The notes of a row: 扣 0.50：计划没有落到科室；扣 1.00：…"""
    stated: dict[object, list[Relation]] = defaultdict(list)
    for working in workings(reading):
        told = [(sentence.text[:sentence.start_of(number)], number) for sentence in working.sentences
                for number in sentence.numbers if number.kind in POINTS]
        listed = [number for before, number in told if _LISTED.fullmatch(before)]
        taken = listed or [number for before, number in told if _TAKEN.search(before)]
        if working.names and taken:
            place = taken[0].mark.block, taken[0].mark.column
            stated[place].extend(_missing(printed, working.names, taken, group=place))
    for relations in stated.values():
        if len(relations) >= _ROWS:
            yield from relations


def _losses(sheet: Sheet) -> dict[tuple[str, ...], list[Number]]:
    """What a table without scores lists as taken off, by indicator."""
    found: dict[tuple[str, ...], list[Number]] = defaultdict(list)
    roles = ScoreTable(sheet).roles
    columns = [column for column, role in roles.items() if role == "lost"]
    if len(columns) != 1 or "score" in roles.values():
        return {}
    for row in sheet.body_rows:
        number = sheet.numbers.get((row, columns[0]))
        names = names_at(sheet, row)
        if number is not None and number.kind in POINTS and names:
            found[names].append(number)
    return found


def _missing(printed: Printed, names: Sequence[str], taken: Sequence[Number], group: object) -> Iterator[Relation]:
    """What is stated of one row is believed where other rows agree: some notes list only part of what was taken off."""
    weight, score = printed.of("weight", *names), printed.of("score", *names)
    if weight is not None and score is not None:
        left = minus(of(weight), plus(*map(as_given, taken)))
        yield Relation("sum", score, left, "分值－扣分＝得分", Strength.LIKELY, family=_FAMILY, group=group,
                       assumed=True)


def _altogether(reading: Reading, taken: Sequence[Number]) -> Iterator[Relation]:
    """共扣 14.00 分."""
    for sentence in reading.sentences:
        for number in sentence.numbers:
            if (number.kind is Kind.SCORE and len(taken) >= _LEAST and not sentence.mark.row
                    and _ALL_TAKEN.search(sentence.text[:sentence.start_of(number)])):
                yield Relation("sum", number, plus(*map(of, taken)), "各项扣分之和＝共扣", Strength.LIKELY,
                               family=_FAMILY)
