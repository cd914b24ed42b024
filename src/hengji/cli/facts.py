"""``hengji facts``: the facts of many cases as one table."""

from __future__ import annotations

from pathlib import Path

import click

from hengji.services import collect_facts

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
        click.echo(f"给定得分和复核调整不在表里，批量评分只按规则复算：{'、'.join(collected.given[:5])}"
                   + (f" 等 {len(collected.given)} 个" if len(collected.given) > 5 else ""))


command = ChineseGroup("facts", lazy={"collect": ("把许多案例汇集成一张表", lambda: collect_command)},
                       help="所需数据：collect 把许多案例汇集成一张表。")
