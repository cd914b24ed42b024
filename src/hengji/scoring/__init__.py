"""Scoring (评分): case and framework to scorecard, its results as data, and the seal."""

from .plan import Plan, plan_for
from .results import exact_value, quantity_document, results_document
from .score import score_case
from .seal import SEMANTICS, Change, first_difference, seal_of, without_sentences

__all__ = [
    "SEMANTICS", "Change", "Plan", "exact_value", "first_difference", "plan_for", "quantity_document",
    "results_document", "score_case", "seal_of", "without_sentences",
]
