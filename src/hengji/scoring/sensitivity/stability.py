"""How steady ranks and grades are (名次和等级的稳定性): a whole table of scores under the same shaken weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import Any, NamedTuple

from hengji.engines import Engine
from hengji.model import Exact, exact
from hengji.scoring.batch import NotedFramework, NotedIndicator
from hengji.scoring.ranking import NOT_APPLICABLE_TEXT, Scores

from .shaking import MILLION, RATE_PARTS, Ranks, Shaken, Shaking, shake_weights

#: More departments than this are not shaken at once, nor more totals (12 bytes each while they are ranked).
MOST_DEPARTMENTS, MOST_TOTALS = 10_000, 100_000_000
#: A grade that stands in so many draws is called steady.
STEADY = Fraction(95, 100)
_CENTS, _EXACT = 100, 2**53
#: A score of more times its weight is no score.
_HIGHEST_RATE = 90


class Chosen(NamedTuple):
    """The rows that are looked at: those of ``period``, and of ``group`` (a column and its value) if it is given."""

    period: str
    group: tuple[str, str | None] | None = None

    def where(self, scores: Scores) -> str:
        """The same as SQL; the table is grouped by the column of the group."""
        string = scores.dialect.string
        told = [f"period = {string(self.period)}"]
        if self.group is not None:
            value = self.group[1]
            told.append("g0 IS NULL" if value is None else f"g0 = {string(value)}")
        return " AND ".join(told)


@dataclass(frozen=True, slots=True)
class Steadiness:
    """A department under shaken weights.

    ``shares`` are those of the draws that bring each grade, the best first; ``own`` is that of its own. ``capped``
    is a grade below the one of its total (a veto happened): draws cannot lift it.
    """

    entity: str
    region: str
    total: Exact
    grade: str
    capped: bool
    shares: tuple[Exact, ...]
    own: Exact
    ranks: Ranks

    @property
    def steady(self) -> bool:
        """Whether the grade stands in nearly every draw."""
        return self.own >= STEADY

    @property
    def span(self) -> int:
        """How many places lie between the ends of 90 % of the draws."""
        return self.ranks.high - self.ranks.low


@dataclass(frozen=True, slots=True)
class Stability:
    """The departments of a table by rank, and how many of its ``rows`` are not among them, and why.

    To ``inapplicable`` rows some indicator does not apply, so that their weights are others; ``unscored`` have
    indicators without a score; ``differing`` have a total or grade that their scores do not give. Where the framework
    rounds the total alone, the totals of ``rounded`` rows are not quite the sum of the printed scores.
    """

    document: str
    notes: NotedFramework
    chosen: Chosen
    settings: Shaking
    rows: int
    unscored: int
    inapplicable: int
    differing: int
    rounded: int
    departments: tuple[Steadiness, ...]


def bearers(notes: NotedFramework) -> tuple[NotedIndicator, ...]:
    """The indicators whose weights are shaken: those with a weight, and none weighted below them."""
    above = {node.parent for node in notes.indicators if Fraction(node.weight or 0) > 0}
    return tuple(node for node in notes.indicators if Fraction(node.weight or 0) > 0 and node.code not in above)


def shake_table(engine: Engine, scores: Scores, chosen: Chosen, settings: Shaking) -> Stability:
    """The rows of ``scores`` that ``chosen`` means, all under the same draws.

    The table must note its framework, weights and bounds, and have the scores of all :func:`bearers`.
    """
    notes = scores.notes
    assert notes is not None
    bearing = bearers(notes)
    grading = _Grading(notes, [Fraction(node.weight) for node in bearing])
    kept: list[_Row] = []
    counts: Counter[str] = Counter()
    for entity, region, total, grade, inapplicable, *cents in _read(engine, scores, bearing, chosen):
        counts["rows"] += 1
        if inapplicable:
            counts["inapplicable"] += 1
        elif total is None or None in cents:
            counts["unscored"] += 1
        else:
            row = _Row(entity, region or "", int(total), grade or "", tuple(map(int, cents)))
            counts["rounded"] += row.total != sum(row.cents)
            if grading.agrees(row):
                kept.append(row)
            else:
                counts["differing"] += 1
    # In the order of the ranks, so that the order of the rows in the file plays no part.
    kept.sort(key=lambda row: (-row.total, row.region, row.entity))
    departments = tuple(_steadiness(kept, grading, settings)) if kept else ()
    return Stability(scores.document, notes, chosen, settings, counts["rows"], counts["unscored"],
                     counts["inapplicable"], counts["differing"], counts["rounded"], departments)


def group_values(engine: Engine, scores: Scores, period: str) -> tuple[str | None, ...]:
    """The groups of a year, "" of all years, the largest first."""
    where = f" WHERE {Chosen(period).where(scores)}" if period else ""
    found = engine.rows(f"SELECT g0, count(*) AS times FROM {scores.relation}{where} GROUP BY g0 "
                        "ORDER BY times DESC, g0")
    return tuple(row[0] for row in found)


def count_rows(engine: Engine, scores: Scores, chosen: Chosen) -> int:
    """How many rows ``chosen`` means."""
    return int(engine.rows(f"SELECT count(*) FROM {scores.relation} WHERE {chosen.where(scores)}")[0][0])


class _Row(NamedTuple):
    """A row with all its scores; the total and the scores of the bearers in hundredths."""

    entity: str
    region: str
    total: int
    grade: str
    cents: tuple[int, ...]

    @property
    def points(self) -> Exact:
        return exact(Fraction(self.total, _CENTS))


class _Grading:
    """The grades by the totals from which they begin, and the weights by which totals come about."""

    def __init__(self, notes: NotedFramework, weights: Sequence[Fraction]) -> None:
        self.names, self.weights = notes.grades, weights
        self.bounds = [exact(Fraction(bound)) for bound in notes.bounds[:-1]]
        self.full = exact(Fraction(notes.full))

    def at(self, total: Exact) -> int:
        """The number of the grade of ``total``, the best 0."""
        return next((n for n, bound in enumerate(self.bounds) if total >= bound), len(self.bounds))

    def agrees(self, row: _Row) -> bool:
        """Whether the scores give the total, and the total the grade or, where a veto happened, a better one."""
        # Scores may be rounded for printing alone: half a hundredth each.
        if abs(sum(row.cents) - row.total) * 2 > len(self.weights):
            return False
        if any(abs(score) > _HIGHEST_RATE * weight * _CENTS
               for score, weight in zip(row.cents, self.weights, strict=True)):
            return False
        return row.grade in self.names and self.names.index(row.grade) >= self.at(row.points)


def _read(engine: Engine, scores: Scores, bearing: Sequence[NotedIndicator], chosen: Chosen) -> Sequence[Sequence[Any]]:
    by_code = {node.code: node for node in scores.indicators}
    nodes = [by_code[node.code] for node in bearing]
    pattern = scores.dialect.string(NOT_APPLICABLE_TEXT + "%")
    flags = [f"coalesce({node.missing} LIKE {pattern}, false)" for node in nodes if node.missing]
    columns = ["entity", "region", "total", "grade", " OR ".join(flags) or "false", *(node.score for node in nodes)]
    return engine.rows(f"SELECT {', '.join(columns)} FROM {scores.relation} WHERE {chosen.where(scores)}")


def _steadiness(rows: Sequence[_Row], grading: _Grading, settings: Shaking) -> Iterator[Steadiness]:
    shaken = _shaken([row.cents for row in rows], grading, settings)
    places = _places([row.total for row in rows])
    # One department alone is the first whatever the weights.
    alone = [Ranks(1, 1, 1, 1, 1, 1)]
    for row, place, shares, ranks in zip(rows, places, shaken.grades, shaken.ranks or alone, strict=True):
        own = grading.names.index(row.grade)
        capped = own > grading.at(row.points)
        if capped:  # what would be better ends at the grade that the veto allows
            shares = (*(0 for _ in shares[:own]), exact(sum(shares[:own + 1])), *shares[own + 1:])
        yield Steadiness(row.entity, row.region, row.points, row.grade, capped, shares, shares[own],
                         ranks._replace(base=place))


def _places(totals: Sequence[int]) -> Iterator[int]:
    """The places of sorted totals; equal ones share the better."""
    starts = (n if n == 1 or total != totals[n - 2] else 0 for n, total in enumerate(totals, 1))
    return accumulate(starts, max)


def _shaken(rows: Sequence[Sequence[int]], grading: _Grading, settings: Shaking) -> Shaken:
    """The rates (score ÷ weight) under shaken weights, exact wherever one measure of them all is fine enough.

    Thirds of a weight are no whole 10⁻⁸. In parts of the least common multiple of all weights every rate is whole;
    counted so, the full mark is worth 10⁸ ÷ parts as much, and everything else stays the same.
    """
    import numpy as np  # 100 ms that most commands do not need

    weights, bounds, full = grading.weights, grading.bounds, Fraction(grading.full)
    rates = [1 / (weight * _CENTS) for weight in weights]  # of one hundredth of a point
    parts = lcm(*(rate.denominator for rate in rates))
    highest = max(abs(score) * rate for row in rows for score, rate in zip(row, rates, strict=True))
    if highest * parts * MILLION >= _EXACT:
        fractions = [[score * rate for score, rate in zip(row, rates, strict=True)] for row in rows]
        return shake_weights(weights, fractions, bounds, full=full, settings=settings)
    scale = np.array([int(rate * parts) for rate in rates], dtype=np.int64)
    return shake_weights(weights, np.array(rows, dtype=np.int64) * scale, bounds, full=full * RATE_PARTS / parts,
                         settings=settings)
