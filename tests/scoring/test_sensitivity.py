"""Sensitivity on Yanjin, counted by hand, and on small cases with vetoes, overrides and judges."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hengji.model import Exact
from hengji.scoring import GradeMove, Moved, Moving, Sensitivity, Shaking, Threshold, sensitivity_of
from hengji.services import evaluate_case
from tests.making import framework, judged, leaf, score

FEW = Shaking(draws=200)


def _of(case: str) -> Sensitivity:
    evaluation = evaluate_case(case)
    return sensitivity_of(evaluation.scorecard, evaluation.framework, FEW)


@pytest.fixture(scope="module")
def yanjin() -> Sensitivity:
    return _of("yanjin-2022")


def _moving(result: Sensitivity, code: str) -> Moving:
    return next(entry for entry in result.movings if entry.code == code)


def _value(result: Sensitivity, code: str, n: int = 0) -> Moved:
    return _moving(result, code).values[n]


def test_bands_of_d31(yanjin: Sensitivity) -> None:
    """93.32 % lies in the band from 90 %: below it 5 of 6 points."""
    moved = _value(yanjin, "D31")
    assert moved.now == Fraction(9332, 10_000)
    assert moved.falls == Threshold(Fraction(90, 100), -1, False, 5, -1)
    assert (moved.rises, moved.best, moved.slopes) == (None, None, ())


def test_bands_of_equal_worth_are_no_threshold(yanjin: Sensitivity) -> None:
    """D32 earns 5 points from 85 % up, though a band begins at 90 %."""
    assert _value(yanjin, "D32").falls == Threshold(Fraction(85, 100), -1, False, 3, -2)


def test_c22_is_proportional(yanjin: Sensitivity) -> None:
    """10 points × 65 %; a tenth of a point for each percent; 9.995 is rounded to 10."""
    moved = _value(yanjin, "C22")
    assert moved.rises == Threshold(Fraction(6505, 10_000), 1, True, Fraction(651, 100), Fraction(1, 100))
    assert moved.falls == Threshold(Fraction(6495, 10_000), -1, False, Fraction(649, 100), Fraction(-1, 100))
    assert moved.best == Threshold(Fraction(9995, 10_000), 1, True, 10, Fraction(7, 2))
    (slope,) = moved.slopes
    assert slope == (0, 1, 10, True)


def test_b11_deducts_beyond_ten_percent(yanjin: Sensitivity) -> None:
    """6 % of a point for each percent beyond 10 %; full marks until half a cent is lost at 10.0833… %."""
    moved = _value(yanjin, "B11")
    assert moved.falls == Threshold(Fraction(10, 100) + Fraction(5, 1000) / 6, 1, False, Fraction(199, 100),
                                    Fraction(-1, 100))
    (slope,) = moved.slopes
    assert slope == (Fraction(1, 10), Fraction(1, 10) + Fraction(1, 3), -6, True)
    budget = next(fact for fact in _moving(yanjin, "B11").facts if fact.name == "调整预算数")
    assert budget.whole
    assert budget.falls is not None
    # The first whole fen at which (x − 354.31万) ÷ 354.31万 passes 10.0833… %.
    edge = 354_310_000 * (1 + Fraction(10, 100) + Fraction(5, 1000) / 6)
    assert budget.falls.value == int(edge) + 1


def test_b13_deducts_in_whole_steps(yanjin: Sensitivity) -> None:
    """Nothing is lost until a whole step of 5 % beyond 10 % is full; last year's figure cannot change."""
    moved = _value(yanjin, "B13")
    assert moved.falls == Threshold(Fraction(15, 100), 1, True, Fraction(1, 2), Fraction(-1, 2))
    assert [fact.name for fact in _moving(yanjin, "B13").facts] == ["累计结转结余资金总额"]


def test_b12_has_three_values_and_a_cliff(yanjin: Sensitivity) -> None:
    """The whole rate stands exactly on 100 %: anything above costs both points."""
    assert [moved.name for moved in _moving(yanjin, "B12").values] == [
        "预算执行率", "基本支出预算执行率", "项目支出预算执行率"]
    assert _value(yanjin, "B12").falls == Threshold(1, 1, False, 0, -2)


