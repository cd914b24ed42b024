"""The score table and the matrix of deductions as annexes (得分表、对照表)."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import NodeScore
from hengji.reports.content import reason_told
from hengji.reports.grid import level_name
from hengji.telling import fact_told, points_shown, rate_shown, weight_shown

from .analysis import value_told
from .blocks import Cell, Section, Table
from .phrases import tight
from .problems import Item
from .result import total_rate
from .shared import Draft, heads
from .suggestions import Advice


def score_annex(draft: Draft) -> Section:
    """Every indicator with weight, rule, value, score and rate; a parent stands once over its lines."""
    levels = draft.levels
    titles = [*(level_name(level) for level in range(1, levels + 1)), "分值", "评分标准", "指标值", "得分", "得分率"]
    widths = (*(9 for _ in range(levels - 1)), 14, 6, 32, 11, 7, 10)
    card = draft.card
    total = (Cell("合计", levels, align="center", bold=True),
             *(Cell(words, align="right", bold=True) for words in (
                 weight_shown(card.full) if draft.full else "—", "", "", points_shown(card.total),
                 rate_shown(total_rate(draft)))))
    table = Table(f"{draft.name}部门整体支出绩效评价指标得分表", "分", widths, heads(*titles),
                  (*_lines(draft), total), landscape=True)
    return Section("得分表", "部门整体支出绩效评价指标体系和得分表", (table,))


def _lines(draft: Draft) -> Iterator[tuple[Cell, ...]]:
    """A line for each leaf, before it the parents that begin with it."""
    line: list[Cell] = []
    for node in draft.card.nodes:
        if not node.leaf:
            line.append(_parent(node, sum(1 for _ in draft.below(node))))
            continue
        yield (*line, *_leaf(draft, node))
        line = []


def _parent(node: NodeScore, down: int) -> Cell:
    """Code, name and weight, over the lines of its leaves."""
    worth = f"\n（{weight_shown(node.weight)}分）" if node.weighted and node.weight else ""
    return Cell(f"{node.code}{node.name}{worth}", down=down, align="center", bold=node.level == 1)


def _leaf(draft: Draft, node: NodeScore) -> Iterator[Cell]:
    yield Cell(f"{node.code}{node.name}")
    yield from (Cell("") for _ in range(draft.levels - node.level))
    rule = draft.framework.by_code[node.code].rule
    figures = (weight_shown(node.weight) if node.weighted else "—", tight(rule.sentence) if rule else "",
               value_told(node), points_shown(node.score), rate_shown(node.rate))
    if node.not_applicable:
        figures = ("—", node.not_applicable, "", "不适用", "—")
    yield from (Cell(words, align="left" if n == 1 else "right") for n, words in enumerate(figures))


def matrix_annex(draft: Draft, items: tuple[Item, ...], advice: tuple[Advice, ...]) -> Section | None:
    """Every deduction with its problem, its suggestion and its evidence; None where nothing was deducted."""
    rows: list[tuple[Cell, ...]] = []
    for node in draft.card.nodes:
        for number, deduction in enumerate(node.deductions):
            first = (Cell(f"{node.code}{node.name}", down=len(node.deductions)),) if not number else ()
            problems = [item for item in items if any(own is node and cost is deduction for own, cost in item.lost)
                        or set(deduction.findings) & {finding.id for finding in item.findings}]
            ids = {item.id for item in problems}
            rows.append((*first, Cell(points_shown(deduction.points), align="right"),
                         Cell(reason_told(node, deduction)),
                         Cell("\n".join(dict.fromkeys(item.title for item in problems)) or "—"),
                         Cell("\n".join(one.title for one in advice if ids & set(one.problems)) or "—"),
                         Cell("\n".join(_evidence(draft, node, deduction.findings)) or "—")))
    if not rows:
        return None
    table = Table("扣分、问题、建议和依据对照表", "分", (16, 8, 28, 24, 20, 36),
                  heads("指标", "扣分", "扣分原因", "问题", "建议", "依据"), tuple(rows), landscape=True)
    return Section("对照表", "扣分、问题、建议和依据对照表", (table,))


def _evidence(draft: Draft, node: NodeScore, findings: tuple[str, ...]) -> Iterator[str]:
    """Both sides of the findings with their places; without findings, the facts."""
    known = {finding.id: finding for finding in draft.case.findings}
    for name in findings:
        for side in known[name].sides:
            yield f"{side.text}（{side.place}）" if side.place else side.text
    if not findings:
        yield from (fact_told(fact, draft.case) for fact in node.facts)
