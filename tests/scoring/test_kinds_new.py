"""The kinds and conditions after the first ten, worked out by hand: within, at the edge, beyond, open, missing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hengji.cases import read_case
from hengji.model import Exact, NodeScore, Range
from tests.making import framework, leaf, node, score

FACTS = [{"name": "值", "unit": "%"}, {"name": "标准", "unit": "%", "benchmark": "history"},
         {"name": "次数", "unit": "次"}]


def _scored(rule: dict[str, Any], formula: str = "", judgement: dict[str, Any] | None = None, given: str = "",
            **facts: str) -> NodeScore:
    """A leaf of 10 points with that rule, under a framework whose other 90 points do not matter."""
    settings = {"rule": rule, **({"formula": formula} if formula else {})}
    under = framework([leaf("A", "10", **settings), leaf("B", "90")], FACTS)
    judgements = {"A": {"judge": "评", "level": "verified", "reason": "由", **judgement}} if judgement else {}
    card = score(under, judgements=judgements, given={"A": given} if given else {},
                 facts=[{"name": name, "value": value, "level": "original"} for name, value in facts.items()])
    return node(card, "A")


def _points(*mets: str) -> dict[str, Any]:
    return {"points": [{"n": n, "met": met, "reason": f"因{n}"} for n, met in enumerate(mets, 1) if met]}


TARGET = {"kind": "target", "at_least": "80%", "otherwise": "proportional"}
LIMIT = {"kind": "target", "at_most": "80%", "otherwise": "proportional"}


@pytest.mark.parametrize(("rule", "value", "points"), [
    (TARGET, "100%", "10"), (TARGET, "80%", "10"), (TARGET, "79.99%", "10"),  # 9.99875, half up
    (TARGET, "79%", "9.88"),  # 9.875
    (TARGET, "40%", "5"), (TARGET, "0%", "0"), (TARGET, "-40%", "0"),
    (LIMIT, "-10%", "10"), (LIMIT, "0%", "10"), (LIMIT, "80%", "10"),
    (LIMIT, "81%", "9.88"),  # 9.8765…
    (LIMIT, "160%", "5"), (LIMIT, "8000%", "0.1"),
])
def test_below_a_target_the_proportion_counts(rule: dict[str, Any], value: str, points: str) -> None:
    assert _scored(rule, "值", 值=value).score == Fraction(points)


@pytest.mark.parametrize(("rule", "value", "standard", "points"), [
    ({"at_least": "标准"}, "60%", "60%", "10"), ({"at_least": "标准"}, "60%", "80%", "7.5"),
    ({"at_least": "标准 * 2"}, "60%", "80%", "3.75"), ({"at_most": "标准 + 10%"}, "60%", "50%", "10"),
    ({"at_most": "标准 + 10%"}, "90%", "50%", "6.67"), ({"at_most": "标准"}, "90%", "0%", "0"),
])
def test_a_target_may_be_a_formula_over_standards(rule: dict[str, str], value: str, standard: str,
                                                  points: str) -> None:
    made = _scored({"kind": "target", "otherwise": "proportional", **rule}, "值", 值=value, 标准=standard)
    assert made.score == Fraction(points)
    assert [fact.name for fact in made.facts] == ["值", "标准"]


def test_a_limit_of_a_deduction_and_the_target_of_a_proportion_may_be_formulas_too() -> None:
    deduction = {"kind": "deduction", "at_most": "标准", "per": "1%", "deduct": "1分"}
    assert _scored(deduction, "值", 值="13%", 标准="10%").score == 7
    assert _scored({"kind": "proportional", "target": "标准"}, "值", 值="30%", 标准="40%").score == Fraction("7.5")


def test_a_standard_that_was_not_handed_in_is_missing() -> None:
    made = _scored({"kind": "target", "at_least": "标准"}, "值", 值="60%")
    assert (made.score, made.recomputed) == (None, None)
    assert made.missing is not None
    assert made.missing.names == ("标准",)


OCCURRENCES = {"kind": "occurrences", "deduct": "3分"}


@pytest.mark.parametrize(("rule", "times", "points"), [
    (OCCURRENCES, 0, 10), (OCCURRENCES, 1, 7), (OCCURRENCES, 3, 1), (OCCURRENCES, 4, 0), (OCCURRENCES, 100, 0),
    ({**OCCURRENCES, "deduct": "15%"}, 2, 7), ({**OCCURRENCES, "deduct": "1/3"}, 2, Fraction("3.33")),
    ({**OCCURRENCES, "floor": "2分"}, 2, 4), ({**OCCURRENCES, "floor": "2分"}, 3, 2),
    ({**OCCURRENCES, "floor": "50%"}, 9, 5),
])
def test_each_occurrence_costs_the_same_whoever_counts(rule: dict[str, str], times: int, points: Exact) -> None:
    assert _scored(rule, "次数", 次数=str(times)).score == points
    assert _scored(rule, judgement={"count": times}).score == points


def test_occurrences_that_nobody_counted_are_missing() -> None:
    assert "次数" in str(_scored(OCCURRENCES, "次数").missing)
    made = _scored(OCCURRENCES)
    assert made.score is None
    assert "次数" in str(made.missing)
    assert sum(d.points for d in _scored(OCCURRENCES, judgement={"count": 2}).deductions) == 6


QUALITATIVE = {"kind": "qualitative"}
OWN = {"kind": "qualitative", "bands": [{"name": "好", "from": "75%"}, {"name": "中", "from": "1/3"},
                                        {"name": "差", "from": "0%"}]}


@pytest.mark.parametrize(("rule", "band", "points", "fits"), [
    (QUALITATIVE, "达成", "10", True), (QUALITATIVE, "达成", "8", True), (QUALITATIVE, "达成", "7.99", False),
    (QUALITATIVE, "部分达成", "8", False), (QUALITATIVE, "部分达成", "7.99", True),
    (QUALITATIVE, "部分达成", "6", True), (QUALITATIVE, "部分达成", "5.99", False),
    (QUALITATIVE, "未达成", "6", False), (QUALITATIVE, "未达成", "5.99", True), (QUALITATIVE, "未达成", "0", True),
    (OWN, "好", "7.5", True), (OWN, "中", "7.5", False), (OWN, "中", "3.34", True), (OWN, "中", "3.33", False),
])
def test_the_edge_of_a_band_belongs_to_the_upper_one(rule: dict[str, Any], band: str, points: str, fits: bool) -> None:
    under = framework([leaf("A", "10", rule=rule), leaf("B", "90")])
    judgement = {"judge": "评", "level": "verified", "reason": "由", "band": band, "score": points}
    loaded, problems = read_case(
        '{"schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "局"}, "period": "2022", '
        f'"kind": "evaluation", "judgements": {{"A": {judgement}}}}}'.replace("'", '"'), "案例", framework=under)
    assert (loaded is not None) == fits, problems
    if fits:
        assert _scored(rule, judgement={"band": band, "score": points}).score == Fraction(points)


def test_a_band_without_points_leaves_a_range() -> None:
    made = _scored(QUALITATIVE, judgement={"band": "部分达成"})
    assert (made.score, made.recomputed, made.possible) == (None, Range(6, Fraction(799, 100)), ())
    assert _scored(QUALITATIVE, judgement={"band": "未达成"}).recomputed == Range(0, Fraction(599, 100))
    assert _scored(QUALITATIVE).missing is not None


def test_a_given_score_is_held_against_the_band() -> None:
    under = framework([leaf("A", "10", rule=QUALITATIVE), leaf("B", "90")])
    judgement = {"A": {"judge": "评", "level": "verified", "reason": "由", "band": "部分达成"}}
    contradicts = {given: [d.contradicts for d in score(under, judgements=judgement, given={"A": given}).differences]
                   for given in ("5.99", "6", "7.5", "8.01", "10")}
    assert contradicts == {"5.99": [True], "6": [False], "7.5": [False], "8.01": [True], "10": [True]}


def _panel(combine: str, *points: str, **rule: Any) -> NodeScore:
    scores = [{"judge": f"评委{n}", "score": p, "reason": "由"} for n, p in enumerate(points)]
    return _scored({"kind": "judgement", "combine": combine, "least": 3 if combine == "trimmed_mean" else 2,
                    **rule}, judgement={"scores": scores})


@pytest.mark.parametrize(("combine", "points", "combined"), [
    ("mean", ("8", "9"), "8.5"), ("mean", ("8", "9", "9"), "8.67"), ("mean", ("0", "0"), "0"),
    ("median", ("9", "1"), "5"), ("median", ("9", "1", "8"), "8"), ("median", ("9", "1", "8", "5"), "6.5"),
    ("median", ("8", "8", "1"), "8"), ("median", ("7.01", "7.02"), "7.02"),  # 7.015, half up
    ("trimmed_mean", ("9", "1", "8"), "8"), ("trimmed_mean", ("9", "9", "9"), "9"),
    ("trimmed_mean", ("10", "10", "8", "6"), "9"), ("trimmed_mean", ("1", "1", "2", "10"), "1.5"),
    ("trimmed_mean", ("5", "6", "7", "9", "10"), "7.33"),
])
def test_several_judges_become_one_score(combine: str, points: tuple[str, ...], combined: str) -> None:
    made = _panel(combine, *points)
    assert made.score == Fraction(combined)
    assert made.judgement is not None
    assert len(made.judgement.opinions) == len(points)


def test_judges_who_have_not_judged_are_missing() -> None:
    made = _scored({"kind": "judgement", "combine": "median"})
    assert "评判分" in str(made.missing)


def test_each_of_several_judges_chooses_a_band() -> None:
    scores = [{"judge": name, "score": points, "band": band, "reason": "由"} for name, points, band in (
        ("甲", "9", "达成"), ("乙", "7", "部分达成"), ("丙", "5", "未达成"), ("丁", "7.5", "部分达成"))]
    assert _scored({"kind": "qualitative", "combine": "trimmed_mean"},
                   judgement={"scores": scores}).score == Fraction("7.25")


def test_what_is_recorded_as_printed_has_the_given_score_or_none() -> None:
    assert _scored({"kind": "as_printed"}).score is None
    made = _scored({"kind": "as_printed"}, given="8.5")
    assert (made.score, made.recomputed, made.missing) == (Fraction("8.5"), None, None)
    assert [d.points for d in made.deductions] == [Fraction("1.5")]


OVER = {"kind": "proportional", "reason_when": "指标A > 130%", "without_reason": "80%"}


@pytest.mark.parametrize(("value", "explained", "points"), [
    ("90%", "", "9"), ("100%", "", "10"), ("130%", "", "10"), ("130%", "否", "10"), ("130.01%", "是", "10"),
    ("130.01%", "否", "8"), ("300%", "否", "8"),
])
def test_beyond_some_point_a_reason_is_needed(value: str, explained: str, points: str) -> None:
    assert _scored(OVER, "值", _points(explained), 值=value).score == Fraction(points)


def test_a_reason_that_nobody_judged_leaves_no_score_and_an_open_one_a_range() -> None:
    made = _scored(OVER, "值", 值="131%")
    assert made.score is None
    assert made.missing is not None
    assert made.missing.names == ("第1点“指标A > 130% 才评：有合理原因”",)
    made = _scored(OVER, "值", _points("未定"), 值="131%")
    assert (made.recomputed, made.possible) == (Range(8, 10), (8, 10))
    assert "值" in str(_scored(OVER, "值").missing)


def test_without_a_reason_no_more_than_the_rule_gives() -> None:
    rule = {"kind": "target", "at_least": "150%", "reason_when": "指标A > 130%", "without_reason": "5分"}
    assert _scored(rule, "值", _points("否"), 值="140%").score == 0
    assert _scored(rule, "值", _points("否"), 值="160%").score == 5
    assert _scored({**OVER, "without_reason": "0分"}, "值", _points("否"), 值="160%").score == 0


VETO = {"kind": "checklist", "way": "deduct", "each": "50%", "points": [{"text": "子"}, {"text": "丑"}],
        "veto": ["造假", "挪用"]}


@pytest.mark.parametrize(("mets", "points"), [
    (("是", "是", "是", "是"), 10), (("是", "否", "是", "是"), 5), (("是", "是", "否", "是"), 0),
    (("是", "是", "是", "否"), 0), (("否", "否", "否", "否"), 0), (("是", "是", "", "否"), 0),
])
def test_what_happened_leaves_nothing(mets: tuple[str, ...], points: int) -> None:
    made = _scored(VETO, judgement=_points(*mets))
    assert made.score == points
    assert sum(d.points for d in made.deductions) == 10 - points


def test_a_veto_that_nobody_looked_at_leaves_no_score_and_an_open_one_both() -> None:
    made = _scored(VETO, judgement=_points("是", "是", "是"))
    assert made.missing is not None
    assert made.missing.names == ("否决事项“挪用”的核查",)
    made = _scored(VETO, judgement=_points("是", "否", "未定", "是"))
    assert (made.recomputed, made.possible) == (Range(0, 5), (0, 5))


def test_conditions_of_one_rule_stand_together() -> None:
    """Points of the rule first, then the reason, then the vetoes; no points beats all of them."""
    rule = {**OVER, "zero_when": "指标A > 200%", "veto": ["造假"]}
    assert _scored(rule, "值", 值="201%").score == 0
    assert _scored(rule, "值", _points("是", "否"), 值="150%").score == 0
    assert _scored(rule, "值", _points("否", "是"), 值="150%").score == 8
    assert _scored(rule, "值", _points("是", "是"), 值="150%").score == 10
    assert _scored(rule, "值", _points("", "是"), 值="50%").score == 5


def test_conditions_of_a_part_are_of_that_part_alone() -> None:
    rule = {"kind": "split", "veto": ["造假"], "parts": [
        {"name": "甲项", "worth": "60%", "formula": "值",
         "rule": {"kind": "proportional", "reason_when": "甲项 > 130%", "without_reason": "50%"}},
        {"name": "乙项", "worth": "4分", "formula": "次数",
         "rule": {"kind": "occurrences", "deduct": "1分", "veto": ["挪用"]}}]}
    facts = {"值": "140%", "次数": "1"}
    assert _scored(rule, "", _points("否", "是", "是"), **facts).score == 6  # 3 + 3
    assert _scored(rule, "", _points("是", "否", "是"), **facts).score == 6  # 6 + 0
    assert _scored(rule, "", _points("是", "是", "否"), **facts).score == 0


def test_another_reading_of_the_rule_is_shown_and_does_not_count() -> None:
    under = framework([leaf("A", "10", formula="值", rule={"kind": "deduction", "at_least": "95%", "per": "1%",
                                                          "deduct": "1分"},
                            readings=[{"name": "按比例", "source": "甲", "rule": {"kind": "proportional"}},
                                      {"name": "上限", "source": "乙", "formula": "标准",
                                       "rule": {"kind": "target", "at_least": "90%"}},
                                      {"name": "同规则", "source": "丙", "formula": "标准"}]),
                       leaf("B", "90")], FACTS)
    values = {"值": "91%", "标准": "89%"}
    card = score(under, facts=[{"name": n, "value": v, "level": "original"} for n, v in values.items()])
    made = node(card, "A")
    assert made.score == 6
    assert [(r.name, r.quantity.value, r.score) for r in made.readings] == [
        ("按比例", Fraction("0.91"), Fraction("9.1")), ("上限", Fraction("0.89"), 0), ("同规则", Fraction("0.89"), 4)]


@pytest.mark.parametrize("rule", [
    OCCURRENCES, {**OVER, "veto": ["造假"]}, QUALITATIVE, {"kind": "judgement", "combine": "mean"}, TARGET, VETO])
def test_points_scale_with_the_weight(rule: dict[str, Any]) -> None:
    """With the other 90 points gone, ten points of ten become a hundred of a hundred."""
    formula = {"formula": "值"} if rule["kind"] in ("proportional", "target") else {}
    under = framework([leaf("A", "10", rule=rule, **formula), leaf("B", "90")], FACTS)
    (indicator, _) = under.indicators
    expert = indicator.expert
    asked: dict[str, Any] = {"points": [{"n": p.number, "met": "是", "reason": "因"} for p in indicator.points]}
    if expert and expert.counts:
        asked["count"] = 0
    elif expert and expert.panel:
        asked["scores"] = [{"judge": name, "score": 10, "reason": "由"} for name in "甲乙丙"]
    elif expert:
        asked.update(score=10, band=expert.bands[0].name)
    card = score(under, judgements={"A": {"judge": "评", "level": "verified", "reason": "由", **asked}},
                 facts=[{"name": "值", "value": "100%", "level": "original"}],
                 not_applicable=[{"code": "B", "reason": "无"}])
    assert node(card, "A").score == 100
