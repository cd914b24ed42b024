"""``hengji register generate``: made-up records to try registers and measures on."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import click

from hengji.model import Place, Problem, Unusable
from hengji.services import GenerateRequest, generate_document, generate_registers

from .chinese import ChineseCommand
from .progress import shown_progress
from .targets import force


@click.command(cls=ChineseCommand, short_help="生成示例数据（合成的，不是真实记录）", example=(
    "hengji register generate -o 示例台账 --registers service-items,key-tasks"))
@click.option("-o", "--out", "out", metavar="文件夹", required=True, type=click.Path(path_type=Path),
              help="一个台账一个文件，写进这个文件夹")
@click.option("--seed", "seed", metavar="整数", default=1, show_default=True, type=click.IntRange(0, 10**9),
              help="种子：种子相同，每一行都相同；换一个种子，总数不变，各行不同")
@click.option("--scale", "scale", metavar="规模", default="1", show_default=True,
              help="1 是一个县的一年，100 是一百个县；小于 1 时流水类台账按比例减少")
@click.option("--registers", "registers", metavar="台账,台账", default="", help="只生成这些台账；默认全部")
@click.option("--format", "kind", metavar="格式", default="", help="csv 或 parquet；默认 20 个县以上用 parquet")
@force
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(out: Path, seed: int, scale: str, registers: str, kind: str, *, force: bool, as_json: bool) -> None:
    """生成一个县一年的示例台账：表头是导出文件的中文表头，可以用 hengji register import 导入。

    数据都是合成的，单位、人员和编号全是虚构的；一个县的总数与公开的 2022 年度评价报告印出的数一致，
    如受理 79919 件、办结 79072 件。大的规模边算边写，内存不随行数增加。
    """
    names = tuple(name.strip() for name in registers.replace("，", ",").replace("、", ",").split(",") if name.strip())
    with shown_progress("生成示例数据") as progress:
        run = generate_registers(GenerateRequest(out, seed, _scale(scale), names, kind, force), progress)
    if as_json:
        click.echo(json.dumps(generate_document(run), ensure_ascii=False, indent=1))
        return
    for file in run.files:
        click.echo(f"{file.path}　{file.recipe.register.name}　{file.rows} 行")
    click.echo(f"共 {len(run.files)} 个台账 {run.rows} 行，都是合成数据（见 {out / '说明.txt'}）")
    first = run.files[0]
    click.echo(f"导入：hengji register import {first.recipe.register.id} {first.path} --store 台账库")


def _scale(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise Unusable([Problem(Place("--scale"), f"“{text}”不是一个数", "如 1、0.1、100")]) from None
