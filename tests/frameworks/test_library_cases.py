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
from hengji.model import NodeScore, exact, exact_text
from hengji.scoring import exact_value, score_case
from hengji.telling import points_shown


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
    facts = [{"name": name, "value": value, "level": "original", "previous": year}
             for part, year in (("facts", "否"), ("previous", "是")) for name, value in entry.get(part, {}).items()]
    judgement: dict[str, Any] = {"judge": "测试", "level": "verified", "reason": "测试", "points": [
        {"n": n, "met": met, "reason": "测试"} for n, met in entry.get("points", {}).items()]}
    if "judged" in entry:
        judgement["score"] = entry["judged"]
    judged = "points" in entry or "judged" in entry
    document = {"schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "测试局"},
                "period": "2022", "kind": "evaluation", "facts": facts,
                "judgements": {entry["indicator"]: judgement} if judged else {}}
    loaded, problems = read_case(yaml.safe_dump(document, allow_unicode=True), "测试", framework=framework)
    assert loaded is not None, problems
    return next(node for node in score_case(*loaded).nodes if node.code == entry["indicator"])


@pytest.mark.parametrize(("framework_id", "entry"), list(_library_cases()))
def test_library_case(framework_id: str, entry: dict[str, Any]) -> None:
    node = _node(_framework(framework_id), entry)
    expected = entry["expected"]
    if "missing" in expected:
        assert node.recomputed is None
        assert node.score is None
        assert all(name.replace("“", "‘").replace("”", "’") in str(node.missing).replace("“", "‘").replace("”", "’")
                   for name in expected["missing"]), str(node.missing)
        return
    if "value" in expected:
        assert node.quantity is not None
        assert not hasattr(node.quantity.value, "reasons")
        assert exact_value(node.quantity.value, node.quantity.unit) == _exact(expected["value"])
    score = expected["score"]
    low, high = (score["low"], score["high"]) if isinstance(score, dict) else (score, score)
    assert node.recomputed is not None, str(node.missing)
    assert (points_shown(node.recomputed.low), points_shown(node.recomputed.high)) == (low, high)


def _exact(text: str) -> str:
    """The expected value in the one spelling that results use."""
    return exact_text(exact(Fraction(text)))


@pytest.mark.parametrize("framework_id", framework_ids())
def test_every_leaf_has_cases_and_a_source_page(framework_id: str) -> None:
    covered = {param.values[1]["indicator"] for param in _library_cases() if param.values[0] == framework_id}
    assert {leaf.code for leaf in _framework(framework_id).leaves} - covered == set()
    assert (Path(LIBRARY) / framework_id / "sources.md").read_text(encoding="utf-8").strip()
