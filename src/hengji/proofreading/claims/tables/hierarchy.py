"""Levels (类、款、项; 层级): what stands above is the sum of what stands right under it."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.relation import Relation, Strength, of, plus
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, added_columns, columns_of, rows_of
from .sums import Split, split, told
from .trees import tree_of_rows
from .words import is_of_which


def hierarchies(sheet: Sheet) -> Iterator[Relation]:
    """Rows with rows under them, by code, numbering or indent, in every column that can be added up."""
    among = frozenset(column.at for column in added_columns(columns_of(sheet)))
    readings = []
    for node in tree_of_rows(rows_of(sheet)).walk():
        if node.line is None or not node.children:
            continue
        found = split(node.line, node.parts, among)
        if found and any(is_of_which(child.label) for child in node.children):
            yield from _of_which(node.line, found, sheet)
        elif found:
            readings.append(found)
    yield from _levels(readings, sheet)


def _levels(readings: list[Split], sheet: Sheet) -> Iterator[Relation]:
    """A level is fully listed where the sheet's levels on the whole add up."""
    held = sum(len(one.instances) - one.broken for one in readings)
    broken = sum(one.broken for one in readings)
    for found in readings:
        listed = found.broken * 2 <= len(found.instances) or held >= 2 * broken
        for one in found.instances:
            own = found.agreeing > 0 or len(found.instances) > found.broken or one.one_digit
            over = sum(part.value for part in one.parts) > one.whole.value
            strength = Strength.CERTAIN if one.agrees or (found.whole.code and (own or over)) else Strength.LIKELY
            yield Relation("sum", one.whole, plus(*map(of, one.parts)), told(found.whole, found.nodes), strength, "=",
                           "层级", (sheet.block, sheet.columns), assumed=not (one.agrees or listed))


def _of_which(whole: Line, found: Split, sheet: Sheet) -> Iterator[Relation]:
    """其中 names parts: no more than the whole together, and all of it where they add up elsewhere."""
    full = found.agreeing > found.broken or (found.agreeing > 0 and found.agreeing == found.broken)
    for one in found.instances:
        sign = "=" if full or one.agrees else "≥"
        yield Relation("sum", one.whole, plus(*map(of, one.parts)),
                       told(whole, found.nodes, "＝" if sign == "=" else "≤"),
                       Strength.CERTAIN if len(one.parts) == 1 or one.agrees else Strength.LIKELY, sign, "其中",
                       (sheet.block, whole.at))
