"""Edges that were once wrong: each was found by somebody trying, and stays found."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hengji.cases import read_case
from hengji.frameworks import read_framework
from hengji.model import Evidence, Range, Unusable
from hengji.scoring import score_case
from hengji.services import evaluate_case, issue_scorecard, verify_scorecard
from hengji.telling import figure_right, indicator_steps
from tests.making import GRADES, framework, judged, leaf, node, score

J = {"judge": "评", "level": "verified", "reason": "由"}


def fact(name: str, value: str, level: str = "original", **more: Any) -> dict[str, Any]:
    return {"name": name, "value": value, "level": level, **more}


def refused(under: Any, **parts: Any) -> list[str]:
    document = {"schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "局"}, "period": "2022",
                "kind": "evaluation", **parts}
    _, problems = read_case(json.dumps(document, ensure_ascii=False), "案例", framework=under)
    return [p.text for p in problems]


def framework_problems(indicators: list[Any], facts: list[Any] | None = None, **settings: Any) -> list[str]:
    document = {"schema": "hengji/framework/1", "id": "t", "version": "1", "title": "测", "source": "测",
                "grades": GRADES, "facts": facts or [], "indicators": indicators, **settings}
    _, problems = read_framework(json.dumps(document, ensure_ascii=False), "体系")
    return [p.text for p in problems]


RATES = [{"name": "值", "unit": "%"}, {"name": "标准", "unit": "%", "benchmark": "plan"}]


# 1
@pytest.mark.parametrize(("side", "value", "standard"), [("at_most", "-5%", "-10%"), ("at_least", "-20%", "-10%")])
def test_01_proportional_never_exceeds_the_weight(side: str, value: str, standard: str) -> None:
    rule = {"kind": "target", side: "标准", "otherwise": "proportional"}
    under = framework([leaf("A", "100", formula="值", rule=rule)], RATES)
    total = score(under, facts=[fact("值", value), fact("标准", standard)]).total
    assert total is None or 0 <= total < 100


# 2
def test_02_negative_occurrences_do_not_earn_points() -> None:
    under = framework([leaf("A", "100", formula="次 - 已改", rule={"kind": "occurrences", "deduct": "5分"})],
                      [{"name": "次", "unit": "次"}, {"name": "已改", "unit": "次"}])
    assert score(under, facts=[fact("次", "1"), fact("已改", "3")]).total == 100


# 3
def test_03_occurrences_of_a_plain_number_are_refused() -> None:
    assert framework_problems([leaf("A", "100", formula="2", rule={"kind": "occurrences", "deduct": "5分"})], [])


# 4
OPINIONS = [{"judge": n, "score": s, "reason": "由"} for n, s in (("甲", "80"), ("乙", "90"), ("丙", "60"))]


def test_04a_a_score_of_0_beside_several_judges_is_refused() -> None:
    under = framework([leaf("A", "100", rule={"kind": "judgement", "combine": "median"})])
    assert refused(under, judgements={"A": {**J, "score": 0, "scores": OPINIONS}})


@pytest.mark.parametrize(("rule", "answer"), [
    ({"kind": "judgement"}, {"score": 0}), ({"kind": "occurrences", "deduct": "5分"}, {"count": 0})])
def test_04b_an_answer_of_0_needs_a_reason(rule: dict[str, Any], answer: dict[str, Any]) -> None:
    unreasoned = {"judge": "评", "level": "verified", **answer}
    assert refused(framework([leaf("A", "100", rule=rule)]), judgements={"A": unreasoned})


@pytest.mark.parametrize("answer", [{"score": 0}, {"count": 0}])
def test_04c_an_answer_of_0_that_is_not_asked_is_refused(answer: dict[str, Any]) -> None:
    under = framework([leaf("A", "100", rule={"kind": "all_or_nothing", "points": ["子"]})])
    assert refused(under, judgements={"A": {**J, **answer, "points": [{"n": 1, "met": "是"}]}})


# 5
def test_05_a_band_that_no_rule_asks_for_is_refused() -> None:
    under = framework([leaf("A", "100", rule={"kind": "judgement", "combine": "mean"})])
    assert refused(under, judgements={"A": {**J, "scores": [{**o, "band": "达成"} for o in OPINIONS]}})


# 6
def test_06_least_without_combine_and_two_for_a_trimmed_mean_are_told() -> None:
    assert framework_problems([leaf("A", "100", rule={"kind": "judgement", "least": 5})])
    assert framework_problems([leaf("A", "100", rule={"kind": "judgement", "combine": "trimmed_mean", "least": 2})])


# 7
@pytest.mark.parametrize("standard", ["80% * 标准", "1.1 * 标准", "-标准", "(标准 + 10%) * 2"])
def test_07_a_standard_may_be_any_formula(standard: str) -> None:
    rule = {"kind": "target", "at_least": standard}
    assert framework_problems([leaf("A", "100", formula="值", rule=rule)], RATES) == []


# 8 – frames without weights
def _bare(code: str) -> dict[str, Any]:
    return {"code": code, "name": code, "formula": "值", "rule": {"kind": "target", "at_least": "90%"}}


HEADS = [{"code": "A", "name": "甲", "weight": "60", "children": [_bare("A1"), _bare("A2")]},
         {"code": "B", "name": "乙", "weight": "40", "children": [leaf("B1", "30"), leaf("B2", "10")]}]
VALUE = [fact("值", "95%")]


def test_08a_children_without_weight_of_a_head_that_does_not_apply_do_not_apply() -> None:
    card = score(framework(HEADS, RATES, as_printed="是"), facts=VALUE, not_applicable=[{"code": "A", "reason": "无"}])
    assert all(node(card, code).not_applicable for code in ("A", "A1", "A2"))


def test_08b_redistribution_over_all_keeps_the_weight_of_a_head_without_weights_below() -> None:
    card = score(framework(HEADS, RATES, as_printed="是", redistribution="all"), facts=VALUE, given={"A": "50"},
                 judgements={"B1": judged("30")}, not_applicable=[{"code": "B2", "reason": "无"}])
    assert not node(card, "A").not_applicable
    assert node(card, "A").score == 50


def test_08c_a_parent_says_why_even_when_one_child_does_not_apply() -> None:
    card = score(framework(HEADS, RATES, as_printed="是"), facts=VALUE, not_applicable=[{"code": "A1", "reason": "无"}])
    assert "没有公布权重" in str(node(card, "A").missing)
    assert not node(card, "A1").weighted


@pytest.mark.parametrize("kind", ["evaluation", "self-evaluation"])
def test_08d_without_any_weight_a_given_total_stands(kind: str) -> None:
    nothing = [{"code": "A", "name": "甲", "children": [_bare("A1")]}]
    card = score(framework(nothing, RATES, as_printed="是"), facts=VALUE, kind=kind, given={"total": "88"})
    assert (card.total, card.grade) == (88, "良")
    card = score(framework(nothing, RATES, as_printed="是"), facts=VALUE, kind=kind,
                 overrides=[{"code": "total", "score": "70", "who": "复", "reason": "由"}])
    assert card.total == 70


def test_08e_points_mean_nothing_without_a_weight() -> None:
    bands = {"kind": "bands", "bands": [{"from": "90%", "worth": "5分"}, {"to": "90%", "worth": "0分"}]}
    assert framework_problems([{"code": "A", "name": "甲", "weight": "100", "children": [
        {**_bare("A1"), "rule": bands}]}], RATES, as_printed="是")  # "5分" of what? told as 达到目标的 5.00%


# 9
def test_09_a_reason_that_was_not_asked_is_not_blamed() -> None:
    rule = {"kind": "proportional", "reason_when": "指标A > 130%", "without_reason": "80%"}
    card = score(framework([leaf("A", "100", formula="值", rule=rule)], RATES[:1]), facts=[fact("值", "50%")],
                 judgements={"A": {**J, "points": [{"n": 1, "met": "否", "reason": "没有超额"}]}})
    assert [d.points for d in node(card, "A").deductions if d.reason == "没有超额"] == []


# 10 – exclusions
BUDGET = [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "万元"}]
EXCLUDING = framework([leaf("A", "100", formula="支出 / (预算 - 剔除(预算))", rule={"kind": "proportional"})], BUDGET)


@pytest.mark.parametrize("amount", ["-10", "200"])
def test_10_what_is_left_out_is_no_less_than_nothing_and_no_more_than_all(amount: str) -> None:
    assert refused(EXCLUDING, facts=[fact("预算", "100"), fact("支出", "60")], exclusions=[
        {"fact": "预算", "amount": amount, "reason": "policy", "text": "调", "level": "original",
         "attachment": "批文"}])


def test_10b_an_exclusion_in_each_of_a_roll_up_is_refused() -> None:
    spec = {"name": "净额", "unit": "万元", "over": "agencies", "roll_up": "sum", "each": "支出 - 剔除(支出)"}
    assert framework_problems([leaf("A", "100", formula="净额", rule={"kind": "proportional", "target": "1万元"})],
                              [spec, BUDGET[1]])


# 11
VETO = {"vetoes": [{"code": "V1", "text": "造假", "caps": "中"}]}


def test_11_findings_behind_a_veto_must_exist_and_be_verified() -> None:
    under = framework([leaf("A", "100")], **VETO)
    stated = {"happened": "是", "judge": "评", "level": "verified", "reason": "由", "findings": ["F9"]}
    assert refused(under, vetoes={"V1": stated})
    assert refused(under, vetoes={"V1": {**stated, "findings": ["F1"]}},
                   findings=[{"id": "F1", "text": "疑点", "state": "suspicion"}])


# 12
@pytest.mark.parametrize(("unit", "value"), [("是否", "是"), ("日期", "2022-01-01"), ("文字", "甲")])
def test_12_weights_of_a_mean_must_be_quantities(unit: str, value: str) -> None:
    facts = [{"name": "率", "unit": "%", "over": "agencies", "roll_up": "weighted_mean", "by": "权"},
             {"name": "权", "unit": unit}]
    assert framework_problems([leaf("A", "100", formula="率", rule={"kind": "proportional"})], facts)


# 13
def test_13_last_years_facts_of_units_roll_up_too() -> None:
    spec = {"name": "支出", "unit": "万元", "over": "agencies", "roll_up": "sum"}
    under = framework([leaf("A", "100", formula="支出 / 上年(支出)", rule={"kind": "proportional"})], [spec])
    units = [{"code": "1", "name": "甲"}, {"code": "2", "name": "乙"}]
    card = score(under, agencies=units, facts=[
        fact("支出", "10", agency="1"), fact("支出", "20", agency="2"),
        fact("支出", "40", agency="1", previous="是"), fact("支出", "20", agency="2", previous="是")])
    assert card.total == 50


# 14 – projects
PROJECT = framework([leaf("X1", "100")])
SCORES = framework([leaf("A", "100", formula="项目得分", rule={"kind": "proportional", "target": "100分"})],
                   [{"name": "项目得分", "unit": "分", "over": "projects", "roll_up": "weighted_mean", "by": "预算"},
                    {"name": "预算", "unit": "万元"}])


def _with_projects(**parts: Any) -> Any:
    document = {"schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "局"}, "period": "2022",
                "kind": "evaluation", "projects": [{"code": "P", "name": "平台", "evaluation": {
                    "framework": "p.yaml", "judgements": {"X1": {**judged("80"), "level": "none"}}}}], **parts}
    return read_case(json.dumps(document, ensure_ascii=False), "案例", framework=SCORES, others={"p.yaml": PROJECT})


def test_14a_a_projects_score_brings_its_own_evidence() -> None:
    loaded, problems = _with_projects(facts=[fact("预算", "10", project="P")])
    assert loaded is not None, problems
    assert node(score_case(*loaded), "A").evidence is Evidence.NONE


def test_14b_a_stated_project_score_beside_its_own_evaluation_is_refused_or_compared() -> None:
    loaded, problems = _with_projects(facts=[fact("预算", "10", project="P"),
                                             fact("项目得分", "20", "stated", project="P")])
    assert problems or score_case(*loaded).differences


def test_14c_a_scorecard_without_the_frameworks_of_its_projects_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "schema: hengji/case/1\nid: x\nframework: yanjin-2022\nentity: {name: 局}\nperiod: 2022\nkind: evaluation\n"
        "projects: [{code: P, name: 平台, evaluation: {framework: yanjin-2022}}]\n", encoding="utf-8")
    (path,) = issue_scorecard(evaluate_case(str(tmp_path)), tmp_path / "out", ["json"])
    document = json.loads(path.read_text(encoding="utf-8"))
    del document["inputs"]["frameworks"]
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(Unusable, match="没有附上项目的指标体系"):
        verify_scorecard(path)


# 15 – figures and tallies
FIGURES = framework([leaf("A", "100")], [{"name": "日", "unit": "日期"}, {"name": "方", "unit": "文字"},
                                         {"name": "支出", "unit": "万元"}])


@pytest.mark.parametrize(("formula", "unit"), [("日", "日期"), ("方", "文字"), ("支出 > 1万元", "是否")])
def test_15a_figures_are_of_quantities(formula: str, unit: str) -> None:
    facts = [fact("日", "2022-01-01"), fact("方", "网站"), fact("支出", "2")]
    figure = {"name": "数", "formula": formula, "unit": unit, "printed": "1"}
    assert refused(FIGURES, facts=facts, figures=[figure])


def test_15b_a_sum_of_shares_without_shares() -> None:
    tally = {"name": "题", "answers": 3, "printed_sum": "100%", "options": [{"name": "满意", "count": 3}]}
    assert refused(FIGURES, tallies=[tally]) or score(FIGURES, tallies=[tally]).figures  # IndexError


def test_15c_a_sum_that_is_really_wrong_is_no_rounding_remainder() -> None:
    tally = {"name": "题", "answers": 100, "printed_sum": "100%", "options": [
        {"name": "满意", "count": 60, "printed": "60%"}, {"name": "差", "count": 40, "printed": "20%"}]}
    check = score(FIGURES, tallies=[tally]).figures[-1]
    assert check.agrees is False
    assert "尾差" not in check.note


def test_15d_what_agrees_is_not_shown_as_another_figure() -> None:
    figure = {"name": "数", "formula": "1.25%", "unit": "%", "printed": "1.2%"}
    (check,) = score(FIGURES, figures=[figure]).figures
    assert check.agrees is False or figure_right(check) == "1.2%"  # 相符, and 算得 1.3%


@pytest.mark.parametrize("name", ["工作日历", "合计", "是", "剔除", "上年:支出", "四舍五入"])
def test_15e_data_may_not_take_the_words_of_the_language(name: str) -> None:
    assert refused(FIGURES, data=[{"name": name, "value": "1", "unit": "万元", "level": "stated"}])


def test_15f_one_mistake_in_data_is_told_once() -> None:
    assert len(refused(FIGURES, data=[
        {"name": "另", "value": "1", "unit": "万元", "level": "stated", "agency": "1"}])) == 1


# 16 – telling
def test_16_the_cap_without_a_reason_is_told_in_points() -> None:
    rule = {"kind": "proportional", "reason_when": "指标A > 130%", "without_reason": "80%"}
    card = score(framework([leaf("A", "100", formula="值", rule=rule)], RATES[:1]), facts=[fact("值", "140%")],
                 judgements={"A": {**J, "points": [{"n": 1, "met": "否", "reason": "因"}]}})
    assert not [line for line in indicator_steps(node(card, "A")) if "按 100分 × 80% 计" in line]


def test_17_a_range_of_a_band_does_not_hold_its_upper_edge() -> None:
    """The upper edge belongs to the band above; a given 8 contradicts 部分达成."""
    card = score(framework([leaf("A", "100", rule={"kind": "qualitative"})]), given={"A": "80"},
                 judgements={"A": {**J, "band": "部分达成"}})
    assert node(card, "A").recomputed == Range(60, Fraction(7999, 100))
    assert card.differences[0].contradicts


def test_18_the_own_figure_is_compared_as_printed() -> None:
    spec = {"name": "率", "unit": "%", "over": "agencies", "roll_up": "mean"}
    under = framework([leaf("A", "100", formula="率", rule={"kind": "proportional"})], [spec])
    card = score(under, agencies=[{"code": c, "name": c} for c in "123"], facts=[
        *(fact("率", v, agency=c) for c, v in zip("123", ("90%", "60%", "50%"), strict=True)), fact("率", "66.67%")])
    value = card.roll_ups[0].value
    assert value is not None
    assert value.value == Fraction(2, 3)
    assert card.roll_ups[0].agrees
