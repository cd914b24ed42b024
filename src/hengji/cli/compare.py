"""``hengji compare``: two scorecards side by side."""

from __future__ import annotations

import json

import click

from hengji.model import KINDS
from hengji.services import Comparison, Evaluation, compare_evaluations, comparison_document
from hengji.telling import REASONS, points_shown

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="对比两份评分", example="hengji compare yanjin-2022 xinzheng-2021")
@click.argument("first", metavar="甲")
@click.argument("second", metavar="乙")
@click.option("--all", "everything", is_flag=True, help="连得分相同的指标也列出")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(first: str, second: str, *, everything: bool, as_json: bool) -> None:
    """对比两份评分：自评与复评、今年与上年。甲、乙可以是案例，也可以是评分结果（scorecard.json）。差得最多的列在最前。"""
    comparison = compare_evaluations(first, second)
    if as_json:
        click.echo(json.dumps(comparison_document(comparison), ensure_ascii=False, indent=1))
        return
    from .tables import console, print_comparison

    absent = [row for row in comparison.rows if "absent" in row.reasons]
    click.echo(f"甲　{_told(comparison.first)}")
    click.echo(f"乙　{_told(comparison.second)}")
    print_comparison(console(), _rows(comparison, everything=everything))
    if absent and not everything:
        click.echo(f"两套指标体系不同：{len(absent)} 个指标只有一方有，没有列出（--all 全部列出）")


def _told(evaluation: Evaluation) -> str:
    card = evaluation.scorecard
    return (f"{card.case.entity.name} {card.case.period}年度{KINDS[card.case.kind]}　"
            f"{points_shown(card.total)}{' ' + card.grade if card.grade else ''}　（{evaluation.framework.title}）")


def _rows(comparison: Comparison, *, everything: bool) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in comparison.rows:
        if everything or (row.reasons and "absent" not in row.reasons):
            more = "+" if row.difference and row.difference > 0 else ""
            gap = "—" if row.difference is None else f"{more}{points_shown(row.difference)}"
            rows.append((row.code if row.level else "", row.name, points_shown(row.first),
                         points_shown(row.second), gap, "；".join(REASONS[code] for code in row.reasons)))
    return rows
