"""Why there is no score (未评分原因): the reasons that batches wrote, counted; what does not apply stands apart."""

from __future__ import annotations

from dataclasses import dataclass

from hengji.engines import Engine

from .columns import ScoredIndicator, Scores
from .words import NOT_APPLICABLE_TEXT


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, of so many departments."""

    node: ScoredIndicator
    text: str
    departments: int


@dataclass(frozen=True, slots=True)
class Unscored:
    """The commonest reasons; ``scores`` without a value in all, ``inapplicable`` of those that do not apply."""

    scores: int
    inapplicable: int
    reasons: tuple[Reason, ...]
    not_applicable: tuple[Reason, ...]


def unscored(engine: Engine, scores: Scores, period: str, top: int) -> Unscored:
    """The reasons of ``period``, the commonest first; indicators without a published weight are left out."""
    leaves = [node for node in scores.indicators if node.missing and node.weight != 0]
    if not leaves:
        return Unscored(0, 0, (), ())
    string = scores.dialect.string
    year = f"period = {string(period)}"
    apart = f"LIKE {string(NOT_APPLICABLE_TEXT + '%')}"
    counted = ", ".join(f"count(CASE WHEN {node.missing} {kind} {apart} THEN 1 END)"
                        for kind in ("NOT", "") for node in leaves)
    counts = engine.rows(f"SELECT {counted} FROM {scores.relation} WHERE {year}")[0]
    lists = [_reasons(engine, scores, [leaf for leaf, count in zip(leaves, part, strict=True) if count],
                      year, f"{kind} {apart}", top)
             for kind, part in (("NOT", counts[:len(leaves)]), ("", counts[len(leaves):]))]
    return Unscored(sum(counts[:len(leaves)]), sum(counts[len(leaves):]), *lists)


def _reasons(engine: Engine, scores: Scores, leaves: list[ScoredIndicator], year: str, kind: str,
             top: int) -> tuple[Reason, ...]:
    if not leaves:
        return ()
    each = " UNION ALL ".join(
        f"SELECT {n} AS leaf, {node.missing} AS text, count(*) AS departments FROM {scores.relation}"
        f" WHERE {year} AND {node.missing} {kind} GROUP BY {node.missing}" for n, node in enumerate(leaves))
    rows = engine.rows(f"SELECT leaf, text, departments FROM ({each}) AS reasons"
                       f" ORDER BY departments DESC, leaf, text LIMIT {top}")
    return tuple(Reason(leaves[leaf], text, departments) for leaf, text, departments in rows)
