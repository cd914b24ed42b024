"""Names are names: neither brackets nor markup in them change what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.cli.app import main

FRAMEWORK = """\
schema: hengji/framework/1
id: x
version: "1"
title: 标题[/x][red]
source: 测试
grades: [{name: 优, from: 0}]
indicators:
  - {code: A, name: "指标[/x][red]", weight: 100, rule: {kind: checklist, way: earn, each: 1分, points: [POINTS]}}
"""
CASE = """\
schema: hengji/case/1
id: x
framework: x.yaml
entity: {name: "甲局[/b]"}
period: 2025
kind: evaluation
judgements: {A: {judge: 评, level: verified, reason: "理由[/i]", points: [MET]}}
"""


def test_brackets_in_names_and_a_hundred_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points = ", ".join(f"{{text: 点{n}}}" for n in range(1, 101))
    met = ", ".join(f"{{n: {n}, met: 是}}" for n in range(1, 101))
    (tmp_path / "x.yaml").write_text(FRAMEWORK.replace("POINTS", points), encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE.replace("MET", met), encoding="utf-8")
    assert main(["evaluate", str(tmp_path), "--out", str(tmp_path / "[/结果]")]) == 0
    out = capsys.readouterr().out
    assert "指标[/x][red]" in out
    assert "甲局[/b]" in out
    assert main(["explain", str(tmp_path), "A"]) == 0
    assert "103. " in capsys.readouterr().out
