"""Registers in words (台账的说明): fields, rules and measures as lines to read."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.registers import (
    ROLES,
    TYPES,
    Catalogue,
    Measure,
    Part,
    Register,
    RegisterField,
    described_field,
    measure_query,
)


def register_told(register: Register, known: Catalogue) -> Iterator[str]:
    """A register in lines: what a row is, its fields, rules, views and measures."""
    yield f"{register.name}（{register.id}，{register.english}）"
    yield f"{register.explain}。"
    if register.serves:
        yield f"数据来自：{'、'.join(register.serves)}"
    yield "字段："
    yield from (f"　{field_told(each)}" for each in register.fields)
    if register.rules:
        yield "不合的行不导入："
        yield from (f"　{each.says}（应当 {each.holds}）" for each in register.rules)
    if register.views:
        yield f"视图（度量的 SQL 可以用）：{'、'.join(each.name for each in register.views)}"
    yield "度量（加 --measure 度量 看它的分项和 SQL）：" if register.measures else "没有度量，供别的台账的度量使用。"
    for each in register.measures:
        yield from (f"　{line}" for line in measure_told(each, known, sql=False))


def field_told(each: RegisterField) -> str:
    """A field in a line: its names, what it holds, what it is for."""
    notes = [TYPES[each.type][0], ROLES.get(each.role, ""), "必填" if each.required and each.role != "key" else "",
             described_field(each), f"对应 {each.refers[0]}.{each.refers[1]}" if each.refers else "",
             f"如 {each.example}"]
    return f"{each.title}（{each.name}）：{'，'.join(note for note in notes if note)}"


def measure_told(measure: Measure, known: Catalogue, *, sql: bool) -> list[str]:
    """A measure in lines: what it is, what it counts, what it leaves out; with ``sql`` also how."""
    lines = [f"{measure.name}（{measure.id}，{measure.english}，单位：{measure.unit.name}）"
             f" = {measure.value.text}{'　' + measure.explain if measure.explain else ''}"]
    if not sql:
        left_out = "；".join(each.why for each in measure.left_out)
        return [*lines, f"　不计入：{left_out}"] if left_out else lines
    if measure.left_out:
        lines += ["　不计入（第一个成立的算数）：", *(f"　　{each.why}：{each.when}" for each in measure.left_out)]
    lines.append("　分项：")
    lines += [f"　　{each.name}（{each.unit.name}）{_how(each)}" for each in measure.parts]
    lines += [f"　分年度按 {measure.time}" if measure.time else "　不分年度，是现在的状况",
              f"　说成：{measure.sentence}"]
    if measure.split:
        lines.append(f"　按 {measure.split} 的每个值各算一次{'，一行可以属于几个值' if measure.overlaps else ''}")
    return [*lines, "　SQL：", measure_query(measure, known)]


def _how(part: Part) -> str:
    added = f"加 {part.sum}" if part.sum else "数行数"
    where = f"，只算 {part.where}" if part.where else ""
    return f"：{added}{where}{'，不分各值' if part.whole else ''}"
