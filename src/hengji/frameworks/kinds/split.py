"""Split into weighted parts (分项计分): each part has its own value and its own rule."""

from __future__ import annotations

from hengji.formula import Node, points, read_formula, total
from hengji.intake import Field, ListOf, Located, Record, Text, Values, Words
from hengji.model import exact

from .base import Kind, Rule, Setting, named
from .registry import SIMPLE, read_rule, rule_type
from .worth import WORTH


def _part(entry: Values, setting: Setting) -> tuple[Rule, Node | None] | None:
    value: Node | None = None
    words: Located | None = entry["formula"]
    if words is not None:
        tree, problems = read_formula(words.text, words.place, setting.scope)
        setting.problems.extend(problems)
        if tree is None:
            return None
        value = named(entry["name"], tree, text=words.text)
    part = setting.part(entry["name"], entry["worth"].of(setting.weight), value)
    rule = read_rule(entry["rule"], part)
    return None if rule is None else (rule, value)


def _build(values: Values, setting: Setting) -> Rule | None:
    entries = values["parts"]
    if not entries or not all(entry.complete for entry in entries):
        return None
    names = [entry["name"] for entry in entries]
    if len(set(names)) < len(names):
        setting.problem(values.at("parts"), "有两个分项同名", "请改其中一个名称")
        return None
    worths = [entry["worth"].of(setting.weight) for entry in entries]
    if sum(worths) != setting.weight:
        setting.defect(values.at("parts"), f"各分项合计 {points(exact(sum(worths))).text}，"
                       f"权重是 {points(setting.weight).text}", "请让各分项之和等于权重")
    parts = [_part(entry, setting) for entry in entries]
    built = [part for part in parts if part is not None]
    if len(built) < len(parts):
        return None
    if len(setting.judged) > 1:
        setting.problem(values.at("parts"), "分项里只能有一个专家评判", "请把这个指标分成两个三级指标")
        return None

    def translate(_value: Node | None) -> Node:
        scores = [named(f"{entry['name']}得分", rule.translate(part_value))
                  for entry, (rule, part_value) in zip(entries, built, strict=True)]
        return total(*scores)

    told = "；".join(f"{entry['name']}（占{entry['worth'].told}）：{rule.sentence}"
                    for entry, (rule, _) in zip(entries, built, strict=True))
    return Rule("split", told, {"parts": [
        {"name": entry["name"], "worth": entry["worth"].text,
         "formula": entry["formula"].text if entry["formula"] else None,
         "rule": {"kind": rule.kind, **rule.parameters}}
        for entry, (rule, _) in zip(entries, built, strict=True)]}, translate)


_PART = Record("分项", (
    Field("name", Text(), "分项的名称", required=True),
    Field("worth", WORTH, "所占分值，如 50% 或 2.5分", required=True),
    Field("formula", Words(), "分项的公式"),
    Field("rule", rule_type(SIMPLE), "分项的评分规则", required=True),
))

KIND = Kind("split", "分项计分", "分成几项，各有自己的公式和规则，得分相加", (
    Field("parts", ListOf(_PART, least=1), "各分项", required=True),
), _build)
