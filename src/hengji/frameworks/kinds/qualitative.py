"""Qualitative attainment (定性分档): a band of the weight by how far it was reached, points chosen within it."""

from __future__ import annotations

from itertools import pairwise

from hengji.formula import Node
from hengji.intake import Field, ListOf, Record, Text, Values
from hengji.model import PERCENT, Exact, exact

from . import panel
from .base import Kind, Rule, Setting, share_text
from .panel import Band
from .worth import WORTH

#: 财预〔2020〕10号: reached 80–100 %, partly 60–80 %, not reached 0–60 % of the weight.
_USUAL: tuple[tuple[str, Exact], ...] = (
    ("达成", PERCENT.scale * 80), ("部分达成", PERCENT.scale * 60), ("未达成", 0))


def _build(values: Values, setting: Setting) -> Rule | None:
    named = _shares(values, setting) if values["bands"] else list(_USUAL)
    if not named:
        return None
    bands: list[Band] = []
    high: Exact = 1
    for name, low in named:
        bands.append(Band(name, exact(low * setting.weight), exact(high * setting.weight), top=high == 1))
        high = low
    judges = panel.read_panel(values, setting.problem)
    read = setting.expert(judges, tuple(bands))

    def translate(_value: Node | None) -> Node:
        return read

    told = "；".join(f"{name}得权重的{share_text(low)}（含）至{share_text(end)}{'（含）' if end == 1 else ''}"
                    for (name, low), end in zip(named, [1, *(low for _, low in named)], strict=False))
    return Rule("qualitative", f"{told}；在档内评分，须写明理由{judges.told if judges else ''}",
                {"bands": [{"name": name, "from": share_text(low)} for name, low in named],
                 **panel.parameters(judges)}, translate)


def _shares(values: Values, setting: Setting) -> list[tuple[str, Exact]]:
    """The bands' names with the shares that they begin at; empty when they cannot be used."""
    entries = values["bands"]
    if not all(entry.complete for entry in entries):
        return []
    before = len(setting.problems)
    shares = [entry["from"].of(1) for entry in entries]
    for entry, (upper, lower) in zip(entries[1:], pairwise(shares), strict=True):
        if lower >= upper:
            setting.problem(entry.at("from"), f"档“{entry['name']}”不低于前一档", "请从高到低列出")
    if entries[0]["from"].in_points or any(entry["from"].in_points for entry in entries):
        setting.problem(values.at("bands"), "各档从权重的几成起要写份额，如 80%")
    elif shares[0] >= 1 or shares[-1] != 0:
        setting.problem(values.at("bands"), "最高档要低于 100% 起，最低档要从 0% 起", "如 80%、60%、0%")
    if len({entry["name"] for entry in entries}) < len(entries):
        setting.problem(values.at("bands"), "有两档同名", "请改其中一个名称")
    return [] if len(setting.problems) > before else [
        (entry["name"], share) for entry, share in zip(entries, shares, strict=True)]


_BAND = Record("达成程度", (
    Field("name", Text(), "这一档的名称，如 部分达成", required=True),
    Field("from", WORTH, "从权重的几成起（含），如 60%", required=True),
))

KIND = Kind("qualitative", "定性分档", "按达成程度定档，在档内评分并写明理由", (
    Field("bands", ListOf(_BAND, least=2), "各档，从高到低；不写则达成 80%、部分达成 60%、未达成 0%"),
    *panel.FIELDS,
), _build)
