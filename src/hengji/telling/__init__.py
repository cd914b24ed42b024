"""The one way out in words (表述): numbers, derivations and problems as Chinese for people."""

from .comparison import REASONS
from .derivation import formula_shown, tell
from .figures import figure_right
from .numbers import (
    attained_shown,
    points_shown,
    range_shown,
    rate_shown,
    shown,
    shown_fact,
    signed,
    weight_shown,
)
from .problems import problem_document, problem_told, warning_told
from .steps import fact_told, indicator_steps, reading_steps, source_told

__all__ = [
    "REASONS", "attained_shown", "fact_told", "figure_right", "formula_shown", "indicator_steps",
    "points_shown", "problem_document", "problem_told", "range_shown", "rate_shown", "reading_steps", "shown",
    "shown_fact", "signed", "source_told", "tell", "warning_told", "weight_shown",
]
