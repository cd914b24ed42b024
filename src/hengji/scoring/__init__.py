"""Scoring (评分): case and framework to scorecard, its results as data, and the seal."""

from .compare import ComparedNode, Side, compare
from .plan import Plan, plan_for
from .results import exact_value, points_text, quantity_document, results_document
from .score import score_case
from .seal import SEMANTICS, Change, first_difference, seal_of, without_sentences

__all__ = [
    "SEMANTICS", "Change", "ComparedNode", "Plan", "Side", "compare", "exact_value", "first_difference",
    "plan_for", "points_text", "quantity_document", "results_document", "score_case", "seal_of", "without_sentences",
]
