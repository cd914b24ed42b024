"""What went well (主要经验): the author's words, else the indicators with full marks and their evidence."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import Evidence, NodeScore

from .analysis import value_told
from .blocks import Block, Run, Section, Text, text
from .phrases import first_clause, points, sentence
from .shared import Draft

#: What the scorecard's own texts call it.
_NARRATIVES = ("主要成效", "主要工作", "主要经验")
_PROVEN = (Evidence.ORIGINAL, Evidence.VERIFIED)


def experience_section(draft: Draft) -> Section:
    """The whole section."""
    return Section("主要经验", "主要经验做法", tuple(_experience(draft)))


def _experience(draft: Draft) -> Iterator[Block]:
    written = draft.author("主要经验")
    if written:
        yield from written
        return
    for heading in _NARRATIVES:
        for line in draft.case.narrative.get(heading, "").splitlines():
            if line.strip():
                yield text(line)
    strengths = list(_strengths(draft))
    yield from strengths
    if not strengths and not any(heading in draft.case.narrative for heading in _NARRATIVES):
        yield draft.lacking("主要经验做法")


def _strengths(draft: Draft) -> Iterator[Text]:
    """Second-level indicators without any loss whose evidence was seen, with what it showed."""
    for node in draft.card.nodes:
        leaves = [leaf for leaf in draft.below(node) if not leaf.not_applicable]
        if node.level != 2 or not leaves or not node.weighted or any(leaf.score != leaf.weight for leaf in leaves):
            continue
        shown = [words for leaf in leaves if leaf.evidence in _PROVEN and (words := _seen(leaf))]
        if shown:
            yield Text((Run(f"{node.name}得满分{points(node.score)}。", bold=True), Run(sentence("；".join(shown)))))


def _seen(leaf: NodeScore) -> str:
    value = value_told(leaf)
    if value:
        return f"{leaf.name}{value}"
    judgement = leaf.judgement
    if judgement is None:
        return ""
    reasons = [judgement.reason, *(point.reason for point in judgement.points)]
    return next((first_clause(reason) for reason in reasons if reason), "")
