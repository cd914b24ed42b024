"""``hengji demo``: every bundled case."""

from __future__ import annotations

from pathlib import Path

import click

from hengji.services import run_demo

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="评价全部内置案例", example="hengji demo --out 演示结果")
@click.option("--out", "folder", metavar="文件夹", default="hengji-demo",
              help="评分结果写进这个文件夹；默认 hengji-demo")
def command(folder: str) -> None:
    """评价全部内置案例，打印得分表，把每个案例的评分结果写成网页、Excel、Word 和 JSON，并写出报告。"""
    from .tables import console, print_scorecard

    out = console()
    for evaluation, written in run_demo(Path(folder)):
        print_scorecard(out, evaluation)
        for path in written:
            out.print(f"已写出 {path}")
        out.print()
