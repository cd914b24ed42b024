"""``hengji template``: a workbook to fill in."""

from __future__ import annotations

import click

from hengji.services import write_template

from .chinese import ChineseCommand
from .targets import force, fresh


@click.command(cls=ChineseCommand, short_help="生成填报模板", example=(
    "hengji template yanjin-2022 -o 延津2023填报.xlsx"))
@click.argument("framework", metavar="指标体系")
@click.option("-o", "--out", "file", metavar="文件", required=True, help="写成这个 .xlsx 文件")
@force
@click.option("--case", "case", metavar="案例", default="", help="用这个案例里已有的内容填好")
def command(framework: str, file: str, case: str, *, force: bool) -> None:
    """生成填报模板：一本 Excel 工作簿，按指标体系列好要填的数、要评判的要点和要的资料。

    指标体系写内置的标识，或 .yaml 文件的路径。填好以后用 hengji evaluate 评价这本工作簿。
    """
    written = write_template(framework, fresh(file, force=force), case)
    click.echo(f"已写出 {written.path}")
    click.echo(f"填好后运行：hengji evaluate {written.path}")
