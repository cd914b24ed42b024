"""``hengji request-list``: what the department must hand in."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.model import Place, Problem, Unusable
from hengji.services import material_document, material_list, material_rows, write_material_list

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="资料清单：已交和还缺的", example=(
    "hengji request-list yanjin-2022 -o 资料清单.xlsx"))
@click.argument("case", metavar="案例")
@click.option("-o", "--out", "file", metavar="文件", help="写成 .xlsx 或 .csv")
@click.option("--missing", "only_missing", is_flag=True, help="只列还缺的")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(case: str, file: str | None, *, only_missing: bool, as_json: bool) -> None:
    """资料清单：每个指标要哪些资料，已经交来哪些，还缺哪些。"""
    if file is not None and Path(file).suffix.lower() not in (".xlsx", ".csv"):
        raise Unusable([Problem(Place(file), "资料清单只能写成 .xlsx 或 .csv", suggestion="如 -o 资料清单.xlsx")])
    entries = material_list(case)
    if only_missing:
        entries = tuple(entry for entry in entries if entry.missing or entry.unproven)
    if file is not None:
        path = write_material_list(entries, Path(file))
    if as_json:
        click.echo(json.dumps(material_document(entries), ensure_ascii=False, indent=1))
        return
    from .tables import console, print_materials

    print_materials(console(), material_rows(entries, brief=True))
    click.echo(f"{len(entries)} 个指标，{sum(bool(entry.missing) for entry in entries)} 个还缺资料，"
               f"{sum(entry.state == '有数无据' for entry in entries)} 个有数而没有资料证明。")
    if file is not None:
        click.echo(f"已写出 {path}")
