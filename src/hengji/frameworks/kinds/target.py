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
    # A standard that is computed may turn out not to be positive; then no proportion has been ruled.
    computed = otherwise == "proportional" and not isinstance(bound.value, Literal)
    silent = setting.unruled_score() if otherwise == "unruled" or computed else None

    def translate(value: Node | None) -> Node:
        assert value is not None
        return op("if", bound.kept(value), points(setting.weight), missed(value))

    def missed(value: Node) -> Node:
        if otherwise == "zero":
            return points(0)
        if otherwise == "unruled":
            return silent or points(0)
        earned = _in_proportion(bound, value, setting)
        if silent is None:
            return earned
        # A limit of 0 that is exceeded leaves nothing; a target of 0 can be reached in no proportion.
        positive = "at_least" if bound.operator == "at_most" else "more"
        nothing = Literal(0, bound.value.unit, f"0{bound.value.unit.name}")
        return op("if", op(positive, bound.value, nothing), earned, silent)

    told = (f"{bound.told}得满分，{_otherwise(otherwise, bound)}" if setting.weighted else f"目标：{bound.told}")
    return Rule("target", told, {bound.operator: bound.text, "otherwise": otherwise}, translate)


def _otherwise(otherwise: str, bound: limit.Limit) -> str:
    if otherwise != "proportional":
        return _OTHERWISE[otherwise]
    return "否则按" + ("实际值÷目标值" if bound.operator == "at_least" else "目标值÷实际值") + "的比例得分"


def _in_proportion(bound: limit.Limit, value: Node, setting: Setting) -> Node:
    """So much of the weight as was reached of the target, or as the limit is of what exceeds it."""
    parts = (value, bound.value) if bound.operator == "at_least" else (bound.value, value)
    return op("max", points(0), op("multiply", points(setting.weight), op("divide", *parts)))


KIND = Kind("target", "达标得分", "达到目标得满分，否则不得分", (
    *limit.FIELDS,
    Field("otherwise", Choice(tuple(_OTHERWISE), _OTHERWISE),
          "未达标时：zero 不得分、proportional 按比例得分、unruled 原文没有规定", default="zero"),
), _build)
