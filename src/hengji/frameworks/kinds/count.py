"""Count at least N (达到数量得分): full marks from N on, so much less for each one missing."""

from __future__ import annotations

from hengji.formula import Literal, Node, op, points
from hengji.intake import Field, ListOf, Quantity, Text, Values
from hengji.model import COUNT, PLAIN, UNITS, exact_text

from .base import Kind, Rule, Setting, named, per_one
from .worth import NOTHING, WORTH

_UNIT = UNITS["项"]


def _build(values: Values, setting: Setting) -> Rule | None:
    needed, deduct, floor, weight = values["at_least"], values["deduct"], values["floor"], setting.weight
    if needed is None or deduct is None or floor is None:
        return None
    if not values["points"] and not setting.needs_value(values.place):
        return None
    if not values["points"] and setting.value and setting.value.unit.dimension not in (COUNT, PLAIN):
        setting.problem(values.place, f"公式得出的是{setting.value.unit.dimension.term}，这里要数量")
        return None
    if values["points"] and len(values["points"]) < needed:
        setting.problem(values.at("points"), f"只列了 {len(values['points'])} 项，达不到 {needed} 项")
        return None
    if floor.of(weight) > weight:
        setting.problem(values.at("floor"), "最低得分超过权重")
        return None
    lowest = weight - deduct.of(weight) * needed
    if lowest > floor.of(weight):
        setting.warn(values.at("deduct"), f"一项也没有仍得 {points(lowest).text}", "请核对每少一项扣多少")
    reads = [setting.point(text, deduct.of(weight)) for text in values["points"] or ()]
    least = Literal(needed, _UNIT, f"{exact_text(needed)}项")

    def translate(value: Node | None) -> Node:
        counted = named("具备的项数", op("count_true", *reads), _UNIT) if reads else value
        assert counted is not None
        short = named("缺少的项数", op("subtract", least, counted), _UNIT)
        lost = op("multiply", per_one(deduct, weight, _UNIT.name), short)
        reduced = op("max", points(floor.of(weight)), op("subtract", points(weight), lost))
        return op("if", op("at_least", counted, least), points(weight), reduced)

    down_to = "扣完为止" if floor.of(weight) == 0 else f"最低{floor.told}"
    return Rule("count", f"达到{least.text}得满分，每少一项扣{deduct.told}，{down_to}",
                {"at_least": exact_text(needed), "deduct": deduct.text, "floor": floor.text}, translate)


KIND = Kind("count", "达到数量得分", "达到规定项数得满分，每少一项扣分", (
    Field("at_least", Quantity(_UNIT, low=1, whole=True), "至少几项", required=True),
    Field("deduct", WORTH, "每少一项扣多少", required=True),
    Field("points", ListOf(Text(), least=1), "逐项评判的各项；不写则由公式给出项数"),
    Field("floor", WORTH, "最低得分，默认 0分", default=NOTHING),
), _build)
