"""``hengji register snapshots``: the imports of a register and the versions that they made."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.services import register_snapshots, snapshots_document

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="列出一个台账的历次导入和快照", example=(
    "hengji register snapshots service-cases --store 台账库"))
@click.argument("register", metavar="台账")
@click.option("--store", metavar="文件夹", help="台账库；默认在 HENGJI_HOME 或用户数据文件夹的 stores/default")
@click.option("--registers", "extra", metavar="文件夹", type=click.Path(path_type=Path),
              help="自己的台账定义所在的文件夹")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(register: str, store: str | None, extra: Path | None, *, as_json: bool) -> None:
    """列出一个台账的历次导入：版本、时间、谁、从哪个文件、多少行、之后共有多少行。

    每一版都还在：hengji register measure 用 --at 版本 读那一版。
    """
    known, commits = register_snapshots(register, store, extra)
    if as_json:
        click.echo(json.dumps(snapshots_document(known, commits), ensure_ascii=False, indent=1))
        return
    from .tables import console, print_texts

    out = console()
    if not commits:
        out.print(f"“{known.name}”台账还没有导入过数据。")
        return
    rows = tuple((str(commit.version), f"{commit.when:%Y-%m-%d %H:%M}", commit.who, str(commit.imported),
                  str(commit.rejected), str(commit.rows), "、".join(
                      f"{source.name}{f'（{source.sheet}）' if source.sheet else ''}" for source in commit.sources)
                  + ("　换掉之前的全部数据" if commit.replaced else "")) for commit in commits)
    out.print(f"{known.name}（{known.id}）")
    print_texts(out, ("版本", "时间", "谁", "导入", "不合格", "之后共有", "来源"), rows, (3, 4, 5))
