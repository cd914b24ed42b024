"""Deduction per occurrence (按次扣分): full marks less so much for each time something was found."""

from __future__ import annotations

from hengji.formula import Node, op, points
from hengji.intake import Field, Values
from hengji.model import COUNT

from .base import Kind, Rule, Setting, per_one
from .worth import NOTHING, WORTH


def _build(values: Values, setting: Setting) -> Rule | None:
    deduct, floor, weight = values["deduct"], values["floor"], setting.weight
    if deduct is None or floor is None:
        return None
    if setting.value is not None and setting.value.unit.dimension is not COUNT:
        setting.problem(values.place, f"公式得出的是{setting.value.unit.dimension.term}，这里要次数")
        return None
    if floor.of(weight) > weight:
        setting.problem(values.at("floor"), "最低得分超过权重")
        return None
    if deduct.amount == 0:
        setting.warn(values.at("deduct"), "每次扣 0，发生多少次也不扣分", "请核对扣分值")
    judged = setting.expert(counts=True) if setting.value is None else None

    def translate(value: Node | None) -> Node:
        times = judged or value
        assert times is not None
        lost = op("multiply", per_one(deduct, weight, "次"), times)
        left = op("min", points(weight), op("subtract", points(weight), lost))  # a count below 0 earns nothing
        return op("max", points(floor.of(weight)), left)

    down_to = "扣完为止" if floor.of(weight) == 0 else f"最低{floor.told}"
    return Rule("occurrences", f"每发生一次扣{deduct.told}，{down_to}",
                {"deduct": deduct.text, "floor": floor.text}, translate)


KIND = Kind("occurrences", "按次扣分", "每发现一次扣几分；次数由公式给出，没有公式的由评价人员清点", (
    Field("deduct", WORTH, "每次扣多少，如 0.5分 或 10%（权重的份额）", required=True),
    Field("floor", WORTH, "最低得分，默认 0分", default=NOTHING),
), _build)
