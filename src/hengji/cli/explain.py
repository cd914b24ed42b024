"""``hengji explain``: why an indicator has its score."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import click

from hengji.model import MeasuredFact
from hengji.services import Explanation, explain_indicator, measured_facts, write_fact_rows
from hengji.telling import points_shown, rate_shown, reading_steps, shown, weight_shown

from .chinese import ChineseCommand
from .from_registers import evaluated, from_registers


@click.command(cls=ChineseCommand, short_help="说明一个指标的得分", example="hengji explain yanjin-2022 B11")
@click.argument("case", metavar="案例")
@click.argument("code", metavar="编号")
@from_registers
@click.option("--rows", "folder", metavar="文件夹", help="把台账里计入和不计入的行写进这个文件夹")
@click.option("--json", "as_json", is_flag=True, help="打印这个指标的全部结果（JSON）")
def command(case: str, code: str, store: str | None, engine: str, folder: str | None, *,
            as_json: bool) -> None:
    """说明一个指标为什么得这个分：依据、规则、代入数字的计算、其他口径、扣分和问题。"""
    evaluation = evaluated(case, store, engine)
    explanation = explain_indicator(evaluation, code)
    written = write_fact_rows(evaluation, explanation.node, Path(folder)) if folder else ()
    if as_json:
        click.echo(json.dumps(explanation.document, ensure_ascii=False, indent=1))
        return
    for line in (*_lines(explanation), *_from_registers(measured_facts(evaluation, explanation.node)),
                 *([f"已写出 {path}" for path in written] or _where_rows_are(explanation))):
        click.echo(line)


def _lines(explanation: Explanation) -> list[str]:
    node, indicator = explanation.node, explanation.indicator
    points = f"{points_shown(node.score)} / {weight_shown(node.weight)} 分　得分率 {rate_shown(node.rate)}"
    lines = [f"{node.code} {node.name}　{points if node.weighted else '没有公布权重'}"]
    if indicator.explain:
        lines.append(f"解释：{indicator.explain}")
    numbers = count(1)
    lines += [step if step.startswith("　") else f"{next(numbers)}. {step}" for step in explanation.steps]
    if node.readings:
        lines.append(f"口径：采用“{indicator.reading or '本公式'}”；其他口径（只显示影响，不计分）")
    for reading in node.readings:
        value = shown(reading.quantity.value, reading.quantity.unit)
        points = f"，得 {points_shown(reading.score)} 分" if reading.score is not None else ""
        lines.append(f"　{reading.name}：{value}{points}（{reading.source}）")
        lines += [f"　　{line}" for line in reading_steps(reading)]
    for deduction in node.deductions:
        named = f"［{'、'.join(deduction.findings)}］" if deduction.findings else ""
        lines.append(f"扣 {points_shown(deduction.points)} 分：{deduction.reason}{named}")
    for finding in explanation.findings:
        clause = f"（{finding.clause}）" if finding.clause else ""
        lines.append(f"问题 {finding.id}：{finding.text}{clause}")
    if indicator.materials:
        lines.append("所需资料：" + "、".join(indicator.materials))
    return lines


def _from_registers(facts: Sequence[MeasuredFact]) -> Iterator[str]:
    """What the registers say of the indicator's facts."""
    for fact in facts:
        assert fact.result is not None
        yield f"台账：{fact.result.sentence}（{fact.measure}）"


def _where_rows_are(explanation: Explanation) -> list[str]:
    from_registers = any(fact.source.kind == "register" for fact in explanation.node.facts)
    return ["　逐行明细：加 --rows 文件夹"] if from_registers else []
