"""Headings by their numbers: the same in every kind of document."""

from __future__ import annotations

import pytest

from hengji.intake.documents.headings import heading_level


@pytest.mark.parametrize(("text", "level"), [
    ("第三章 绩效分析", 1), ("一、基本情况", 1), ("第二节 产出", 2), ("（二）资金使用", 2), ("3.管理情况", 3),
    ("（4）培训次数", 4), ("摘 要", 1), ("**（一）预算安排**", 2), ("一、按时完成各项任务。", 1),
    ("3.5万元用于培训", 0),
    ("1.培训按时完成。", 0), ("（一）组织到位，", 0), ("二、完成培训；", 0), ("部门职责", 0)])
def test_the_level_of_a_heading(text: str, level: int) -> None:
    assert heading_level(text) == level
