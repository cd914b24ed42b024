"""Given, override, missing, not applicable: what stands, what is listed."""

from __future__ import annotations

from fractions import Fraction

from hengji.model import Evidence, Range
from hengji.telling import tell
from tests.making import case, framework, judged, leaf, node, score

TREE = [{"code": "A", "name": "甲", "weight": "60", "children": [leaf("A1", "20"), leaf("A2", "40")]},
        {"code": "B", "name": "乙", "weight": "40", "children": [leaf("B1", "40")]}]
ALL = {"A1": judged("10"), "A2": judged("40"), "B1": judged("35.5")}


def test_scores_add_up_to_total_and_grade() -> None:
    card = score(framework(TREE), judgements=ALL)
    assert (card.total, card.grade) == (Fraction(171, 2), "良")
    assert node(card, "A").score == 50
    assert card.recomputed_total == Range(Fraction(171, 2), Fraction(171, 2))


def test_a_missing_judgement_leaves_the_leaf_its_parent_and_the_total_unscored() -> None:
    card = score(framework(TREE), judgements={k: v for k, v in ALL.items() if k != "A1"})
    assert [node(card, code).score for code in ("A1", "A", "B")] == [None, None, Fraction(71, 2)]
    assert (card.total, card.grade) == (None, None)
    assert (card.scored_total, card.scored_full) == (Fraction(151, 2), 80)
    assert "指标A1" in str(node(card, "A1").missing)


def test_a_given_score_stands_before_the_rule_and_a_difference_is_listed() -> None:
    card = score(framework(TREE), judgements=ALL, given={"A1": "12"})
    assert node(card, "A1").score == 12
    (difference,) = card.differences
    assert (difference.code, difference.given, difference.contradicts) == ("A1", 12, True)


def test_a_parents_given_score_stands_before_its_children() -> None:
    card = score(framework(TREE), judgements=ALL, given={"A": "51", "total": "86.5"})
    assert (node(card, "A").score, card.total) == (51, Fraction(173, 2))
    assert [d.code for d in card.differences] == ["A"]  # 51 + 35.5 is the total given


def test_heads_alone_are_enough_for_a_total() -> None:
    card = score(framework(TREE), given={"A": "50", "B": "35"})
    assert (card.total, card.grade, card.scored_full) == (85, "良", 100)


def test_a_given_total_alone_stands() -> None:
    card = score(framework(TREE), kind="feedback", given={"total": "81.47"})
    assert (card.total, card.grade) == (Fraction(8147, 100), "良")
    assert card.recomputed_total is None


def test_an_override_wins_and_shows() -> None:
    override = {"code": "A1", "score": "15", "who": "复核人", "reason": "补充了材料"}
    card = score(framework(TREE), judgements=ALL, given={"A1": "10"}, overrides=[override])
    assert node(card, "A1").score == 15
    assert node(card, "A1").override is not None
    assert card.total == Fraction(181, 2)


def test_weight_of_what_does_not_apply_goes_to_its_siblings() -> None:
    card = score(framework(TREE), judgements={k: v for k, v in ALL.items() if k != "A1"},
                 not_applicable=[{"code": "A1", "reason": "没有这项业务"}])
    assert (node(card, "A1").weight, node(card, "A2").weight, node(card, "B1").weight) == (0, 60, 40)
    assert node(card, "A2").score == 60
    assert card.total == Fraction(191, 2)


def test_weight_of_what_does_not_apply_goes_to_all() -> None:
    card = score(framework(TREE, redistribution="all"), judgements={k: v for k, v in ALL.items() if k != "A1"},
                 not_applicable=[{"code": "A1", "reason": "没有这项业务"}])
    assert (node(card, "A2").weight, node(card, "B1").weight) == (50, 50)
    assert card.total == 50 + Fraction("44.38")  # 35.5 × 50/40 = 44.375, half up