def test_c21_says_where_the_rule_falls_silent_in_whole_items(yanjin: Sensitivity) -> None:
    moved = _value(yanjin, "C21")
    assert moved.falls is None
    assert moved.unsettled is not None
    assert moved.unsettled[:3] == (Fraction(98, 100), -1, False)
    online = next(fact for fact in _moving(yanjin, "C21").facts if fact.name == "网上办理事项数")
    assert online.unsettled is not None
    assert online.unsettled[:3] == (2135, -1, True)  # 2135 ÷ 2179 is the first below 98 %


def test_points_are_worth_what_they_change(yanjin: Sensitivity) -> None:
    unmet = {(entry.code, point.number): point.change for entry in yanjin.movings for point in entry.points
             if not point.met}
    half = Fraction(1, 2)
    assert unmet == {("A21", 2): half, ("A21", 3): half, ("A21", 4): half, ("A23", 2): 1, ("B32", 1): 2, ("B61", 1): 1}


def test_the_grade_of_yanjin(yanjin: Sensitivity) -> None:
    """86: four points to 优, which no indicator has alone; 1.50 + 2.50 is the smallest pair."""
    up, down = yanjin.standing.up, yanjin.standing.down
    assert up is not None
    assert down is not None
    assert (up.grade, up.at, up.needed, up.alone, up.together) == ("优", 90, 4, (), ("A21", "C12"))
    assert (down.grade, down.at, down.needed, down.together) == ("中", 80, 6, ())
    assert [(change.code, change.doubtful) for change in down.alone] == [("C21", True), ("D11", False), ("C22", False)]


def test_swings_of_yanjin(yanjin: Sensitivity) -> None:
    swings = {swing.code: swing for swing in yanjin.swings}
    assert yanjin.swings[0].code == "C21"
    assert (swings["C21"].low, swings["C21"].doubtful) == (-10, True)
    assert (swings["D31"].low, swings["D31"].high) == (-3, 0)  # 83.99 % and 102.65 %
    assert (swings["C22"].low, swings["C22"].high) == (Fraction(-65, 100), Fraction(65, 100))
    assert (swings["C12"].by, swings["C12"].low, swings["C12"].high) == ("expert", Fraction(-1, 2), Fraction(1, 2))


def test_shaken_grades_add_up_and_are_the_same_for_the_same_seed(yanjin: Sensitivity) -> None:
    assert yanjin.shaken is not None
    assert sum(share for _, share in yanjin.shaken.grades) == 1
    assert yanjin.shaken == _of("yanjin-2022").shaken


def test_cases_with_less_to_go_by() -> None:
    assert _of("jingdezhen-2023").standing.held == "alone"
    heads = _of("xinzheng-2021")
    assert [entry.code for entry in heads.movings if entry.bears] == ["A", "B", "C", "D"]
    assert heads.standing.up is not None
    assert heads.standing.up.together == ("A", "B")
    reached = _of("zhengzhou-2022")
    assert reached.standing.up is None
    assert _value(reached, "B203").rises == Threshold(Fraction(90, 100), 1, True, 100, 100)
    assert {entry.stuck for entry in _of("heshan-2021").movings} == {"no_rule"}


def _small(points: str, veto: list[dict[str, Any]] | None = None, **parts: Any) -> Sensitivity:
    settings = {"vetoes": veto} if veto else {}
    under = framework([leaf("A", "60"), leaf("B", "40")], **settings)
    card = score(under, judgements={"A": judged(points), "B": judged("40")}, **parts)
    return sensitivity_of(card, under, FEW)


VETO = [{"code": "V", "text": "弄虚作假", "caps": "中"}]


def _stated(happened: str) -> dict[str, Any]:
    return {"vetoes": {"V": {"happened": happened, "judge": "评", "reason": "由", "level": "verified"}}}


def test_a_veto_caps_the_grade() -> None:
    result = _small("55", VETO, **_stated("是"))
    assert (result.standing.grade, result.standing.capped) == ("中", ("V",))
    assert result.standing.up is None
    assert result.standing.down is not None
    assert (result.standing.down.grade, result.standing.down.needed) == ("差", 35)
    assert result.shaken is not None
    assert dict(result.shaken.grades)["中"] == 1


def test_a_veto_that_nobody_checked_leaves_two_grades() -> None:
    result = _small("55", VETO)
    assert (result.standing.grade, result.standing.possible) == (None, ("优", "中"))
    assert result.standing.up is None


