"""Ranking whole provinces (排名与对比): places within groups, quantiles, year over year, table against table."""

from .against import Against, Difference, PairedRow, Pairing, compare_tables
from .columns import ScoredIndicator, Scores, read_scores
from .doubles import doubled, periods_of
from .losses import Loss, Obtained
from .movers import GradeMoves, Movers
from .ranked import Before, Ranked, RankedRow
from .ranking import Ranking, Wish, make_ranking
from .reasons import Reason, Unscored
from .spread import Spread
from .summaries import MAX_GROUPS, PERCENTS, Summary
from .unmet import UnmetPoint, check_facts
from .words import GROUP_WORDS, NOT_APPLICABLE_TEXT, UNNAMED, group_word

__all__ = [
    "GROUP_WORDS", "MAX_GROUPS", "NOT_APPLICABLE_TEXT", "PERCENTS", "UNNAMED", "Against", "Before", "Difference",
    "GradeMoves", "Loss", "Movers", "Obtained", "PairedRow", "Pairing", "Ranked", "RankedRow", "Ranking", "Reason",
    "ScoredIndicator", "Scores", "Spread", "Summary", "UnmetPoint", "Unscored", "Wish", "check_facts",
    "compare_tables", "doubled", "group_word", "make_ranking", "periods_of", "read_scores",
]
