"""Comparing two evaluations (对比): cases or sealed scorecards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengji.scoring import ComparedNode, Side, compare, points_text
from hengji.telling import REASONS

from .evaluate import Evaluation, evaluate_case
from .verify import open_scorecard


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both evaluations and their indicators side by side, the largest difference first."""

    first: Evaluation
    second: Evaluation
    rows: tuple[ComparedNode, ...]


def compare_evaluations(first: str, second: str) -> Comparison:
    """Compares two cases (folder, file, workbook, bundled id) or sealed scorecards (.json). Raises ``Unusable``."""
    a, b = _opened(first), _opened(second)
    return Comparison(a, b, compare(Side(a.scorecard, a.framework), Side(b.scorecard, b.framework)))


def _opened(name: str) -> Evaluation:
    if name.lower().endswith(".json") and Path(name).is_file():
        return open_scorecard(Path(name))
    return evaluate_case(name)


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """As ``hengji/comparison/1``."""
    return {
        "schema": "hengji/comparison/1",
        "first": _side(comparison.first), "second": _side(comparison.second),
        "indicators": [{
            "code": row.code, "name": row.name, "level": row.level, "first": points_text(row.first),
            "second": points_text(row.second), "difference": points_text(row.difference),
            "reasons": [{"code": code, "text": REASONS[code]} for code in row.reasons]}
            for row in comparison.rows]}


def _side(evaluation: Evaluation) -> dict[str, Any]:
    card = evaluation.scorecard
    return {"case": card.case.id, "entity": card.case.entity.name, "period": str(card.case.period),
            "kind": card.case.kind, "framework": evaluation.framework.id,
            "total": points_text(card.total), "grade": card.grade}
