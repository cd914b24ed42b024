"""Ranking whole provinces (排名与对比): places within groups, quantiles, year over year, table against table."""

from .against import Against, PairedRow, Pairing, ScoreGap, compare_tables
from .beside import Overlap, overlap
from .columns import ScoredIndicator, Scores, read_scores
from .distribution import Distribution
from .doubles import doubled, periods_of
from .losses import Loss, Obtained
from .movers import GradeMoves, Movers
from .ranked import Before, Ranked, RankedRow
from .ranking import Ranking, Wish, make_ranking
from .reasons import Reason, Unscored
from .summaries import MAX_GROUPS, PERCENTS, Summary
from .unmet import UnmetPoint, check_facts
from .words import GROUP_WORDS, NOT_APPLICABLE_TEXT, UNNAMED, group_word

__all__ = [
    "GROUP_WORDS",
    "MAX_GROUPS",
    "NOT_APPLICABLE_TEXT",
    "PERCENTS",
    "UNNAMED",
    "Against",
    "Before",
    "Distribution",
    "GradeMoves",
    "Loss",
    "Movers",
    "Obtained",
    "Overlap",
    "PairedRow",
    "Pairing",
    "Ranked",
    "RankedRow",
    "Ranking",
    "Reason",
    "ScoreGap",
    "ScoredIndicator",
    "Scores",
    "Summary",
    "UnmetPoint",
    "Unscored",
    "Wish",
    "check_facts",
    "compare_tables",
    "doubled",
    "group_word",
    "make_ranking",
    "overlap",
    "periods_of",
    "read_scores",
]
