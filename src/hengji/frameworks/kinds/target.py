"""Target met or not (达标得分): full marks when met, else nothing, a proportion, or what the rule leaves unsaid."""

from __future__ import annotations

from hengji.formula import Literal, Node, op, points
from hengji.intake import Choice, Field, Values

from . import limit
from .base import Kind, Rule, Setting

_OTHERWISE = {"zero": "否则不得分", "proportional": "否则按比例得分", "unruled": "否则怎样得分没有规定"}


def _build(values: Values, setting: Setting) -> Rule | None:
    bound = limit.read_limit(values, setting)
    otherwise = values["otherwise"]
    if bound is None or otherwise is None:
        return None
    if otherwise == "unruled":
        setting.defect(values.at("otherwise"), f"没有规定不满足“{bound.told}”时怎么得分",
                       "请写明不得分，或改用按完成比例得分")
    if otherwise == "proportional" and isinstance(bound.value, Literal) and bound.value.value <= 0:  # type: ignore[operator]
        setting.problem(values.at("otherwise"), f"目标“{bound.told}”不大于 0，不能按比例得分",
                        "请改用 deduction（超限扣分）")
        return None
    silent = setting.unruled_score() if otherwise == "unruled" else None

    def translate(value: Node | None) -> Node:
        assert value is not None
        missed = silent or (points(0) if otherwise == "zero" else _in_proportion(bound, value, setting))
        return op("if", bound.kept(value), points(setting.weight), missed)

    told = f"{bound.told}得满分，{_OTHERWISE[otherwise]}" if setting.weighted else f"目标：{bound.told}"
    return Rule("target", told,
                {bound.operator: bound.text, "otherwise": otherwise}, translate)


def _in_proportion(bound: limit.Limit, value: Node, setting: Setting) -> Node:
    """So much of the weight as was reached of the target, or as the limit is of what exceeds it."""
    parts = (value, bound.value) if bound.operator == "at_least" else (bound.value, value)
    return op("max", points(0), op("multiply", points(setting.weight), op("divide", *parts)))


KIND = Kind("target", "达标得分", "达到目标得满分，否则不得分", (
    *limit.FIELDS,
    Field("otherwise", Choice(tuple(_OTHERWISE)),
          "未达标时：zero 不得分、proportional 按比例得分、unruled 原文没有规定", default="zero"),
), _build)
