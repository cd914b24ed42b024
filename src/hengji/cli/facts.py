"""``hengji facts``: the facts of many cases as one table."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.model import exact_text
from hengji.services import TableColumn, collect_facts, columns_document, table_columns

from .chinese import ChineseCommand, ChineseGroup


@click.command(cls=ChineseCommand, example="hengji facts collect yanjin-2022 -o 各单位.parquet")
@click.argument("cases", metavar="案例…", nargs=-1, required=True)
@click.option("-o", "--out", "out", metavar="文件", required=True, help="写成这个 Parquet 文件")
def collect_command(cases: tuple[str, ...], out: str) -> None:
    """把许多案例（文件夹或填好的工作簿）汇集成一张表，一个案例一行，可交给 hengji batch 一次评完。

    各预算单位、各项目的数按指标体系的规定汇总；剔除的数相加；不适用的指标连同理由带上。
    """
    collected = collect_facts(cases, Path(out))
    click.echo(f"{collected.framework.title}\n{collected.rows} 个案例已汇集，写出 {collected.out}")
    if collected.given:
        click.echo(f"上级指标和总分的给定得分不在表里，批量评分由下级相加：{'、'.join(collected.given[:5])}"
                   + (f" 等 {len(collected.given)} 个" if len(collected.given) > 5 else ""))


@click.command(cls=ChineseCommand, example="hengji facts columns yanjin-2022")
@click.argument("framework", metavar="体系")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def columns_command(framework: str, as_json: bool) -> None:
    """列出批量评分的数据表要有哪些列：列名、单位、哪些指标要用。"""
    known, columns = table_columns(framework)
    if as_json:
        click.echo(json.dumps(columns_document(known, columns), ensure_ascii=False, indent=1))
        return
    click.echo(f"{known.title}\n每行一个单位的一个年度：entity（单位）、period（年度）；可带 region、level、type 分组")
    for column in columns:
        if column.required:
            click.echo(f"{column.name}　{_told(column)}　{'、'.join(column.codes)}"
                       f"{'　' + column.told if column.told else ''}")
    optional = [column.name for column in columns if not column.required and column.name.startswith("剔除:")]
    click.echo("、".join(["可以没有的列：编号:not_applicable（指标不适用的理由）",
                         "编号:given（给定的得分，先于规则）", *optional]))


def _told(column: TableColumn) -> str:
    unit = _UNITS.get(column.unit.dimension.name, column.unit.name)
    return f"{unit}，最多 {exact_text(column.most)}" if column.most is not None else unit


#: How the numbers of a column are written, where the unit's own name does not say it.
_UNITS = {"yuan": "元，DECIMAL，两位小数", "rate": "比率（1 = 100%）", "count": "数量",
          "truth": "是否（true/false）", "date": "日期", "text": "文字"}

command = ChineseGroup("facts", help="所需数据：collect 把许多案例汇集成一张表，columns 列出数据表要有哪些列。", lazy={
    "collect": ("把许多案例汇集成一张表", lambda: collect_command),
    "columns": ("列出数据表要有哪些列", lambda: columns_command),
})
