"""Indicators without figures are told together; rules that were inferred or not published are said once."""

from __future__ import annotations

from datetime import date

import pytest

from hengji.model import Period, ReportPart
from hengji.reports.papers import PAPERS, plain_text
from hengji.reports.papers.grounds import grounds_of
from hengji.reports.papers.phrases import tight
from tests.reports.papers.written import evaluated, with_part


def analysis(name: str) -> str:
    evaluation = evaluated(name)
    text = plain_text(PAPERS["evaluation"].make(evaluation.scorecard, evaluation.framework))
    return text[text.index("五、绩效评价指标分析"):text.index("六、绩效目标完成情况")]


def test_full_marks_without_figures_are_one_sentence() -> None:
    told = analysis("heshan-2021")
    assert "A11绩效目标合理性（2分）和A12绩效指标明确性（3分）都得满分，资料里没有可以复核的实际数。" in told
    assert "C11实际完成率（8分）得7.00分、C12完成及时率（4分）得3.00分、C13质量达标率（8分）得7.00分，" in told
    assert "照给定的得分记" not in told
    assert told.count("各指标没有公布评分规则，得分照给定的记。") == 4


def test_what_cannot_be_compared_with_its_target_is_one_list() -> None:
    told = analysis("zhengzhou-2022")
    assert ("没有实际数、还不能与目标核对的指标有3个：【缺：B101年度履职目标相关性：是否达到目标值“相关”】；"
            "【缺：B102工作任务科学性：是否达到目标值“科学”】；") in told
    assert "考察目标值" not in told
    assert "（一）预算执行情况分析" in told


@pytest.mark.parametrize("name", ["xinzheng-2021", "jingdezhen-2023"])
def test_that_there_are_no_weights_is_said_once_for_a_head(name: str) -> None:
    told = analysis(name)
    assert told.count("没有公布权重") == sum(node.level == 1 for node in evaluated(name).scorecard.nodes)
    assert "规则是推断的：" not in told


def test_rules_are_said_without_saying_things_twice() -> None:
    assert tight("3个要点，依次占权重的50%、权重的25%、权重的25%") == "3个要点，依次占权重的50%、25%、25%"
    assert tight("4个要点，不符每点扣权重的25%，扣完为止") == "4个要点，每有一点不符扣权重的25%，扣完为止"


@pytest.mark.parametrize(("period", "number", "there"), [
    ("2018", "国务院令第186号", True), ("2018", "国务院令第729号", False), ("2019", "财预〔2011〕285号", True),
    ("2021", "财预〔2011〕285号", False), ("2021", "国务院令第729号", True), ("2020", "财预〔2020〕10号", True)])
def test_repealed_rules_are_no_grounds_any_more(period: str, number: str, *, there: bool) -> None:
    assert any(number in ground.title for ground in grounds_of(Period(int(period)), ())) is there


def test_validity_names_the_last_amendment_of_the_time() -> None:
    budget_law = grounds_of(Period(2022), ())[0]
    assert budget_law.validity(date(2022, 12, 31)) == "有效；2018年12月29日修正"
    assert budget_law.validity(date(2016, 12, 31)) == "有效；2014年8月31日修正"
    assert grounds_of(Period(2022), ("“三公经费”控制率",))[-1].validity(date(2022, 12, 31)) == "有效"


def test_amounts_are_told_once_and_several_with_what_they_are_of() -> None:
    evaluation = evaluated("xinzheng-2021")
    told = plain_text(PAPERS["evaluation"].make(evaluation.scorecard, evaluation.framework))
    assert "没有清单、审批单和验收手续，数量和单价无从核实，16075元；" in told
    assert "涉及金额459.72万元。" in told
    yanjin = evaluated("yanjin-2022")
    assert "涉及金额" not in plain_text(PAPERS["evaluation"].make(yanjin.scorecard, yanjin.framework))


def test_full_marks_of_the_second_level_are_named() -> None:
    yanjin = evaluated("yanjin-2022")
    told = plain_text(PAPERS["evaluation"].make(yanjin.scorecard, yanjin.framework))
    assert "14个二级指标中有9个得满分：部门职能、预算执行、财务管理、" in told


def test_what_is_found_without_an_author_reads_like_a_report() -> None:
    evaluation = evaluated("yanjin-2022")
    card = with_part(evaluation.scorecard, ReportPart())
    told = plain_text(PAPERS["evaluation"].make(card, evaluation.framework))
    assert "规定是服务类满3万元要询价或竞价；做法是2019年竞价一次" in told
    assert "由此扣分的指标：年度工作计划明确性（A21）1.50分。" in told
    assert "建议：一是建立部门间协调机制" in told
    openings = ("查证的情况是：", "核查资料看到：", "具体情况是：")
    assert all(opening in told for opening in openings)
