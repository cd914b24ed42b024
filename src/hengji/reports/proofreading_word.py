"""Findings of proofreading as a Word list with quotations (校对意见), for documents that cannot bear comments."""

from __future__ import annotations

from hengji.model import PROOF_SEVERITIES, Contradiction, Proofread
from hengji.telling import coverage_told, kind_told, place_told, sides_told, verdict_told

from .manuscript import Manuscript
from .numerals import numeral
from .word_table import Spot

_WIDTHS = (16, 104)


def proofreading_document_docx(proofread: Proofread) -> bytes:
    """The list as the bytes of a ``.docx`` file: each finding with its words, both sides and the correction."""
    paper = Manuscript(f"校对意见：{proofread.manuscript.name}")
    paper.line("校对意见", "Title")
    paper.line(proofread.manuscript.name, "Subtitle")
    paper.line(coverage_told(proofread), "Subtitle")
    paper.line(verdict_told(proofread))
    sections = 0
    for severity, term in PROOF_SEVERITIES.items():
        found = [(n, c) for n, c in enumerate(proofread.standing, 1) if c.severity == severity]
        if found:
            sections += 1
            paper.line(f"{numeral(sections)}、{term} {len(found)} 处", "Heading 1")
            for number, contradiction in found:
                _finding(paper, number, contradiction)
    rest = (("读不出的部分", [(str(each.spot), each.reason) for each in proofread.manuscript.unread]),
            ("已排除", [(f"{kind_told(c)}　{place_told(c.quotation)}", c.set_aside) for c in proofread.dismissed]))
    for title, lines in rest:
        if lines:
            sections += 1
            paper.line(f"{numeral(sections)}、{title} {len(lines)} 处", "Heading 1")
            for where, reason in lines:
                paper.line(f"{where}：{reason}" if where else reason)
    return paper.content()


def _finding(paper: Manuscript, number: int, contradiction: Contradiction) -> None:
    where = place_told(contradiction.quotation)
    paper.line(f"{number}　{kind_told(contradiction)}　{where}", "Heading 2", with_next=True)
    rows = [("原文", contradiction.quotation.quote), *sides_told(contradiction), ("编号", contradiction.id)]
    paper.table(_WIDTHS, (), len(rows), (
        Spot(text, line, column) for line, row in enumerate(rows) for column, text in enumerate(row)))
