"""Working papers (工作底稿): for each indicator its rule, evidence with sources, calculation, deductions."""

from __future__ import annotations

from hengji.model import Finding, NodeScore, Reading
from hengji.reports.content import reason_told
from hengji.telling import fact_told, points_shown, shown, weight_shown

from .blocks import Cell, Section, Table
from .calculation import as_written, working_lines
from .phrases import first_clause, tight
from .shared import Draft


def working_papers(draft: Draft) -> Section:
    """One table for each indicator that is scored by a rule."""
    return Section("工作底稿", "指标评价工作底稿", tuple(working_paper(draft, leaf) for leaf in draft.leaves))


def working_paper(draft: Draft, leaf: NodeScore, *more: tuple[str, str]) -> Table:
    """The working paper of one indicator; ``more`` are further lines of label and words, such as who made it."""
    indicator = draft.framework.by_code[leaf.code]
    rule = indicator.rule.sentence if indicator.rule else ""
    names = {finding.id: finding for finding in draft.case.findings}
    pairs = [
        ("评价内容", first_clause(indicator.explain)),
        ("评分标准", tight(rule) + (f"（{indicator.source}）" if indicator.source and rule else "")),
        ("所需资料", "、".join(indicator.materials)),
        ("依据", "\n".join(fact_told(fact, draft.case) for fact in leaf.facts)),
        ("评分过程", as_written("\n".join(working_lines(leaf)))),
        ("其他口径", "\n".join(_reading(reading) for reading in leaf.readings)),
        ("扣分", "\n".join(f"扣{points_shown(d.points)}分：{reason_told(leaf, d)}" for d in leaf.deductions)),
        ("问题和依据", "\n".join(_finding(names[f]) for f in dict.fromkeys(
            f for d in leaf.deductions for f in d.findings))),
        *more,
    ]
    score = f"{points_shown(leaf.score)}" if leaf.weighted else "不计分"
    weight = weight_shown(leaf.weight) if leaf.weighted else "—"
    first = (Cell(f"{leaf.code}{leaf.name}", right=2, bold=True), _label("分值"), Cell(weight, align="center"),
             _label("得分"), Cell(score, align="center"))
    rows = tuple((_label(label), Cell(words, right=5)) for label, words in pairs if words)
    return Table(f"{leaf.code}{leaf.name}工作底稿", "", (12, 36, 8, 10, 8, 10), (), (first, *rows))


def _label(words: str) -> Cell:
    return Cell(words, align="center", bold=True)


def _reading(reading: Reading) -> str:
    """What another reading of the value would give; it does not count."""
    value, source = shown(*reading.quantity), f"（{reading.source}）" if reading.source else ""
    return f"{reading.name}：{value}，得{points_shown(reading.score)}分{source}" if reading.score is not None \
        else f"{reading.name}：{value}{source}"


def _finding(finding: Finding) -> str:
    """The finding with its clause and where both its sides stand."""
    clause = f"（{finding.clause}）" if finding.clause else ""
    sides = "；".join(f"{side.text}（{side.place}）" if side.place else side.text for side in finding.sides)
    return f"{finding.text}{clause}" + (f"：{sides}" if sides else "")
