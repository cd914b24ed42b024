"""``hengji verify``: a sealed scorecard recomputed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from hengji.services import verify_scorecard

from .chinese import ChineseCommand
from .exit_codes import DONE, FOUND


@click.command(cls=ChineseCommand, short_help="核验评分结果",
               example="hengji verify hengji-demo/yanjin-2022/scorecard.json")
@click.argument("file", metavar="评分结果.json")
@click.option("--json", "as_json", is_flag=True, help="打印核验结果（JSON）")
def command(file: str, as_json: bool) -> int:
    """只用文件里的输入脱机重算全部得分，核对封签；不符时指出第一处。"""
    verification = verify_scorecard(Path(file))
    if as_json:
        document = {"schema": "hengji/verification/1", "holds": verification.holds, **asdict(verification)}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return DONE if verification.holds else FOUND
    if not verification.holds:
        click.echo(f"核验不通过。{verification.difference}")
        return FOUND
    click.echo(f"核验通过：总分 {verification.total or '（未评完）'}，等级 {verification.grade or '—'}")
    click.echo(f"封签 {verification.seal}")
    if verification.remark:
        click.echo(verification.remark)
    return DONE
