"""``hengji register list`` and ``show``: which registers there are, and what one of them holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.services import (
    list_registers,
    measure_told,
    register_document,
    register_told,
    registers_document,
    show_register,
)

from .chinese import ChineseCommand

_json = click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
#: A folder of registers of the user's own.
extra_registers = click.option("--registers", "extra", metavar="文件夹", type=click.Path(path_type=Path),
                               help="自己的台账定义所在的文件夹")


@click.command(cls=ChineseCommand, example="hengji register list")
@extra_registers
@_json
def list_command(extra: Path | None, as_json: bool) -> None:
    """列出全部台账，分组；每个台账有几个字段、几个度量。"""
    groups = list_registers(extra)
    if as_json:
        click.echo(json.dumps(registers_document(groups), ensure_ascii=False, indent=1))
        return
    for group in groups:
        click.echo(f"{group.name}（{group.english}）")
        for each in group.registers:
            click.echo(f"　{each.id}　{each.name}　{each.english}"
                       f"　{len(each.fields)} 个字段，{len(each.measures)} 个度量")
    count = sum(len(group.registers) for group in groups)
    click.echo(f"共 {count} 个台账。用 hengji register show 台账 看字段和度量。")


@click.command(cls=ChineseCommand, example="hengji register show service-cases")
@click.argument("name", metavar="台账")
@click.option("--measure", "only", metavar="度量", default="", help="只显示这一个度量，连同它的 SQL")
@extra_registers
@_json
def show_command(name: str, only: str, extra: Path | None, as_json: bool) -> None:
    """显示一个台账：字段、每行的规则、视图、度量；--json 是 Frictionless Table Schema 加度量和 SQL。

    台账写标识（service-cases）或中文名称（办件）。
    """
    register, known = show_register(name, extra)
    wanted = (known.measure(register.id, only),) if only else register.measures
    if as_json:
        click.echo(json.dumps(register_document(register, known, wanted), ensure_ascii=False, indent=1))
        return
    if only:
        click.echo("\n".join(measure_told(wanted[0], known, sql=True)))
        return
    for line in register_told(register, known):
        click.echo(line)
