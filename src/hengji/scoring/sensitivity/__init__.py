"""Sensitivity (敏感性分析): how far scores and grades are from becoming others, and what they are worth.

``curve`` and ``walk`` set one input of a score tree free, ``spans`` finds what is looked for along it; all else asks.
"""

from .agreement import RELIABLE, TENTATIVE, Agreement, JudgedSpread
from .grades import GradeChange, GradeMove, GradeStanding
from .leaves import Moving
from .points import PointWorth
from .shaking import Ranks, Shaken, Shaking, Spread, shake_weights
from .stability import (
    MOST_DEPARTMENTS,
    MOST_TOTALS,
    STEADY,
    Chosen,
    Stability,
    Steadiness,
    bearers,
    count_rows,
    group_values,
    shake_table,
)
from .swings import SHARE, Swing
from .thresholds import Moved, Slope, Threshold
from .whole import Sensitivity, ShakenGrade, sensitivity_of

__all__ = [
    "MOST_DEPARTMENTS",
    "MOST_TOTALS",
    "RELIABLE",
    "SHARE",
    "STEADY",
    "TENTATIVE",
    "Agreement",
    "Chosen",
    "GradeChange",
    "GradeMove",
    "GradeStanding",
    "JudgedSpread",
    "Moved",
    "Moving",
    "PointWorth",
    "Ranks",
    "Sensitivity",
    "Shaken",
    "ShakenGrade",
    "Shaking",
    "Slope",
    "Spread",
    "Stability",
    "Steadiness",
    "Swing",
    "Threshold",
    "bearers",
    "count_rows",
    "group_values",
    "sensitivity_of",
    "shake_table",
    "shake_weights",
]
