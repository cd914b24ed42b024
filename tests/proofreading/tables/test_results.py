"""Targets beside their results: what the row says of them."""

from __future__ import annotations

import pytest

from hengji.model import Manuscript
from hengji.proofreading import proofread
from tests.proofreading.sheets.drawing import reading, table
from tests.proofreading.tables.checking import broken, remarks

HEAD = "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因"


def told(row: str, head: str = HEAD) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.check, one.values) for one in remarks(reading(table(f"{head}\n{row}"))) if one.marks]


@pytest.mark.parametrize("row", [
    "培训人数 | ≥500人 | 520人 | 10 | 10 |",
    "培训合格率 | ≥95% | 90% | 10 | 9.47 | 缺考",
    "项目成本 | 80万元 | 76万元 | 10 | 10 |",
    "办理时间 | ≤5天 | 5天 | 10 | 10 |",
    "投诉件数 | 12件 | 8件 | 10 | 10 |",
    "覆盖村数 | =30个 | 30个 | 10 | 10 |",
])
def test_a_result_that_agrees_with_its_score_is_right(row: str) -> None:
    assert told(row) == []


@pytest.mark.parametrize(("row", "values"), [
    ("培训人数 | ≥500人 | 420人 | 10 | 10 |", ("420人", "≥500人", "10")),
    ("办理时间 | ≤5天 | 7天 | 10 | 10 |", ("7天", "≤5天", "10")),
    ("培训合格率 | 100% | 98% | 10 | 10 |", ("98%", "100%", "10")),
])
def test_full_marks_for_a_target_that_was_missed(row: str, values: tuple[str, ...]) -> None:
    printed = [tuple(value.lstrip("≥≤") for value in values)]
    assert [tuple(value.lstrip("≥≤") for value in found) for _, found in told(row)] == printed


@pytest.mark.parametrize(("row", "wrong"), [
    ("培训人数 | ≥500人 | 520人 | 已完成", False), ("培训人数 | ≥500人 | 420人 | 未完成", False),
    ("培训人数 | ≥500人 | 520人 | 未完成", True), ("培训人数 | ≥500人 | 420人 | 完成", True),
])
def test_words_that_tell_the_result(row: str, wrong: bool) -> None:
    found = told(row, "三级指标 | 指标值 | 完成值 | 是否完成")
    assert [check for check, _ in found] == ["cross-table"] * wrong


def test_points_in_proportion_to_what_was_done() -> None:
    text = f"{HEAD}\n改造管网 | 40公里 | 34公里 | 30 | {{}} | 雨季停工"
    assert broken(reading(table(text.format("25.5")))) == []
    assert broken(reading(table(text.format("18")))) == []  # by a rule of its own
    assert broken(reading(table(text.format("15.5")))) == ["warning: 分值×完成值÷目标值＝得分: 15.5 / 30 34公里 40公里"]


def test_a_field_with_its_figure_in_one_cell() -> None:
    text = """
年度预算申请（万元） | 资金总额：1250 | <
^ | 其中：财政拨款：{} | 其中：基本支出：650
^ | 其他资金：150 | 项目支出：600
"""
    right, wrong = (proofread(Manuscript("申报表.docx", "docx", (table(text.format(figure)),)))
                    for figure in ("1100", "1190"))
    assert [each.printed for each in right.contradictions if each.severity != "note"] == []
    assert [each.printed for each in wrong.contradictions if each.severity != "note"] == ["1190"]
