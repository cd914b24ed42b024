"""``hengji rank``: whole provinces in order, and compared."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.model import Place, Problem, Unusable
from hengji.services import RankRequest, RankResult, rank_scores, ranking_document

from .chinese import ChineseCommand

#: More rows of a list than these are for files.
_MOST = 1000


@click.command(cls=ChineseCommand, short_help="整张得分表的排名与对比", example=(
    "hengji rank 得分.parquet --by region,level -o 名次.html -o 名次.xlsx"))
@click.argument("scores", metavar="得分表")
@click.option("--by", "by", metavar="列,列",
              help="在哪些组里排名次，用逗号分开，如 region,level；默认按 region（有这一列时），写“无”就不分组")
@click.option("--against", metavar="得分表", help="与另一张得分表对照：自评与复评、两套指标体系、两个年度")
@click.option("--years", metavar="年:年", help="对照哪两个年度：本表的年度:对照表的年度，如 2022:2021；默认同一年度")
@click.option("--facts", metavar="数据表", help="评分用的数据表：数出最常不符合的评判要点")
@click.option("--period", metavar="年度", default="", help="说哪个年度；默认表里最后一个")
@click.option("--top", metavar="行数", default="10", show_default=True, help="各个清单列出多少行")
@click.option("-o", "--out", "outs", metavar="文件", multiple=True,
              help="写成 .csv（全部名次）、.xlsx、.html 或 .json；可写几次")
@click.option("--engine", "engine_name", metavar="引擎", default="duckdb", show_default=True,
              help="duckdb 在本机计算，spark 在集群上计算")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(scores: str, by: str | None, against: str | None, years: str | None, facts: str | None, period: str,
            top: str, outs: tuple[str, ...], engine_name: str, *, as_json: bool) -> None:
    """排名与对比：得分表是 hengji batch 写出的 Parquet 文件或文件夹，一行是一个单位的一个年度。

    总分相同的名次相同；没有总分的单位不排名次，另外列出。表里有几个年度的，还比较升降。
    """
    problems: list[Problem] = []
    request = RankRequest(
        scores, _groups(by), against or "", facts or "", period.strip(), _years(years, problems),
        _top(top, problems), tuple(Path(out) for out in outs), engine_name)
    if problems:
        raise Unusable(problems)
    from .progress import shown_progress

    with shown_progress("排名") as progress:
        result = rank_scores(request, progress)
    if as_json:
        click.echo(json.dumps(ranking_document(result.ranking, result.notes), ensure_ascii=False, indent=1))
        return
    _print(result)


def _groups(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    names = (name.strip() for name in text.replace("，", ",").replace("、", ",").split(","))
    return tuple(name for name in names if name and name != "无")


def _years(text: str | None, problems: list[Problem]) -> tuple[str, str] | None:
    if text is None:
        return None
    first, _, second = (part.strip() for part in text.replace("：", ":").partition(":"))
    if not first or not second:
        problems.append(Problem(Place("--years"), f"“{text}”不是两个年度", "本表的年度:对照表的年度，如 2022:2021"))
        return None
    return first, second


def _top(text: str, problems: list[Problem]) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= _MOST:
        return int(text)
    problems.append(Problem(Place("--top"), f"“{text}”不能用", f"1 到 {_MOST} 的整数",
                            suggestion="全部名次请用 -o 名次.csv 写出"))
    return 1


def _print(result: RankResult) -> None:
    from .tables import console, print_figures, print_line

    out = console()
    click.echo(result.title)
    for line in result.headline:
        print_line(out, line)
    for line in result.notes:
        print_line(out, f"注意　{line}", style="yellow")
    if result.compared:
        click.echo("\n与对照表相比")
        for line in result.compared:
            print_line(out, line)
    for table in result.tables:
        click.echo(f"\n{table.title}")
        if table.note:
            out.print(table.note, style="dim")
        print_figures(out, table.headings, table.rows, table.numeric)
        if table.left:
            click.echo(f"其余 {table.left} 行没有列出（--top 多列几行，-o 写成文件看全部）")
    for path in result.written:
        click.echo(f"已写出 {path}")
