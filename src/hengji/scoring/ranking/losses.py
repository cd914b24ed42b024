"""Where points are lost (失分): by indicator, how many departments, how many points, which share of the weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.engines import Engine
from hengji.model import Exact, exact, round_half_up

from .columns import ScoredIndicator, Scores
from .ranked import named, points
from .weighing import Weighed

#: A profile of more groups is not drawn.
_MOST_GROUPS = 200


@dataclass(frozen=True, slots=True)
class Loss:
    """One leaf: ``scored`` departments have a score, ``losing`` of them less than the full one.

    ``lost`` are the points in all, ``full`` what could have been had; ``mean`` is lost by each that loses, rounded.
    """

    node: ScoredIndicator
    scored: int
    losing: int
    lost: Exact
    full: Exact

    @property
    def mean(self) -> Exact | None:
        """Points lost on average by those that lose any."""
        return round_half_up(Fraction(self.lost) / self.losing, 2) if self.losing else None

    @property
    def share(self) -> Exact | None:
        """The share of the weight that is lost."""
        return exact(Fraction(self.lost) / self.full) if self.full else None


@dataclass(frozen=True, slots=True)
class Obtained:
    """The share of the weight that a group obtained; None where nobody has a score."""

    group: str
    rows: int
    shares: tuple[Exact | None, ...]


def losses(engine: Engine, weighed: Weighed) -> tuple[Loss, ...]:
    """Every leaf with a weight, the most points lost first."""
    leaves = [node for node in weighed.scores.indicators if node.leaf and node.weight]
    if not leaves:
        return ()
    parts = []
    for node in leaves:
        full, score = weighed.full(node), node.score
        short = f"{score} < {full}"
        parts += [f"count({score})", f"count(CASE WHEN {short} THEN 1 END)",
                  f"sum(CASE WHEN {short} THEN {full} - {score} END)",
                  f"sum(CASE WHEN {score} IS NOT NULL THEN {full} END)"]
    values = engine.rows(f"SELECT {', '.join(parts)} FROM {weighed.relation}")[0]
    found = [Loss(node, values[4 * n], values[4 * n + 1], points(values[4 * n + 2] or 0) or 0,
                  points(values[4 * n + 3] or 0) or 0) for n, node in enumerate(leaves)]
    return tuple(sorted(found, key=lambda loss: -loss.lost))


def heads(scores: Scores) -> tuple[ScoredIndicator, ...]:
    """The indicators of a profile: those of the second level, or of the first where that is all there is."""
    weighted = [node for node in scores.indicators if node.weight]
    return tuple([node for node in weighted if node.level == 2] or [node for node in weighted if node.level == 1])


def profile(engine: Engine, weighed: Weighed, nodes: Sequence[ScoredIndicator], group: str) -> tuple[Obtained, ...]:
    """The share of the weight that each group obtained, by indicator; the group with the highest total first."""
    parts = [part for node in nodes for part in (
        f"sum({node.score})", f"sum(CASE WHEN {node.score} IS NOT NULL THEN {weighed.full(node)} END)")]
    if not parts:
        return ()
    rows = engine.rows(f"SELECT {group}, count(*), count(total), sum(total), {', '.join(parts)}"
                       f" FROM {weighed.relation} GROUP BY {group} ORDER BY {group} LIMIT {_MOST_GROUPS}")
    best = sorted(rows, key=lambda row: -Fraction(int(row[3]), row[2]) if row[2] else 0)
    return tuple(Obtained(named(row[:1])[0], row[1], tuple(
        exact(Fraction(int(above), int(below))) if below else None
        for above, below in zip(row[4::2], row[5::2], strict=True))) for row in best)
