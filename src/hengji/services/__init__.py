"""Services (服务): one file for one thing that a user asks for; the only place where rooms meet."""

from .demo import run_demo
from .document import document_bytes, scorecard_document
from .evaluate import Evaluation, evaluate_case
from .explain import Explanation, explain_indicator
from .frameworks import (
    check_framework,
    framework_document,
    framework_head,
    list_frameworks,
    show_framework,
)
from .issue_scorecard import FORMATS, issue_scorecard
from .score_table import ScoreTable, score_table
from .verify import Verification, verify_scorecard

__all__ = [
    "FORMATS", "Evaluation", "Explanation", "ScoreTable", "Verification", "check_framework", "document_bytes",
    "evaluate_case", "explain_indicator", "framework_document", "framework_head", "issue_scorecard",
    "list_frameworks", "run_demo", "score_table", "scorecard_document", "show_framework",
    "verify_scorecard",
]
