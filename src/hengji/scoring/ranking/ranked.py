"""Every row with its place (名次): within its group and among all of its year, and where it stood the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from hengji.engines import Engine
from hengji.model import Exact, exact

from .columns import CENTS, Scores
from .words import NOT_APPLICABLE_TEXT, UNNAMED

#: So many rows are fetched at once.
_PAGE = 20_000


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A department in a year. Equal totals have equal places, and the next place is left free (竞赛排名).

    ``place`` is the one within the group, ``among`` the departments with a total there; ``overall`` the one among all
    of the year. ``before`` is the same of the year before in the table, None where there is none. ``lacking`` are
    the codes of the indicators without a score; ``other_total`` and ``other_grade`` are those of the other table.
    """

    entity: str
    period: str
    groups: tuple[str, ...]
    total: Exact | None
    grade: str | None
    place: int | None
    among: int
    overall: int | None
    before: Before | None
    lacking: str
    other_total: Exact | None = None
    other_grade: str | None = None

    @property
    def difference(self) -> Exact | None:
        """The total less that of the other table."""
        return None if self.total is None or self.other_total is None else exact(self.total - self.other_total)

    @property
    def change(self) -> Exact | None:
        """The total less that of the year before."""
        if self.total is None or self.before is None or self.before.total is None:
            return None
        return exact(self.total - self.before.total)

    @property
    def climbed(self) -> int | None:
        """So many places up among all of the year; negative for down."""
        if self.overall is None or self.before is None or self.before.overall is None:
            return None
        return self.before.overall - self.overall


@dataclass(frozen=True, slots=True)
class Before:
    """The same department in the year before."""

    total: Exact | None
    grade: str | None
    overall: int | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """The ranked table: ``relation`` in its order, which ``line`` counts from 1, the latest year first."""

    engine: Engine
    scores: Scores
    periods: tuple[str, ...]
    relation: str
    rows: int

    def select(self, condition: str, order: str, limit: int) -> tuple[RankedRow, ...]:
        """The first rows that fulfil ``condition``."""
        return tuple(self._row(row) for row in self.engine.rows(
            f"SELECT {', '.join(self.columns)} FROM {self.relation} WHERE {condition} ORDER BY {order} LIMIT {limit}"))

    def pages(self) -> Iterator[tuple[RankedRow, ...]]:
        """All rows, some thousands at a time."""
        for first in range(1, self.rows + 1, _PAGE):
            yield self.select(f"line BETWEEN {first} AND {first + _PAGE - 1}", "line", _PAGE)

    @property
    def columns(self) -> tuple[str, ...]:
        """What :meth:`select` reads."""
        return ("entity", "period", "total", "grade", "place", "among", "overall", "known", "old_total", "old_grade",
                "old_overall", "lacking", "other_total", "other_grade", *self.scores.groups)

    def _row(self, row: Sequence[Any]) -> RankedRow:
        entity, period, total, grade, place, among, overall, known, *old, lacking, other, other_grade = row[:14]
        before = Before(points(old[0]), old[1], old[2]) if known else None
        return RankedRow(entity, period, named(row[14:]), points(total), grade, place, among, overall, before, lacking,
                         points(other), other_grade)


@lru_cache(maxsize=65_536)
def points(cents: int | None) -> Exact | None:
    """Hundredths as points."""
    return None if cents is None else exact(Fraction(int(cents), CENTS))


def named(groups: Sequence[str | None]) -> tuple[str, ...]:
    """The groups' names, in words where there is none."""
    return tuple(group or UNNAMED for group in groups)


def rank(engine: Engine, scores: Scores, periods: Sequence[str], folder: Path,
         other: str = "") -> Ranked:
    """Ranks ``scores``, whose years are ``periods``; what is kept of it lies in ``folder``.

    ``other`` is SQL that joins the other table as ``c`` to the rows ``a``, "" where there is none.
    DuckDB keeps the ranked table as a file, so that nothing is ranked twice; a cluster may not reach ``folder``.
    """
    sql = ranked_sql(scores, periods, other)
    if engine.dialect != "duckdb":
        return Ranked(engine, scores, tuple(periods), f"({sql}) AS ranked", scores.rows)
    kept = folder / "ranked.parquet"
    engine.write(sql, kept, metadata={})
    return Ranked(engine, scores, tuple(periods), engine.open(kept).relation, scores.rows)


