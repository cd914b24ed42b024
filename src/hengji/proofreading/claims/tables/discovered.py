"""Sums that no word states (未写明的加总): found where three places or more bear them out."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.number import Number
from hengji.proofreading.relation import Relation, Strength, Term, minus, of, plus
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, added_columns, added_rows, columns_of, rows_of
from .sums import Split, split, told
from .trees import Node

_CONFIRMING = 3
_LONGEST = 8
#: A table longer than this is no table of sums.
_MOST = 400


def discovered(sheet: Sheet, checked: set[int]) -> Iterator[Relation]:
    """Sums of neighbouring columns, then rows, for lines of which most figures are not ``checked`` (by identity)."""
    every_row = rows_of(sheet)
    rows, columns = added_rows(every_row), added_columns(columns_of(sheet), every_row)
    for lines, crossing in ((columns, rows), (rows, columns)):
        among = frozenset(line.at for line in crossing)
        if len(among) >= _CONFIRMING and len(lines) <= _MOST:
            for line in lines:
                if not _known(line, checked):
                    yield from _sums(line, lines, among, sheet)


def _known(line: Line, checked: set[int]) -> bool:
    return 2 * sum(id(number) in checked for number in line.numbers.values()) >= len(line.numbers)


def _sums(whole: Line, lines: list[Line], among: frozenset[int], sheet: Sheet) -> Iterator[Relation]:
    """The run of lines beside ``whole`` that sums up to it most often, or the two whose difference it is."""
    at = lines.index(whole)
    runs = [lines[at + 1:at + 1 + length] for length in range(2, _LONGEST + 1) if at + length < len(lines)]
    runs += [lines[at - length:at] for length in range(2, _LONGEST + 1) if at >= length]
    found = [one for run in runs if (one := split(whole, [Node(line.label, line) for line in run], among))]
    chosen = max(found, key=lambda one: one.agreeing - one.broken, default=None)
    if chosen is not None and _borne_out(chosen):
        name = told(whole, chosen.nodes)
        yield from (_assumed(i.whole, plus(*map(of, i.parts)), name, sheet, whole) for i in chosen.instances)
        return
    yield from _difference(whole, lines[max(at - 3, 0):at], sheet)


def _borne_out(found: Split) -> bool:
    return found.agreeing >= _CONFIRMING and found.agreeing > 2 * found.broken


def _difference(whole: Line, before: list[Line], sheet: Sheet) -> Iterator[Relation]:
    for more in before:
        for less in before:
            shared = [at for at in whole.numbers if at in more.numbers and at in less.numbers]
            if more is less or len(shared) < _CONFIRMING:
                continue
            found = [(whole.numbers[at], more.numbers[at], less.numbers[at]) for at in shared]
            held = sum(one.interval.meets(a.interval - b.interval) and bool(b.value and one.value)
                       for one, a, b in found)
            if held >= _CONFIRMING and held * 3 > 2 * len(found):
                for one, a, b in found:
                    yield _assumed(one, minus(of(a), of(b)), f"{more.name}－{less.name}＝{whole.name}", sheet, whole)
                return


def _assumed(target: Number, term: Term, name: str, sheet: Sheet, whole: Line) -> Relation:
    return Relation("sum", target, term, name, Strength.LIKELY, family="加总",
                    group=(sheet.block, whole.at, sheet.columns), assumed=True)
