"""Bands (分档得分): half-open intervals [from, to), each with its points."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hengji.formula import Literal, Node, op, points
from hengji.intake import Field, ListOf, Record, Values, Words
from hengji.model import Exact, Place

from .base import Kind, Rule, Setting
from .worth import WORTH, Worth


class Band(NamedTuple):
    """From ``low`` (included; None: without end) to ``high`` (excluded); worth ``worth``."""

    low: Literal | None
    high: Literal | None
    worth: Worth
    place: Place

    @property
    def told(self) -> str:
        """In words: ``85%（含）至90%``, ``90%及以上``, ``80%以下``."""
        if self.low and self.high:
            return f"{self.low.text}（含）至{self.high.text}"
        if self.low:
            return f"{self.low.text}及以上"
        return f"{self.high.text}以下" if self.high else "任何值"


def _bands(values: Values, setting: Setting) -> list[Band] | None:
    """The bands from the highest down, or None when one cannot be read."""
    if not setting.needs_value(values.place) or setting.value is None:
        return None
    unit, bands = setting.value.unit, []
    for entry in values["bands"] or ():
        ends = [setting.quantity(entry[end], unit) if entry[end] is not None else None
                for end in ("from", "to")]
        unread = any(end is None and entry[name] is not None
                     for end, name in zip(ends, ("from", "to"), strict=True))
        if unread or entry["worth"] is None:
            return None
        bands.append(Band(ends[0], ends[1], entry["worth"], entry.place))
    if len(bands) > 1 and _start(bands[0]) < _start(bands[-1]):
        bands.reverse()
    return bands


def _start(band: Band) -> tuple[bool, Exact]:
    """A key that orders bands by where they begin; the one without beginning comes first."""
    return (False, 0) if band.low is None else (True, band.low.value)  # type: ignore[return-value]


def _check(bands: list[Band], setting: Setting) -> None:
    backward = [band for band in bands
                if band.low and band.high and band.low.value >= band.high.value]  # type: ignore[operator]
    for band in backward:
        setting.problem(band.place, f"档“{band.told}”的下限不小于上限", "请核对 from 和 to")
    unordered = [lower for upper, lower in pairwise(bands)
                 if upper.low is None or lower.high is None or _start(upper) < _start(lower)]
    for band in unordered:
        setting.problem(band.place, "各档要按高低次序列出，只有最高档没有上限、最低档没有下限")
    if not backward and not unordered:
        _check_neighbours(bands, setting)
    for band in bands:
        if band.worth.of(setting.weight) > setting.weight:
            setting.problem(band.place, f"档“{band.told}”的得分超过权重")


def _check_neighbours(bands: list[Band], setting: Setting) -> None:
    """Holes and overlaps between bands that stand in order."""
    for upper, lower in pairwise(bands):
        assert upper.low is not None
        assert lower.high is not None
        if upper.low.value > lower.high.value:  # type: ignore[operator]
            setting.defect(lower.place, f"{lower.high.text} 到 {upper.low.text} 之间没有规定得分", "请补上这一档")
        elif upper.low.value < lower.high.value:  # type: ignore[operator]
            setting.problem(lower.place, f"{upper.low.text} 到 {lower.high.text} 之间有两档重叠",
                            "请让前一档的上限等于后一档的下限")
        if upper.worth.of(setting.weight) == lower.worth.of(setting.weight):
            setting.warn(lower.place, f"档“{upper.told}”与档“{lower.told}”得分相同", "请核对是不是照抄了别的指标")
    if bands[0].high is not None:
        setting.defect(bands[0].place, f"{bands[0].high.text} 及以上没有规定得分", "最高档不写 to")
    if bands[-1].low is not None:
        setting.defect(bands[-1].place, f"低于 {bands[-1].low.text} 没有规定得分", "最低档不写 from")


def _build(values: Values, setting: Setting) -> Rule | None:
    bands = _bands(values, setting)
    if not bands:
        return None
    before = len(setting.problems)
    _check(bands, setting)
    if len(setting.problems) > before:
        return None

    def translate(value: Node | None) -> Node:
        assert value is not None
        (_, score), *higher = _segments(bands, setting)
        for start, node in higher:
            assert start is not None
            score = op("if", op("at_least", value, start), node, score)
        return score

    told = "；".join(f"{band.told}得{band.worth.told}" for band in bands)
    parameters = [{"from": band.low.text if band.low else None, "to": band.high.text if band.high else None,
                   "worth": band.worth.text} for band in bands]
    return Rule("bands", told, {"bands": parameters}, translate)


def _segments(bands: list[Band], setting: Setting) -> list[tuple[Literal | None, Node]]:
    """Where each stretch of values begins and what it earns, from the lowest, holes included."""
    rising = bands[::-1]
    segments: list[tuple[Literal | None, Node]] = []
    if rising[0].low is not None:
        segments.append((None, setting.unruled_score()))
    for below, band in zip([None, *rising], rising, strict=False):
        if below and below.high and band.low and below.high.value != band.low.value:
            segments.append((below.high, setting.unruled_score()))
        segments.append((band.low, points(band.worth.of(setting.weight))))
    if rising[-1].high is not None:
        segments.append((rising[-1].high, setting.unruled_score()))
    return segments


_BAND = Record("档", (
    Field("from", Words(), "下限（含）；最低档不写"),
    Field("to", Words(), "上限（不含）；最高档不写"),
    Field("worth", WORTH, "得分，如 5分 或 80%", required=True),
))

KIND = Kind("bands", "分档得分", "按值落在哪一档得分，各档为半开区间", (
    Field("bands", ListOf(_BAND, least=1), "各档，按高低次序", required=True),
), _build)
