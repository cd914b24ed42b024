"""Levels (类、款、项; 层级): what stands above is the sum of what stands right under it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hengji.proofreading.relation import Relation, Strength, of, plus
from hengji.proofreading.sheets.sheet import Sheet

from .lines import Line, added_columns, columns_of, rows_of
from .sums import Split, split, told
from .trees import Node, tree_of_rows
from .words import is_numbered, is_of_which

#: Figures of so many digits are one wrong digit away from what is listed under them hardly by chance.
_LONG = 4


def hierarchies(sheet: Sheet) -> Iterator[Relation]:
    """Rows with rows under them, by code, numbering or indent, in every column that can be added up."""
    rows = rows_of(sheet)
    among = frozenset(column.at for column in added_columns(columns_of(sheet), rows))
    levels: list[Split] = []
    for node in tree_of_rows(rows).walk():
        if node.line is None:
            continue
        yield from _told_again(node, sheet)
        if not node.parts:
            continue
        named = list(_named_parts(node.parts))
        if named:
            for parts in named:
                yield from _of_which(node.line, split(node.line, parts, among), sheet)
        elif found := split(node.line, node.parts, among):
            levels.append(found)
    yield from _levels(levels, sheet)


def _told_again(node: Node, sheet: Sheet) -> Iterator[Relation]:
    """一、“三公”经费支出 and its only total, （一）支出合计, right under it."""
    totals = [child.line for child in node.children if child.rank and child.line and is_numbered(child.label)]
    if node.line is not None and len(totals) == 1 and node.children[0].line is totals[0]:
        for at, number in node.line.numbers.items():
            total = totals[0].numbers.get(at)
            if total is not None and total.kind is number.kind:
                yield Relation("sum", number, of(total), f"{totals[0].name}＝{node.line.name}", Strength.LIKELY,
                               family="层级", group=(sheet.block, "合计"))


def _levels(levels: list[Split], sheet: Sheet) -> Iterator[Relation]:
    """A level is listed in full where the levels of its sheet on the whole add up, or where its list ends in 其他.

    The parts of a code never come to more than it, also where not all are listed.
    """
    held = sum(len(one.instances) - one.broken for one in levels)
    broken = sum(one.broken for one in levels)
    for found in levels:
        name, coded = told(found.whole, found.nodes), bool(found.whole.code)
        full = _ends_in_others(found) or held >= 2 * broken
        for one in found.instances:
            over = coded and one.total > one.whole.value
            certain = one.agrees or (coded and full and (over or found.broken < len(found.instances) or one.one_digit))
            yield Relation("sum", one.whole, plus(*map(of, one.parts)), name,
                           Strength.CERTAIN if certain else Strength.LIKELY,
                           family="层级", group=(sheet.block, sheet.columns),
                           assumed=not (certain or full or over or found.slips(_LONG)))


def _ends_in_others(found: Split) -> bool:
    """Whether the parts end with 其他… (code 99), which none is left out beside."""
    last = found.nodes[-1].line
    return len(found.nodes) > 1 and last is not None and last.code.endswith("99")


def _named_parts(parts: list[Node]) -> Iterator[list[Node]]:
    """Each 其中 with the rows that go on after it."""
    starts = [at for at, part in enumerate(parts) if is_of_which(part.label)]
    for start, end in pairwise((*starts, len(parts))):
        yield parts[start:end]


def _of_which(whole: Line, found: Split | None, sheet: Sheet) -> Iterator[Relation]:
    """其中 names parts: no more than the whole together, and all of it where most places say so."""
    if found is None:
        return
    full = found.agreeing > 0 and found.agreeing >= found.broken
    slips = len(found.instances[0].parts) > 1 and found.slips(_LONG)
    for one in found.instances:
        equal = full or one.agrees or slips
        certain = full or one.agrees or len(one.parts) == 1
        yield Relation("sum", one.whole, plus(*map(of, one.parts)), told(whole, found.nodes, "＝" if equal else "≤"),
                       Strength.CERTAIN if certain else Strength.LIKELY, "=" if equal else "≥", family="其中",
                       group=(sheet.block, whole.at))
