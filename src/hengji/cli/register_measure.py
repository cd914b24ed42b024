"""``hengji register measure``: measures of a register, with the rows behind them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from hengji.model import Missing, Place, Problem, Unusable
from hengji.services import (
    ALL_MEASURES,
    Measured,
    MeasureReport,
    MeasureRequest,
    Span,
    group_told,
    measure_register,
    measures_document,
    sentence_of,
)
from hengji.telling import shown

from .chinese import ChineseCommand
from .progress import shown_progress


@click.command(cls=ChineseCommand, short_help="计算度量，列出计入和不计入的行", example=(
    "hengji register measure service-cases closing-rate --store 台账库 --year 2022 --by department,month"))
@click.argument("register", metavar="台账")
@click.argument("name", metavar="[度量]", default=ALL_MEASURES)
@click.option("--store", metavar="文件夹", help="台账库；默认在 HENGJI_HOME 或用户数据文件夹的 stores/default")
@click.option("--engine", "engine_name", metavar="引擎", default="duckdb", show_default=True,
              help="duckdb 在本机计算，spark 在集群上计算")
@click.option("--year", metavar="年度", help="哪个年度；默认全部时间")
@click.option("--from", "first", metavar="日期", help="从哪天起，如 2022-01-01")
@click.option("--to", "last", metavar="日期", help="到哪天为止，含当天")
@click.option("--by", "by", metavar="列,列", default="", help="分组：列的英文名或表头，或 year、quarter、month")
@click.option("--where", "where", metavar="列=值", multiple=True, help="只算这些行；可写几次，同一列写几次是“或”")
@click.option("--at", "at", metavar="版本", help="读这个台账的哪一版；默认最新")
@click.option("--registers", "extra", metavar="文件夹", type=click.Path(path_type=Path),
              help="自己的台账定义所在的文件夹")
@click.option("--rows", "rows", metavar="文件", type=click.Path(path_type=Path),
              help="把计入的行写成 .csv、.xlsx 或 .parquet")
@click.option("--left-out", "left_out", metavar="文件", type=click.Path(path_type=Path),
              help="把不计入的行和原因写成文件")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(register: str, name: str, store: str | None, engine_name: str, year: str | None, first: str | None,
            last: str | None, by: str, where: tuple[str, ...], at: str | None, extra: Path | None,
            rows: Path | None, left_out: Path | None, *, as_json: bool) -> None:
    """计算一个台账的一个度量；不写度量或写 all，就一次算出它的全部度量。

    每个结果都说出计入多少行、哪些行因为什么不计入、读的是台账的哪一版。没有时间的行不会悄悄丢掉，列在不计入的行里。
    """
    problems: list[Problem] = []
    request = MeasureRequest(
        register, name, store, engine_name, _period(year, first, last, problems), _names(by),
        tuple(_pair(text, problems) for text in where), _version(at, problems), extra, rows, left_out)
    if problems:
        raise Unusable(problems)
    with shown_progress("计算度量") as progress:
        report = measure_register(request, progress)
    if as_json:
        click.echo(json.dumps(measures_document(report), ensure_ascii=False, indent=1))
        return
    _print(report)


def _period(year: str | None, first: str | None, last: str | None, problems: list[Problem]) -> Span:
    if year is None:
        span = Span(_day("--from", first, problems), _day("--to", last, problems))
        if span.first and span.last and span.first > span.last:
            problems.append(Problem(Place("--from"), f"{span.first} 晚于 {span.last}", "先后两天"))
        return span
    if first or last:
        problems.append(Problem(Place("--year"), "写了 --year，就不写 --from 和 --to", suggestion="请只用一种"))
    if year.isascii() and year.isdigit() and len(year) == 4 and year[0] != "0":
        return Span.year(int(year))
    problems.append(Problem(Place("--year"), f"“{year}”不是年度", "四位数的年度，如 2022"))
    return Span()


def _day(option: str, text: str | None, problems: list[Problem]) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(Problem(Place(option), f"“{text}”不是日期", "日期，如 2022-01-31"))
        return None


def _names(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.replace("，", ",").replace("、", ",").split(","))
    return tuple(part for part in parts if part)


def _pair(text: str, problems: list[Problem]) -> tuple[str, str]:
    column, sign, value = text.replace("＝", "=", 1).partition("=")
    if not sign or not column.strip():
        problems.append(Problem(Place("--where"), f"“{text}”没有写明列和值", "列=值，如 办理单位=县医保局"))
    return column.strip(), value.strip()


def _version(text: str | None, problems: list[Problem]) -> int | None:
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    problems.append(Problem(Place("--at"), f"“{text}”不是版本号", "0 以上的整数",
                            suggestion="hengji register snapshots 列出各版"))
    return None


def _print(report: MeasureReport) -> None:
    from .tables import console, print_figures, print_line

    out = console()
    single = len(report.results) == 1 and len(report.results[0]) == 1 and not report.results[0][0].group
    if single:
        _detail(report)
    else:
        rows = tuple((one.measure.name, "，".join(group_told(one)), _short(one),
                      str(one.counted), str(sum(one.left_out.values())))
                     for results in report.results for one in results)
        print_figures(out, ("度量", "分组", "结果", "计入", "不计入"), rows, (3, 4))
    for note in report.notes:
        print_line(out, f"注意　{note}", style="yellow")
    for name, snapshot in sorted(report.snapshots.items()):
        print_line(out, f"台账 {name}：第 {snapshot.version} 版，共 {snapshot.rows} 行")
    for path in report.written:
        click.echo(f"已写出 {path}")


def _short(one: Measured) -> str:
    return "—" if isinstance(one.value, Missing) else shown(one.value, one.measure.unit)


def _detail(report: MeasureReport) -> None:
    one = report.results[0][0]
    period = f"（{report.request.period}）" if one.measure.time else ""
    click.echo(f"{one.measure.name}{period}：{shown(one.value, one.measure.unit)}")
    click.echo(sentence_of(one))
    click.echo(f"计入 {one.counted} 行，不计入 {sum(one.left_out.values())} 行")
    for why, count in one.left_out.items():
        click.echo(f"　{count} 行：{why}")
    for part, count in one.unfilled.items():
        click.echo(f"　计入的行里有 {count} 行没有“{part}”要加的数，没有加进去")
