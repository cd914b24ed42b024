"""``hengji sensitivity``: what the scores are worth."""

from __future__ import annotations

import json

import click

from hengji.services import (
    SensitivityReport,
    analyse_sensitivity,
    evaluate_case,
    sensitivity_document,
    sensitivity_files,
    write_sensitivity,
)
from hengji.telling import points_shown

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="敏感性分析", example="hengji sensitivity yanjin-2022 -o 敏感性.html")
@click.argument("case", metavar="案例")
@click.option("-o", "--out", "files", metavar="文件", multiple=True, help="写成 .html、.xlsx 或 .json；可写几次")
@click.option("--draws", metavar="次数", help="权重随机变动多少次；默认 10000")
@click.option("--seed", metavar="种子", help="随机数的种子：同样的种子得同样的结果；默认 20240101")
@click.option("--concentration", metavar="浓度", help="权重变动的幅度，越大变得越少；默认 200（10分的指标约上下 2 分）")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(case: str, files: tuple[str, ...], draws: str | None, seed: str | None, concentration: str | None, *,
            as_json: bool) -> None:
    """敏感性分析：离界限有多远、怎样变会改变等级、权重变一变等级会不会变、哪个指标最能动总分、评委是否一致。"""
    paths = sensitivity_files(files)
    report = analyse_sensitivity(evaluate_case(case), draws, seed, concentration)
    written = write_sensitivity(report, paths)
    if as_json:
        click.echo(json.dumps(sensitivity_document(report), ensure_ascii=False, indent=1))
        return
    _print(report)
    for path in written:
        click.echo(f"已写出 {path}")


def _print(report: SensitivityReport) -> None:
    from rich.cells import chop_cells  # Chinese may break anywhere, not only at its few spaces

    from .tables import WIDTH, console, print_texts

    card, out = report.evaluation.scorecard, console()
    click.echo(f"{card.case.entity.name}　{card.case.period}年度　敏感性分析")
    click.echo(f"总分 {points_shown(card.total)}{'　' + card.grade if card.grade else ''}")
    for line in (part for text in report.headline for part in chop_cells(text, WIDTH)):
        click.echo(line)
    for table in report.tables:
        click.echo(f"\n{table.title}")
        for line in chop_cells(table.note, WIDTH):
            out.print(line, style="dim")
        if table.rows:
            print_texts(out, table.headings, table.rows, table.numeric)
        if table.left:
            click.echo(f"其余 {table.left} 行没有列出，用 -o 写成网页或 Excel 看全部")
    click.echo("\n说明")
    for line in (part for text in report.notes for part in chop_cells(f"　{text}", WIDTH)):
        click.echo(line)
