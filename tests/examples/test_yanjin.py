"""The Yanjin 2022 case: what the real report states must come out, to the last digit."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from hengji.cases import bundled_path, load_case
from hengji.model import Case, Evidence, NodeScore, Range, Scorecard
from hengji.scoring import score_case

HEADS = {"A": "7.5", "B": "22", "C": "31.5", "D": "25"}
SECOND = {"A1": "4", "A2": "3.5", "B1": "5", "B2": "5", "B3": "2", "B4": "4", "B5": "2", "B6": "1", "B7": "3",
          "C1": "15", "C2": "16.5", "D1": "8", "D2": "6", "D3": "11"}
LEAVES = {"A11": "2", "A12": "2", "A21": "0.5", "A22": "2", "A23": "1", "B11": "2", "B12": "2", "B13": "1",
          "B21": "2", "B22": "2", "B23": "1", "B31": "2", "B32": "0", "B41": "2", "B42": "2", "B51": "2",
          "B61": "1", "B71": "1", "B72": "1", "B73": "1", "C11": "5", "C12": "2.5", "C13": "2.5", "C14": "5",
          "C21": "10", "C22": "6.5", "D11": "8", "D21": "6", "D31": "6", "D32": "5"}
#: Where rule and evidence leave more than one score.
OPEN = {"A21": ("0.5", "1"), "D21": ("5", "6")}


@cache
def evaluated() -> tuple[Case, Scorecard]:
    loaded, problems = load_case(bundled_path("yanjin-2022"))
    assert loaded is not None, problems
    return loaded[0], score_case(*loaded)


def node(code: str) -> NodeScore:
    return next(node for node in evaluated()[1].nodes if node.code == code)


def test_total_and_grade() -> None:
    card = evaluated()[1]
    assert (card.total, card.grade, card.full) == (86, "良", 100)
    assert card.recomputed_total == Range(85, Fraction(173, 2))
    assert (card.scored_total, card.scored_full) == (86, 100)


def test_there_are_4_14_and_30_indicators() -> None:
    levels = [node.level for node in evaluated()[1].nodes]
    assert [levels.count(level) for level in (1, 2, 3)] == [4, 14, 30]


@pytest.mark.parametrize(("code", "score"), [*HEADS.items(), *SECOND.items(), *LEAVES.items()])
def test_every_printed_score(code: str, score: str) -> None:
    assert node(code).score == node(code).given == Fraction(score)


@pytest.mark.parametrize(("code", "rate"), [("A", "0.75"), ("B", "0.88"), ("C", "0.7875"), ("D", "1")])
def test_rates_of_the_heads(code: str, rate: str) -> None:
    assert node(code).rate == Fraction(rate)


@pytest.mark.parametrize("code", LEAVES)
def test_rules_and_evidence_give_what_was_given(code: str) -> None:
    low, high = OPEN.get(code, (LEAVES[code], LEAVES[code]))
    assert node(code).recomputed == Range(Fraction(low), Fraction(high))


def test_adjustment_rate_and_its_readings() -> None:
    b11 = node("B11")
    assert b11.quantity is not None
    assert b11.quantity.value == Fraction(-1835, 35431)
    values = [(reading.quantity.value, reading.score) for reading in b11.readings]
    assert values == [(Fraction(31064 - 35431, 35431), 2), (Fraction(12585, 35431), Fraction(47, 100))]


@pytest.mark.parametrize(("code", "value"), [("B12", "1"), ("B13", "-1"), ("B51", "20/21"), ("C21", "2168/2179"),
                                             ("C22", "13/20"), ("D31", "2333/2500"), ("D32", "2447/2500")])
def test_values(code: str, value: str) -> None:
    quantity = node(code).quantity
    assert quantity is not None
    assert quantity.value == Fraction(value)


def test_only_two_scores_need_an_explanation_and_none_is_accused() -> None:
    card = evaluated()[1]
    assert [difference.code for difference in card.differences] == ["A21", "D21"]
    assert not any(difference.contradicts for difference in card.differences)
    a21, d21 = card.differences
    assert "1.5" in a21.reason
    assert "1.00" in a21.reason
    assert "专家库" in d21.reason


def test_one_contract_behind_two_deductions_is_pointed_out() -> None:
    assert ("F1", ("B32", "B61")) in evaluated()[1].repeated_findings


def test_deductions_add_up_to_what_is_missing() -> None:
    card = evaluated()[1]
    assert sum(d.points for node in card.nodes for d in node.deductions) == 14
    for leaf in card.nodes:
        assert leaf.score is not None
        if leaf.leaf:
            assert leaf.weight - leaf.score == sum(d.points for d in leaf.deductions)


def test_points_by_evidence_add_up_and_the_unsourced_65_percent_rests_on_nothing() -> None:
    card = evaluated()[1]
    assert sum(card.evidence.values()) == 86
    assert card.evidence[Evidence.NONE] == Fraction("6.5")
    assert node("C22").evidence is Evidence.NONE


@pytest.mark.needs_documents
def test_every_printed_figure_stands_on_its_line(documents: Path) -> None:
    lines = (documents / "yanjin-2022-evaluation.txt").read_text(encoding="utf-8").split("\n")
    for fact in evaluated()[0].facts:
        place = fact.source.place
        assert place is not None
        assert place.line is not None
        assert fact.source.printed in lines[place.line - 1], fact.name


@pytest.mark.needs_documents
def test_every_judgement_points_at_its_paragraph(documents: Path) -> None:
    lines = (documents / "yanjin-2022-evaluation.txt").read_text(encoding="utf-8").split("\n")
    for judgement in evaluated()[0].judgements:
        assert judgement.source is not None
        assert judgement.source.place is not None
        start = (judgement.source.place.line or 0) - 1
        around = "\n".join(lines[max(start - 10, 0):start + 1])
        assert judgement.code in around, judgement.code
