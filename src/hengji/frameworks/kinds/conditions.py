"""Conditions that any rule may have (附加条件): no points when, a reason when, a veto."""

from __future__ import annotations

from functools import reduce
from typing import Any

from hengji.formula import Node, op, points
from hengji.intake import Field, ListOf, Located, Text, Values, Words

from .base import Rule, Setting, worth_node
from .worth import NOTHING, WORTH

FIELDS = (
    Field("zero_when", Words(), "在什么条件下不得分，如 预算执行率 > 100%"),
    Field("reason_when", Words(), "在什么条件下要说明原因，如 完成率 > 130%"),
    Field("without_reason", WORTH, "要说明原因而没有合理原因的，最多得多少，默认 0分", default=NOTHING),
    Field("veto", ListOf(Text(), least=1), "一票否决的事项：查实发生的，这个指标不得分"),
)


def with_conditions(rule: Rule, values: Values, setting: Setting) -> Rule | None:
    """``rule`` with the conditions among ``values`` around it; None when one cannot be used."""
    inner = _veto(_reason(rule, values, setting), values, setting)
    words: Located | None = values["zero_when"]
    if words is None or inner is None:
        return inner
    if setting.condition(words) is None:
        return None

    def translate(value: Node | None) -> Node:
        return op("if", _under(setting, words, value), points(0), inner.translate(value))

    return _told(inner, f"{words.text} 的不得分", {"zero_when": words.text}, translate)


def _reason(rule: Rule, values: Values, setting: Setting) -> Rule | None:
    """Beyond some point, such as a clear over-achievement, the score stands only with a good reason."""
    words: Located | None = values["reason_when"]
    worth = values["without_reason"]
    if words is None:
        if "without_reason" in values.places:
            setting.problem(values.at("without_reason"), "写了 without_reason，却没有写 reason_when")
        return rule
    if setting.condition(words) is None or worth is None:
        return None
    if worth.of(setting.weight) > setting.weight:
        setting.problem(values.at("without_reason"), "没有合理原因时的得分超过权重")
        return None
    explained = setting.point(f"{words.text} 才评：有合理原因", setting.weight - worth.of(setting.weight),
                              conditional=True)

    def translate(value: Node | None) -> Node:
        score = rule.translate(value)
        judged = op("if", explained, score, op("min", worth_node(worth, setting.weight), score))
        return op("if", _under(setting, words, value), judged, score)

    return _told(rule, f"{words.text} 的要说明原因，没有合理原因的最多得{worth.told}",
                 {"reason_when": words.text, "without_reason": worth.text}, translate)


def _veto(rule: Rule | None, values: Values, setting: Setting) -> Rule | None:
    """Events that leave nothing of the indicator's points."""
    if rule is None or not values["veto"]:
        return rule
    events = values["veto"]
    each: list[Node] = [setting.point(event, setting.weight, veto=True) for event in events]
    absent = reduce(lambda a, b: op("and", a, b), each)

    def translate(value: Node | None) -> Node:
        return op("if", absent, rule.translate(value), points(0))

    return _told(rule, f"发生“{'”或“'.join(events)}”的不得分", {"veto": list(events)}, translate)


def _under(setting: Setting, words: Located, value: Node | None) -> Node:
    """The condition read again for ``value``: under another reading it is of that reading."""
    condition = setting.part(setting.name, setting.weight, value).condition(words)
    assert condition is not None
    return condition


def _told(rule: Rule, words: str, parameters: dict[str, Any], translate: Any) -> Rule:
    return Rule(rule.kind, f"{rule.sentence}；{words}", {**rule.parameters, **parameters}, translate)
