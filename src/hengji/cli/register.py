"""``hengji register``: registers and measures; each sub-command is a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import click

from .chinese import ChineseGroup


def _from(module: str, name: str = "command") -> Callable[[], click.Command]:
    def load() -> click.Command:
        found: click.Command = getattr(import_module(f"hengji.cli.{module}"), name)
        return found

    return load


command = ChineseGroup("register", help="台账：列出、查看、填报模板，导入数据，计算度量。", lazy={
    "list": ("列出内置的台账", _from("register_show", "list_command")),
    "show": ("显示一个台账：字段、规则、度量及其 SQL", _from("register_show", "show_command")),
    "template": ("填报模板：一个台账一个 Excel 工作簿", _from("register_template")),
    "generate": ("生成示例数据（合成的，不是真实记录）", _from("register_generate")),
    "import": ("把文件或数据库里的数据导入台账", _from("register_import")),
    "snapshots": ("列出一个台账的历次导入和快照", _from("register_snapshots")),
    "measure": ("计算度量，列出计入和不计入的行", _from("register_measure")),
})
