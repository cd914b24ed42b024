"""The words of the field (业务词汇). Imports the standard library only."""

from .amount import Exact, decimal_text, exact, exact_text, round_half_up, round_to_multiple
from .case import KINDS, Case, Document, Given, JudgedPoint, Judgement, Override
from .derivation import Derivation, Step
from .entity import LEVELS, Entity, Project, Region
from .fact import Evidence, Fact, Source, Value
from .figure import Figure
from .finding import SEVERITIES, STATES, Finding, Side
from .missing import Missing, NotApplicable, Open
from .period import Period
from .place import Place
from .problem import Problem, Unusable, Warning, did_you_mean, nearest
from .scorecard import (
    Deduction,
    Difference,
    NodeScore,
    Quantity,
    Range,
    Reading,
    Scorecard,
)
from .unit import (
    COUNT,
    DATE,
    DATE_UNIT,
    DAYS,
    MONEY,
    PERCENT,
    PLAIN,
    PLAIN_UNIT,
    POINTS,
    RATE,
    SCORE,
    TEXT,
    TEXT_UNIT,
    TRUTH,
    TRUTH_UNIT,
    UNITS,
    WAN_YUAN,
    WORKING_DAYS,
    YUAN,
    Dimension,
    Unit,
    product,
    standard_unit,
)

__all__ = [name for name in dir() if not name.startswith("_")]
