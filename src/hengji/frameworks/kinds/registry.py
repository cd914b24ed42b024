"""The simple kinds, and how a rule of any kind is read (规则登记)."""

from __future__ import annotations

from collections.abc import Iterable

from hengji.formula import Node, op, points
from hengji.intake import Field, FieldType, Located, OneOf, Text, Values, Words, combined

from . import all_or_nothing, bands, checklist, count, deduction, judgement, proportional, target
from .base import Kind, Rule, Setting

#: Kinds that stand alone, and that a part of a split rule may have.
SIMPLE: dict[str, Kind] = {module.KIND.name: module.KIND for module in (
    deduction, proportional, bands, checklist, all_or_nothing, count, target, judgement)}

_COMMON = (
    Field("kind", Text(), "规则种类", required=True),
    Field("zero_when", Words(), "在什么条件下不得分，如 预算执行率 > 100%"),
)


def rule_type(kinds: dict[str, Kind]) -> FieldType:
    """The field type that reads a rule of one of ``kinds``."""
    return OneOf("kind", {name: combined(kind.term, _COMMON, kind.fields, doc=kind.doc)
                           for name, kind in kinds.items()})


def read_rule(entry: tuple[str, Values], setting: Setting, also: Iterable[Kind] = ()) -> Rule | None:
    """The rule that ``entry`` (kind, values) describes, its zero condition around it."""
    name, values = entry
    kind = {**SIMPLE, **{k.name: k for k in also}}[name]
    rule = kind.build(values, setting)
    words: Located | None = values["zero_when"]
    if rule is None or words is None:
        return rule
    if setting.condition(words) is None:
        return None

    def translate(value: Node | None) -> Node:
        # Read again for every value: under another reading the condition is of that reading.
        condition = setting.part(setting.name, setting.weight, value).condition(words)
        assert condition is not None
        return op("if", condition, points(0), rule.translate(value))

    return Rule(rule.kind, f"{rule.sentence}；{words.text} 的不得分",
                {**rule.parameters, "zero_when": words.text}, translate)
