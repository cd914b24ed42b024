"""Reports (报告): scorecards as documents for people."""

from .content import DifferenceRow, Remark, Row, deduction_rows, difference_rows, evidence_rows, rows, title
from .excel import scorecard_workbook
from .further import figures_told
from .page import scorecard_page
from .proofreading_excel import ProofreadingWorkbook
from .proofreading_page import proofreading_page
from .proofreading_word import proofreading_document_docx
from .ranking_against import against_told
from .ranking_brief import brief_ranking
from .ranking_excel import ranking_workbook
from .ranking_page import ranking_page
from .ranking_rows import ranked_columns, ranked_line
from .ranking_words import ranking_headline, ranking_title
from .sensitivity_brief import BriefTable, brief_tables
from .sensitivity_content import sensitivity_headline, sensitivity_notes
from .sensitivity_excel import sensitivity_workbook
from .sensitivity_page import sensitivity_page
from .sensitivity_words import STUCK, UNSHAKEN
from .stability_excel import stability_workbook
from .stability_listings import brief_stability, every_column, every_line
from .stability_page import stability_page
from .stability_words import stability_headline, stability_methods, stability_notes, stability_title
from .standing import doubts, veto_told
from .word import scorecard_document_docx

__all__ = [
    "STUCK", "UNSHAKEN", "BriefTable", "DifferenceRow", "ProofreadingWorkbook", "Remark", "Row", "against_told",
    "brief_ranking", "brief_stability", "brief_tables", "deduction_rows", "difference_rows", "doubts",
    "every_column", "every_line", "evidence_rows", "figures_told", "proofreading_document_docx",
    "proofreading_page", "ranked_columns", "ranked_line", "ranking_headline", "ranking_page", "ranking_title",
    "ranking_workbook", "rows", "scorecard_document_docx", "scorecard_page", "scorecard_workbook",
    "sensitivity_headline", "sensitivity_notes", "sensitivity_page", "sensitivity_workbook", "stability_headline",
    "stability_methods", "stability_notes", "stability_page", "stability_title", "stability_workbook", "title",
    "veto_told",
]
