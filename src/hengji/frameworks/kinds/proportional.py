"""Proportional to completion (按完成比例得分): so much of the target, so much of the weight."""

from __future__ import annotations

from hengji.formula import Literal, Node, op, points
from hengji.intake import Field, Values, Words
from hengji.model import PLAIN, RATE

from .base import Kind, Rule, Setting
from .worth import ALL, WORTH


def _build(values: Values, setting: Setting) -> Rule | None:
    if not setting.needs_value(values.place) or setting.value is None or values["cap"] is None:
        return None
    unit, cap, weight = setting.value.unit, values["cap"], setting.weight
    if cap.of(weight) > weight:
        setting.problem(values.at("cap"), "最高得分超过权重")
        return None
    target: Node | None = None
    if values["target"] is not None:
        target = setting.standard(values["target"], unit)
        if target is None:
            return None
        if isinstance(target, Literal) and target.value <= 0:  # type: ignore[operator]
            setting.problem(values.at("target"), "目标要大于 0，否则完成比例没有意义")
            return None
    elif unit.dimension not in (RATE, PLAIN):
        setting.problem(values.place, f"公式得出的是{unit.dimension.term}，要写明目标值 target 才能算完成比例")
        return None

    def translate(value: Node | None) -> Node:
        assert value is not None
        completion = value if target is None else op("divide", value, target)
        earned = op("multiply", points(weight), completion)
        return op("max", points(0), op("min", points(cap.of(weight)), earned))

    written = values["target"].text if target else "100%"
    goal = f"达到{written}得满分，未达到按比例得分" if target else "按完成比率乘权重得分"
    limit = "，最高得满分" if cap.of(weight) == weight else f"，最高得{cap.told}"
    return Rule("proportional", goal + limit,
                {"target": written, "cap": cap.text}, translate)


KIND = Kind("proportional", "按完成比例得分", "权重 × 完成值 ÷ 目标值，设上限", (
    Field("target", Words(), "目标值，可写标准值的公式；不写则公式的比率本身就是完成比例"),
    Field("cap", WORTH, "最高得分，默认权重的 100%", default=ALL),
), _build)
