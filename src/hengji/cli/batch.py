"""``hengji batch``: a whole table of departments at once."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.services import BatchRun, batch_document, score_batch

from .chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="一次给整张表评分", example=(
    "hengji batch 各部门.parquet --framework yanjin-2022 --out 得分.parquet"))
@click.argument("facts", metavar="数据表")
@click.option("--framework", "framework", metavar="体系", required=True, help="指标体系的标识，或它的文件")
@click.option("-o", "--out", "out", metavar="文件", required=True, help="得分写进这个 Parquet 文件或文件夹")
@click.option("--columns", "columns", metavar="文件", help="列对照：表里的列名不是指标体系的名称时，写明哪一列是哪一项")
@click.option("--partition-by", "partition_by", metavar="列", default="",
              help="按年度、地区等分开存放，用逗号分开，如 period,region")
@click.option("--engine", "engine_name", metavar="引擎", default="duckdb", show_default=True,
              help="duckdb 在本机计算，spark 在集群上计算")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(facts: str, framework: str, out: str, columns: str | None, partition_by: str, engine_name: str,
            *, as_json: bool) -> None:
    """给整张表评分：数据表是 Parquet 文件或文件夹，一行是一个单位的一个年度；得分与逐个评价完全相同。

    各列的名称是指标体系里事实的名称：金额以元为单位，比率 1 就是 100%；上年数写“上年:事实”，
    要点写“编号:第几点”，评判分写“编号:points”。缺的数留空，相应的指标就不评分，并写明缺什么。
    """
    from .progress import shown_progress

    with shown_progress("评分") as progress:
        run = score_batch(_source(facts), framework, _source(out), columns=Path(columns) if columns else None,
                          engine_name=engine_name, progress=progress,
                          partition_by=[name.strip() for name in partition_by.split(",") if name.strip()])
    click.echo(json.dumps(batch_document(run), ensure_ascii=False, indent=1) if as_json else _told(run))


def _source(text: str) -> Path | str:
    """A path, or the address of a cluster's folder."""
    return text if "://" in text else Path(text)


def _told(run: BatchRun) -> str:
    grades = "，".join(f"{name} {count}" for name, count in run.grades.items())
    unscored = f"；{run.unscored} 行有指标没有评分，没有总分（看各指标的 _missing 列）" if run.unscored else ""
    notes = "".join(f"\n请核对　{note}" for note in run.notes)
    return f"{run.framework.title}\n{run.rows} 行评分完毕：{grades}{unscored}{notes}\n已写出 {run.out}"
