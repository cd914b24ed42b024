"""All or nothing (全有或全无): every point met, or a condition true, earns the weight; else nothing."""

from __future__ import annotations

from functools import reduce

from hengji.formula import Node, op, points
from hengji.intake import Field, ListOf, Text, Values, Words

from .base import Kind, Rule, Setting


def _build(values: Values, setting: Setting) -> Rule | None:
    if bool(values["points"]) == bool(values["condition"]):
        setting.problem(values.place, "points（评判要点）和 condition（条件公式）要写且只写一样")
        return None
    conditions: list[Node]
    if values["condition"]:
        tree = setting.condition(values["condition"])
        if tree is None:
            return None
        conditions, told = [tree], f"条件“{values['condition'].text}”成立得满分，否则不得分"
    else:
        conditions = [setting.point(text, setting.weight) for text in values["points"]]
        told = "全部符合得满分，否则不得分" if len(conditions) > 1 else "符合得满分，否则不得分"

    if not setting.weighted:
        told = "目标：" + (f"“{values['condition'].text}”成立" if values["condition"] else "、".join(values["points"]))

    def translate(_value: Node | None) -> Node:
        condition = reduce(lambda a, b: op("and", a, b), conditions)
        return op("if", condition, points(setting.weight), points(0))

    return Rule("all_or_nothing", told, {}, translate)


KIND = Kind("all_or_nothing", "全有或全无", "全部要点符合（或条件成立）得满分，否则不得分", (
    Field("points", ListOf(Text(), least=1), "要点"),
    Field("condition", Words(), "条件公式"),
), _build)
