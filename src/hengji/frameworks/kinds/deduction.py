"""Deduction beyond a threshold (超限扣分): full marks within, so much less for each step beyond."""

from __future__ import annotations

from hengji.formula import Node, op, points
from hengji.intake import Choice, Field, Values, Words

from . import limit
from .base import Kind, Rule, Setting, named, worth_node
from .worth import NOTHING, WORTH

_STEPS = {"continuous": "按比例", "full": "满一步才扣", "started": "不足一步按一步"}


def _build(values: Values, setting: Setting) -> Rule | None:
    bound = limit.read_limit(values, setting)
    if bound is None:
        return None
    per = setting.quantity(values["per"], setting.value.unit) if setting.value else None
    deduct, floor, step = values["deduct"], values["floor"], values["step"]
    if per is None or deduct is None or floor is None or step is None:
        return None
    if per.value <= 0:  # type: ignore[operator]
        setting.problem(values.at("per"), "每步的大小要大于 0")
        return None
    if floor.of(setting.weight) > setting.weight:
        setting.problem(values.at("floor"), "最低得分超过权重")
        return None
    if deduct.amount == 0:
        setting.warn(values.at("deduct"), "每步扣 0，超限也不扣分", "请核对扣分值")
    weight = setting.weight

    def translate(value: Node | None) -> Node:
        assert value is not None
        steps = op("divide", named("超出部分" if bound.operator == "at_most" else "不足部分", bound.excess(value)), per)
        if step != "continuous":
            steps = op("floor" if step == "full" else "ceiling", steps)
        lost = op("multiply", worth_node(deduct, weight), steps)
        reduced = op("max", points(floor.of(weight)), op("subtract", points(weight), lost))
        return op("if", bound.kept(value), points(weight), reduced)

    moves = "上升" if bound.operator == "at_most" else "下降"
    down_to = "扣完为止" if floor.of(weight) == 0 else f"最低{floor.told}"
    return Rule("deduction",
                f"{bound.told}得满分；每{moves}{per.text}扣{deduct.told}（{_STEPS[step]}），{down_to}",
                {bound.operator: bound.text, "per": per.text, "step": step,
                 "deduct": deduct.text, "floor": floor.text}, translate)


KIND = Kind("deduction", "超限扣分", "达到界限得满分，超出部分按步扣分", (
    *limit.FIELDS,
    Field("per", Words(), "每一步多大，如 1%", required=True),
    Field("deduct", WORTH, "每一步扣多少，如 3%（权重的份额）或 0.5分", required=True),
    Field("step", Choice(tuple(_STEPS), _STEPS), "continuous 按比例、full 满一步才扣、started 不足一步按一步",
          default="continuous"),
    Field("floor", WORTH, "最低得分，默认 0分", default=NOTHING),
), _build)
