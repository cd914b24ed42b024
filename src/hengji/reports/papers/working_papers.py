"""Working papers on their own (工作底稿): one for each indicator, with lines for who made and who reviewed it."""

from __future__ import annotations

from hengji.frameworks import Framework
from hengji.model import NodeScore, Scorecard

from .blocks import Block, Paper, Section, text
from .shared import Draft
from .working_paper import working_paper

KIND = "working-paper"
#: A place to sign.
_SIGNATURE = "签字：　　　　　　　　　日期：　　　　年　　月　　日"


def working_papers_paper(card: Scorecard, framework: Framework) -> Paper:
    """A section for each head, in it a table for each indicator that is scored by a rule."""
    draft = Draft(card, framework)
    sections = tuple(Section(head.code, head.name, _papers(draft, head)) for head in draft.heads)
    return Paper(KIND, f"{draft.case.entity.name}\n{draft.year}部门整体支出绩效评价工作底稿", (), sections,
                 missing=draft.missing)


def _papers(draft: Draft, head: NodeScore) -> tuple[Block, ...]:
    leaves = [leaf for leaf in draft.below(head) if not leaf.not_applicable]
    if not leaves:
        return (text("本类指标不适用。"),)
    return tuple(working_paper(draft, leaf, *_signed(leaf)) for leaf in leaves)


def _signed(leaf: NodeScore) -> tuple[tuple[str, str], ...]:
    """Who judged it, as far as the case says so, and places to sign."""
    judge = f"{leaf.judgement.judge}　" if leaf.judgement is not None else ""
    return ("编制人", f"{judge}{_SIGNATURE}"), ("复核人", _SIGNATURE)
