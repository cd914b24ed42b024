"""Scoring (评分): case and framework to scorecard, its results as data, the seal, and sensitivity."""

from .compare import ComparedNode, Side, compare
from .plan import Plan, plan_for
from .results import exact_value, points_text, quantity_document, results_document
from .score import score_case
from .seal import SEMANTICS, Change, first_difference, seal_of, without_sentences
from .sensitivity import (
    SHARE,
    Agreement,
    GradeChange,
    GradeMove,
    Moved,
    Moving,
    Ranks,
    Sensitivity,
    Shaken,
    Shaking,
    Slope,
    Spread,
    Swing,
    Threshold,
    sensitivity_of,
    shake_weights,
)

__all__ = [
    "SEMANTICS", "SHARE", "Agreement", "Change", "ComparedNode", "GradeChange", "GradeMove", "Moved", "Moving", "Plan",
    "Ranks", "Sensitivity", "Shaken", "Shaking", "Side", "Slope", "Spread", "Swing", "Threshold", "compare",
    "exact_value", "first_difference", "plan_for", "points_text", "quantity_document", "results_document",
    "score_case", "seal_of", "sensitivity_of", "shake_weights", "without_sentences",
]
