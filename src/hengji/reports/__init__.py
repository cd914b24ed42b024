"""Reports (报告): scorecards as documents for people."""

from .content import DifferenceRow, Remark, Row, deduction_rows, difference_rows, evidence_rows, rows, title
from .page import scorecard_page

__all__ = [
    "DifferenceRow", "Remark", "Row", "deduction_rows", "difference_rows", "evidence_rows", "rows",
    "scorecard_page", "title",
]
