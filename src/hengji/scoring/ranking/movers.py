"""Year over year (年度变化): the same department in two years of the table, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hengji.model import Exact, round_half_up

from .columns import CENTS
from .ranked import Ranked, RankedRow

#: How many departments had one grade before and another after; None stands for no grade.
GradeMoves = Mapping[tuple[str | None, str | None], int]


@dataclass(frozen=True, slots=True)
class Movers:
    """How totals moved from the year ``before`` to ``after``.

    ``both`` departments have a total in both years; ``came`` only in the later, ``went`` only in the earlier, whether
    the other row has no total or is not there. ``mean`` is the mean change, rounded half up.
    """

    before: str
    after: str
    both: int
    up: int
    down: int
    same: int
    came: int
    went: int
    mean: Exact | None
    most_up: tuple[RankedRow, ...]
    most_down: tuple[RankedRow, ...]
    grades: GradeMoves


def movers(ranked: Ranked, period: str, top: int) -> Movers | None:
    """What changed up to ``period``; None where the table has no year before it."""
    at = ranked.periods.index(period)
    if at == 0:
        return None
    string, change = ranked.scores.dialect.string, "(total - old_total)"
    now, then = (f"period = {string(each)}" for each in (period, ranked.periods[at - 1]))
    both = f"{now} AND total IS NOT NULL AND old_total IS NOT NULL"
    counted, up, down, total, scored = ranked.engine.rows(
        f"SELECT count(CASE WHEN {both} THEN 1 END), count(CASE WHEN {both} AND total > old_total THEN 1 END),"
        f" count(CASE WHEN {both} AND total < old_total THEN 1 END), sum(CASE WHEN {both} THEN {change} END),"
        f" count(total) FROM {ranked.relation} WHERE {now}")[0]
    scored_then = ranked.engine.rows(f"SELECT count(total) FROM {ranked.relation} WHERE {then}")[0][0]
    moves = ranked.engine.rows(
        f"SELECT old_grade, grade, count(*) FROM {ranked.relation} WHERE {now} AND known GROUP BY old_grade, grade")
    return Movers(
        ranked.periods[at - 1], period, counted, up, down, counted - up - down, scored - counted,
        scored_then - counted, round_half_up(Fraction(int(total), counted * CENTS), 2) if counted else None,
        ranked.select(f"{both} AND total > old_total", f"{change} DESC, overall, entity, region", top),
        ranked.select(f"{both} AND total < old_total", f"{change}, overall DESC, entity, region", top),
        {(old, new): count for old, new, count in moves})
