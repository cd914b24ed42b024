"""Sensitivity keeps to the scores: whatever it says of a value comes out when the case has that value."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengji.formula import read_formula
from hengji.frameworks import Framework
from hengji.model import Case, Exact, Place, Scorecard
from hengji.scoring import Moved, Shaking, Threshold, score_case, sensitivity_of, shake_weights
from hengji.scoring.sensitivity.choosing import fewest
from hengji.scoring.sensitivity.curve import Curve
from hengji.scoring.sensitivity.matrix import draw_weights, rate_parts, totals_of
from hengji.scoring.sensitivity.walk import Walk
from tests.making import case, framework, node

BANDS = [{"from": "90%", "worth": "100%"}, {"from": "80%", "to": "90%", "worth": "60%"}, {"to": "80%", "worth": "0%"}]
#: Rules over a rate named 甲, with every condition; judged points are all met.
RULES: dict[str, dict[str, Any]] = {
    "deduction_at_most": {"kind": "deduction", "at_most": "10%", "per": "1%", "deduct": "3%"},
    "deduction_at_least": {"kind": "deduction", "at_least": "95%", "per": "1%", "deduct": "0.31分", "floor": "1分"},
    "deduction_full": {"kind": "deduction", "at_most": "10%", "per": "5%", "step": "full", "deduct": "0.5分"},
    "deduction_started": {"kind": "deduction", "at_least": "80%", "per": "3%", "step": "started", "deduct": "7%"},
    "proportional": {"kind": "proportional"},
    "proportional_to": {"kind": "proportional", "target": "85%", "cap": "90%"},
    "bands": {"kind": "bands", "bands": BANDS},
    "target": {"kind": "target", "at_least": "98%"},
    "target_in_proportion": {"kind": "target", "at_least": "98%", "otherwise": "proportional"},
    "target_at_most": {"kind": "target", "at_most": "60%", "otherwise": "proportional"},
    "target_of_a_formula": {"kind": "target", "at_least": "标准 / 2", "otherwise": "proportional"},
    "zero_when": {"kind": "proportional", "zero_when": "甲 > 100%"},
    "zero_when_reached": {"kind": "proportional", "zero_when": "甲 >= 100%"},
    "reason_when": {"kind": "proportional", "reason_when": "甲 > 70%", "without_reason": "20%"},
    "veto": {"kind": "bands", "bands": BANDS, "veto": ["弄虚作假"]},
    "split": {"kind": "split", "parts": [
        {"name": "子", "worth": "50%", "formula": "甲数", "rule": {"kind": "bands", "bands": BANDS}},
        {"name": "丑", "worth": "50%", "formula": "甲数 * 2",
         "rule": {"kind": "deduction", "at_most": "50%", "per": "1%", "deduct": "2%"}}]},
}


def _judged(rule: dict[str, Any], met: str) -> dict[str, Any]:
    if not {"veto", "reason_when"} & rule.keys():
        return {}
    return {"judgements": {"A": {"judge": "评", "level": "verified", "reason": "由",
                                 "points": [{"n": 1, "met": met, "reason": "因"}]}}}


@cache
def _under(rule: str, formula: str, facts: tuple[str, ...], rounding: str) -> Framework:
    units = {"甲数": "%", "标准": "%", "完成": "项", "计划": "项"}
    return framework([{"code": "A", "name": "甲", "weight": "60", "formula": formula, "rule": RULES[rule]},
                      {"code": "B", "name": "乙", "weight": "40", "rule": {"kind": "judgement"}}],
                     [{"name": name, "unit": units[name]} for name in facts], rounding=rounding)


def _made(rule: str, formula: str, facts: dict[str, str], met: str = "是",
          rounding: str = "leaf") -> tuple[Case, Framework]:
    under = _under(rule, formula, tuple(facts), rounding)
    parts = _judged(RULES[rule], met)
    parts.setdefault("judgements", {})["B"] = {"judge": "评", "level": "verified", "reason": "由", "score": "30"}
    return case(under, facts=[{"name": name, "value": value, "level": "original"} for name, value in facts.items()],
                **parts), under


def _with(one: Case, under: Framework, name: str, value: Exact) -> Exact:
    """The score of A when the fact of that name has that value."""
    facts = tuple(replace(fact, value=value) if fact.name == name else fact for fact in one.facts)
    score = node(score_case(replace(one, facts=facts), under), "A").score
    assert score is not None
    return score


def _told(one: Case, under: Framework, kind: str = "") -> tuple[Moved, ...]:
    (moving,) = [m for m in sensitivity_of(score_case(one, under), under, Shaking(draws=1)).movings if m.code == "A"]
    return moving.facts if kind == "fact" else moving.values


def _holds(one: Case, under: Framework, moved: Moved, to: Threshold, fact: str) -> None:
    """The stated score comes out at the stated value, and nothing nearer gives it."""
    now = moved.score
    assert now is not None
    better = to.gain > 0
    at = _with(one, under, fact, to.value)
    if to.reached:
        assert at == to.score
    else:
        assert (at <= now) if better else (at >= now)
        tiny = Fraction(to.way, 10**12)
        assert _with(one, under, fact, to.value + tiny) == to.score
    assert to.score - now == to.gain
    gap = abs(Fraction(to.value) - moved.now)
    for part in range(16):
        for way in (-1, 1):
            nearer = moved.now + way * gap * part / 16
            score = _with(one, under, fact, nearer)
            assert (score <= now) if better else (score >= now), (nearer, score)


percents = st.integers(0, 15_000).map(lambda n: f"{n // 100}.{n % 100:02d}%")


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=25)
@given(percents, st.sampled_from(["是", "否"]))
def test_thresholds_of_a_rate_come_out(name: str, rate: str, met: str) -> None:
    one, under = _made(name, "甲数", {"甲数": rate, "标准": "170%"}, met)
    values = _told(one, under)
    for moved in values:
        assert moved.linear
        assert moved.score == node(score_case(one, under), "A").score  # no change, no other score
    if len(values) > 1:  # parts of a split rule move apart: their one fact moves them together
        values = _told(one, under, "fact")
    for moved in values:
        for to in filter(None, (moved.rises, moved.falls)):
            _holds(one, under, moved, to, "甲数")
        if moved.best is not None:
            assert not moved.best.reached or moved.best.score == _with(one, under, "甲数", moved.best.value)
            assert max(_with(one, under, "甲数", Fraction(n, 50)) for n in range(100)) <= moved.best.score


@pytest.mark.parametrize("rule", ["deduction_at_least", "target", "bands", "zero_when", "target_at_most"])
@settings(max_examples=30)
@given(done=st.integers(0, 90), planned=st.integers(1, 60))
def test_thresholds_of_counted_facts_are_whole_and_come_out(rule: str, done: int, planned: int) -> None:
    one, under = _made(rule, "完成 / 计划", {"完成": f"{done}项", "计划": f"{planned}项", "标准": "1%"})
    for moved in _told(one, under, "fact"):
        assert moved.whole
        for to in filter(None, (moved.rises, moved.falls, moved.best)):
            assert to.reached
            assert Fraction(to.value).denominator == 1
            assert to.value >= 0
            assert _with(one, under, moved.name, to.value) == to.score
        for to in filter(None, (moved.rises, moved.falls)):
            for nearer in range(int(moved.now), int(to.value), to.way):
                score = _with(one, under, moved.name, nearer)
                assert moved.score is not None
                assert (score <= moved.score) if to.gain > 0 else (score >= moved.score)


@given(percents)
def test_without_rounding_of_leaves_every_change_on_a_slope_counts(rate: str) -> None:
    one, under = _made("proportional", "甲数", {"甲数": rate}, rounding="total")
    (moved,) = _told(one, under)
    if 0 < moved.now < 1:
        assert moved.rises == (moved.now, 1, False, moved.score, 0)
        assert moved.best is not None
        assert (moved.best.value, moved.best.reached, moved.best.score) == (1, True, 60)


@pytest.mark.parametrize(("text", "start"), [
    ("最大(甲数, 50%) + 最小(甲数, 80%)", 3), ("绝对值(甲数 - 60%)", 2), ("平均(甲数, 20%, 90%)", 1),
    ("中位数(甲数, 20%, 90%)", 3), ("去极值平均(甲数, 20%, 90%, 100%)", 4), ("舍入到(甲数, 7%)", 9),
    ("向下取整(甲数 * 10)", 9), ("向上取整(0 - 甲数 * 10)", 9), ("1 / 甲数", 1), ("(甲数 - 50%) / 甲数", 1),
    ("如果(甲数 > 40% 并且 非(甲数 >= 60%), 甲数, 1 / (甲数 + 1))", 3), ("最大(甲数 / 2, 1 / 甲数 / 2)", 2),
    ("如果(甲数 = 50%, 1, 甲数)", 2), ("如果(个数(甲数 > 20%, 甲数 > 70%) >= 2, 甲数, 20%)", 2),
])
def test_a_curve_is_the_formula_between_its_changes(text: str, start: int) -> None:
    """Beyond any place up to the next change, the curve gives what the ordinary evaluator gives."""
    under = framework([{"code": "A", "name": "甲", "weight": "100", "rule": {"kind": "judgement"}}],
                      [{"name": "甲数", "unit": "%"}])
    tree, problems = read_formula(text, Place("公式"), under.scope)
    assert tree is not None, problems
    walk = Walk(tree, "甲数", {})
    for way, x in ((1, Fraction(1, 100)), (-1, Fraction(199, 100))):
        pieces = 0
        while 0 < x < 2:
            value, end = walk.beyond(x, way)
            stop = x + way if end is None else end
            for part in range(1, 6):
                between = x + (stop - x) * part / 6
                assert (value.at(between) if isinstance(value, Curve) else value) == walk.at(between), (between, way)
            x, pieces = Fraction(stop), pieces + 1
        assert pieces >= start


@pytest.mark.parametrize("text", ["甲数 * 甲数", "最大(甲数 / 2, 1 / 甲数)", "1 / 甲数 + 1 / (甲数 + 1)"])
def test_what_is_no_quotient_of_straight_lines_is_told_not_guessed(text: str) -> None:
    one, under = _made("proportional", text, {"甲数": "50%"})
    (moved,) = _told(one, under, "fact")
    assert not moved.linear
    assert (moved.rises, moved.falls, moved.best, moved.slopes) == (None, None, None, ())


weights = st.lists(st.integers(1, 40), min_size=1, max_size=12)


@given(weights, st.integers(0, 2**31), st.sampled_from([1, 20, 200, 5000]))
def test_every_draw_adds_up_exactly(parts: list[int], seed: int, concentration: int) -> None:
    drawn = draw_weights(parts, Shaking(50, seed, concentration))
    assert drawn.shape == (50, len(parts))
    assert (drawn.sum(axis=1) == 10**6).all()
    assert (drawn >= 0).all()
    assert (drawn == draw_weights(parts, Shaking(50, seed, concentration))).all()


@given(weights, st.data())
def test_the_matrix_product_is_what_fractions_give(parts: list[int], data: st.DataObject) -> None:
    rates = data.draw(st.lists(st.lists(st.fractions(0, 1, max_denominator=997), min_size=len(parts),
                                        max_size=len(parts)), min_size=1, max_size=4))
    drawn, rows = draw_weights(parts, Shaking(30)), rate_parts(rates)
    plain = [[sum(Fraction(int(w), 10**6) * Fraction(int(r), 10**8) for w, r in zip(weight, row, strict=True))
              for row in rows] for weight in drawn]
    assert [[Fraction(int(value), 10**14) for value in line] for line in totals_of(drawn, rows)] == plain
    found = shake_weights(parts, rates, [80, 60], settings=Shaking(30, top=1, near=1))
    for n, shares in enumerate(found.grades):
        totals = [line[n] * 100 for line in plain]
        assert shares == (Fraction(sum(t >= 80 for t in totals), 30), Fraction(sum(60 <= t < 80 for t in totals), 30),
                          Fraction(sum(t < 60 for t in totals), 30))
        assert found.spreads[n] == (sorted(totals)[1], sorted(totals)[14], sorted(totals)[28])
    for n, ranks in enumerate(found.ranks):
        own = [1 + sum(other > line[n] for other in line) for line in plain]
        assert ranks.mean == Fraction(sum(own), 30)
        assert (ranks.low, ranks.high) == (sorted(own)[1], sorted(own)[28])
        assert ranks.top == Fraction(own.count(1), 30)
        assert ranks.near == Fraction(sum(abs(rank - ranks.base) <= 1 for rank in own), 30)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=9), st.integers(1, 60), st.booleans())
def test_the_smallest_set_is_the_smallest(amounts: list[int], needed: int, strict: bool) -> None:
    from itertools import combinations
    named = {f"I{n}": Fraction(amount, 4) for n, amount in enumerate(amounts)}
    wanted = Fraction(needed, 4)
    enough = [chosen for size in range(1, len(named) + 1) for chosen in combinations(named, size)
              if (s := sum(named[code] for code in chosen)) > wanted or (s == wanted and not strict)]
    found = fewest(named, wanted, strict=strict)
    if not enough:
        assert found == ()
        return
    best = min(enough, key=lambda chosen: (len(chosen), sum(named[code] for code in chosen)))
    assert len(found) == len(best)
    assert sum(named[code] for code in found) == sum(named[code] for code in best)


def test_rates_that_could_not_be_counted_are_refused() -> None:
    with pytest.raises(ValueError, match="beyond 90"):
        shake_weights([1], np.array([[90 * 10**8 + 10**7]]), [80])
    with pytest.raises(ValueError, match="above 0"):
        shake_weights([1, 0], [[1, 1]], [80])


@given(percents, st.integers(0, 40))
def test_changes_that_are_said_to_change_the_grade_do(rate: str, points: int) -> None:
    one, under = _made("proportional", "甲数", {"甲数": rate})
    one = replace(one, judgements=tuple(replace(j, score=points) for j in one.judgements))
    card = score_case(one, under)
    standing = sensitivity_of(card, under, Shaking(draws=1)).standing
    for move in filter(None, (standing.up, standing.down)):
        for change in move.alone:
            assert _changed(one, under, change).grade == move.grade or not move.up
            assert _changed(one, under, change).grade != card.grade


def _changed(one: Case, under: Framework, change: Any) -> Scorecard:
    if change.how == "value":
        tiny = 0 if change.to.reached else Fraction(change.to.way, 10**12)
        facts = tuple(replace(fact, value=change.to.value + tiny) for fact in one.facts)
        return score_case(replace(one, facts=facts), under)
    below = Fraction(0 if change.score > one.judgements[0].score else 1, 100)
    return score_case(replace(one, judgements=tuple(replace(j, score=change.score - below) for j in one.judgements)),
                      under)
