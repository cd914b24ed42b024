"""What a template left behind."""

import pytest

from hengji.proofreading.claims.remarks.leftovers import leftovers
from hengji.proofreading.relation import Strength
from tests.proofreading.remarks.papers import remarks, table, told


@pytest.mark.parametrize(("text", "wrong"), [
    ("比上年下降（增长）8.2%。", "下降（增长）"), ("比上年增加/减少3万元。", "增加/减少"), ("编制XX名。", "XX"),
    ("完成造林____亩，其中____万元。", "____"), ("（此处填写主要成效）", "（此处填写主要成效）"), ("主要成效待补充。",
                                                                    "待补充"),
    ("资产占有情况（增加内容）", "（增加内容）"), ("与上年持平，主要原因是。", "原因是"), ("支出预算为万元。",
                                                          "预算为万元"),
    ("支出30万元/元。", "万元/元"), ("支出30万元万元。", "万元万元"), ("调研考察，列明公务接待2批次。", "列明"),
    ("造林进展顺利。。", "。。"), ("加强的的管理。", "的的"), ("得分86分（其中，良好。", "（"),
    ("制定《护林办法，并印发。", "《"),
])
def test_a_leftover_is_told(text: str, wrong: str) -> None:
    assert told(leftovers, text) == [wrong]


@pytest.mark.parametrize("text", [
    "比上年增加（减少）的主要因素见下表。", "负责人签字：______", "完成率=（完成数/计划数）×100%。",
    "主要原因是雨雪冰冻。",
    "单价30元/亩。", "1）造林 2）管护", "型号AXX5。", "一是制度不全；（一）原始凭证。", "的的确确见效。",
])
def test_what_belongs_there_is_let_be(text: str) -> None:
    assert told(leftovers, text) == []


def test_heads_of_tables_offer_both_directions_by_right() -> None:
    assert told(leftovers, table(("项目", "比上年增长（下降）8%"))) == []


def test_a_bracket_may_close_on_the_next_page() -> None:
    assert told(leftovers, "原始凭证的要求是：“（一）名称；", "（二）日期。”的规定。") == []


def test_a_bracket_that_was_never_opened_is_a_note() -> None:
    found, = remarks(leftovers, table(("预算管理（5分））",)))
    assert found.strength is Strength.WEAK


@pytest.mark.parametrize(("text", "wrong"), [
    ("决算数小于预算数（或与预算数持平）的主要原因是人员退休。", ["小于预算数（或与预算数持平）"]),
    ("决算数大于（小于）预算数的主要原因是人员退休。", ["大于（小于）"]),
    ("决算数小于预算数的主要原因是人员退休。", []),
])
def test_how_outturn_and_budget_compare_is_chosen(text: str, wrong: list[str]) -> None:
    assert told(leftovers, text) == wrong
