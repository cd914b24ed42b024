"""A paper whose tables have three lines (三线表) instead of a full grid; forms, which people fill in, keep theirs."""

from __future__ import annotations

from dataclasses import replace

from .blocks import Block, Paper, Section, Table

#: Kinds that are forms as a whole, and sections of a report that are one.
_FORMS = ("targets", "monitoring", "feedback", "rectification", "working-paper", "request-list")
_KEPT = ("自评表", "工作底稿")


def three_lined(paper: Paper) -> Paper:
    """``paper`` with a line above the head of a table, one below it, and one at the end."""
    if paper.kind in _FORMS:
        return paper
    return replace(paper, sections=tuple(map(_lined, paper.sections)), annexes=tuple(map(_lined, paper.annexes)))


def _lined(section: Section) -> Section:
    if section.key in _KEPT:
        return section
    return replace(section, blocks=tuple(map(_table, section.blocks)), sections=tuple(map(_lined, section.sections)))


def _table(block: Block) -> Block:
    return replace(block, ruled="three") if isinstance(block, Table) and block.head else block
