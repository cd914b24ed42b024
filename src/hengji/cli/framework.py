"""``hengji framework``: list, show, check, export to Excel, import from it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.services import (
    check_framework,
    export_framework,
    fact_asked,
    framework_document,
    framework_head,
    import_framework,
    list_frameworks,
    show_framework,
)
from hengji.telling import warning_told, weight_shown

from .chinese import ChineseCommand, ChineseGroup
from .targets import force, fresh

_json = click.option("--json", "as_json", is_flag=True, help="打印为 JSON")


def _print(document: dict[str, object]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


@click.command(cls=ChineseCommand, example="hengji framework list")
@_json
def list_command(as_json: bool) -> None:
    """列出内置的指标体系。"""
    if as_json:
        _print({"schema": "hengji/frameworks/1", "frameworks": [framework_head(f) for f in list_frameworks()]})
        return
    for framework in list_frameworks():
        nodes = framework.nodes
        levels = " / ".join(str(sum(node.level == level for node in nodes)) for level in (1, 2, 3))
        click.echo(f"{framework.id}　{framework.title}（版本 {framework.version}，{levels} 个指标，"
                   f"出处：{framework.source}）")


@click.command(cls=ChineseCommand, example="hengji framework show yanjin-2022")
@click.argument("name", metavar="标识或文件")
@_json
def show_command(name: str, as_json: bool) -> None:
    """显示一个指标体系：指标、权重、公式、评分规则、所需数据。"""
    framework = show_framework(name)
    if as_json:
        _print(framework_document(framework))
        return
    click.echo(f"{framework.title}　满分 {weight_shown(framework.full)}　出处：{framework.source}")
    if framework.valid_from or framework.valid_to:
        until = f"至 {framework.valid_to}" if framework.valid_to else "起"
        click.echo(f"适用：{framework.valid_from} {until}".replace("  ", " "))
    click.echo("等级：" + "，".join(f"{grade.name} {weight_shown(grade.low)} 分起" for grade in framework.grades))
    for node in framework.nodes:
        indent = "　" * (node.level - 1)
        weight = f"{weight_shown(node.weight)} 分" if node.weighted else "没有公布权重"
        click.echo(f"{indent}{node.code} {node.name}（{weight}）")
        if node.value is not None:
            click.echo(f"{indent}　公式：{node.value.text}")
        if node.rule is not None:
            click.echo(f"{indent}　规则：{node.rule.sentence}")
        for point in node.points:
            click.echo(f"{indent}　　{point.number}. {point.text}")
    for veto in framework.vetoes:
        click.echo(f"否决事项 {veto.code}：{veto.text}，等级最高为{veto.caps}")
    click.echo("所需数据：")
    for fact in framework.facts.values():
        click.echo(f"　{fact_asked(fact)}")


@click.command(cls=ChineseCommand, example="hengji framework check 我的指标体系.yaml")
@click.argument("name", metavar="文件或标识")
@_json
def check_command(name: str, as_json: bool) -> None:
    """检查一个指标体系：有问题全部列出；没有问题也列出值得再看的地方。"""
    framework = check_framework(Path(name)) if Path(name).exists() else show_framework(name)
    if as_json:
        _print(framework_head(framework))
        return
    for warning in framework.warnings:
        click.echo(warning_told(warning))
    click.echo(f"可以使用：{framework.title}，{len(framework.leaves)} 个末级指标，{len(framework.warnings)} 条提醒。")


@click.command(cls=ChineseCommand, example="hengji framework export yanjin-2022 --xlsx 体系.xlsx")
@click.argument("name", metavar="标识或文件")
@click.option("--xlsx", "file", metavar="文件", required=True, help="写成这个 Excel 工作簿（.xlsx）")
@force
@_json
def export_command(name: str, file: str, as_json: bool, *, force: bool) -> None:
    """把一个指标体系写成 Excel 工作簿：在里面改好以后，用 import 读回。"""
    framework = export_framework(name, fresh(file, force=force))
    if as_json:
        _print({**framework_head(framework), "written": file})
        return
    click.echo(f"已写出 {file}：{framework.title}，{len(framework.nodes)} 个指标，{len(framework.facts)} 项所需数据。")


@click.command(cls=ChineseCommand, example="hengji framework import 体系.xlsx -o 体系.yaml")
@click.argument("workbook", metavar="工作簿")
@click.option("-o", "--out", "file", metavar="文件", required=True, help="写成这个指标体系文件（.yaml）")
@force
@_json
def import_command(workbook: str, file: str, as_json: bool, *, force: bool) -> None:
    """把 Excel 工作簿里的指标体系读成 .yaml 文件：有问题全部列出，写明工作表和单元格，什么也不写出。"""
    framework = import_framework(Path(workbook), fresh(file, force=force))
    if as_json:
        _print({**framework_head(framework), "written": file})
        return
    for warning in framework.warnings:
        click.echo(warning_told(warning))
    click.echo(f"已写出 {file}：{framework.title}，{len(framework.leaves)} 个末级指标，"
               f"{len(framework.warnings)} 条提醒。")


command = ChineseGroup("framework", help="指标体系：列出、查看、检查，导出到 Excel、从 Excel 导入。", lazy={
    "list": ("列出内置的指标体系", lambda: list_command),
    "show": ("显示一个指标体系", lambda: show_command),
    "check": ("检查一个指标体系文件", lambda: check_command),
    "export": ("把一个指标体系写成 Excel 工作簿", lambda: export_command),
    "import": ("把 Excel 工作簿里的指标体系读成 .yaml 文件", lambda: import_command),
})
