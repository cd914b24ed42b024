"""Reports (报告): scorecards as documents for people."""

from .content import DifferenceRow, Remark, Row, deduction_rows, difference_rows, evidence_rows, rows, title
from .excel import scorecard_workbook
from .further import figures_told
from .page import scorecard_page
from .sensitivity_brief import BriefTable, brief_tables
from .sensitivity_content import sensitivity_headline, sensitivity_notes
from .sensitivity_excel import sensitivity_workbook
from .sensitivity_page import sensitivity_page
from .sensitivity_words import STUCK, UNSHAKEN
from .standing import doubts, veto_told
from .word import scorecard_document_docx

__all__ = [
    "STUCK", "UNSHAKEN", "BriefTable", "DifferenceRow", "Remark", "Row", "brief_tables", "deduction_rows",
    "difference_rows", "doubts", "evidence_rows", "figures_told", "rows", "scorecard_document_docx", "scorecard_page",
    "scorecard_workbook", "sensitivity_headline", "sensitivity_notes", "sensitivity_page", "sensitivity_workbook",
    "title", "veto_told",
]
