"""``hengji/scorecard/1`` as other systems rely on it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hengji.services import evaluate_case, scorecard_document


@cache
def document() -> dict[str, Any]:
    return scorecard_document(evaluate_case("yanjin-2022"))


def indicator(code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in document()["indicators"] if entry["code"] == code)
    return found


def test_the_head() -> None:
    head = {key: document()[key] for key in ("schema", "semantics", "period", "kind", "full", "total", "grade",
                                             "scored_total", "scored_full", "recomputed_total")}
    assert head == {"schema": "hengji/scorecard/1", "semantics": "1", "period": "2022", "kind": "evaluation",
                    "full": "100.00", "total": "86.00", "grade": "良", "scored_total": "86.00",
                    "scored_full": "100.00", "recomputed_total": {"low": "85.00", "high": "86.50"}}
    assert document()["entity"] == {"name": "延津县政务服务和大数据管理局", "region": "河南省新乡市延津县"}
    assert document()["framework"]["id"] == "yanjin-2022"
    assert len(document()["framework"]["sha256"]) == 64


def test_an_indicator() -> None:
    b11 = indicator("B11")
    assert {key: b11[key] for key in ("code", "name", "level", "parent", "weight", "score", "given", "recomputed",
                                      "rate", "value")} == {
        "code": "B11", "name": "预算调整率", "level": 3, "parent": "B1", "weight": "2.00", "score": "2.00",
        "given": "2.00", "recomputed": {"low": "2.00", "high": "2.00"}, "rate": "1.0000",
        "value": {"text": "-5.18%", "exact": "-1835/35431", "unit": "rate"}}
    assert [(r["value"]["text"], r["score"]) for r in b11["readings"]] == [("-12.33%", "2.00"), ("35.52%", "0.47")]
    assert b11["rule"]["kind"] == "deduction"
    assert b11["derivation"]["name"] == "round_to"
    facts = {fact["name"]: fact for fact in b11["facts"]}
    assert facts["年初预算数"] == {
        "name": "年初预算数", "value": "3543100.00", "unit": "yuan", "level": "original",
        "source": {"kind": "document", "document": "report", "place": {"line": 351, "label": "表2-1 总计"},
                   "printed": "354.31"}}


def test_an_open_judgement_shows_both_outcomes() -> None:
    a21 = indicator("A21")
    assert a21["recomputed"] == {"low": "0.50", "high": "1.00"}
    assert a21["derivation"]["kind"] == "alternatives"
    assert [part["value"] for part in a21["derivation"]["parts"]] == ["0.5", "1"]
    judged = a21["judgements"][0]["judged"]
    assert [point["met"] for point in judged] == [True, False, None, False]


def test_no_binary_floats_anywhere() -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    json.loads(json.dumps(document(), ensure_ascii=False), parse_float=refuse)


def test_evidence_differences_and_findings() -> None:
    evidence = document()["evidence"]
    assert list(evidence) == ["original", "verified", "stated", "none"]
    assert [d["code"] for d in document()["differences"]] == ["A21", "D21"]
    assert set(document()["findings"][0]) == {"id", "check", "clause", "severity", "state", "text", "sides",
                                              "amount", "rows", "remedy"}
    assert document()["findings"][0]["amount"] == "189000.00"
