"""Tables printed twice, indicators in several tables, targets and results, rates by definition, repeated sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.proofreading.claims.same.names import code_of, likeness, name_of, role_of

from .telling import told

_TWICE = """# 表1 收入情况表

单位：万元

| 项目 | 预算数 | 决算数 |
| --- | --- | --- |
| 财政拨款 | 300.00 | 290.00 |
| 事业收入 | 80.00 | 75.00 |
| 其他收入 | 20.00 | 15.00 |

# 表5 收入情况表

单位：万元

| 项目 | 预算数 | 决算数 |
| --- | --- | --- |
| 财政拨款 | 300.00 | {} |
| 事业收入 | 80.00 | 75.00 |
| 其他收入 | 20.00 | 15.00 |
"""
_SCORES = """# 表1 评价得分表

| 指标名称 | 分值 | 得分 | 得分率 |
| --- | --- | --- | --- |
| 目标明确性 | 10 | 8 | 80% |
| 制度健全性 | 20 | 18 | 90% |
| 产出完成率 | 70 | 63 | 90% |
| 合计 | 100 | 89 | 89% |

# 指标分析

制度健全性：制度完整，该指标满分20分，得分{}分。
"""
_TARGETS = """# 绩效目标表

| 三级指标 | 指标值 |
| --- | --- |
| 设备验收合格率 | ≥95% |
| 项目按期完成率 | ≥90% |

# 完成情况

设备验收合格率为{}。项目按期完成率为92%。
"""
_STAFF = """# 人员

核定编制40名。实有在职人员{}名。

# 指标

在职人员控制率为95%。
"""
_REPEATED = """# 摘要

项目全年完成道路养护{}公里，完成桥梁检测16座，投入资金820.50万元。

# 产出

项目全年完成道路养护125公里，完成桥梁检测16座，投入资金820.50万元。
"""


@pytest.mark.parametrize(("text", "right", "wrong", "check"), [
    (_TWICE, "290.00", "230.00", "cross-table"),
    (_SCORES, "18", "16", "text-vs-table"),
    (_TARGETS, "96%", "93%", "text-vs-table"),
    (_STAFF, "38", "48", "ratio"),
    (_REPEATED, "125", "152", "cross-table"),
])
def test_told_in_two_places(tmp_path: Path, text: str, right: str, wrong: str, check: str) -> None:
    assert not [found for found in told(tmp_path, text.format(right)) if found[1] != "unsupported"]
    assert check in {found[1] for found in told(tmp_path, text.format(wrong)) if found[0] != "note"}


def test_names_are_compared_without_numbering_years_and_quotes() -> None:
    assert name_of("（一）“三公”经费（10分）") == "三公经费"
    assert code_of("B11预算执行率") == "B11"
    assert role_of(("绩效得分", "得分率")) == "rate"
    assert likeness("2023年项目支出决算", "项目支出") == 100
    assert likeness("基本支出", "培训人数") == 0
