"""Reports (报告): scorecards as documents for people.

What writes papers is loaded when it is first asked for: other commands shall not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .changes import (
    FIGURE_HEADS,
    SCORE_HEADS,
    FigureChange,
    ReportChanges,
    ReportVersion,
    ScoreChange,
    changes_headline,
    changes_page,
    changes_workbook,
    figure_lines,
    results_told,
    score_lines,
)
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

if TYPE_CHECKING:
    from .fonts import FONTS_CONF, font_problem, fonts_replaced, glyphs_missing, office_environment
    from .paper_charts import chart_part, chart_svg, told
    from .paper_pages import paper_page
    from .papers import (
        PAPERS,
        Paper,
        PaperKind,
        plain_text,
        report_remarks,
        template_values,
        three_lined,
        without_charts,
    )
    from .public import Masked, Masks, public_paper, without_internal
    from .wordml import Named, Paging, WordTemplate, contents_pages, paper_names, shipped_bytes, shipped_template

__all__ = [
    "FIGURE_HEADS",
    "FONTS_CONF",
    "PAPERS",
    "SCORE_HEADS",
    "STUCK",
    "UNSHAKEN",
    "BriefTable",
    "DifferenceRow",
    "FigureChange",
    "Masked",
    "Masks",
    "Named",
    "Paging",
    "Paper",
    "PaperKind",
    "ProofreadingWorkbook",
    "Remark",
    "ReportChanges",
    "ReportVersion",
    "Row",
    "ScoreChange",
    "WordTemplate",
    "against_told",
    "brief_ranking",
    "brief_stability",
    "brief_tables",
    "changes_headline",
    "changes_page",
    "changes_workbook",
    "chart_part",
    "chart_svg",
    "contents_pages",
    "deduction_rows",
    "difference_rows",
    "doubts",
    "every_column",
    "every_line",
    "evidence_rows",
    "figure_lines",
    "figures_told",
    "font_problem",
    "fonts_replaced",
    "glyphs_missing",
    "office_environment",
    "paper_names",
    "paper_page",
    "plain_text",
    "proofreading_document_docx",
    "proofreading_page",
    "public_paper",
    "ranked_columns",
    "ranked_line",
    "ranking_headline",
    "ranking_page",
    "ranking_title",
    "ranking_workbook",
    "report_remarks",
    "results_told",
    "rows",
    "score_lines",
    "scorecard_document_docx",
    "scorecard_page",
    "scorecard_workbook",
    "sensitivity_headline",
    "sensitivity_notes",
    "sensitivity_page",
    "sensitivity_workbook",
    "shipped_bytes",
    "shipped_template",
    "stability_headline",
    "stability_methods",
    "stability_notes",
    "stability_page",
    "stability_title",
    "stability_workbook",
    "template_values",
    "three_lined",
    "title",
    "told",
    "veto_told",
    "without_charts",
    "without_internal",
]

_LATER = {
    "fonts": ("FONTS_CONF", "font_problem", "fonts_replaced", "glyphs_missing", "office_environment"),
    "paper_charts": ("chart_part", "chart_svg", "told"),
    "paper_pages": ("paper_page",),
    "papers": ("PAPERS", "Paper", "PaperKind", "plain_text", "report_remarks", "template_values",
               "three_lined", "without_charts"),
    "public": ("Masked", "Masks", "public_paper", "without_internal"),
    "wordml": ("Named", "Paging", "WordTemplate", "contents_pages", "paper_names", "shipped_bytes",
               "shipped_template"),
}


def __getattr__(name: str) -> Any:
    for part, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"hengji.reports.{part}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

