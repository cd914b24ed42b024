"""``hengji report template``: the shipped Word templates, to be edited."""

from __future__ import annotations

import click

from hengji.services import write_report_template

from .chinese import ChineseCommand
from .targets import force, fresh


@click.command(cls=ChineseCommand, short_help="取出报告模板", example=(
    "hengji report template evaluation -o 我的模板.docx"))
@click.argument("kind", metavar="种类")
@click.option("-o", "--out", "file", metavar="文件", required=True, help="写成这个 .docx 文件")
@force
def command(kind: str, file: str, *, force: bool) -> None:
    """取出随附的 Word 模板，用 Word 或 WPS 改版式、加文字，再用 --template 生成报告。

    模板里 {{ 总分 }} 这样的占位符生成时换成案例里的数；{{p 正文 }}、{{p 附件 }} 各占一段，换成整节内容。
    """
    written = write_report_template(kind, fresh(file, force=force))
    click.echo(f"已写出 {written}")
    click.echo(f"改好后运行：hengji report 案例 --kind {kind} --template {written} -o 报告.docx")
