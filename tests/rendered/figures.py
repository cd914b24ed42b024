"""The figures of a scorecard on the pages of a paper (得分上纸): what each kind promises, read from the PDF alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from hengji.model import NodeScore, Scorecard
from hengji.telling import points_shown, rate_shown, weight_shown
from tests.rendered.pages import Printed, bare

#: Between weight and score of an indicator stand its rule and its value.
_RULE = ".{0,700}?"


def figures_absent(printed: Printed, card: Scorecard, kind: str) -> Iterator[str]:
    """Indicators, heads and totals that are not there with their own figures beside them."""
    for told, pattern in _promised(card, kind):
        if re.search(pattern, printed.words) is None:
            yield f"{printed.name} 里没有{told}"


def _promised(card: Scorecard, kind: str) -> Iterator[tuple[str, str]]:
    leaves = [node for node in card.nodes if node.leaf and not node.not_applicable]
    if kind in ("evaluation", "self-evaluation"):
        yield from (_scored(node) for node in card.nodes if node.leaf)
        yield from (_headed(node) for node in card.nodes if node.level == 1 and node.weighted and not node.leaf)
        yield "合计一行的总分", f"合计.{{0,9}}?{re.escape(points_shown(card.total) + _rate(card))}"
    if kind in ("evaluation", "self-evaluation", "feedback", "rectification"):
        yield "总分", re.escape(points_shown(card.total))
        yield "等级", f"(?:等级为“?|等级：|评价等级|评价结论){card.grade}"
    if kind == "working-paper":
        for node in leaves:
            weight, score = (weight_shown(node.weight), points_shown(node.score)) if node.weighted else ("—", "不计分")
            yield _named(node), f"{re.escape(bare(node.code + node.name))}分值{weight}得分{re.escape(score)}"
    if kind == "request-list":
        yield from ((_named(node), re.escape(bare(node.code + node.name))) for node in leaves)
    if kind in ("targets", "monitoring", "self-evaluation"):
        yield from ((f"目标“{target.name}”", re.escape(bare(target.name))) for target in card.case.report.targets)
    if kind in ("evaluation", "feedback", "rectification"):
        yield from ((f"问题“{problem.title}”", re.escape(bare(problem.title)))
                    for problem in card.case.report.problems if "{" not in problem.title)


def _named(node: NodeScore) -> str:
    return f"{node.code}{node.name}"


def _scored(node: NodeScore) -> tuple[str, str]:
    """The line of the score table: weight, rule, value, score, rate."""
    name = re.escape(bare(node.code + node.name))
    if node.not_applicable:
        return f"{_named(node)}的“不适用”", f"{name}—.{{0,200}}?不适用"
    weight, score = weight_shown(node.weight) if node.weighted else "—", points_shown(node.score)
    return (f"{_named(node)}的分值{weight}、得分{score}、得分率{rate_shown(node.rate)}",
            f"{name}{re.escape(weight)}{_RULE}{re.escape(score + rate_shown(node.rate))}")


def _headed(node: NodeScore) -> tuple[str, str]:
    """The line of the table of heads: weight, score, rate side by side."""
    figures = bare(node.name) + weight_shown(node.weight) + points_shown(node.score) + rate_shown(node.rate)
    return f"一级指标{figures}", re.escape(figures)


def _rate(card: Scorecard) -> str:
    return rate_shown(Fraction(card.total) / Fraction(card.full)) if card.total is not None and card.full else ""