def test_a_branch_that_does_not_apply_gives_its_weight_to_the_other_branches() -> None:
    card = score(framework(TREE), judgements={"A1": judged("10"), "A2": judged("40")},
                 not_applicable=[{"code": "B1", "reason": "没有这项业务"}])
    assert node(card, "B").not_applicable
    assert (node(card, "A").weight, node(card, "A1").weight) == (100, Fraction("33.33"))
    assert node(card, "A1").score == Fraction("16.67")


def test_grades_are_half_open() -> None:
    under = framework([leaf("A", "100")])
    grades = {points: score(under, judgements={"A": judged(points)}).grade
              for points in ("100", "90", "89.99", "80", "79.99", "60", "59.99", "0")}
    assert grades == {"100": "优", "90": "优", "89.99": "良", "80": "良", "79.99": "中", "60": "中",
                      "59.99": "差", "0": "差"}


def test_grade_bounds_are_of_100_points_whatever_the_full_mark() -> None:
    under = framework([leaf("A", "120")], full="120")
    assert score(under, judgements={"A": judged("108")}).grade == "优"
    assert score(under, judgements={"A": judged("107.99")}).grade == "良"


def test_facts_of_a_project_are_not_those_of_the_department() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100", "formula": "支出数 / 预算数",
                        "rule": {"kind": "proportional"}}],
                      [{"name": "支出数", "unit": "万元"}, {"name": "预算数", "unit": "万元"}])
    made = case(under, projects=[{"code": "P1", "name": "平台"}], facts=[
        {"name": "预算数", "value": "10", "level": "original", "project": "P1"},
        {"name": "支出数", "value": "9", "level": "original"}])
    assert [fact.project for fact in made.facts] == ["P1", ""]
    card = score(under, projects=[{"code": "P1", "name": "平台"}], facts=[
        {"name": "预算数", "value": "10", "level": "original", "project": "P1"},
        {"name": "支出数", "value": "9", "level": "original"}])
    assert node(card, "A").missing is not None
    assert node(card, "A").missing.names == ("预算数",)  # type: ignore[union-attr]


THIRDS = [{"code": code, "name": code, "weight": weight, "rule": {
    "kind": "checklist", "way": "deduct", "each": "1/3", "points": [{"text": text} for text in "子丑寅"]}}
    for code, weight in (("A", "50"), ("B", "50"))]
ONE_UNMET = {code: {"judge": "评", "level": "verified", "reason": "由", "points": [
    {"n": 1, "met": "是"}, {"n": 2, "met": "是"}, {"n": 3, "met": "否", "reason": "因"}]} for code in "AB"}


def test_leaves_are_rounded_before_they_are_added() -> None:
    card = score(framework(THIRDS), judgements=ONE_UNMET)
    assert node(card, "A").score == Fraction("33.33")
    assert card.total == Fraction("66.66")


def test_the_total_alone_is_rounded_where_the_framework_says_so() -> None:
    card = score(framework(THIRDS, rounding="total"), judgements=ONE_UNMET)
    assert node(card, "A").score == Fraction(100, 3)
    assert card.total == Fraction("66.67")
    assert card.recomputed_total == Range(Fraction("66.67"), Fraction("66.67"))


RATE = [{"name": "率", "unit": "%"}]
FACT = [{"name": "率", "value": "33.335%", "level": "original"}]


def test_redistribution_rounds_once_and_is_told() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "7", "formula": "率", "rule": {"kind": "proportional"}},
                       leaf("B", "93")], RATE)
    card = score(under, facts=FACT, not_applicable=[{"code": "B", "reason": "无"}])
    assert card.total == Fraction("33.34")
    told = tell(node(card, "A").scenarios[0])
    assert any("调剂系数100/7" in line for line in told)


def test_weights_in_force_add_up_and_full_marks_give_the_full_mark() -> None:
    under = framework([leaf("A", "90"), {"code": "B", "name": "乙", "weight": "10", "children": [
        leaf("B1", "3"), leaf("B2", "3"), leaf("B3", "3"), leaf("B4", "1")]}])
    for absent in ("B1", "B4"):
        weights = {"A": "90", "B1": "3", "B2": "3", "B3": "3", "B4": "1"}
        del weights[absent]
        card = score(under, judgements={code: judged(w) for code, w in weights.items()},
                     not_applicable=[{"code": absent, "reason": "无"}])
        assert card.total == 100
        assert sum(n.weight for n in card.nodes if n.level == 1) == 100
        assert [d for n in card.nodes for d in n.deductions] == []


