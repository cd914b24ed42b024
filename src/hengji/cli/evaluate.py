"""``hengji evaluate``: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from hengji.model import Place, Problem, Unusable, did_you_mean
from hengji.services import FORMATS, document_bytes, issue_scorecard, scorecard_document

from .chinese import ChineseCommand
from .from_registers import evaluated, from_registers


@click.command(cls=ChineseCommand, short_help="评价一个案例", example=(
    "hengji evaluate yanjin-2022 --out 结果 --formats html,xlsx"))
@click.argument("case", metavar="案例")
@click.option("-o", "--out", "folder", metavar="文件夹", help="把评分结果写进这个文件夹")
@click.option("--formats", metavar="格式", default=",".join(FORMATS),
              help=f"写哪些格式，用逗号分开；默认全部：{','.join(FORMATS)}")
@from_registers
@click.option("--json", "as_json", is_flag=True, help="在标准输出上只打印评分结果（JSON）")
def command(case: str, folder: str | None, formats: str, store: str | None, engine: str, *, as_json: bool) -> None:
    """评价一个案例：案例是一个文件夹（里面有 case.yaml）、一个 .yaml 文件、填好的工作簿，或内置案例的标识。"""
    wanted = _formats(formats)
    evaluation = evaluated(case, store, engine)
    written = issue_scorecard(evaluation, Path(folder), wanted) if folder else ()
    if as_json:
        click.echo(document_bytes(scorecard_document(evaluation)).decode(), nl=False)
        return
    from .tables import console, print_line, print_scorecard

    out = console()
    print_scorecard(out, evaluation)
    for note in evaluation.notes:
        print_line(out, note, style="yellow")
    if evaluation.framework.warnings:
        name = evaluation.scorecard.case.framework
        out.print(f"指标体系有 {len(evaluation.framework.warnings)} 条提醒，用 hengji framework check {name} 查看")
    for path in written:
        out.print(f"已写出 {path}")


def _formats(text: str) -> list[str]:
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise Unusable([Problem(Place("--formats"), f"没有“{name}”这种格式", "、".join(FORMATS),
                                suggestion=did_you_mean(name, FORMATS)) for name in unknown or [text]])
    return wanted
