"""``hengji report diff``: what changed between two versions of a report."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.services import changes_document, changes_told, check_outs, report_changes, write_changes

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="对比两稿", example=(
    "hengji report diff 初稿.docx 定稿.docx -o 两稿对比.html"))
@click.argument("first", metavar="甲")
@click.argument("second", metavar="乙")
@click.option("-o", "--out", "outs", metavar="文件", multiple=True, help="写成 .html、.xlsx 或 .json；可写几次")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(first: str, second: str, outs: tuple[str, ...], *, as_json: bool) -> None:
    """对比两稿：哪些数改了，在哪里，差多少；指标得分、总分和等级有没有变。

    甲、乙是两份文稿（.docx、.pdf、.html、.txt 等），或两个案例、两份评分结果（scorecard.json）。
    """
    paths = tuple(map(Path, outs))
    check_outs(paths, (first, second))
    changes = report_changes(first, second)
    written = write_changes(changes, paths)
    if as_json:
        click.echo(json.dumps(changes_document(changes), ensure_ascii=False, indent=1))
        return
    from .tables import console, print_changes, print_line

    out = console()
    told = changes_told(changes)
    print_line(out, f"甲　{changes.first.name}")
    print_line(out, f"乙　{changes.second.name}")
    for line in told.lines:
        print_line(out, line, style="bold")
    for title, heads, rows, numeric in told.tables:
        out.print(f"\n{title}", style="bold")
        print_changes(out, heads, rows, numeric)
    for path in written:
        out.print(f"已写出 {path}", soft_wrap=True)