def test_readings_and_deductions_scale_with_the_weight() -> None:
    under = framework([
        {"code": "A", "name": "甲", "weight": "5", "formula": "率", "rule": {"kind": "proportional"},
         "readings": [{"name": "半", "source": "测", "formula": "率 / 2"}]},
        {"code": "B", "name": "乙", "weight": "5", "rule": {
            "kind": "checklist", "way": "deduct", "each": "1分", "points": [{"text": t} for t in "子丑寅卯辰"]}},
        leaf("C", "90")], RATE)
    card = score(under, facts=[{**FACT[0], "value": "100%"}], not_applicable=[{"code": "C", "reason": "无"}],
                 judgements={"B": {"judge": "评", "level": "verified", "reason": "由", "points": [
                     {"n": n, "met": "否" if n < 3 else "是", "reason": "因"} for n in range(1, 6)]}})
    assert node(card, "A").readings[0].score == 25
    assert [d.points for d in node(card, "B").deductions] == [10, 10]


def test_an_override_of_the_total_shows() -> None:
    card = score(framework(TREE), judgements=ALL,
                 overrides=[{"code": "total", "score": "50", "who": "复核人", "reason": "重大违纪"}])
    assert (card.total, card.grade) == (50, "差")
    assert card.override_total is not None


def test_a_given_total_needs_everything_scored() -> None:
    card = score(framework(TREE), given={"total": "86"})
    assert (card.total, card.given_total) == (None, 86)
    assert [n.code for n in card.unscored] == ["A1", "A2", "B1"]


def test_scores_given_at_the_heads_rest_on_no_evidence_and_leave_nothing_unscored() -> None:
    card = score(framework(TREE), given={"A": "50", "B": "35"})
    assert card.evidence[Evidence.NONE] == 85
    assert card.unscored == ()


ALL_OR_NOTHING = [{"code": "A", "name": "甲", "weight": "100",
                   "rule": {"kind": "all_or_nothing", "points": ["子", "丑"]}}]


def _points(*mets: str) -> dict[str, dict[str, object]]:
    return {"A": {"judge": "评", "level": "verified", "reason": "由", "points": [
        {"n": n, "met": met, "reason": "因"} for n, met in enumerate(mets, 1)]}}


def test_a_given_score_between_the_possible_ones_contradicts() -> None:
    card = score(framework(ALL_OR_NOTHING), judgements=_points("是", "未定"), given={"A": "77"})
    assert node(card, "A").possible == (0, 100)
    assert card.differences[0].contradicts
    assert not score(framework(ALL_OR_NOTHING), judgements=_points("是", "未定"),
                     given={"A": "100"}).differences[0].contradicts


def test_many_open_points_give_a_range_and_a_difference() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100", "rule": {
        "kind": "checklist", "way": "earn", "each": "5%", "points": [{"text": f"点{n}"} for n in range(20)]}}])
    card = score(under, judgements=_points(*["未定"] * 20), given={"A": "95"})
    assert node(card, "A").recomputed == Range(0, 100)
    assert [d.code for d in card.differences] == ["A"]


def test_reasons_of_deductions_do_not_blame_the_rule_for_what_it_did_not_take() -> None:
    under = framework([{"code": "A", "name": "甲", "weight": "100", "formula": "率",
                        "rule": {"kind": "proportional"}}], RATE)
    card = score(under, facts=[{**FACT[0], "value": "80%"}], given={"A": "30"})
    assert [(d.points, "按评分规则" in d.reason) for d in node(card, "A").deductions] == [(20, True), (50, False)]
    card = score(under, facts=[{**FACT[0], "value": "100%"}],
                 overrides=[{"code": "A", "score": "40", "who": "复核人", "reason": "违纪"}])
    assert [(d.points, d.reason) for d in node(card, "A").deductions] == [(60, "复核调整（复核人）：违纪")]
