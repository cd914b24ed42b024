"""Ranking a province (排名与对比): everything that is said of a table of scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hengji.engines import Engine, Table
from hengji.formula import Dialect
from hengji.frameworks import Framework

from .against import Against, Pairing, compare_tables, other_joined
from .columns import ScoredIndicator, Scores
from .distribution import Distribution, distribution
from .losses import Loss, Obtained, heads, losses, profile
from .movers import Movers, movers
from .ranked import Ranked, RankedRow, rank
from .reasons import Unscored, unscored
from .summaries import Summary, known_grades, summaries
from .unmet import UnmetPoint, unmet_points
from .weighing import Weighed, weigh


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the year ``period``, the first and last ``top`` of each list.

    ``framework`` is the one that the table notes, where it is known and has not changed.
    """

    period: str
    top: int
    framework: Framework | None = None
    facts: Table | None = None
    pairing: Pairing | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranked table. ``years`` are all departments of each year, ``groups`` the same by group, the latest first.

    The rest is about one year, ``period``: the first and the last places, departments without a total (a few of
    them), what moved since the year before, where points are lost and why scores are absent. ``left_out`` rows are
    not in ``losses`` and ``profile``: something does not apply to them, and where the weights went is not known.
    """

    scores: Scores
    periods: tuple[str, ...]
    period: str
    grades: tuple[str, ...]
    years: tuple[Summary, ...]
    groups: tuple[Summary, ...]
    first: tuple[RankedRow, ...]
    last: tuple[RankedRow, ...]
    without_total: tuple[RankedRow, ...]
    movers: Movers | None
    distribution: Distribution | None
    losses: tuple[Loss, ...]
    heads: tuple[ScoredIndicator, ...]
    profile: tuple[Obtained, ...]
    left_out: int
    unscored: Unscored
    unmet: tuple[UnmetPoint, ...] | None
    against: Against | None

    @property
    def year(self) -> Summary:
        """All departments of :attr:`period`."""
        return next(each for each in self.years if each.period == self.period)


def make_ranking(engine: Engine, scores: Scores, periods: Sequence[str], wish: Wish,
                 folder: Path) -> tuple[Ranking, Ranked]:
    """Ranks ``scores``; what is kept while the ranked rows are read lies in ``folder``."""
    ranked = rank(engine, scores, periods, folder, other_joined(wish.pairing) if wish.pairing else "")
    grades = known_grades(ranked)
    dialect: Dialect = scores.dialect
    year = f"period = {dialect.string(wish.period)}"
    scored, order = f"{year} AND total IS NOT NULL", "entity, region"
    weighed = weigh(engine, scores, wish.period, wish.framework)
    nodes = heads(scores)
    return Ranking(
        scores, tuple(periods), wish.period, grades, summaries(ranked, grades, grouped=False),
        summaries(ranked, grades, grouped=True) if scores.by else (),
        ranked.select(scored, f"overall, {order}", wish.top),
        ranked.select(scored, f"overall DESC, {order}", wish.top),
        ranked.select(f"{year} AND total IS NULL", f"line, {order}", wish.top),
        movers(ranked, wish.period, wish.top), distribution(ranked, wish.period),
        losses(engine, weighed) if weighed else (), nodes, _profile(engine, scores, weighed, nodes),
        weighed.left_out if weighed else 0, unscored(engine, scores, wish.period, wish.top),
        unmet_points(engine, wish.facts, scores, wish.period, wish.framework) if wish.facts else None,
        compare_tables(engine, wish.pairing, wish.top) if wish.pairing else None), ranked


def _profile(engine: Engine, scores: Scores, weighed: Weighed | None,
             nodes: Sequence[ScoredIndicator]) -> tuple[Obtained, ...]:
    return profile(engine, weighed, nodes, scores.groups[0]) if weighed and scores.groups else ()
