"""The kinds of papers (报告种类): one line for each, with what makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.reports.workbook import Book

from . import (
    evaluation,
    feedback,
    monitoring,
    rectification,
    request_list,
    self_evaluation,
    targets,
    working_papers,
)
from .blocks import Paper
from .excel import paper_workbook


class PaperKind(NamedTuple):
    """A kind of paper: what it is called, how it is made, and which shipped template it is set in.

    ``workbook`` fills a workbook with the paper, where the kind is a form that people keep in Excel too.
    """

    term: str
    make: Callable[[Scorecard, Framework], Paper]
    template: str = "report"
    workbook: Callable[[Paper, Book], bytes] | None = None


_Make = Callable[[Scorecard, Framework], Paper]


def _kept(term: str, make: _Make, template: str, *keys: str) -> PaperKind:
    """A kind that people keep in Excel too: its tables, of sections ``keys`` only where there are some."""
    return PaperKind(term, make, template, lambda paper, book: paper_workbook(paper, book, *keys))


#: By the word of the command line.
PAPERS: dict[str, PaperKind] = {
    evaluation.KIND: PaperKind("绩效评价报告", evaluation.evaluation_paper),
    self_evaluation.KIND: _kept("绩效自评报告", self_evaluation.self_evaluation_paper, "report",
                                 "自评表", "目标完成情况", "得分表"),
    targets.KIND: _kept("绩效目标申报表", targets.targets_paper, "form"),
    monitoring.KIND: _kept("绩效运行监控表", monitoring.monitoring_paper, "across"),
    feedback.KIND: _kept("评价结果反馈表", feedback.feedback_paper, "form"),
    rectification.KIND: _kept("整改通知和台账", rectification.rectification_paper, "form"),
    working_papers.KIND: _kept("工作底稿", working_papers.working_papers_paper, "form"),
    request_list.KIND: _kept("资料清单", request_list.request_list_paper, "form"),
}
