"""The one way out in words (表述): numbers, derivations and problems as Chinese for people."""

from .comparison import REASONS
from .contradictions import (
    LISTED_SIDES,
    brief_words,
    comment_told,
    coverage_told,
    figure_told,
    kind_told,
    kinds_told,
    place_told,
    quoted,
    severities_told,
    shortened_quote,
    side_comment_told,
    side_told,
    sides_told,
    unlisted_told,
    verdict_told,
)
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
from .sentences import sentence_told
from .steps import fact_told, indicator_steps, reading_steps, source_told

__all__ = [
    "LISTED_SIDES", "REASONS", "attained_shown", "brief_words", "comment_told", "coverage_told", "fact_told",
    "figure_right", "figure_told", "formula_shown", "indicator_steps", "kind_told", "kinds_told", "place_told",
    "points_shown", "problem_document", "problem_told", "quoted", "range_shown", "rate_shown", "reading_steps",
    "sentence_told", "severities_told", "shortened_quote", "shown", "shown_fact", "side_comment_told", "side_told",
    "sides_told", "signed", "source_told", "tell", "unlisted_told", "verdict_told", "warning_told", "weight_shown",
]
