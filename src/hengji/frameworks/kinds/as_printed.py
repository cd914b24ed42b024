"""Recorded as printed (原文记分): no rule is published, so the score can only be the one that was given."""

from __future__ import annotations

from hengji.formula import Node, Read
from hengji.intake import Values
from hengji.model import POINTS

from .base import Kind, Rule, Setting, quoted


def _build(_values: Values, setting: Setting) -> Rule | None:
    read = Read(f"{setting.code}:printed", kind="judged", text=f"{quoted(setting.name)}的给定得分", unit=POINTS)

    def translate(_value: Node | None) -> Node:
        return read

    told = "没有公布评分规则，只能照给定的得分记" if setting.weighted else "没有公布权重和规则，只列指标值"
    return Rule("as_printed", told, {}, translate)


KIND = Kind("as_printed", "原文记分", "资料没有公布评分规则，照原文给定的得分记（写在 given 里）", (), _build)
