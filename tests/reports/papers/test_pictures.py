"""Charts from a scorecard: exact values, and none where there is too little to compare."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hengji.model import WAN_YUAN, Source, TalliedOption, Tally, exact
from hengji.reports.papers import PAPERS, Chart, Table
from hengji.reports.papers.funds import members_of
from hengji.reports.papers.pictures import heads_chart, members_chart, rates_chart, years_charts
from hengji.reports.papers.shared import Draft
from hengji.reports.papers.survey_charts import survey_charts, whose
from hengji.services import evaluate_case
from hengji.telling import shown
from tests.making import case, framework, judged, leaf, score


def heads(*points: str) -> Any:
    codes = "ABCDEF"[:len(points)]
    weight = 100 // len(points)
    under = framework([leaf(code, str(100 - weight * (len(points) - 1) if code == "A" else weight)) for code in codes])
    return score(under, judgements={code: judged(point) for code, point in zip(codes, points, strict=True) if point})


def test_rates_of_a_published_case() -> None:
    card = evaluate_case("yanjin-2022").scorecard
    chart = rates_chart(card)
    assert chart is not None
    assert (chart.title, chart.form, chart.unit, len(chart.categories)) == ("二级指标得分率", "bar", "%", 14)
    rates = dict(zip(chart.categories, chart.series[0].values, strict=True))
    assert rates["A2 目标设定"] == Fraction(175, 3)
    assert rates["C2 履职目标实现情况"] == Fraction(165, 2)
    radar = heads_chart(card)
    assert radar is not None
    assert radar.series[0].values == (75, 88, Fraction(315, 4), 100)


def test_one_head_alone() -> None:
    card = evaluate_case("yanjin-2022").scorecard
    chart = rates_chart(card, 3, "A")
    assert chart is not None
    assert chart.title == "部门决策的三级指标得分率"
    assert [name.split()[0] for name in chart.categories] == ["A11", "A12", "A21", "A22", "A23"]
    assert rates_chart(card, 3, "不存在") is None


def test_a_radar_takes_three_heads_and_bars_two() -> None:
    assert heads_chart(heads("50", "50")) is None
    assert heads_chart(heads("30", "30", "")) is None
    assert heads_chart(heads("34", "33", "0")) is not None
    assert rates_chart(heads("50", "50"), 1) is not None
    assert rates_chart(heads("100"), 1) is None
    assert rates_chart(heads("50", "50"), 2) is None


def test_too_many_bars_are_those_of_the_level_above() -> None:
    under = framework([{"code": head, "name": head, "weight": "50", "children": [
        leaf(f"{head}{n:02}", "2") for n in range(25)]} for head in "AB"])
    card = score(under, judgements={f"{head}{n:02}": judged("1") for head in "AB" for n in range(25)})
    chart = rates_chart(card)
    assert chart is not None
    assert (chart.title, chart.categories) == ("一级指标得分率", ("A A", "B B"))
    inside = rates_chart(card, 2, "A")
    assert inside is not None
    assert len(inside.categories) == 25


def test_projects_with_budget_and_execution() -> None:
    found = evaluate_case("xinzheng-2021")
    chart = members_chart("项目", members_of(Draft(found.scorecard, found.framework), "项目"))
    assert chart is not None
    assert chart.unit == "万元"
    assert [(series.name, len(series.values)) for series in chart.series] == [("预算数", 4), ("支出数", 4)]
    at = chart.categories.index("四级联动升级维护项目")
    assert [series.values[at] for series in chart.series] == [Fraction(5579, 100), 0]
    assert members_chart("项目", [("一个项目", 100, 100)]) is None


def test_projects_have_the_same_amounts_in_chart_and_table() -> None:
    found = evaluate_case("xinzheng-2021")
    blocks = [block for section in PAPERS["evaluation"].make(found.scorecard, found.framework).all_sections()
              for block in section.blocks if getattr(block, "title", "").startswith("各项目预算")]
    table, chart = blocks
    assert isinstance(table, Table)
    assert isinstance(chart, Chart)
    assert [(row[0].text, row[1].text, row[2].text) for row in table.rows] == [
        (name, *(shown(exact(Fraction(series.values[at] or 0) * WAN_YUAN.scale), WAN_YUAN).removesuffix("万元")
                 for series in chart.series)) for at, name in enumerate(chart.categories)]


def test_of_many_projects_the_largest_and_the_title_says_so() -> None:
    under = framework([leaf("A", "100")], [{"name": name, "unit": "万元", "over": "projects", "roll_up": "sum"}
                                           for name in ("项目预算数", "项目支出数")])
    card = score(under, projects=[{"code": f"P{n:02}", "name": f"项目{n}"} for n in range(20)], facts=[
        {"name": name, "project": f"P{n:02}", "value": f"{n + more}万元", "level": "verified", "who": "甲"}
        for n in range(20) for name, more in (("项目预算数", 1), ("项目支出数", 0))])
    chart = members_chart("项目", members_of(Draft(card, under), "项目"))
    assert chart is not None
    assert chart.title == "各项目预算和执行对比（预算最多的15个）"
    assert (chart.categories[0], chart.categories[-1]) == ("项目19", "项目5")


def test_budget_units_need_both_amounts() -> None:
    found = evaluate_case("jingdezhen-2023")
    names = [name for name, _, _ in members_of(Draft(found.scorecard, found.framework), "预算单位")]
    assert len(names) < len(found.scorecard.case.agencies)


def test_this_year_beside_last_year() -> None:
    under = framework([leaf("A", "100")], [{"name": name, "unit": unit} for name, unit in (
        ("实际支出数", "万元"), ("三公经费支出数", "元"), ("在职人员数", "人"), ("满意度", "%"), ("知晓率", "%"))])
    facts = [{"name": name, "value": value, "previous": previous, "level": "verified", "who": "甲"}
             for name, before, now in (("实际支出数", "100万元", "120.5万元"), ("三公经费支出数", "20000元", "10000元"),
                                       ("在职人员数", "20人", "21人"), ("满意度", "90%", "91.5%"), ("知晓率", "", "9%"))
             for value, previous in ((before, "是"), (now, "否")) if value]
    charts = years_charts(score(under, facts=facts))
    assert [(chart.title, chart.unit, chart.categories) for chart in charts] == [
        ("主要金额与上年相比", "万元", ("实际支出数", "三公经费支出数"))]  # a single number is told in a sentence
    assert [(series.name, series.values) for series in charts[0].series] == [
        ("2021年", (100, 2)), ("2022年", (Fraction(241, 2), 1))]


@pytest.mark.parametrize("name", ["yanjin-2022", "heshan-2021", "zhengzhou-2022", "jingdezhen-2023"])
def test_without_last_year_nothing(name: str) -> None:
    assert years_charts(evaluate_case(name).scorecard) == ()


def test_questions_with_the_same_answers_stand_together() -> None:
    charts = survey_charts(evaluate_case("yanjin-2022").scorecard.case)
    assert [(chart.title, len(chart.categories)) for chart in charts] == [
        ("群众问卷各题回答占比（78份）", 5), ("工作人员问卷各题回答占比（55份）", 6)]
    first = charts[0]
    assert first.categories[0] == "第1题 接待和协助"
    assert [series.values[0] for series in first.series] == [*(Fraction(n * 50, 13) for n in (19, 6, 1)), 0, 0]
    for chart in charts:
        assert all(sum(value or 0 for value in line) == 100
                   for line in zip(*(series.values for series in chart.series), strict=True))


def tally(name: str, *counts: int, answers: int = 10) -> Tally:
    return Tally(name, answers, tuple(TalliedOption(f"选项{n}", count) for n, count in enumerate(counts)),
                 Source("entry", who="甲"))


def test_case_without_questions() -> None:
    under = framework([leaf("A", "100")])
    assert survey_charts(case(under)) == ()


@pytest.mark.parametrize(("name", "expected"), [
    ("群众第1题 接待和协助", "群众"), ("第3题", ""), ("企业 第十二题：环境", "企业"), ("总体评价", "")])
def test_whose_question_it_is(name: str, expected: str) -> None:
    assert whose(tally(name, 10)) == expected
