"""Totals (合计、小计、总计): each the sum of what stands around it, as the printed figures bear out."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.claims.same.names import role_of
from hengji.proofreading.relation import Relation
from hengji.proofreading.sheets.sheet import Sheet

from .balances import is_running_cost
from .lines import Line, added_columns, added_rows, columns_of, rows_of
from .sums import Split, best, split, stated
from .trees import Node, by_measure, tree_of_columns, tree_of_rows
from .words import is_numbered, is_plain_total

#: With more totals in a row than this, each is only looked for right beside it.
_MANY = 60
#: Beside a reading that holds, another is one wrong digit away from figures of so many digits hardly by chance.
_LONG = 4


def totals_of_rows(sheet: Sheet) -> Iterator[Relation]:
    """Rows that total other rows, in every column that can be added up."""
    rows = rows_of(sheet)
    among = frozenset(column.at for column in added_columns(columns_of(sheet), rows) if not _partly_told(sheet, column))
    rows = [row for row in rows if not is_running_cost(row, rows)]
    yield from _totals(tree_of_rows(rows), among, (sheet.block, sheet.columns, "行"), of_rows=True)


def _partly_told(sheet: Sheet, column: Line) -> bool:
    """Whether some indicators have no points: what is left out of a score table is not nothing, as in accounts."""
    return role_of(column.path) in ("weight", "score") and any(
        (row, column.at) in sheet.dashes for row in sheet.body_rows)


def totals_of_columns(sheet: Sheet) -> Iterator[Relation]:
    """Columns that total other columns, in every row that can be added up."""
    rows = rows_of(sheet)
    among = frozenset(row.at for row in added_rows(rows))
    for lines in by_measure(added_columns(columns_of(sheet), rows)):
        yield from _totals(tree_of_columns(lines), among, (sheet.block, sheet.columns, "列"), of_rows=False)


def _totals(root: Node, among: frozenset[int], group: object, *, of_rows: bool) -> Iterator[Relation]:
    """The totals under ``root``. One that can only be read in one way need not be confirmed.

    Of columns this holds only where a plain 合计 is the only total: a row hardly shows what its columns are.
    """
    for above in root.walk():
        for index, node in enumerate(above.children):
            if not node.rank or node.line is None or not among.intersection(node.line.numbers):
                continue
            if node.parts and is_numbered(node.label):
                continue  # its parts are listed under it: （一）支出合计 1. 2. 3.
            readings = [found for nodes in _candidates(above.children, index)
                        if (found := split(node.line, nodes, among))]
            if readings:
                alone = _alone(above.children)
                sole = _alike(readings) and (of_rows or (alone and is_plain_total(node.label)))
                yield from _relations(readings, (group, node.line.at), sole=sole, alone=alone)


def _relations(readings: list[Split], group: object, *, sole: bool, alone: bool) -> Iterator[Relation]:
    """What the likeliest reading says, and one of quite other lines that agrees: by function above, by class below.

    Where the total is ``alone``, one wrong digit does not hide that other reading.
    """
    chosen = best(readings)
    yield from stated(chosen, sole=sole, group=group)
    for other in readings:
        if _apart(other, chosen) and (other.agreeing or (alone and other.slips(_LONG))):
            yield from stated(other, sole=False, group=(group, "又"))


def _alone(siblings: list[Node]) -> bool:
    return sum(node.rank > 0 for node in siblings) == 1


def _alike(readings: list[Split]) -> bool:
    """Whether all readings come to the same."""
    return len({tuple(id(number) for one in r.instances for number in one.parts) for r in readings}) == 1


def _apart(other: Split, chosen: Split) -> bool:
    """Whether two readings are sums of different lines: by function before the total, by economic class after it."""
    return not {id(node) for node in other.nodes} & {id(node) for node in chosen.nodes}


def _candidates(siblings: list[Node], index: int) -> Iterator[list[Node]]:
    """What the total at ``index`` may be the sum of, the likeliest first.

    Totals stand after their rows, or before them; a higher one adds up lower ones,
    or the last one with what comes after it (本年收入合计＋年初结转 ＝ 总计).
    """
    rank = siblings[index].rank
    totals = [i for i, node in enumerate(siblings) if node.rank]
    last = max((i for i in totals if i < index), default=-1)
    following = min((i for i in totals if i > index), default=len(siblings))
    before, after = siblings[last + 1:index], siblings[index + 1:following]
    if last >= 0 and siblings[last].rank < rank:
        yield [siblings[last], *before]
    if len(totals) > _MANY:
        yield from filter(None, (before, after))
        return
    above, below = _run(siblings, index, -1), _run(siblings, index, 1)
    choices = (
        before, after,
        [*(node for node in above if node.rank), *before], [node for node in above if not node.rank],
        [node for node in below if node.rank], [node for node in below if not node.rank],
        [siblings[last], *before] if last >= 0 else [],
        *([node] for node in (*before, *after) if node.entire),
        [*siblings[index].children, *after] if after and siblings[index].children else [],
        _flat(before),
    )
    yield from filter(None, choices)


def _flat(nodes: list[Node]) -> list[Node]:
    """``nodes`` and what seems to stand under them, where a list only follows a row and does not divide it."""
    flat = [one for node in nodes for one in (node, *(node.parts if node.line else ()))]
    return flat if len(flat) > len(nodes) else []


def _run(siblings: list[Node], index: int, step: int) -> list[Node]:
    """The nodes beside ``index``, on one side, up to the next total that reaches as far as it."""
    found = []
    at = index + step
    while 0 <= at < len(siblings) and siblings[at].rank < siblings[index].rank:
        found.append(siblings[at])
        at += step
    return found[::step]
