"""Several documents of one department: the same quantities told differently, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake import read_manuscript
from hengji.model import Contradiction
from hengji.proofreading import proofread_together

BUDGET = """# 临川县水务局2023年部门预算

## 一、部门预算单位构成

纳入2023年部门预算编制范围的单位：临川县水务局本级、临川县灌区管理处。

## 二、2023年一般公共预算支出功能分类预算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 860.00 | 500.00 | 360.00 |
| 21303 | 水利 | 860.00 | 500.00 | 360.00 |
| 2130301 | 行政运行 | 500.00 | 500.00 | 0.00 |
| 2130305 | 水利工程建设 | 360.00 | 0.00 | 360.00 |
"""
UNIT = """# 临川县灌区管理处2023年单位预算

## 2023年一般公共预算支出功能分类预算表

单位：元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 3,100,000 | 1,300,000 | 1,800,000 |
| 21303 | 水利 | 3,100,000 | 1,300,000 | 1,800,000 |
| 2130301 | 行政运行 | 1,300,000 | 1,300,000 | 0 |
| 2130305 | 水利工程建设 | 1,800,000 | 0 | 1,800,000 |
"""
FINAL = """# 临川县水务局2023年度部门决算

## 一、一般公共预算财政拨款支出决算情况

1.农林水支出（类）水利（款）行政运行（项）。年初预算为500.00万元，支出决算为486.20万元。
2.农林水支出（类）水利（款）水利工程建设（项）。年初预算为360.00万元，支出决算为351.70万元。
"""
PLAN = """# 临川县水务局2023年度部门整体支出绩效目标表

| 一级指标 | 三级指标 | 指标值 |
|---|---|---|
| 产出指标 | 新建渠道长度 | 42公里 |
| 产出指标 | 工程验收合格率 | ≥98% |
"""
REPORT = """# 临川县水务局2023年度部门整体支出绩效自评表

| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 |
|---|---|---|---|
| 产出指标 | 新建渠道长度 | 42公里 | 44公里 |
| 产出指标 | 工程验收合格率 | ≥98% | 99% |
"""


def told(folder: Path, *texts: str) -> list[Contradiction]:
    """What is found between documents, and that nothing else is."""
    paths = [folder / f"{index}.md" for index in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    found = [each for result in proofread_together([read_manuscript(path) for path in paths])
             for each in result.contradictions]
    assert all(any(side.document for side in each.sides) for each in found), found
    return found


@pytest.mark.parametrize("texts", [(BUDGET, UNIT), (UNIT, BUDGET), (BUDGET, FINAL), (PLAN, REPORT),
                                   (BUDGET, UNIT, FINAL, PLAN, REPORT)])
def test_documents_that_agree_say_nothing(tmp_path: Path, texts: tuple[str, ...]) -> None:
    assert told(tmp_path, *texts) == []


def test_a_final_account_tells_the_budget_that_was_published(tmp_path: Path) -> None:
    (found,) = told(tmp_path, FINAL.replace("360.00", "390.00"), BUDGET)
    assert (found.check, found.severity, found.printed, found.expected) == \
        ("cross-table", "warning", "360.00万元", "390.00万元")
    assert "2023年“农林水支出·水利·水利工程建设”的预算" in found.explanation
    assert [side.document for side in found.sides] == ["0.md"]


def test_a_unit_has_no_more_than_its_department(tmp_path: Path) -> None:
    more = UNIT.replace("1,300,000", "5,300,000").replace("3,100,000", "7,100,000")
    found = told(tmp_path, BUDGET, more)
    assert {each.printed for each in found} == {"5,300,000元"}
    assert "不应超过部门的《0.md》的500.00万元" in found[0].explanation
    assert told(tmp_path, BUDGET.replace("临川县灌区管理处", "临川县水文站"), more) == []


def test_a_report_keeps_the_targets_of_the_plan(tmp_path: Path) -> None:
    (found,) = told(tmp_path, PLAN, REPORT.replace("42公里", "40公里"))
    assert (found.printed, found.expected) == ("40公里", "42公里")
    assert found.likely == "目标调整过，或其中一份写错"


def test_another_entity_or_year_is_another_thing(tmp_path: Path) -> None:
    other = FINAL.replace("360.00", "390.00").replace("临川县水务局", "临川县林业局")
    assert told(tmp_path, BUDGET, other) == []
    assert told(tmp_path, PLAN, REPORT.replace("2023", "2024").replace("42公里", "40公里")) == []


def test_what_differs_in_one_table_is_told_once(tmp_path: Path) -> None:
    again = BUDGET.replace("860.00", "890.00").replace("360.00", "390.00")
    (found,) = told(tmp_path, BUDGET, again)
    assert found.broken == 6
    assert "另有5项也不符" in found.explanation


def test_the_next_year_tells_the_totals_of_this_one(tmp_path: Path) -> None:
    this = "# 临川县水务局2023年度部门决算\n\n2023年决算收入1398.45万元，2023年支出决算1390.20万元。\n"
    later = "# 临川县水务局2024年度部门决算\n\n2023年决算收入1398.45万元。2024年决算收入1450.00万元。\n"
    assert told(tmp_path, this, later) == []
    (found,) = told(tmp_path, this, later.replace("1398.45", "1389.45"))
    assert (found.printed, found.expected) == ("1389.45万元", "1398.45万元")