def ranked_sql(scores: Scores, periods: Sequence[str], other: str = "") -> str:
    """The ranked table as SQL.

    Totals are few, departments are many: places are counted over the different totals and joined to the rows, which
    is several times faster than to sort the rows for every place.
    """
    groups, dialect = scores.groups, scores.dialect
    arms = " ".join(f"WHEN {dialect.string(period)} THEN {n}" for n, period in enumerate(periods))
    listed = "".join(f", {name}" for name in groups)
    rows = (f"SELECT entity, region, period, CASE period {arms} END AS year{listed}, total, grade,"
            f" {_lacking(scores)} AS lacking FROM {scores.relation}")
    old = ", ".join(f"b.{name} AS old_{name}" for name in ("total", "grade"))
    line = ", ".join(("a.year DESC", *(f"a.{name}" for name in groups), "p.place NULLS LAST", "a.entity", "a.region"))
    outputs = ", ".join(("a.entity", "a.region", "a.period", "a.year", *(f"a.{name}" for name in groups), "a.total",
                         "a.grade", "p.place", "coalesce(p.among, 0) AS among", "o.place AS overall",
                         "b.entity IS NOT NULL AS known", old, "q.place AS old_overall", "a.lacking",
                         *(("c.total AS other_total", "c.grade AS other_grade") if other else
                           ("CAST(NULL AS BIGINT) AS other_total", f"{dialect.null(dialect.text)} AS other_grade"))))
    joined = (f"{_joined('p', groups)} {_joined('o', ())} LEFT JOIN scored AS b"
              f" ON {_same('a', 'b', scores.identity)} AND b.year = a.year - 1 {_joined('q', (), 'b')} {other}")
    return (f"WITH scored AS ({rows}), in_group AS ({_places(groups)}), in_year AS ({_places(())})"
            f" SELECT row_number() OVER (ORDER BY {line}) AS line, {outputs} FROM scored AS a {joined} ORDER BY line")


def _places(groups: Sequence[str]) -> str:
    """The place of every total: one more than the rows above it."""
    by = ", ".join(("year", *groups))
    above = f"sum(times) OVER (PARTITION BY {by} ORDER BY total DESC ROWS UNBOUNDED PRECEDING) - times"
    return (f"SELECT {by}, total, CAST({above} + 1 AS BIGINT) AS place,"
            f" CAST(sum(times) OVER (PARTITION BY {by}) AS BIGINT) AS among"
            f" FROM (SELECT {by}, total, count(*) AS times FROM scored WHERE total IS NOT NULL"
            f" GROUP BY {by}, total) AS totals")


def _joined(name: str, groups: Sequence[str], to: str = "a") -> str:
    """The places as ``name``, joined to the rows ``to``."""
    table = "in_group" if name == "p" else "in_year"
    same = " AND ".join((f"{name}.year = {to}.year", f"{name}.total = {to}.total", *(
        [_same(to, name, groups)] if groups else [])))
    return f"LEFT JOIN {table} AS {name} ON {same}"


def _same(one: str, other: str, names: Sequence[str]) -> str:
    return " AND ".join(f"{one}.{name} IS NOT DISTINCT FROM {other}.{name}" for name in names)


def _lacking(scores: Scores) -> str:
    """SQL for the codes of the indicators without a score, of rows without a total."""
    dialect = scores.dialect
    codes = [f"CASE WHEN {node.missing} NOT LIKE {dialect.string(NOT_APPLICABLE_TEXT + '%')}"
             f" THEN {dialect.string(node.code)} END"
             for node in scores.indicators if node.missing and node.weight != 0]
    if not codes:
        return dialect.string("")
    return f"CASE WHEN total IS NULL THEN concat_ws('、', {', '.join(codes)}) ELSE '' END"
