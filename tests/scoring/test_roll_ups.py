"""Facts of the department made from those of its units and projects: every way, with what is missing."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from hengji.cases import read_case
from hengji.frameworks import Framework
from hengji.model import Evidence, Missing, RolledUp, Scorecard
from hengji.scoring import score_case
from tests.making import framework, judged, leaf, node, score

UNITS = [{"code": "1", "name": "甲所"}, {"code": "2", "name": "乙所"}, {"code": "3", "name": "丙所"}]
PLAIN = [{"name": name, "unit": unit} for name, unit in (
    ("支出", "万元"), ("预算", "万元"), ("满意度", "%"), ("人数", "人"), ("公开日", "日期"))]


def _under(formula: str, target: str = "", *specs: dict[str, Any]) -> Framework:
    """One leaf of 100 points, in proportion to ``formula``; ``specs`` replace the plain facts of their names."""
    rule = {"kind": "proportional", **({"target": target} if target else {})}
    names = {spec["name"] for spec in specs}
    return framework([leaf("A", "100", formula=formula, rule=rule)],
                     [*specs, *(spec for spec in PLAIN if spec["name"] not in names)])


def _facts(last_year: str = "否", /, **values: tuple[str | None, ...]) -> list[dict[str, Any]]:
    """Facts of the three units, in their order; None where a unit handed in nothing."""
    return [{"name": name, "value": value, "level": "original", "agency": str(n), "previous": last_year}
            for name, entries in values.items() for n, value in enumerate(entries, 1) if value is not None]


def _own(name: str, value: str, **settings: Any) -> dict[str, Any]:
    return {"name": name, "value": value, "level": "original", **settings}


def _rolled(card: Scorecard, name: str) -> RolledUp:
    return next(entry for entry in card.roll_ups if entry.name == name)


def _over(name: str, unit: str, way: str, **settings: Any) -> dict[str, Any]:
    return {"name": name, "unit": unit, "over": "agencies", "roll_up": way, **settings}


SPENT = _over("支出", "万元", "sum")
RATE = {"each": "支出 / 预算"}
MONEY = {"支出": ("10", "20", "30"), "预算": ("20", "20", "40")}


@pytest.mark.parametrize(("spec", "target", "value"), [
    (SPENT, "100万元", 60 * 10**6), (_over("支出", "万元", "mean"), "100万元", 20 * 10**6),
    (_over("率", "%", "ratio", **RATE), "", Fraction(3, 4)),  # 60 / 80, not the mean of 50 %, 100 % and 75 %
    (_over("率", "%", "mean", **RATE), "", Fraction(3, 4)),
    (_over("率", "%", "weighted_mean", **RATE, by="预算"), "", Fraction(3, 4)),  # the weights are the denominators
    (_over("率", "%", "weighted_mean", **RATE, by="人数"), "", Fraction(19, 24)),  # (0.5 + 2 × 1 + 3 × 0.75) / 6
    (_over("满意单位", "个", "count", each="满意度 >= 80%"), "3个", 2),
    (_over("差额", "万元", "sum", each="预算 - 支出"), "100万元", 20 * 10**6),
])
def test_members_become_one(spec: dict[str, Any], target: str, value: Fraction) -> None:
    card = score(_under(spec["name"], target, spec), agencies=UNITS,
                 facts=_facts(**MONEY, 人数=("1", "2", "3"), 满意度=("80%", "79.99%", "90%")))
    (rolled,) = card.roll_ups
    assert rolled.value is not None
    assert rolled.value.value == value
    assert [m.code for m in rolled.members] == ["1", "2", "3"]
    assert rolled.left_out == ()
    quantity = node(card, "A").quantity
    assert quantity is not None
    assert quantity.value == value


def test_a_ratio_is_not_the_mean_of_the_members() -> None:
    facts = _facts(支出=("10", "0", "30"), 预算=("20", "60", "40"))
    cards = {way: score(_under("率", "", _over("率", "%", way, **RATE)), agencies=UNITS, facts=facts)
             for way in ("ratio", "mean")}
    values = {way: _rolled(card, "率").value for way, card in cards.items()}
    assert {way: value and value.value for way, value in values.items()} == {
        "ratio": Fraction(1, 3), "mean": Fraction(5, 12)}


def test_a_member_without_a_base_is_undefined_alone_but_not_in_the_ratio() -> None:
    facts = _facts(支出=("0", "20", "30"), 预算=("0", "20", "40"))
    rolled = _rolled(score(_under("率", "", _over("率", "%", "ratio", **RATE)), agencies=UNITS, facts=facts), "率")
    assert rolled.value is not None
    assert rolled.value.value == Fraction(5, 6)
    assert isinstance(rolled.members[0].value.value, Missing)
    assert "甲所" in str(rolled.members[0].value.value)


@pytest.mark.parametrize("spec", [SPENT, _over("支出", "万元", "mean"),
                                  _over("支出", "万元", "weighted_mean", by="人数")])
def test_what_a_member_lacks_is_named_with_the_member(spec: dict[str, Any]) -> None:
    card = score(_under("支出", "100万元", spec), agencies=UNITS,
                 facts=_facts(支出=("10", "20", None), 人数=("1", "1", "1")))
    missing = node(card, "A").missing
    assert missing is not None
    assert missing.names == ("丙所的支出",)
    assert card.total is None


def test_members_that_report_nothing_may_be_left_out() -> None:
    card = score(_under("支出", "100万元", {**SPENT, "members": "reported"}), agencies=UNITS,
                 facts=_facts(支出=("10", None, "30")))
    rolled = _rolled(card, "支出")
    assert ([m.code for m in rolled.members], rolled.left_out) == (["1", "3"], ("乙所",))
    assert card.total == 40


def test_a_member_that_reports_a_part_is_not_left_out() -> None:
    spec = _over("率", "%", "ratio", **RATE, members="reported")
    card = score(_under("率", "", spec), agencies=UNITS, facts=_facts(支出=("10", "5", None), 预算=("20", None, None)))
    missing = node(card, "A").missing
    assert missing is not None
    assert missing.names == ("乙所的预算",)
    assert _rolled(card, "率").left_out == ("丙所",)


def test_when_nobody_reports_the_fact_is_missing() -> None:
    card = score(_under("支出", "100万元", {**SPENT, "members": "reported"}), agencies=UNITS)
    rolled = _rolled(card, "支出")
    assert (rolled.members, rolled.left_out, rolled.value) == ((), ("甲所", "乙所", "丙所"), None)
    assert node(card, "A").missing is not None


def test_what_cannot_be_added_up_is_only_listed() -> None:
    card = score(_under("支出", "100万元", _over("公开日", "日期", "none")), agencies=UNITS,
                 facts=[*_facts(公开日=("2023-01-05", None, "2023-01-09")), _own("支出", "60")])
    rolled = _rolled(card, "公开日")
    assert [(m.code, m.value.value) for m in rolled.members] == [("1", date(2023, 1, 5)), ("3", date(2023, 1, 9))]
    assert (rolled.value, rolled.left_out, card.total) == (None, ("乙所",), 60)


def test_the_departments_own_figure_stands_before_its_units() -> None:
    for own, agrees in (("60", True), ("61", False)):
        card = score(_under("支出", "100万元", SPENT), agencies=UNITS,
                     facts=[*_facts(支出=MONEY["支出"]), _own("支出", own, level="stated")])
        rolled = _rolled(card, "支出")
        assert rolled.value is not None
        assert rolled.given is not None
        assert (rolled.value.value, rolled.agrees, card.total) == (60 * 10**6, agrees, int(own))
        assert [fact.agency for fact in node(card, "A").facts] == [""]
        assert node(card, "A").evidence is Evidence.STATED


def test_the_departments_own_figure_is_enough() -> None:
    card = score(_under("支出", "100万元", SPENT), agencies=UNITS, facts=[_own("支出", "61")])
    assert (card.total, _rolled(card, "支出").agrees) == (61, True)
    assert score(_under("支出", "100万元", SPENT), facts=[_own("支出", "61")]).roll_ups == ()


def test_the_weakest_member_is_the_evidence() -> None:
    facts = [*_facts(支出=("10", "20", None)), _own("支出", "30", agency="3", level="none")]
    made = node(score(_under("支出", "100万元", SPENT), agencies=UNITS, facts=facts), "A")
    assert made.evidence is Evidence.NONE
    assert [fact.agency for fact in made.facts] == ["1", "2", "3"]


def test_the_weights_of_a_mean_are_evidence_too() -> None:
    facts = [*_facts(满意度=("80%", "90%", "100%"), 人数=("1", "1", None)),
             _own("人数", "2", agency="3", level="stated")]
    under = _under("均", "", _over("均", "%", "weighted_mean", each="满意度", by="人数"))
    card = score(under, agencies=UNITS, facts=facts)
    assert node(card, "A").evidence is Evidence.STATED
    assert card.total == Fraction("92.5")


def test_weights_of_nothing_give_no_mean() -> None:
    card = score(_under("均", "", _over("均", "%", "weighted_mean", each="满意度", by="人数")), agencies=UNITS,
                 facts=_facts(满意度=("80%", "90%", "100%"), 人数=("0", "0", "0")))
    missing = node(card, "A").missing
    assert missing is not None
    assert "为 0" in str(missing)


def test_last_years_facts_of_members_are_read_by_each() -> None:
    spec = _over("增长", "%", "mean", each="(支出 - 上年(支出)) / 上年(支出)")
    card = score(_under("增长", "", spec), agencies=UNITS[:2],
                 facts=[*_facts(支出=("15", "10")), *_facts("是", 支出=("10", "8"))])
    assert card.total == Fraction("37.5")  # (50 % + 25 %) / 2


def test_last_years_figure_of_the_department_stands_beside_this_years_units() -> None:
    card = score(_under("支出 / 上年(支出)", "", SPENT), agencies=UNITS,
                 facts=[*_facts(支出=MONEY["支出"]), _own("支出", "120", previous="是")])
    assert card.total == 50
    assert _rolled(card, "支出").given is None


def test_derived_facts_are_of_the_department_in_a_formula_and_of_the_member_in_each() -> None:
    rate = {"name": "执行率", "unit": "%", "formula": "支出 / 预算"}
    specs = [SPENT, _over("预算", "万元", "sum"), rate, _over("平均执行率", "%", "mean", each="执行率"),
             _over("达标", "个", "count", each="执行率 >= 75%")]
    under = framework([leaf("A", "60", formula="执行率", rule={"kind": "proportional"}),
                       leaf("B", "20", formula="平均执行率", rule={"kind": "proportional"}),
                       leaf("C", "20", formula="达标", rule={"kind": "proportional", "target": "4个"})], specs)
    card = score(under, agencies=UNITS, facts=_facts(支出=("10", "0", "30"), 预算=("20", "60", "40")))
    assert [node(card, code).score for code in "ABC"] == [20, Fraction("8.33"), 5]


def test_facts_of_units_and_projects_are_kept_apart() -> None:
    specs = [{**SPENT, "over": "projects"}, _over("预算", "万元", "sum")]
    under = _under("支出 / 预算", "", *specs)
    card = score(under, agencies=UNITS[:1], projects=[{"code": "1", "name": "平台"}, {"code": "2", "name": "设备"}],
                 facts=[_own("支出", "10", project="1"), _own("支出", "20", project="2"),
                        _own("支出", "99", agency="1"), _own("预算", "40", agency="1"),
                        _own("预算", "99", project="1")])
    assert card.total == 75


# Projects with their own evaluations

PROJECT = framework([leaf("P1", "60"),
                     leaf("P2", "40", formula="支出", rule={"kind": "proportional", "target": "10万元"})],
                    [{"name": "支出", "unit": "万元"}])
SCORES = {"name": "项目得分", "unit": "分", "over": "projects", "roll_up": "weighted_mean", "by": "预算"}


def _project(code: str, points: str, spent: str) -> dict[str, Any]:
    facts = [_own("支出", spent)] if spent else []
    return {"code": code, "name": f"项目{code}", "evaluation": {
        "framework": "项目.yaml", "facts": facts, "judgements": {"P1": judged(points)}}}


def _department(projects: list[dict[str, Any]], facts: list[dict[str, Any]], **spec: Any) -> Scorecard:
    under = _under("项目得分", "100分", {**SCORES, **spec})
    document = {"schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "局"}, "period": "2022",
                "kind": "evaluation", "projects": projects, "facts": facts}
    loaded, problems = read_case(json.dumps(document, ensure_ascii=False), "案例", framework=under,
                                 others={"项目.yaml": PROJECT})
    assert loaded is not None, problems
    return score_case(*loaded)


BUDGETS = [_own("预算", "30", project="X"), _own("预算", "10", project="Y")]


def test_projects_scored_by_their_own_framework_weigh_by_their_budget() -> None:
    card = _department([_project("X", "50", "7.5"), _project("Y", "60", "20")], BUDGETS)
    assert [(project.code, own.total, own.grade) for project, own in card.projects] == [
        ("X", 80, "良"), ("Y", 100, "优")]
    assert card.total == 85  # (80 × 30 + 100 × 10) / 40
    assert [fact.name for fact in card.projects[0][1].case.facts] == ["支出"]


def test_a_project_that_cannot_be_scored_keeps_the_department_from_its_score() -> None:
    card = _department([_project("X", "50", "7.5"), _project("Y", "60", "")], BUDGETS)
    assert card.projects[1][1].total is None
    missing = node(card, "A").missing
    assert missing is not None
    assert missing.names == ("项目Y的项目得分",)


def test_a_project_without_an_evaluation_may_be_left_out_or_state_its_score() -> None:
    bare = {"code": "Y", "name": "项目Y"}
    card = _department([_project("X", "50", "7.5"), bare], BUDGETS, members="reported")
    assert (card.total, _rolled(card, "项目得分").left_out) == (80, ("项目Y",))
    card = _department([_project("X", "50", "7.5"), bare],
                       [*BUDGETS, _own("项目得分", "90", project="Y", level="stated")])
    assert card.total == Fraction("82.5")
    assert node(card, "A").evidence is Evidence.STATED
    assert [project.code for project, _ in card.projects] == ["X"]


def test_the_department_may_state_the_score_of_all_its_projects() -> None:
    card = _department([_project("X", "50", "7.5")], [_own("项目得分", "77")])
    assert card.total == 77
    missing = _rolled(card, "项目得分").value
    assert missing is not None
    assert isinstance(missing.value, Missing)
