"""Services (服务): one file for one thing that a user asks for; the only place where rooms meet."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .collect_facts import CollectedFacts, collect_facts
from .column_map import columns_schema
from .compare import Comparison, compare_evaluations, comparison_document
from .demo import run_demo
from .document import document_bytes, scorecard_document
from .evaluate import Evaluation, FromRegisters, evaluate_case
from .explain import Explanation, explain_indicator
from .framework_files import export_framework, import_framework
from .frameworks import (
    check_framework,
    fact_asked,
    framework_document,
    framework_head,
    list_frameworks,
    show_framework,
)
from .issue_report import (
    IssuedReport,
    RefusedReport,
    Reporting,
    ReportRequest,
    report_document,
    report_kinds,
)
from .issue_scorecard import FORMATS, issue_scorecard
from .proofread import Proofreading, ProofreadReport, ProofreadRequest, Refusal
from .proofread_decisions import decisions_schema
from .proofread_document import proofreading_document, proofreading_schema
from .proofread_files import refused_document
from .rank import RankRequest, RankResult, rank_scores
from .rank_document import ranking_document
from .report_diff import changes_document, changes_told, check_outs, report_changes, write_changes
from .report_schema import report_diff_schema, report_schema
from .report_template import write_report_template
from .request_list import material_document, material_list, material_rows, write_material_list
from .roll_forward import RolledForward, roll_forward
from .score_batch import BatchRun, batch_document, score_batch
from .score_table import ScoreTable, score_table
from .sensitivity import (
    SensitivityReport,
    analyse_sensitivity,
    sensitivity_document,
    sensitivity_files,
    write_sensitivity,
)
from .sensitivity_table import TableReport, TableRequest, analyse_table, is_table
from .sensitivity_table_files import stability_document
from .table_columns import TableColumn, columns_document, table_columns
from .template import Template, write_template
from .verify import Verification, verify_scorecard

__all__ = [
    "FORMATS",
    "BatchRun",
    "CollectedFacts",
    "Comparison",
    "Evaluation",
    "Explanation",
    "FromRegisters",
    "IssuedReport",
    "ProofreadReport",
    "ProofreadRequest",
    "Proofreading",
    "RankRequest",
    "RankResult",
    "Refusal",
    "RefusedReport",
    "ReportRequest",
    "Reporting",
    "RolledForward",
    "ScoreTable",
    "SensitivityReport",
    "TableColumn",
    "TableReport",
    "TableRequest",
    "Template",
    "Verification",
    "analyse_sensitivity",
    "analyse_table",
    "batch_document",
    "changes_document",
    "changes_told",
    "check_framework",
    "check_outs",
    "collect_facts",
    "columns_document",
    "columns_schema",
    "compare_evaluations",
    "comparison_document",
    "decisions_schema",
    "document_bytes",
    "evaluate_case",
    "explain_indicator",
    "export_framework",
    "fact_asked",
    "framework_document",
    "framework_head",
    "import_framework",
    "is_table",
    "issue_scorecard",
    "list_frameworks",
    "material_document",
    "material_list",
    "material_rows",
    "proofreading_document",
    "proofreading_schema",
    "rank_scores",
    "ranking_document",
    "refused_document",
    "report_changes",
    "report_diff_schema",
    "report_document",
    "report_kinds",
    "report_schema",
    "roll_forward",
    "run_demo",
    "score_batch",
    "score_table",
    "scorecard_document",
    "sensitivity_document",
    "sensitivity_files",
    "show_framework",
    "stability_document",
    "table_columns",
    "verify_scorecard",
    "write_changes",
    "write_material_list",
    "write_report_template",
    "write_sensitivity",
    "write_template",
]

if TYPE_CHECKING:
    from .evidence import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """What is asked of registers, when it is asked: no other command waits for SQL and tables."""
    evidence = import_module(f"{__name__}.evidence")  # "from . import" would ask here for it again
    if name not in evidence.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(evidence, name)
