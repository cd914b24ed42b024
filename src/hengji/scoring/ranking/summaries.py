"""How a group of departments scored (分组统计): mean, quantiles, grades; and how many have no total.

A quantile of ``p`` percent of ``n`` totals in rising order stands at ``(n − 1) × p ÷ 100``, counted from 0; between
two totals it is in proportion (Excel's PERCENTILE.INC). It is exact; the mean is rounded half up to two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengji.model import Exact, exact, round_half_up

from .columns import CENTS
from .ranked import Ranked, named, points

#: The percents of the quantiles: lowest, P10, quartiles with the median, P90, highest.
PERCENTS = (0, 10, 25, 50, 75, 90, 100)
#: More groups than this are no groups.
MAX_GROUPS = 5000


@dataclass(frozen=True, slots=True)
class Summary:
    """One group in one year; of all departments of the year ``groups`` is empty.

    ``quantiles`` are by :data:`PERCENTS`, empty where no department has a total; ``grades`` counts departments by
    grade, from the best down; ``ungraded`` have a total but no grade. ``leaders`` are as many as share the first
    place, ``leader`` the first of them by name.
    """

    period: str
    groups: tuple[str, ...]
    rows: int
    scored: int
    mean: Exact | None
    quantiles: Mapping[int, Exact]
    grades: Mapping[str, int]
    ungraded: int
    leader: str
    leaders: int

    @property
    def unscored(self) -> int:
        """Departments without a total."""
        return self.rows - self.scored

    def share(self, grade: str) -> Exact | None:
        """The share of those with a grade that have this one."""
        graded = sum(self.grades.values())
        return exact(Fraction(self.grades[grade], graded)) if graded else None


def known_grades(ranked: Ranked) -> tuple[str, ...]:
    """The grades from the best down: those noted, then others that occur."""
    noted = ranked.scores.notes.grades if ranked.scores.notes else ()
    found = [grade for grade, in ranked.engine.rows(
        f"SELECT grade FROM {ranked.relation} WHERE grade IS NOT NULL GROUP BY grade"
        " ORDER BY min(-coalesce(total, 0)), grade LIMIT 20")]
    return (*noted, *(grade for grade in found if grade not in noted))


def summaries(ranked: Ranked, grades: Sequence[str], *, grouped: bool) -> tuple[Summary, ...]:
    """Each year, or with ``grouped`` each group in each year: the latest year first, then the highest mean."""
    groups = ranked.scores.groups if grouped else ()
    rows = ranked.engine.rows(f"{_sql(ranked, groups, grades)} LIMIT {MAX_GROUPS + 1}")
    found = [_summary(row, len(groups), grades) for row in rows]
    order = {period: -n for n, period in enumerate(ranked.periods)}
    return tuple(sorted(found, key=lambda each: (order[each.period], -(each.mean or 0), each.groups)))


def _sql(ranked: Ranked, groups: Sequence[str], grades: Sequence[str]) -> str:
    by = ", ".join(("period", *groups))
    string = ranked.scores.dialect.string
    place = "place" if groups else "overall"
    counts = [f"count(CASE WHEN grade = {string(grade)} THEN 1 END)" for grade in grades]
    outputs = [by, "count(*)", "count(total)", "sum(total)",
               f"min(CASE WHEN {place} = 1 THEN entity END)", f"count(CASE WHEN {place} = 1 THEN 1 END)",
               "count(CASE WHEN total IS NOT NULL AND grade IS NULL THEN 1 END)", *counts,
               *(f"max(CASE WHEN {condition} THEN total END)" for p in PERCENTS for condition in _beside(p))]
    return (f"SELECT {', '.join(outputs)} FROM (SELECT *,"
            f" row_number() OVER (PARTITION BY {by} ORDER BY total NULLS LAST) - 1 AS nth,"
            f" count(total) OVER (PARTITION BY {by}) - 1 AS last FROM {ranked.relation}) AS ordered GROUP BY {by}")


def _beside(percent: int) -> Iterator[str]:
    """Whether a total is the last one before the quantile, or the first after it."""
    yield f"100 * nth <= {percent} * last AND {percent} * last < 100 * (nth + 1)"
    yield f"100 * (nth - 1) < {percent} * last AND {percent} * last <= 100 * nth"


def _summary(row: Sequence[Any], width: int, grades: Sequence[str]) -> Summary:
    period, *groups = row[:1 + width]
    count, scored, total, leader, leaders, ungraded, *rest = row[1 + width:]
    counted, ends = rest[:len(grades)], rest[len(grades):]
    quantiles = {p: between(ends[2 * n], ends[2 * n + 1], p * (scored - 1)) for n, p in enumerate(PERCENTS)} \
        if scored else {}
    mean = round_half_up(Fraction(int(total), scored * CENTS), 2) if scored else None
    return Summary(period, named(groups), count, scored, mean, quantiles, dict(zip(grades, counted, strict=True)),
                   ungraded, leader or "", leaders)


def between(low: int, high: int, place: int) -> Exact:
    """The quantile at ``place`` hundredths between two neighbours, in points."""
    lower = points(low)
    assert lower is not None
    return exact(lower + Fraction(place % 100, 100) * Fraction(int(high) - int(low), CENTS))
