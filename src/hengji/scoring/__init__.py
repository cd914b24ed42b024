"""Scoring (评分): case and framework to scorecard, its results as data, the seal, and sensitivity."""

from .batch import (
    GROUPS,
    KEYS,
    NOT_APPLICABLE,
    NotedFramework,
    NotedIndicator,
    Renamed,
    prepare,
    read_notes,
    score_table,
    wanted_columns,
)
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
    "GROUPS", "KEYS", "NOT_APPLICABLE", "SEMANTICS", "SHARE", "Agreement", "Change", "ComparedNode", "GradeChange",
    "GradeMove", "Moved", "Moving", "NotedFramework", "NotedIndicator", "Plan", "Ranks", "Renamed", "Sensitivity",
    "Shaken", "Shaking", "Side", "Slope", "Spread", "Swing", "Threshold", "compare", "exact_value",
    "first_difference", "plan_for", "points_text", "prepare", "quantity_document", "read_notes", "results_document",
    "score_case", "score_table", "seal_of", "sensitivity_of", "shake_weights", "wanted_columns", "without_sentences",
]