def test_an_override_holds() -> None:
    whole = _small("55", overrides=[{"code": "total", "score": "85", "who": "局长", "reason": "因"}])
    assert whole.standing.held == "override"
    assert whole.standing.up is not None
    assert (whole.standing.up.needed, whole.standing.up.alone, whole.standing.up.together) == (5, (), ())
    one = _small("55", overrides=[{"code": "A", "score": "35", "who": "局长", "reason": "因"}])
    assert [entry.code for entry in one.movings if entry.stuck == "override"] == ["A"]
    assert one.standing.up is not None
    assert one.standing.up.together == ()
    assert [swing.code for swing in one.swings] == ["B"]


def test_a_total_given_otherwise_moves_by_the_difference() -> None:
    result = _small("50", given={"total": "88"})
    assert (result.standing.total, result.standing.offset) == (88, -2)
    assert result.standing.up is not None
    assert result.standing.up.needed == 2
    assert [(change.code, change.score) for change in result.standing.up.alone] == [("A", 52)]


def test_a_parent_stands_for_children_that_are_not_scored() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "60", "children": [leaf("A1", "40"), leaf("A2", "20")]},
                       leaf("B", "40")])
    card = score(under, given={"A": "50"}, judgements={"A1": judged("35"), "B": judged("30")})
    bearing = [entry.code for entry in sensitivity_of(card, under, FEW).movings if entry.bears]
    assert bearing == ["A", "B"]
    whole = score(under, judgements={"A1": judged("35"), "A2": judged("20"), "B": judged("30")})
    bearing = [entry.code for entry in sensitivity_of(whole, under, FEW).movings if entry.bears]
    assert bearing == ["A1", "A2", "B"]


def test_facts_of_a_condition_move_a_rule_that_has_no_value() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100",
                        "rule": {"kind": "all_or_nothing", "condition": "支出 >= 预算 * 90%"}}],
                      [{"name": "支出", "unit": "万元"}, {"name": "预算", "unit": "万元"}])
    card = score(under, facts=[{"name": "支出", "value": "80万元", "level": "original"},
                               {"name": "预算", "value": "100万元", "level": "original"}])
    moving = _moving(sensitivity_of(card, under, FEW), "A")
    assert moving.values == ()
    assert [(fact.name, fact.rises and fact.rises.value) for fact in moving.facts] == [
        ("支出", 90_000_000), ("预算", 88_888_888)]


def test_one_of_everything() -> None:
    """Rolled-up facts, projects, several judges, given scores: every value at no change has the present score."""
    evaluation = evaluate_case(str(Path(__file__).parents[1] / "services" / "everything"))
    result = sensitivity_of(evaluation.scorecard, evaluation.framework, FEW)
    for moving in result.movings:
        for moved in moving.values + moving.facts:
            if moving.weighted:
                assert moved.score == moving.score, moving.code
    (asked,) = [moved.unsettled.names for moved in _moving(result, "A1").values if moved.unsettled]
    assert asked == ("第1点“预算执行率 > 130% 才评：有合理原因”",)


def test_unscored_indicators_leave_a_range() -> None:
    under = framework([leaf("A", "60"), leaf("B", "40")])
    result = sensitivity_of(score(under, judgements={"A": judged("55")}), under, FEW)
    standing = result.standing
    assert (standing.total, standing.low, standing.high) == (None, 55, 95)
    assert standing.possible == ("优", "良", "中", "差")
    assert (result.shaken, result.unshaken) == (None, "unscored")


def test_weight_in_force_is_what_points_are_worth_after_redistribution() -> None:
    points = {"kind": "checklist", "way": "earn", "each": "50%", "points": [{"text": "子"}, {"text": "丑"}]}
    under = framework([{"code": "A", "name": "甲", "weight": "60", "rule": points}, leaf("B", "20"), leaf("C", "20")])
    card = score(under, not_applicable=[{"code": "C", "reason": "无此项"}], judgements={
        "A": {"judge": "评", "level": "verified", "reason": "由",
              "points": [{"n": 1, "met": "是"}, {"n": 2, "met": "否", "reason": "因"}]},
        "B": judged("20")})
    moving = _moving(sensitivity_of(card, under, FEW), "A")
    assert [(point.worth, point.change) for point in moving.points] == [(Fraction(375, 10), Fraction(-375, 10)),
                                                                        (Fraction(375, 10), Fraction(375, 10))]
    assert _moving(sensitivity_of(card, under, FEW), "C").stuck == "not_applicable"


