"""``hengji register template``: workbooks to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from hengji.services import write_register_templates

from .chinese import ChineseCommand
from .register_show import extra_registers
from .targets import force


@click.command(cls=ChineseCommand, short_help="填报模板：一个台账一个 Excel 工作簿", example=(
    "hengji register template service-cases -o 办件.xlsx"))
@click.argument("names", metavar="[台账]…", nargs=-1)
@click.option("-o", "--out", "out", metavar="文件或文件夹", required=True, type=click.Path(path_type=Path),
              help="一个台账写成这个 .xlsx；几个台账写进这个文件夹，不写台账就是全部")
@extra_registers
@force
def command(names: tuple[str, ...], out: Path, extra: Path | None, *, force: bool) -> None:
    """生成填报模板：表头、每列填什么、下拉选项、填写示例。填好以后用 hengji register import 导入。"""
    written = write_register_templates(names, out, extra, force=force)
    for path in written:
        click.echo(f"已写出 {path}")
    click.echo("填好后运行：hengji register import 台账 文件 --store 文件夹")
