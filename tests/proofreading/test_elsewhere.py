"""Where other figures beside it bear a figure out, its binding was wrong and not the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.intake import read_manuscript
from hengji.proofreading import proofread


def told(folder: Path, text: str) -> list[tuple[str, str]]:
    """Check and printed figure of what is more than a note."""
    path = folder / "稿.txt"
    path.write_text(f"某县水务局2023年度绩效自评报告\n一、情况\n{text}\n", encoding="utf-8")
    return [(each.check, each.printed) for each in proofread(read_manuscript(path)).contradictions
            if each.severity != "note"]


@pytest.mark.parametrize("text", [
    "接待来访35批次，比上年减少5批次，下降12.5%；受理来信140件，办结175件，办结率100%。",
    "项目甲预算60万元，支出54万元，执行率90%；项目乙预算90万元，支出63万元，执行率70%；"
    "两个项目合计支出117万元，总执行率78%。",
    "年初结转40.5万元，本年收入1600.5万元，本年支出1560万元，年末结转81万元，结转结余率4.94%。",
    "发放问卷300份，回收280份；其中居民200份，满意190份，满意率95%；企业80份，满意72份，满意率90%。",
    "资产总额9000万元，其中固定资产7200万元，占80%，在用6840万元，固定资产利用率95%。",
    "数量指标满分20分，得分18分；质量指标满分15分，得14分；时效指标满分10分，得9分；成本指标满分5分，得4分。"
    "产出指标满分50分，得分45分。",
])
def test_what_other_figures_bear_out_is_no_contradiction(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


@pytest.mark.parametrize(("text", "wrong"), [
    ("项目支出预算90万元，实际支出63万元，执行率77.35%。", ("ratio", "77.35%")),
    ("支出合计640万元，其中人员经费420万元、公用经费130万元、项目支出190万元。", ("sum", "640万元")),
    ("2024年支出决算数为512.40万元，比上年减少38.60万元，下降8.19%。", ("ratio", "8.19%")),
])
def test_what_nothing_bears_out_is_told(tmp_path: Path, text: str, wrong: tuple[str, str]) -> None:
    assert told(tmp_path, text) == [wrong]


def test_a_known_mistake_is_told_though_the_paragraph_holds_the_figure_that_it_was_made_with(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "2024年支出480.00万元，比上年减少20.00万元，下降4.17%。")
    assert found == ("wrong-denominator", "4.17%")


def test_what_another_paragraph_tells_does_not_mend_a_sum_that_a_document_states(tmp_path: Path) -> None:
    text = ("项目支出297000元。\n二、基本支出\n"
            "一般公共预算基本支出911000.39元，其中：人员经费509961.19元、公用经费104039.20元。")
    assert told(tmp_path, text) == [("sum", "911000.39元")]


def test_a_rate_that_stands_beside_once_more_may_be_copied(tmp_path: Path) -> None:
    text = ("道路养护支出260.00万元，预算200.00万元，完成预算的130.00%；"
            "桥梁维修支出63.00万元，预算90.00万元，完成预算的130.00%。")
    assert ("ratio", "130.00%") in told(tmp_path, text)
