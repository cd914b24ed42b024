"""The levels of an indicator table (指标层次): what stands above is worth what stands below it together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from hengji.proofreading.claims.same.score_rows import row_code
from hengji.proofreading.claims.text.bindings import holds
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, as_it_stands, constant, minus, of, plus

from .tables import Node, ScoreTable, score_tables, unrounded

_FAMILY = "score levels"
#: Weights that come this near to a hundred are meant to make it.
_NEAR = range(80, 121)
_LEAST_ROOTS = 3
_LEAST = 2


def levels(reading: Reading) -> Iterator[Relation]:
    """Weights of each level against the level below, all against their total or a hundred; scores likewise."""
    tables = list(score_tables(reading))
    for at, table in enumerate(tables):
        for root in table.roots:
            yield from _weights(root)
            yield from map(_to_the_digit, _scored(root, table.sheet.block))
        yield from map(_to_the_digit, _coded(table))
        earlier = [other for other in tables[:at] if other.sheet.block == table.sheet.block
                   and table.sheet.totals_beyond]
        yield from _whole(table, [number for other in earlier for number in other.of("weight")])
        yield from _scores(table, [number for other in earlier for number in other.of("score")])


def _weights(node: Node) -> Iterator[Relation]:
    for again in node.weights[1:]:
        yield Relation("cross-table", again, of(node.weights[0]), f"“{node.name}”的分值各处应一致", family=_FAMILY)
    below = _below(node.children)
    if node.weights and below:
        yield Relation("sum", node.weights[0], plus(*map(of, below)), f"“{node.name}”的分值＝下级指标分值之和",
                       family=_FAMILY)
    for child in node.children:
        yield from _weights(child)


def _scored(node: Node, block: int) -> Iterator[Relation]:
    """The scores of one indicator are what those below it got together, where each level tells its own."""
    below = [child.scores[0] for child in node.children if len(child.scores) == 1]
    if len(node.scores) == 1 and len(below) == len(node.children) > 0:
        yield Relation("sum", node.scores[0], plus(*map(of, below)), f"“{node.name}”的得分＝下级指标得分之和",
                       family=_FAMILY, group=(block, "scores"), assumed=True)
    for child in node.children:
        yield from _scored(child, block)


def _to_the_digit(relation: Relation) -> Relation:
    """The sum as printed, where no figure of it but one can be rounded."""
    if sum(not unrounded(number) for number in relation.numbers()) > 1:
        return relation
    exact = replace(relation, term=plus(*map(as_it_stands, relation.term.numbers())), verbatim=True)
    return exact if holds(exact) or not holds(relation) else replace(exact, strength=Strength.LIKELY)


def _coded(table: ScoreTable) -> Iterator[Relation]:
    """Levels told by codes alone (A, A1, A11): in each column of points what stands below makes what stands above."""
    coded = _by_code(table)
    below: dict[str, list[str]] = defaultdict(list)
    for code in coded:
        if above := max((other for other in coded if other != code and code.startswith(other)), key=len, default=""):
            below[above].append(code)
    for column, role in table.roles.items():
        for above, codes in below.items() if role in ("weight", "score") else ():
            whole = table.sheet.numbers.get((coded[above], column))
            parts = [part for code in codes if (part := table.sheet.numbers.get((coded[code], column))) is not None]
            if whole is not None and len(parts) == len(codes):
                yield Relation("sum", whole, plus(*map(of, parts)), f"{above}＝{'＋'.join(codes)}", Strength.LIKELY,
                               family=_FAMILY, group=(table.sheet.block, column, "codes"), assumed=True)


def _by_code(table: ScoreTable) -> dict[str, int]:
    """The rows by their codes."""
    return {code: row for row in table.sheet.body_rows if (code := row_code(table.sheet, row))}


def _below(nodes: Sequence[Node]) -> list[Number]:
    """The weights of ``nodes``, of what is below one that has none; empty where one is missing altogether."""
    found: list[Number] = []
    for node in nodes:
        own = node.weights[:1] or _below(node.children)
        if not own:
            return []
        found.extend(own)
    return found


def _whole(table: ScoreTable, earlier: Sequence[Number]) -> Iterator[Relation]:
    """The weights of the outermost indicators and of ``earlier`` parts make the total printed, or a hundred."""
    outermost = _outermost(table)
    parts = [*earlier, *(_below(table.roots) if outermost is None else outermost)]
    if len(parts) < _LEAST or (table.sheet.codes and max(table.sheet.depths.values(), default=0)):
        return
    totals = [number for row in table.sheet.body_rows if table.total(row)
              and (number := table.sheet.numbers.get((row, table.weight_column))) is not None]
    if totals:
        yield Relation("sum", totals[-1], plus(*map(of, parts)), "各指标分值之和＝总分值", family=_FAMILY)
    elif len(table.roots) >= _LEAST_ROOTS and int(sum(part.value for part in parts)) in _NEAR:
        yield Relation("sum", parts[0], minus(constant(Fraction(100)), plus(*map(of, parts[1:]))),
                       "各一级指标分值之和＝100分", Strength.LIKELY, family=_FAMILY)


def _outermost(table: ScoreTable) -> list[Number] | None:
    """The weights of the rows with the shortest codes, where codes in cells of their own tell levels."""
    coded = _by_code(table)
    above = {code for code in coded if not any(code != other and code.startswith(other) for other in coded)}
    if len(above) == len(coded):
        return None
    return [number for code, row in coded.items() if code in above
            and (number := table.sheet.numbers.get((row, table.weight_column))) is not None]


def _scores(table: ScoreTable, earlier: Sequence[Number]) -> Iterator[Relation]:
    """The scores of all indicators make the total, where every row is an indicator of the lowest level."""
    if not any(len(path) > 1 for path in table.sheet.label_paths.values()):
        return
    totals = [item for item in table.items if table.total(item.row)]
    leaves = [row for row in table.sheet.body_rows if table.sheet.label_paths.get(row) and not table.total(row)]
    for column, total in (totals[-1].scores.items() if totals else ()):
        scores = [number for row in leaves if (number := table.sheet.numbers.get((row, column))) is not None]
        if len(scores) == len(leaves) > 1 and all(number.kind in (Kind.SCORE, Kind.PLAIN) for number in scores):
            yield Relation("sum", total, plus(*map(of, [*earlier, *scores])), "各指标得分之和＝总得分", family=_FAMILY)
