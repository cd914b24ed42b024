"""A sealed scorecard proves itself; the first thing that was changed is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hengji.model import Unusable
from hengji.services import evaluate_case, issue_scorecard, scorecard_document, verify_scorecard

ROOT = Path(__file__).parents[2]


@cache
def _document() -> str:
    return json.dumps(scorecard_document(evaluate_case("yanjin-2022")), ensure_ascii=False)


def _saved(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    document = json.loads(_document())
    change(document)
    path = folder / "scorecard.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def _forged(document: dict[str, Any]) -> dict[str, Any]:
    """As if another version had written it."""
    document["generator"] = "hengji 0.0.1"
    return document


def _indicator(document: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in document["indicators"] if entry["code"] == code)
    return found


def test_it_holds_and_is_the_same_to_the_last_byte(tmp_path: Path) -> None:
    evaluation = evaluate_case("yanjin-2022")
    first = [path.read_bytes() for path in issue_scorecard(evaluation, tmp_path / "a", ["json", "html"])]
    again = [path.read_bytes() for path in issue_scorecard(evaluate_case("yanjin-2022"), tmp_path / "b",
                                                           ["json", "html"])]
    assert first == again
    verification = verify_scorecard(tmp_path / "a" / "scorecard.json")
    assert verification.holds
    assert (verification.total, verification.grade) == ("86.00", "良")


@pytest.mark.parametrize(("change", "named"), [
    (lambda d: d.update(total="96.00"), "total：文件里是 96.00，重算得 86.00"),
    (lambda d: d.update(grade="优"), "grade"),
    (lambda d: _indicator(d, "B32").update(score="2.00"), "indicators[B32].score：文件里是 2.00，重算得 0.00"),
    (lambda d: _indicator(d, "B11")["readings"][1].update(score="2.00"), "indicators[B11].readings[2].score"),
    (lambda d: _indicator(d, "B11")["derivation"]["parts"][0].update(value="1"), "indicators[B11].derivation"),
    (lambda d: _indicator(d, "B11")["facts"][0].update(level="none"), "indicators[B11].facts"),
    (lambda d: _indicator(d, "B11")["steps"].append("另加一句"), "indicators[B11].steps"),
    (lambda d: d["differences"].pop(), "differences"),
    (lambda d: d["entity"].update(name="别的局"), "entity.name"),
    (lambda d: d["findings"][0].update(text="没有问题"), "findings"),
    (lambda d: d["framework"].update(version="9"), "framework.version"),
    (lambda d: _forged(d)["findings"][0].update(text="没有问题"), "findings"),
    (lambda d: _indicator(_forged(d), "B11")["value"].update(text="-0.18%"), "indicators[B11].value.text"),
    (lambda d: d.update(seal="sha256:" + "0" * 64), "封签不符"),
    (lambda d: d["inputs"]["case"]["given"].update(A11="1.00"), "evidence.verified：文件里是 40.50，重算得 39.50"),
    (lambda d: d["inputs"]["case"].update(documents=[{"id": "report", "title": "别的报告"}]), "封签不符"),
], ids=lambda value: value if isinstance(value, str) else "change")
def test_what_was_changed_is_named(tmp_path: Path, change: Callable[[dict[str, Any]], object], named: str) -> None:
    verification = verify_scorecard(_saved(tmp_path, change))
    assert not verification.holds
    assert named in verification.difference


def test_another_versions_wording_is_remarked_and_no_difference(tmp_path: Path) -> None:
    def older(document: dict[str, Any]) -> None:
        document["generator"] = "hengji 0.0.1"
        _indicator(document, "B11")["steps"] = ["旧版的说法"]
        _indicator(document, "A21")["deductions"][2]["reason"] = "旧版的说法"
        document["differences"][0]["reason"] = "旧版的说法"

    verification = verify_scorecard(_saved(tmp_path, older))
    assert verification.holds
    assert "hengji 0.0.1" in verification.remark


@pytest.mark.parametrize(("text", "words"), [
    ("", "JSON"), ("{", "JSON"), ("[]", "不是评分结果文件"), ('{"schema": "x"}', "不是评分结果文件"),
    ('{"schema": "hengji/scorecard/1", "semantics": "7"}', "语义版本"),
    ('{"schema": "hengji/scorecard/1", "semantics": "1"}', "没有输入"),
    ('{"schema": "hengji/scorecard/1", "semantics": "1", "inputs": {"framework": "x: [", "case": {}}}', "YAML"),
    ("[" * 100_000, "JSON"), ('{"schema": "x", "schema": "y"}', "写了两次"), ('{"total": 86.0}', "浮点数"),
    ('{"total": ' + "9" * 6000 + "}", "不会写出"), ('{"total": "\\ud800"}', "不成对的字符"),
])
def test_what_is_no_scorecard_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable) as refusal:
        verify_scorecard(path)
    assert words in str(refusal.value)


def test_reasons_with_odd_characters_prove_themselves(tmp_path: Path) -> None:
    text = (ROOT / "examples/yanjin-2022/case.yaml").read_text(encoding="utf-8")
    odd = text.replace("reason: 有年度工作计划和年度工作目标两份文件", r'reason: "\x7f\u0085\ufffe有"', 1)
    assert odd != text
    (tmp_path / "case.yaml").write_text(odd, encoding="utf-8")
    (path,) = issue_scorecard(evaluate_case(str(tmp_path)), tmp_path / "out", ["json"])
    assert verify_scorecard(path).holds
