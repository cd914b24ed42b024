"""``hengji roll-forward``: next year's case."""

from __future__ import annotations

from pathlib import Path

import click

from hengji.services import roll_forward

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="开出下一年的案例",
               example="hengji roll-forward yanjin-2022 -o 延津2023")
@click.argument("case", metavar="案例")
@click.option("-o", "--out", "folder", metavar="文件夹", required=True, help="下一年的案例写进这个文件夹")
def command(case: str, folder: str) -> None:
    """开出下一年的案例：今年的数转为上年数，查实的问题转为要核查的整改事项，项目和单位照列，其余重新填报。"""
    rolled = roll_forward(case, Path(folder))
    for path in rolled.written:
        click.echo(f"已写出 {path}")
    click.echo(f"{rolled.case.period}年度：带入上年数 {len(rolled.case.facts)} 个，"
               f"要核查的整改事项 {len(rolled.case.follow_ups)} 条；还要填报 {len(rolled.needed)} 个数：")
    click.echo("　" + "、".join(rolled.needed))
    click.echo(f"用 Excel 填报：hengji template {rolled.case.framework} --case {folder} -o 填报.xlsx")
