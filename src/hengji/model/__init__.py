"""The words of the field (业务词汇). Imports the standard library only."""

from .amount import Exact, decimal_text, exact, exact_text, round_half_up, round_to_multiple
from .case import (
    EXCLUSION_REASONS,
    FOLLOW_UP_STATES,
    KINDS,
    PROJECT_SCORE,
    Case,
    Document,
    Exclusion,
    FollowUp,
    Given,
    JudgedPoint,
    Judgement,
    Opinion,
    Override,
    Project,
    StatedVeto,
)
from .contradiction import (
    CHECKS,
    PROOF_SEVERITIES,
    CheckedFigure,
    Contradiction,
    Proofread,
    Quotation,
    Revision,
    by_place,
)
from .derivation import Derivation, Step
from .entity import LEVELS, Agency, Entity, Region
from .fact import Evidence, Fact, Source, Value, weakest
from .figure import Figure
from .finding import SEVERITIES, STATES, Finding, Side
from .manuscript import (
    Block,
    Box,
    Manuscript,
    Mark,
    Paragraph,
    Passage,
    PrintedCell,
    PrintedTable,
    Spot,
    Start,
    Strip,
    Unread,
)
from .measured import WINNERS, MeasuredFact, RegisterValue
from .missing import Missing, NotApplicable, Open
from .period import Period
from .place import Place
from .printed import PrintedFigure, TalliedOption, Tally
from .problem import Problem, Unusable, Warning, did_you_mean, nearest
from .prose import (
    GENERAL,
    LAST_YEAR,
    POINTS_OF,
    RATE_OF,
    VALUE_OF,
    WEIGHT_OF,
    Piece,
    ProseParagraph,
    Slip,
    asked,
    name_of,
    paragraphs,
    references,
    slips,
    spot_in,
)
from .report import SECTIONS, PaperTable, ReportPart, StatedProblem, Suggestion, Target
from .scorecard import (
    Deduction,
    Difference,
    FigureCheck,
    MemberValue,
    NodeScore,
    Quantity,
    Range,
    Reading,
    RolledUp,
    Scorecard,
)
from .unit import (
    COMMON_UNITS,
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

__all__ = [
    "CHECKS", "COMMON_UNITS", "COUNT", "DATE", "DATE_UNIT", "DAYS", "EXCLUSION_REASONS", "FOLLOW_UP_STATES", "GENERAL",
    "KINDS", "LAST_YEAR", "LEVELS", "MONEY", "PERCENT", "PLAIN", "PLAIN_UNIT", "POINTS", "POINTS_OF", "PROJECT_SCORE",
    "PROOF_SEVERITIES", "RATE", "RATE_OF", "SCORE", "SECTIONS", "SEVERITIES", "STATES", "TEXT", "TEXT_UNIT", "TRUTH",
    "TRUTH_UNIT", "UNITS", "VALUE_OF", "WAN_YUAN", "WEIGHT_OF", "WINNERS", "WORKING_DAYS", "YUAN", "Agency", "Block",
    "Box", "Case", "CheckedFigure", "Contradiction", "Deduction", "Derivation", "Difference", "Dimension", "Document",
    "Entity", "Evidence", "Exact", "Exclusion", "Fact", "Figure", "FigureCheck", "Finding", "FollowUp", "Given",
    "JudgedPoint", "Judgement", "Manuscript", "Mark", "MeasuredFact", "MemberValue", "Missing", "NodeScore",
    "NotApplicable", "Open", "Opinion", "Override", "PaperTable", "Paragraph", "Passage", "Period", "Piece", "Place",
    "PrintedCell", "PrintedFigure", "PrintedTable", "Problem", "Project", "Proofread", "ProseParagraph", "Quantity",
    "Quotation", "Range", "Reading", "Region", "RegisterValue", "ReportPart", "Revision", "RolledUp", "Scorecard",
    "Side", "Slip", "Source", "Spot", "Start", "StatedProblem", "StatedVeto", "Step", "Strip", "Suggestion",
    "TalliedOption", "Tally", "Target", "Unit", "Unread", "Unusable", "Value", "Warning", "asked", "by_place",
    "decimal_text", "did_you_mean", "exact", "exact_text", "name_of", "nearest", "paragraphs", "product", "references",
    "round_half_up", "round_to_multiple", "slips", "spot_in", "standard_unit", "weakest",
]
