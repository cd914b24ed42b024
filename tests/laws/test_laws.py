"""Laws that hold for every framework and every case (properties)."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hengji.cases import case_document, read_case
from hengji.model import Derivation
from hengji.scoring import results_document
from hengji.telling import indicator_steps, tell
from tests.making import case, framework, node, score

FACTS = [{"name": "预算", "unit": "万元"}, {"name": "支出", "unit": "万元"}, {"name": "满意", "unit": "%"}]


def _tree(weights: list[int]) -> list[dict[str, Any]]:
    a, b, c, d = weights
    return [
        {"code": "A", "name": "甲", "weight": str(a), "formula": "(支出 - 预算) / 预算",
         "rule": {"kind": "deduction", "at_most": "10%", "per": "1%", "deduct": "3%"}},
        {"code": "B", "name": "乙", "weight": str(b), "formula": "满意",
         "rule": {"kind": "bands", "bands": [{"from": "90%", "worth": "100%"},
                                             {"from": "80%", "to": "90%", "worth": "60%"},
                                             {"to": "80%", "worth": "0%"}]}},
        {"code": "C", "name": "丙", "weight": str(c),
         "rule": {"kind": "checklist", "way": "deduct", "each": "1/3", "points": [{"text": t} for t in "子丑寅"]}},
        {"code": "D", "name": "丁", "weight": str(d), "formula": "支出 / 预算", "rule": {"kind": "proportional"}},
    ]


def _weights(cuts: tuple[int, int, int]) -> list[int]:
    x, y, z = sorted(cuts)
    return [x, y - x, z - y, 100 - z]


weights = st.tuples(*[st.integers(1, 99)] * 3).filter(lambda c: len(set(c)) == 3).map(_weights)
amounts = st.integers(1, 10**9).map(lambda fen: f"{fen // 100}.{fen % 100:02d}元")
percents = st.integers(0, 10_000).map(lambda n: f"{n // 100}.{n % 100:02d}%")
mets = st.lists(st.sampled_from(["是", "否", "未定"]), min_size=3, max_size=3)


def _parts(budget: str, spent: str, satisfied: str, met: list[str]) -> dict[str, Any]:
    return {"facts": [{"name": name, "value": value, "level": "original"}
                      for name, value in (("预算", budget), ("支出", spent), ("满意", satisfied))],
            "judgements": {"C": {"judge": "评", "level": "verified", "reason": "由", "points": [
                {"n": n, "met": m, "reason": "因"} for n, m in enumerate(met, 1)]}}}


@given(weights, amounts, amounts, percents, mets)
def test_scores_keep_within_their_weights_and_add_up(w: list[int], budget: str, spent: str, satisfied: str,
                                                     met: list[str]) -> None:
    card = score(framework(_tree(w), FACTS), **_parts(budget, spent, satisfied, met))
    low = high = Fraction(0)
    for leaf in card.nodes:
        assert leaf.recomputed is not None
        assert 0 <= leaf.recomputed.low <= leaf.recomputed.high <= leaf.weight
        assert (leaf.recomputed.low * 100).denominator == 1
        low, high = low + leaf.recomputed.low, high + leaf.recomputed.high
    assert card.recomputed_total == (low, high)
    assert ("未定" in met) == (card.total is None)


@given(weights, amounts, amounts, percents, mets, st.randoms(use_true_random=False))
def test_the_order_of_what_is_handed_in_does_not_matter(w: list[int], budget: str, spent: str, satisfied: str,
                                                        met: list[str], random: Random) -> None:
    under, parts = framework(_tree(w), FACTS), _parts(budget, spent, satisfied, met)
    shuffled = {**parts, "facts": random.sample(parts["facts"], 3)}
    assert results_document(score(under, **parts)) == results_document(score(under, **shuffled))


@given(amounts, amounts, percents, mets)
def test_units_do_not_matter(budget: str, spent: str, satisfied: str, met: list[str]) -> None:
    under = framework(_tree([25, 25, 25, 25]), FACTS)
    parts = _parts(budget, spent, satisfied, met)
    total = score(under, **parts).recomputed_total
    for fact in parts["facts"][:2]:
        fen = int(Fraction(fact["value"].removesuffix("元")) * 100)
        fact["value"] = f"{fen // 10**6}.{fen % 10**6:06d}万元"
    assert score(under, **parts).recomputed_total == total


@given(weights, amounts, amounts, percents, mets)
def test_a_case_written_and_read_again_is_equal(w: list[int], budget: str, spent: str, satisfied: str,
                                                met: list[str]) -> None:
    under = framework(_tree(w), FACTS)
    made = case(under, **_parts(budget, spent, satisfied, met))
    again, problems = read_case(json.dumps(case_document(made), ensure_ascii=False), "再读", framework=under)
    assert again is not None, problems
    assert again[0] == made


@given(weights, amounts, amounts, percents, mets)
def test_every_derivation_reads_its_facts_and_can_be_told(w: list[int], budget: str, spent: str, satisfied: str,
                                                          met: list[str]) -> None:
    card = score(framework(_tree(w), FACTS), **_parts(budget, spent, satisfied, met))
    (derivation,) = node(card, "D").scenarios
    assert {d.step.name for d in derivation.walk() if d.step.kind == "fact"} == {"预算", "支出"}
    for leaf in card.nodes:
        assert indicator_steps(leaf)
        for scenario in leaf.scenarios:
            assert tell(scenario)[-1].endswith("分")
            assert all(isinstance(part, Derivation) for part in scenario.walk())


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_spending_never_scores_less_in_proportion(a: int, b: int) -> None:
    under = framework(_tree([25, 25, 25, 25]), FACTS)
    low, high = sorted((a, b))
    scores = [node(score(under, **_parts("5000元", f"{fen // 100}.{fen % 100:02d}元", "90%", ["是"] * 3)), "D").score
              for fen in (low, high)]
    assert scores[0] <= scores[1]  # type: ignore[operator]
