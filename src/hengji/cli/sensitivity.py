"""``hengji sensitivity``: what the scores of a case are worth, and how steady those of a whole table are."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.model import Place, Problem, Unusable
from hengji.services import (
    SensitivityReport,
    TableReport,
    TableRequest,
    analyse_sensitivity,
    analyse_table,
    evaluate_case,
    is_table,
    sensitivity_document,
    sensitivity_files,
    stability_document,
    write_sensitivity,
)
from hengji.telling import points_shown

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="敏感性分析", example=(
    "hengji sensitivity yanjin-2022 -o 敏感性.html；hengji sensitivity 得分.parquet -o 稳定性.html -o 稳定性.csv"))
@click.argument("case", metavar="案例或得分表")
@click.option("-o", "--out", "files", metavar="文件", multiple=True,
              help="写成 .html、.xlsx 或 .json；得分表还可以写成 .csv（全部单位）；可写几次")
@click.option("--draws", metavar="次数", help="权重随机变动多少次；默认 10000")
@click.option("--seed", metavar="种子", help="随机数的种子：同样的种子得同样的结果；默认 20240101")
@click.option("--concentration", metavar="浓度", help="权重变动的幅度，越大变得越少；默认 200（10分的指标约上下 2 分）")
@click.option("--period", metavar="年度", help="得分表：说哪个年度；默认表里最后一个")
@click.option("--by", metavar="列", help="得分表：--group 是哪一列的值；默认 region（地区）")
@click.option("--group", metavar="值", help="得分表：只算这一组，如 --group 濮阳市；默认全部单位")
@click.option("--top", metavar="名次", help="得分表：算进入前几名的概率；默认 10")
@click.option("--near", metavar="位", help="得分表：算名次上下不超过几位的概率；默认 3")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(case: str, files: tuple[str, ...], draws: str | None, seed: str | None, concentration: str | None, *,
            as_json: bool, **table: str | None) -> None:
    """敏感性分析：离界限有多远、怎样变会改变等级、权重变一变等级会不会变、哪个指标最能动总分、评委是否一致。

    给的是 hengji batch 写出的得分表（Parquet 文件或文件夹）时，说全部单位的名次和等级稳不稳：
    权重变一变，各单位得各个等级的概率、名次在哪个区间。
    """
    if is_table(case):
        _table(TableRequest(
            case, (table["period"] or "").strip(), (table["by"] or "").strip(), table["group"], draws, seed,
            concentration, table["top"], table["near"], tuple(map(Path, files))), as_json=as_json)
        return
    alone = [f"--{name}" for name, value in table.items() if value is not None]
    if alone:
        raise Unusable([Problem(Place(option), "只用于得分表", "hengji batch 写出的 Parquet 文件或文件夹",
                                found=case, suggestion=f"请去掉 {option}，或写得分表") for option in alone])
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


def _table(request: TableRequest, *, as_json: bool) -> None:
    from rich.console import Console

    # How far a matrix product is cannot be told; that something happens can.
    with Console(stderr=True).status("正在推算……"):
        report = analyse_table(request)
    if as_json:
        click.echo(json.dumps(stability_document(report.result), ensure_ascii=False, indent=1))
        return
    _print_table(report)
    for path in report.written:
        click.echo(f"已写出 {path}")


def _print_table(report: TableReport) -> None:
    from .tables import console, print_figures, print_line

    out = console()
    click.echo(report.title)
    for line in report.headline:
        print_line(out, line)
    for line in report.notes:
        print_line(out, f"注意　{line}", style="yellow")
    for table in report.tables:
        click.echo(f"\n{table.title}")
        if table.note:
            print_line(out, table.note, style="dim")
        print_figures(out, table.headings, table.rows, table.numeric)
        if table.left:
            click.echo(f"其余 {table.left} 个没有列出（-o 稳定性.csv 写出全部单位）")
    click.echo("\n口径")
    for line in report.methods:
        print_line(out, f"　{line}")
