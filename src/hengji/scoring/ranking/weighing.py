"""What each row could have scored (应得分): weights move where indicators do not apply, combination by combination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.engines import Engine
from hengji.frameworks import Framework
from hengji.model import Exact, round_half_up
from hengji.scoring.weights import weights_in_force

from .columns import CENTS, ScoredIndicator, Scores
from .words import NOT_APPLICABLE_TEXT

#: With more combinations the rows with moved weights are left out.
_MAX_COMBINATIONS = 1000


@dataclass(frozen=True, slots=True)
class Weighed:
    """The rows of a year whose weights are known: ``relation`` has the column ``combination`` besides.

    ``left_out`` rows are not in it: something does not apply to them, and where their weights went is not known.
    """

    scores: Scores
    relation: str
    rows: int
    left_out: int
    weights: tuple[dict[str, Exact], ...]

    def full(self, node: ScoredIndicator) -> str:
        """SQL for what the indicator is worth in a row, in hundredths."""
        cents = [int(round_half_up(Fraction(weights[node.code]), 2) * CENTS) for weights in self.weights]
        dialect = self.scores.dialect
        return str(cents[0]) if len(set(cents)) == 1 else dialect.nth(dialect.numbers(cents), "combination")


def weigh(engine: Engine, scores: Scores, period: str, framework: Framework | None) -> Weighed | None:
    """The rows of ``period``; None where the table notes no weights. ``framework`` is the noted one, if it is known."""
    printed = {node.code: node.weight for node in scores.indicators if node.weight is not None}
    if not printed:
        return None
    string = scores.dialect.string
    year = f"period = {string(period)}"
    leaves = [node for node in scores.indicators if node.missing]
    flags = {node.code: f"coalesce({node.missing} LIKE {string(NOT_APPLICABLE_TEXT + '%')}, false)" for node in leaves}
    counted = ", ".join(["count(*)", *(f"count(CASE WHEN {flag} THEN 1 END)" for flag in flags.values())])
    counts = engine.rows(f"SELECT {counted} FROM {scores.relation} WHERE {year}")[0]
    rows, moving = counts[0], [code for code, count in zip(flags, counts[1:], strict=True) if count]
    if not moving:
        return Weighed(scores, f"(SELECT *, 1 AS combination FROM {scores.relation} WHERE {year}) AS weighed", rows, 0,
                       (printed,))
    listed = ", ".join(f"CASE WHEN {flags[code]} THEN '1' ELSE '0' END" for code in moving)
    return _moved(engine, scores, year, rows, f"concat({listed})", moving, printed, framework)


def _moved(engine: Engine, scores: Scores, year: str, rows: int, digits: str, moving: Sequence[str],
           printed: dict[str, Exact], framework: Framework | None) -> Weighed:
    """The same where something does not apply; ``digits`` tell of each of ``moving`` whether it does."""
    found = sorted(row[0] for row in engine.rows(
        f"SELECT DISTINCT {digits} AS digits FROM {scores.relation} WHERE {year} LIMIT {_MAX_COMBINATIONS + 1}"))
    if framework is None or len(found) > _MAX_COMBINATIONS:
        plain = f"{year} AND {digits} = '{'0' * len(moving)}'"
        kept = engine.rows(f"SELECT count(*) FROM {scores.relation} WHERE {plain}")[0][0]
        return Weighed(scores, f"(SELECT *, 1 AS combination FROM {scores.relation} WHERE {plain}) AS weighed", kept,
                       rows - kept, (printed,))
    arms = " ".join(f"WHEN '{each}' THEN {n}" for n, each in enumerate(found, 1))
    weights = tuple(weights_in_force(framework, [code for code, digit in zip(moving, each, strict=True)
                                                 if digit == "1"]) for each in found)
    return Weighed(scores, f"(SELECT *, CASE {digits} {arms} END AS combination FROM {scores.relation}"
                           f" WHERE {year}) AS weighed", rows, 0, weights)
