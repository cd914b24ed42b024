"""What counts as a figure of a table, and what is only set: targets, limits, rules."""

from __future__ import annotations

from hengji.model import Manuscript
from hengji.proofreading import proofread
from tests.proofreading.sheets.drawing import table


def read(text: str) -> Manuscript:
    return Manuscript("试稿.docx", "docx", (table(text),))


def test_targets_without_a_result_are_no_figures() -> None:
    found = proofread(read("""
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 巡查次数 | ≥36次
^ | 质量指标 | 设备完好率 | 100%
"""))
    assert [figure.text for figure in found.figures] == []
    assert [figure.text for figure in found.aims] == ["36次", "100%"]


def test_a_target_beside_its_result_is_a_checked_figure() -> None:
    found = proofread(read("""
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 巡查次数 | ≥36次 | 40次 | 60 | 60
^ | 质量指标 | 设备完好率 | 100% | 100% | 40 | 40
合计 | < | < | | | 100 | 100
"""))
    assert not found.aims
    assert [figure.text for figure in found.figures if not figure.relations] == []


def test_numbers_of_rules_are_no_figures_and_those_of_sentences_in_cells_are_none_of_the_table() -> None:
    found = proofread(read("""
指标 | 评分标准 | 得分说明
宣传次数 | 每少一次扣2分，扣完为止 | 全年共宣传18次，惠及群众3200人。
"""))
    assert [figure.text for figure in found.figures] == ["18次", "3200人"]
    assert not any(figure.in_table for figure in found.figures)
    assert [figure.text for figure in found.aims] == ["2分"]
