"""Checklist (要点评分): points that are met or not, with equal, fixed, given or nested shares."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hengji.formula import Node, op, points, total
from hengji.intake import Choice, Field, Later, ListOf, Record, Text, Values
from hengji.model import Exact, Place, exact

from .base import Kind, Rule, Setting
from .worth import WORTH, Worth


class _Item(NamedTuple):
    text: str
    worth: Worth | None
    place: Place


def _items(entries: tuple[Values, ...], setting: Setting, prefix: str = "") -> list[_Item]:
    """The points at the ends of the tree; a heading lends its words to those below it."""
    items: list[_Item] = []
    for entry in entries:
        text = f"{prefix}{entry['text']}"
        if entry["points"]:
            below = _items(entry["points"], setting, f"{text}：")
            if entry["worth"] is not None:
                _check_heading(entry, below, setting)
            items.extend(below)
        else:
            items.append(_Item(text, entry["worth"], entry.place))
    return items


def _check_heading(entry: Values, below: list[_Item], setting: Setting) -> None:
    """A heading's own worth must be what its points add up to."""
    worths = [item.worth.of(setting.weight) for item in below if item.worth]
    if len(worths) < len(below) or sum(worths) != entry["worth"].of(setting.weight):
        setting.problem(entry.at("worth"), f"“{entry['text']}”的分值不等于下一层要点之和",
                        "下一层每点都写分值（占指标权重的份额），合起来等于这一点")


def _build(values: Values, setting: Setting) -> Rule | None:
    items, each, way, weight = _items(values["points"], setting), values["each"], values["way"], setting.weight
    if not items or way is None:
        return None
    worths: list[Exact] = []
    for item in items:
        worth = item.worth or each
        if worth is None:
            setting.problem(item.place, f"要点“{item.text}”没有写分值", "写 worth，或为全部要点写 each")
            return None
        worths.append(worth.of(weight))
    _check_sum(sum(worths), values, setting)
    judged = [(setting.point(item.text, worth), worth) for item, worth in zip(items, worths, strict=True)]

    def translate(_value: Node | None) -> Node:
        met, unmet = (0, 1) if way == "deduct" else (1, 0)
        parts = [op("if", read, points(worth * met), points(worth * unmet)) for read, worth in judged]
        if way == "earn":
            return total(*parts)
        return op("max", points(0), op("subtract", points(weight), total(*parts)))

    return Rule("checklist", _told(items, each, way),
                {"way": way, "points": [{"text": item.text, "worth": (item.worth or each).text}
                                        for item in items]}, translate)


def _check_sum(earned: Exact, values: Values, setting: Setting) -> None:
    weight = setting.weight
    if values["way"] == "earn" and earned != weight:
        setting.defect(values.at("points"), f"各要点分值合计 {points(earned).text}，权重是 {points(weight).text}",
                       "请让要点分值之和等于权重")
    elif values["way"] == "deduct" and earned < weight:
        left = points(exact(Fraction(weight) - earned)).text
        setting.warn(values.at("points"), f"要点全部不符也还得 {left}", "请核对每点扣多少")


def _told(items: list[_Item], each: Worth | None, way: str) -> str:
    verb = "不符每点扣" if way == "deduct" else "符合每点得"
    if each and not any(item.worth for item in items):
        return f"{len(items)} 个要点，{verb}{each.told}" + ("，扣完为止" if way == "deduct" else "")
    shares = "、".join((item.worth or each).told for item in items if item.worth or each)  # type: ignore[union-attr]
    return f"{len(items)} 个要点，依次占{shares}"


_SELF = Later("point")
_POINT = Record("要点", (
    Field("text", Text(), "要点的内容", required=True),
    Field("worth", WORTH, "这一点的分值，如 25% 或 1分"),
    Field("points", ListOf(_SELF, least=1), "下一层要点"),
))
_SELF.type = _POINT

KIND = Kind("checklist", "要点评分", "逐点评判是否符合：不符扣分，或符合得分", (
    Field("way", Choice(("deduct", "earn")), "deduct 不符扣分（扣完为止）、earn 符合得分", required=True),
    Field("each", WORTH, "每一点的分值；各点不同时写在各点"),
    Field("points", ListOf(_POINT, least=1), "要点", required=True),
), _build)

