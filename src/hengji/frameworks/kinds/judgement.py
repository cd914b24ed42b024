"""Expert judgement (专家评判): points with a reason, where the rule gives no scale."""

from __future__ import annotations

from hengji.formula import Node
from hengji.intake import Field, ListOf, Record, Text, Values

from . import panel
from .base import Kind, Rule, Setting
from .worth import WORTH


def _build(values: Values, setting: Setting) -> Rule | None:
    aspects = values["aspects"] or ()
    worths = [aspect["worth"] for aspect in aspects]
    if None in worths:
        return None
    if aspects and sum(worth.of(setting.weight) for worth in worths) != setting.weight:
        setting.defect(values.at("aspects"), "各方面的份额之和不等于权重", "请核对各方面的份额")
    judges = panel.read_panel(values, setting.problem)
    read = setting.expert(judges)

    def translate(_value: Node | None) -> Node:
        return read

    told = "由评价人员按实际情况评分，须写明理由" + (judges.told if judges else "")
    if aspects:
        told += "；" + "、".join(f"{aspect['text']}占{aspect['worth'].told}" for aspect in aspects)
    shares = [{"text": aspect["text"], "worth": aspect["worth"].text} for aspect in aspects]
    return Rule("judgement", told, {"aspects": shares, **panel.parameters(judges)}, translate)


_ASPECT = Record("方面", (
    Field("text", Text(), "这一方面的名称", required=True),
    Field("worth", WORTH, "所占分值", required=True),
))

KIND = Kind("judgement", "专家评判", "没有客观刻度，由评价人员评分并写明理由", (
    Field("aspects", ListOf(_ASPECT, least=1), "评分时要看的几个方面及其份额"),
    *panel.FIELDS,
), _build)
