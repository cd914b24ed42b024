"""Two tables of scores side by side (对照): re-score and self-score, two frameworks, two years.

A difference is this table less the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengji.engines import Engine
from hengji.model import Exact, round_half_up

from .columns import CENTS, ScoredIndicator, Scores
from .movers import GradeMoves
from .ranked import named, points


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which rows belong together: of the same department, from ``first`` here and ``second`` there."""

    scores: Scores
    other: Scores
    first: str
    second: str

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which both tell departments apart."""
        return tuple(name for name in self.scores.identity if name in self.other.identity)


@dataclass(frozen=True, slots=True)
class ScoreGap:
    """An indicator, or with no ``node`` the total, of ``both`` departments that have it scored on both sides.

    ``mean`` is the mean difference, ``size`` the mean of its size, both rounded half up; ``renamed`` is the code
    that it has in the other table, where that differs.
    """

    node: ScoredIndicator | None
    renamed: str
    other_weight: Exact | None
    both: int
    up: int
    down: int
    mean: Exact | None
    size: Exact | None
    highest: Exact | None
    lowest: Exact | None

    @property
    def same(self) -> int:
        """Departments with equal scores."""
        return self.both - self.up - self.down


@dataclass(frozen=True, slots=True)
class PairedRow:
    """A department on both sides."""

    entity: str
    groups: tuple[str, ...]
    first: Exact
    second: Exact
    first_grade: str | None
    second_grade: str | None

    @property
    def difference(self) -> Exact:
        """This table less the other."""
        return self.first - self.second


@dataclass(frozen=True, slots=True)
class Against:
    """Both tables: ``paired`` departments stand in both, the others only here or only there, with a few names.

    ``indicators`` have the largest differences first; ``alone_here`` and ``alone_there`` have no partner. Of the
    paired departments ``regraded`` have another grade on either side, ``half_graded`` have one on one side only.
    """

    first: str
    second: str
    paired: int
    only_here: int
    only_there: int
    names_here: tuple[str, ...]
    names_there: tuple[str, ...]
    total: ScoreGap
    indicators: tuple[ScoreGap, ...]
    alone_here: tuple[str, ...]
    alone_there: tuple[str, ...]
    regraded: int
    half_graded: int
    grades: GradeMoves
    most_up: tuple[PairedRow, ...]
    most_down: tuple[PairedRow, ...]


def compare_tables(engine: Engine, pairing: Pairing, top: int) -> Against:
    """The comparison of ``pairing``, whose rows are told apart by its identity."""
    here, there = _rows(pairing.scores, pairing.first), _rows(pairing.other, pairing.second)
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" if name == "region" else f"a.{name} = b.{name}"
                        for name in pairing.identity)
    joined = f"{here} AS a JOIN {there} AS b ON {same}"
    nodes = tuple(_paired(pairing.scores.indicators, pairing.other.indicators))
    pairs = [("a.total", "b.total"), *((f"a.{a.score}", f"b.{b.score}") for a, b in nodes)]
    counted = engine.rows(f"SELECT count(*), {', '.join(_counts(a, b) for a, b in pairs)} FROM {joined}")[0]
    paired, values = counted[0], [counted[1 + 7 * n:8 + 7 * n] for n in range(len(pairs))]
    moves = engine.rows(f"SELECT b.grade, a.grade, count(*) FROM {joined} GROUP BY b.grade, a.grade")
    rows = [engine.rows(f"SELECT count(*) FROM {side} AS side")[0][0] for side in (here, there)]
    differences = [_difference(a, b, found) for (a, b), found in zip(nodes, values[1:], strict=True)]
    taken = ({a.code for a, _ in nodes}, {b.code for _, b in nodes})
    groups = "".join(f", a.{name}" for name in pairing.scores.groups)
    return Against(
        pairing.first, pairing.second, paired, rows[0] - paired, rows[1] - paired,
        _without(engine, here, there, same, top) if rows[0] > paired else (),
        _without(engine, there, here, same, top) if rows[1] > paired else (),
        _difference(None, None, values[0]), tuple(sorted(differences, key=lambda each: -(each.size or 0))),
        tuple(node.code for node in pairing.scores.indicators if node.code not in taken[0]),
        tuple(node.code for node in pairing.other.indicators if node.code not in taken[1]),
        sum(count for old, new, count in moves if old and new and old != new),
        sum(count for old, new, count in moves if bool(old) != bool(new)),
        {(old, new): count for old, new, count in moves},
        _most(engine, joined, groups, ">", top), _most(engine, joined, groups, "<", top))


def other_joined(pairing: Pairing) -> str:
    """SQL that joins the other table as ``c`` to the rows ``a`` of this one."""
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM c.{name}" for name in pairing.identity)
    year = pairing.scores.dialect.string(pairing.first)
    return f"LEFT JOIN {_rows(pairing.other, pairing.second)} AS c ON {same} AND a.period = {year}"


def _rows(scores: Scores, period: str) -> str:
    return f"(SELECT * FROM {scores.relation} WHERE period = {scores.dialect.string(period)})"


def _counts(a: str, b: str) -> str:
    gap = f"({a} - {b})"
    return (f"count({gap}), count(CASE WHEN {a} > {b} THEN 1 END), count(CASE WHEN {a} < {b} THEN 1 END),"
            f" sum({gap}), sum(abs({gap})), max({gap}), min({gap})")


def _difference(a: ScoredIndicator | None, b: ScoredIndicator | None, found: Sequence[Any]) -> ScoreGap:
    both, up, down, total, size, highest, lowest = found
    renamed = b.code if a and b and a.code != b.code else ""
    return ScoreGap(a, renamed, b.weight if b else None, both, up, down, _mean(total, both), _mean(size, both),
                      points(highest), points(lowest))


def _mean(total: int | None, count: int) -> Exact | None:
    return round_half_up(Fraction(int(total), count * CENTS), 2) if total is not None and count else None


def _paired(here: Sequence[ScoredIndicator],
            there: Sequence[ScoredIndicator]) -> Iterator[tuple[ScoredIndicator, ScoredIndicator]]:
    """By code where the name is the same, else by a name that occurs once on each side, as scorecards are compared."""
    by_code = {node.code: node for node in there}
    mine, theirs = ([node.name for node in side] for side in (here, there))
    by_name = {node.name: node for node in there if theirs.count(node.name) == 1}
    for node in here:
        other = by_code.get(node.code)
        # A table that notes no framework knows its indicators by their codes alone.
        if other is not None and (other.name in (node.name, other.code) or node.name == node.code):
            yield node, other
        elif node.name in by_name and mine.count(node.name) == 1:
            yield node, by_name[node.name]


def _without(engine: Engine, here: str, there: str, same: str, top: int) -> tuple[str, ...]:
    """Names of departments that stand only ``here``."""
    return tuple(row[0] for row in engine.rows(
        f"SELECT a.entity FROM {here} AS a LEFT JOIN {there} AS b ON {same} WHERE b.entity IS NULL"
        f" ORDER BY a.entity LIMIT {top}"))


def _most(engine: Engine, joined: str, groups: str, sign: str, top: int) -> tuple[PairedRow, ...]:
    order = "DESC" if sign == ">" else "ASC"
    rows = engine.rows(f"SELECT a.entity, a.total, b.total, a.grade, b.grade{groups} FROM {joined}"
                       f" WHERE a.total {sign} b.total ORDER BY a.total - b.total {order}, a.entity, a.region"
                       f" LIMIT {top}")
    return tuple(PairedRow(entity, named(rest), points(first) or 0, points(second) or 0, grade, other)
                 for entity, first, second, grade, other, *rest in rows)
