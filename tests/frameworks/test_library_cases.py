"""The test cases that stand beside each shipped framework, written by people of the field."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengji.cases import read_case
from hengji.frameworks import Framework, framework_ids, shipped_framework
from hengji.frameworks.library import LIBRARY
from hengji.model import Missing, NodeScore
from hengji.scoring import exact_value, score_case
from hengji.telling import points_shown

#: Members of a department, and the field by which a fact names one.
_MEMBERS = {"agencies": "agency", "projects": "project"}


def _framework(framework_id: str) -> Framework:
    framework, problems = shipped_framework(framework_id)
    assert framework is not None, problems
    return framework


def _library_cases() -> Iterator[Any]:
    for framework_id in framework_ids():
        for path in sorted((LIBRARY / framework_id / "cases").glob("*.yaml")):
            for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
                yield pytest.param(framework_id, entry, id=f"{path.stem}-{entry['indicator']}-{entry['name']}")


def _node(framework: Framework, entry: dict[str, Any]) -> NodeScore:
    """The entry as a case of its own, read the way every case is read."""
    unknown = entry.keys() - {"name", "indicator", "expected", "facts", "previous", "points", "judged", "band", "count",
                              "scores", "exclusions", *_MEMBERS}
    assert not unknown, unknown
    members = {kind: entry.get(kind, []) for kind in _MEMBERS}
    document = {
        "schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "测试局"},
        "period": "2022", "kind": "evaluation", "facts": list(_facts(entry)),
        **{kind: [{"code": str(n), "name": f"第{n}个"} for n, _ in enumerate(listed, 1)]
           for kind, listed in members.items()},
        "exclusions": [{"fact": name, "amount": amount, "reason": "policy", "text": "测试", "level": "verified",
                        "attachment": "测试"} for name, amount in entry.get("exclusions", {}).items()],
        "judgements": {entry["indicator"]: judgement} if (judgement := _judgement(entry)) else {}}
    loaded, problems = read_case(yaml.safe_dump(document, allow_unicode=True), "测试", framework=framework)
    assert loaded is not None, problems
    return next(node for node in score_case(*loaded).nodes if node.code == entry["indicator"])


def _facts(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part, year in (("facts", "否"), ("previous", "是")):
        for name, value in entry.get(part, {}).items():
            yield {"name": name, "value": value, "level": "original", "previous": year}
    for kind, field in _MEMBERS.items():
        for n, facts in enumerate(entry.get(kind, []), 1):
            for name, value in facts.items():
                yield {"name": name, "value": value, "level": "original", field: str(n)}


def _judgement(entry: dict[str, Any]) -> dict[str, Any]:
    judgement: dict[str, Any] = {}
    if "points" in entry:
        judgement["points"] = [{"n": n, "met": met, "reason": "测试"} for n, met in entry["points"].items()]
    for part, field in (("judged", "score"), ("band", "band"), ("count", "count")):
        if part in entry:
            judgement[field] = entry[part]
    if "scores" in entry:
        judgement["scores"] = [{"judge": f"第{n}人", "reason": "测试", **opinion}
                               for n, opinion in enumerate(entry["scores"], 1)]
    return {"judge": "测试", "level": "verified", "reason": "测试", **judgement} if judgement else {}


@pytest.mark.parametrize(("framework_id", "entry"), list(_library_cases()))
def test_library_case(framework_id: str, entry: dict[str, Any]) -> None:
    node = _node(_framework(framework_id), entry)
    expected = entry["expected"]
    assert expected
    assert expected.keys() <= {"missing", "value", "attained", "score"}
    if "missing" in expected:
        assert node.recomputed is None
        assert node.score is None
        _names(node.missing, expected["missing"])
    if "value" in expected:
        assert node.quantity is not None
        if isinstance(expected["value"], dict):
            assert isinstance(node.quantity.value, Missing)
            _names(node.quantity.value, expected["value"]["missing"])
        else:
            assert not isinstance(node.quantity.value, Missing), str(node.quantity.value)
            assert Fraction(exact_value(node.quantity.value, node.quantity.unit)) == Fraction(expected["value"])
    if "attained" in expected:
        assert node.attained is not None, str(node.missing)
        assert node.attained == Fraction(expected["attained"])
    if "score" in expected:
        score = expected["score"]
        low, high = (score["low"], score["high"]) if isinstance(score, dict) else (score, score)
        assert node.recomputed is not None, str(node.missing)
        assert (points_shown(node.recomputed.low), points_shown(node.recomputed.high)) == (low, high)


def _names(missing: Missing | None, names: list[str]) -> None:
    """What is missing is named; the quotation marks inside a name are told as single ones."""
    told = str(missing).replace("“", "‘").replace("”", "’")
    assert all(name.replace("“", "‘").replace("”", "’") in told for name in names), told


@pytest.mark.parametrize("framework_id", framework_ids())
def test_every_leaf_has_cases_and_a_source_page(framework_id: str) -> None:
    covered = {param.values[1]["indicator"] for param in _library_cases() if param.values[0] == framework_id}
    assert {leaf.code for leaf in _framework(framework_id).leaves} - covered == set()
    assert (Path(LIBRARY) / framework_id / "sources.md").read_text(encoding="utf-8").strip()
