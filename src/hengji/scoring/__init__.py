"""Scoring (评分): case and framework to scorecard, its results as data, and the seal."""

from .plan import Plan, plan_for
from .results import results_document
from .score import score_case
from .seal import SEMANTICS, first_difference, seal_of

__all__ = [
    "SEMANTICS", "Plan", "first_difference", "plan_for", "results_document", "score_case", "seal_of",
]
