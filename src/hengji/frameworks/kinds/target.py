"""Target met or not (达标得分): full marks when met, else nothing, or what the rule leaves unsaid."""

from __future__ import annotations

from hengji.formula import Node, op, points
from hengji.intake import Choice, Field, Values

from . import limit
from .base import Kind, Rule, Setting


def _build(values: Values, setting: Setting) -> Rule | None:
    bound = limit.read_limit(values, setting)
    otherwise = values["otherwise"]
    if bound is None or otherwise is None:
        return None
    if otherwise == "unruled":
        setting.defect(values.at("otherwise"), f"没有规定不满足“{bound.told}”时怎么得分",
                       "请写明不得分，或改用按完成比例得分")
    missed: Node = points(0) if otherwise == "zero" else setting.unruled_score()

    def translate(value: Node | None) -> Node:
        assert value is not None
        return op("if", bound.kept(value), points(setting.weight), missed)

    tail = "否则不得分" if otherwise == "zero" else "否则怎样得分没有规定"
    return Rule("target", f"{bound.told}得满分，{tail}",
                {bound.operator: bound.value.text, "otherwise": otherwise}, translate)


KIND = Kind("target", "达标得分", "达到目标得满分，否则不得分", (
    *limit.FIELDS,
    Field("otherwise", Choice(("zero", "unruled")), "未达标时：zero 不得分、unruled 原文没有规定", default="zero"),
), _build)
