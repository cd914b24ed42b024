"""Reports (报告): scorecards as documents for people."""

from .content import DifferenceRow, Remark, Row, deduction_rows, difference_rows, evidence_rows, rows, title
from .excel import scorecard_workbook
from .further import figures_told
from .page import scorecard_page
from .standing import doubts, veto_told
from .word import scorecard_document_docx

__all__ = [
    "DifferenceRow", "Remark", "Row", "deduction_rows", "difference_rows", "doubts", "evidence_rows",
    "figures_told", "rows", "scorecard_document_docx", "scorecard_page", "scorecard_workbook", "title",
    "veto_told",
]