def test_a_total_that_is_rounded_is_reached_half_a_step_before() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100", "formula": "甲数",
                        "rule": {"kind": "proportional"}}], [{"name": "甲数", "unit": "%"}], rounding="total")
    card = score(under, facts=[{"name": "甲数", "value": "85%", "level": "original"}])
    up = sensitivity_of(card, under, FEW).standing.up
    assert isinstance(up, GradeMove)
    assert up.needed == Fraction(4995, 1000)
    assert up.alone[0].to is not None
    assert up.alone[0].to.value == Fraction(89_995, 100_000)


def test_counted_occurrences_are_whole() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100", "rule": {"kind": "occurrences", "deduct": "30分"}}])
    card = score(under, judgements={"A": {"judge": "评", "level": "verified", "reason": "由", "count": "2"}})
    (moved,) = _moving(sensitivity_of(card, under, FEW), "A").values
    assert (moved.kind, moved.now, moved.score) == ("count", 2, 40)
    assert moved.rises == Threshold(1, -1, True, 70, 30)
    assert moved.falls == Threshold(3, 1, True, 10, -30)
    assert moved.best == Threshold(0, -1, True, 100, 60)


def test_a_given_score_that_the_rule_does_not_give_is_not_followed() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100", "formula": "甲数",
                        "rule": {"kind": "proportional"}}], [{"name": "甲数", "unit": "%"}])
    facts = [{"name": "甲数", "value": "85%", "level": "original"}]
    agreed = _moving(sensitivity_of(score(under, facts=facts, given={"A": "85"}), under, FEW), "A")
    assert (agreed.basis, agreed.stuck, len(agreed.values)) == ("given", "", 1)
    other = _moving(sensitivity_of(score(under, facts=facts, given={"A": "84"}), under, FEW), "A")
    assert (other.basis, other.stuck, other.values) == ("given", "disagrees", ())
    unknown = _moving(sensitivity_of(score(under, given={"A": "84"}), under, FEW), "A")
    assert unknown.stuck == "missing"


PANEL = {"kind": "judgement", "combine": "mean", "least": 2}


def _panel(rows: dict[str, list[str]]) -> Sensitivity:
    """``rows``: indicator → what judges 甲, 乙, … gave, of 50 points each."""
    under = framework([{"code": code, "name": code, "weight": "50", "rule": PANEL} for code in ("A", "B")])
    judgements = {code: {"judge": "评审组", "level": "verified", "reason": "由", "scores": [
        {"judge": judge, "score": points, "reason": "由"} for judge, points in zip("甲乙丙", given, strict=False)]}
        for code, given in rows.items()}
    return sensitivity_of(score(under, judgements=judgements), under, FEW)


@pytest.mark.parametrize(("rows", "alpha", "verdict"), [
    ({"A": ["40", "40", "40"], "B": ["20", "20", "20"]}, 1, "reliable"),
    ({"A": ["40", "20", "30"], "B": ["20", "40", "30"]}, Fraction(-25, 100), "unreliable"),  # 1 − 200 ÷ 160
    ({"A": ["40", "41", "39"], "B": ["20", "21", "19"]}, Fraction(9917, 10_000), "reliable"),  # 1 − 2 ÷ 241.6
])
def test_agreement_of_judges(rows: dict[str, list[str]], alpha: Exact, verdict: str) -> None:
    (agreement,) = _panel(rows).agreements
    assert agreement.judges == ("丙", "乙", "甲")
    assert agreement.codes == ("A", "B")
    assert (agreement.alpha, agreement.verdict) == (alpha, verdict)


def test_spread_of_judges_and_when_there_is_no_alpha() -> None:
    result = _panel({"A": ["40", "30", "45"], "B": ["20", "20", "20"]})
    first = result.spreads[0]
    assert (first.judges, first.lowest, first.highest, first.range, first.share) == (3, 30, 45, 15, Fraction(3, 10))
    (same,) = _panel({"A": ["30", "30"], "B": ["30", "30"]}).agreements
    assert (same.alpha, same.reason) == (None, "no_variation")
    (alone,) = _panel({"A": ["30", "20"]}).agreements
    assert (alone.alpha, alone.reason) == (None, "one_indicator")
    assert _small("50").agreements == ()
