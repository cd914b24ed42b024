"""Frames without weights: values and targets are shown, scores are given where a weight is, or for the total alone."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.frameworks import Framework
from tests.making import framework, judged, leaf, node, score

FACTS = [{"name": "值", "unit": "%"}]
VALUE = [{"name": "值", "value": "95%", "level": "original"}]


def _bare(code: str, **settings: Any) -> dict[str, Any]:
    return {"code": code, "name": f"指标{code}", "formula": "值", "rule": {"kind": "target", "at_least": "90%"},
            **settings}


HEADS = [{"code": "A", "name": "甲", "weight": "60", "children": [_bare("A1"), _bare("A2", formula="值 - 20%")]},
         {"code": "B", "name": "乙", "weight": "40", "children": [leaf("B1", "40")]}]
NOTHING = [{"code": "A", "name": "甲", "children": [_bare("A1"), _bare("A2")]},
           {"code": "B", "name": "乙", "children": [_bare("B1")]}]


def _recorded(indicators: list[dict[str, Any]]) -> Framework:
    return framework(indicators, FACTS, as_printed="是")


def test_leaves_without_weights_show_whether_their_target_is_met() -> None:
    card = score(_recorded(HEADS), facts=VALUE)
    assert [(n.code, n.weight, n.weighted, n.score, n.attained) for n in card.nodes if n.parent == "A"] == [
        ("A1", 0, False, None, 1), ("A2", 0, False, None, 0)]
    assert node(card, "A1").scenarios
    assert node(card, "A").score is None
    assert "没有公布权重" in str(node(card, "A").missing)
    assert [n.code for n in card.unscored] == ["A", "B1"]


def test_their_parent_is_scored_by_what_was_given() -> None:
    card = score(_recorded(HEADS), facts=VALUE, given={"A": "50"}, judgements={"B1": judged("38")})
    assert (card.total, card.grade, card.scored_full, card.unscored) == (88, "良", 100, ())
    assert card.differences == ()
    assert card.recomputed_total is None


def test_a_target_that_lacks_its_fact_is_named() -> None:
    card = score(_recorded(HEADS))
    assert node(card, "A1").attained is None
    assert node(card, "A1").missing is not None
    assert node(card, "A1").missing.names == ("值",)  # type: ignore[union-attr]


def test_an_override_of_the_parent_stands() -> None:
    override = {"code": "A", "score": "55", "who": "复核人", "reason": "由"}
    card = score(_recorded(HEADS), facts=VALUE, given={"A": "50", "B": "40"}, overrides=[override])
    assert (node(card, "A").score, card.total) == (55, 95)


@pytest.mark.parametrize("given", [{}, {"total": "88"}])
def test_without_any_weight_nothing_is_scored_but_the_total_of_a_feedback(given: dict[str, str]) -> None:
    card = score(_recorded(NOTHING), facts=VALUE, given=given, kind="feedback")
    assert card.total == (88 if given else None)
    assert (card.grade, card.scored_full) == ("良" if given else None, 0)
    assert [n.attained for n in card.nodes if n.leaf] == [1, 1, 1]
    assert card.differences == ()


def test_a_leaf_without_weight_that_does_not_apply_changes_no_weight() -> None:
    card = score(_recorded(HEADS), facts=VALUE, given={"A": "50", "B": "40"},
                 not_applicable=[{"code": "A2", "reason": "没有这项业务"}])
    assert (node(card, "A").weight, node(card, "B").weight, card.total) == (60, 40, 90)
    assert node(card, "A2").not_applicable == "没有这项业务"


def test_a_head_all_of_whose_leaves_do_not_apply_gives_its_weight_away() -> None:
    absent = [{"code": code, "reason": "无"} for code in ("A1", "A2")]
    card = score(_recorded(HEADS), judgements={"B1": judged("40")}, not_applicable=absent)
    assert (node(card, "A").weight, node(card, "B").weight, card.total) == (0, 100, 100)


def test_a_head_without_weights_below_that_does_not_apply_gives_its_weight_away() -> None:
    card = score(_recorded(HEADS), judgements={"B1": judged("30")},
                 not_applicable=[{"code": "A", "reason": "无"}])
    assert (node(card, "B1").weight, card.total) == (100, 75)


def test_judged_points_and_vetoes_need_no_weight() -> None:
    veto = {"kind": "target", "at_least": "90%", "veto": ["造假"]}
    under = _recorded([{"code": "A", "name": "甲", "weight": "100", "children": [_bare("A1", rule=veto)]}])
    for met, attained in (("是", 1), ("否", 0)):
        judgement = {"judge": "评", "level": "verified", "points": [{"n": 1, "met": met, "reason": "因"}]}
        assert node(score(under, facts=VALUE, judgements={"A1": judgement}), "A1").attained == attained
