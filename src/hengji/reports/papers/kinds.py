"""The kinds of papers (报告种类): one line for each, with what makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import Scorecard
from hengji.reports.workbook import Book

from . import evaluation
from .blocks import Paper


class PaperKind(NamedTuple):
    """A kind of paper: what it is called, how it is made, and which shipped template it is set in.

    ``workbook`` fills a workbook with it, where the kind is a form that people keep in Excel too.
    """

    term: str
    make: Callable[[Scorecard, Framework], Paper]
    template: str = "report"
    workbook: Callable[[Scorecard, Framework, Book], bytes] | None = None


#: By the word of the command line.
PAPERS: dict[str, PaperKind] = {
    evaluation.KIND: PaperKind("绩效评价报告", evaluation.evaluation_paper),
}
