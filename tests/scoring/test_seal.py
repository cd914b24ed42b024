"""The first difference is named by its path."""

from __future__ import annotations

from typing import Any

import pytest

from hengji.scoring import Change, first_difference, results_document, seal_of, without_sentences
from tests.making import framework, judged, leaf, score


@pytest.mark.parametrize(("left", "right", "change"), [
    ({"a": 1}, {"a": 1}, None),
    ({"a": "1"}, {"a": "2"}, Change("a", "1", "2")),
    ({"i": [{"code": "B11", "score": "1"}]}, {"i": [{"code": "B11", "score": "2"}]}, Change("i[B11].score", "1", "2")),
    ({"i": [1, 2]}, {"i": [1]}, Change("i", [1, 2], [1])),
    ({"a": 1, "x": 2}, {"a": 1}, Change("x", 2, None)),
    ({"a": 1}, {"a": 1, "x": 2}, Change("x", None, 2)),
])
def test_first_difference(left: Any, right: Any, change: Change | None) -> None:
    assert first_difference(left, right) == change


def test_the_seal_goes_by_content_not_by_order_of_keys() -> None:
    assert seal_of({"a": "1", "b": "2"}, {}) == seal_of({"b": "2", "a": "1"}, {})
    assert seal_of({"a": "1"}, {}) != seal_of({"a": "1"}, {"a": "1"})


def test_wording_is_not_sealed_but_scores_are() -> None:
    under = framework([leaf("A", "60"), leaf("B", "40")])
    results = results_document(score(under, judgements={"A": judged("50")}, given={"A": "45"}))
    seal = seal_of({}, results)
    (deduction, *_) = results["indicators"][0]["deductions"]
    deduction["reason"] = "另一种说法"
    results["unscored"][0]["reasons"] = ["另一种说法"]
    assert seal_of({}, results) == seal
    deduction["points"] = "1.00"
    assert seal_of({}, results) != seal


def test_every_sentence_that_is_left_out_is_one_that_the_program_writes() -> None:
    """What people wrote stays: names, reasons of judgements and overrides, findings."""
    document = {"overrides": {"reason": "人写的"}, "judgements": [{"reason": "人写的"}],
                "findings": [{"text": "人写的"}], "deductions": [{"reason": "程序写的", "points": "1"}]}
    assert without_sentences(document) == {**document, "deductions": [{"points": "1"}]}
