"""Scoring (评分): case and framework to scorecard, its results as data, the seal, and sensitivity."""

from .batch import (
    GROUPS,
    KEYS,
    NOT_APPLICABLE,
    Collected,
    NotedFramework,
    NotedIndicator,
    Renamed,
    collect,
    prepare,
    read_notes,
    score_table,
    usual_unit,
    wanted_columns,
)
from .compare import ComparedNode, Side, compare
from .plan import Plan, plan_for
from .ranking import (
    MAX_GROUPS,
    NOT_APPLICABLE_TEXT,
    PERCENTS,
    UNNAMED,
    Against,
    Distribution,
    GradeMoves,
    Loss,
    Movers,
    Obtained,
    PairedRow,
    Pairing,
    Ranked,
    RankedRow,
    Ranking,
    Reason,
    ScoredIndicator,
    ScoreGap,
    Scores,
    Summary,
    UnmetPoint,
    Unscored,
    Wish,
    check_facts,
    doubled,
    group_word,
    make_ranking,
    periods_of,
    read_scores,
)
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
    "GROUPS", "KEYS", "MAX_GROUPS", "NOT_APPLICABLE", "NOT_APPLICABLE_TEXT", "PERCENTS", "SEMANTICS", "SHARE",
    "UNNAMED", "Against", "Agreement", "Change", "Collected", "ComparedNode", "Distribution", "GradeChange",
    "GradeMove", "GradeMoves", "Loss", "Moved", "Movers", "Moving", "NotedFramework", "NotedIndicator", "Obtained",
    "PairedRow", "Pairing", "Plan", "Ranked", "RankedRow", "Ranking", "Ranks", "Reason", "Renamed", "ScoreGap",
    "ScoredIndicator", "Scores", "Sensitivity", "Shaken", "Shaking", "Side", "Slope", "Spread", "Summary", "Swing",
    "Threshold", "UnmetPoint", "Unscored", "Wish", "check_facts", "collect", "compare", "doubled", "exact_value",
    "first_difference", "group_word", "make_ranking", "periods_of", "plan_for", "points_text", "prepare",
    "quantity_document", "read_notes", "read_scores", "results_document", "score_case", "score_table", "seal_of",
    "sensitivity_of", "shake_weights", "usual_unit", "wanted_columns", "without_sentences",
]
