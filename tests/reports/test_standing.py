"""What is said of a result as a whole: agreement, vetoes, figures that can hardly be right."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.reports import doubts, veto_told
from hengji.reports.content import total_deducted
from hengji.reports.standing import agreement_told
from hengji.services import evaluate_case
from tests.making import framework, leaf, score

FACTS = [{"name": "完成数", "unit": "项"}, {"name": "计划数", "unit": "项"}, {"name": "满意度", "unit": "%"},
         {"name": "批复日", "unit": "日期"}, {"name": "公开日", "unit": "日期"},
         {"name": "支出", "unit": "万元", "over": "agencies", "roll_up": "sum"}]
UNDER = framework([
    leaf("A", "40", name="完成率", formula="完成数 / 计划数", rule={"kind": "proportional"}),
    leaf("B", "20", formula="满意度", rule={"kind": "proportional"}),
    leaf("C", "20", name="公开天数", formula="天数(批复日, 公开日)", rule={"kind": "target", "at_most": "20天"}),
    leaf("D", "20", formula="支出", rule={"kind": "proportional", "target": "100万元"})], FACTS)


def _facts(**values: str) -> list[dict[str, Any]]:
    return [{"name": name, "value": value, "level": "original"} for name, value in values.items()]


def test_what_can_hardly_be_right_is_pointed_out() -> None:
    card = score(UNDER, agencies=[{"code": "1", "name": "局本级"}], facts=[
        *_facts(完成数="13", 计划数="12", 满意度="191.23%", 批复日="2023-09-28", 公开日="2023-09-16", 支出="-5"),
        {"name": "支出", "value": "90", "level": "original", "agency": "1"}])
    assert doubts(card) == (
        "满意度 191.23%，满意度不会超过 100%", "支出 −5.00万元，是负数", "A 完成率 108.33%，部分超过了全部",
        "C 公开天数 −12天，日期前后颠倒", "支出 部门填 −5.00万元，各预算单位合起来是 90.00万元")


def test_ordinary_figures_raise_no_doubt() -> None:
    card = score(UNDER, facts=_facts(完成数="12", 计划数="12", 满意度="91%", 批复日="2023-09-10", 公开日="2023-09-16",
                                     支出="90"))
    assert doubts(card) == ()


@pytest.mark.parametrize("name", ["yanjin-2022", "xinzheng-2021", "zhengzhou-2022", "heshan-2021", "jingdezhen-2023"])
def test_the_real_cases_raise_no_false_alarm(name: str) -> None:
    assert doubts(evaluate_case(name).scorecard) == ()


@pytest.mark.parametrize(("name", "told"), [
    ("xinzheng-2021", "4 个给定得分没有公布规则，不能复算"),
    ("jingdezhen-2023", "只给了总分，没有公布规则，不能复算"),
    ("zhengzhou-2022", "能复算的 1 个给定得分与复算一致；3 个给定得分没有公布规则，不能复算；"
                       "A 的规则是由得分倒推的，一致不能作为印证"),
])
def test_no_agreement_is_claimed_where_nothing_was_recomputed(name: str, told: str) -> None:
    evaluation = evaluate_case(name)
    assert agreement_told(evaluation.scorecard, evaluation.framework) == told


@pytest.mark.parametrize(("name", "lost"), [
    ("xinzheng-2021", "16.31"), ("jingdezhen-2023", "18.53"), ("zhengzhou-2022", "0.32"), ("yanjin-2022", "14.00"),
    ("heshan-2021", "6.00")])
def test_deductions_add_up_to_what_the_total_lacks(name: str, lost: str) -> None:
    assert total_deducted(evaluate_case(name).scorecard) == lost


def test_why_a_veto_caps_the_grade_and_that_one_was_not_looked_at() -> None:
    under = framework([leaf("A", "100")], vetoes=[{"code": "V1", "text": "造假", "caps": "差"}])
    judged = {"A": {"judge": "评", "level": "verified", "reason": "由", "score": "95"}}
    stated = {"V1": {"happened": "是", "judge": "评", "level": "verified", "reason": "查实"}}
    assert veto_told(score(under, judgements=judged, vetoes=stated), under) == \
        "否决事项 V1（造假）查实发生，等级最高为差"
    assert veto_told(score(under, judgements=judged), under) == "否决事项 V1 没有核查记录，不能定等级"
