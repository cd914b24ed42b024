"""Reports (报告): scorecards as documents for people."""

from .content import DifferenceRow, Remark, Row, deduction_rows, difference_rows, evidence_rows, rows, title
from .excel import scorecard_workbook
from .page import scorecard_page
from .word import scorecard_document_docx

__all__ = [
    "DifferenceRow", "Remark", "Row", "deduction_rows", "difference_rows", "evidence_rows", "rows",
    "scorecard_document_docx", "scorecard_page", "scorecard_workbook", "title",
]
