"""A case with one of everything is written, read again and sealed; whatever is changed in it is found."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengji.cases import case_document, read_case
from hengji.model import Unusable
from hengji.services import evaluate_case, scorecard_document, verify_scorecard

CASE = Path(__file__).parent / "everything"
Way = tuple[str | int, ...]


@cache
def _document() -> str:
    return json.dumps(scorecard_document(evaluate_case(str(CASE))), ensure_ascii=False)


def _ways(node: Any, way: Way = ()) -> Iterator[Way]:
    """Every place in ``node``."""
    if way:
        yield way
    for key, entry in (node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()):
        yield from _ways(entry, (*way, key))


@cache
def _places() -> list[Way]:
    """Every place but the name of the version that wrote it: another one may have."""
    return [way for way in _ways(json.loads(_document())) if way != ("generator",)]


def _changed(value: Any) -> Any:
    """Something else of the same kind."""
    match value:
        case bool():
            return not value
        case str():
            return f"{value}1"
        case int():
            return value + 1
        case None:
            return "1"
        case list():
            return value[1:] or ["1"]
        case _:
            return {}


def _verdict(folder: Path, document: Any) -> str:
    path = folder / "scorecard.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    try:
        verification = verify_scorecard(path)
    except Unusable:
        return "refused"
    return "holds" if verification.holds else "found"


def test_it_holds_and_every_part_is_there(tmp_path: Path) -> None:
    document = json.loads(_document())
    assert _verdict(tmp_path, document) == "holds"
    empty = [name for name in ("roll_ups", "figures", "vetoes", "projects") if not document[name]]
    assert empty == []
    case = document["inputs"]["case"]
    assert [name for name in (
        "agencies", "projects", "exclusions", "vetoes", "data", "figures", "tallies", "narrative", "report",
        "follow_ups", "judgements", "given", "findings", "documents", "calendar") if not case.get(name)] == []
    assert list(document["inputs"]["frameworks"]) == ["project.yaml"]
    assert (document["total"], document["grade"]) == ("84.48", "良")


def test_it_is_written_and_read_again_equal() -> None:
    evaluation = evaluate_case(str(CASE))
    document = case_document(evaluation.scorecard.case)
    again, problems = read_case(json.dumps(document, ensure_ascii=False), "再读", framework=evaluation.framework,
                                others=evaluation.others)
    assert again is not None, problems
    assert again.case == evaluation.scorecard.case
    assert case_document(again.case) == document


@settings(max_examples=120, deadline=None)
@given(st.data(), st.booleans())
def test_whatever_is_changed_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject,
                                      gone: bool) -> None:
    way = data.draw(st.sampled_from(_places()))
    document = json.loads(_document())
    node = document
    for key in way[:-1]:
        node = node[key]
    if gone:
        del node[way[-1]]
    else:
        node[way[-1]] = _changed(node[way[-1]])
    assert _verdict(tmp_path_factory.mktemp("sealed"), document) in ("found", "refused")


def _case(document: dict[str, Any]) -> dict[str, Any]:
    case: dict[str, Any] = document["inputs"]["case"]
    return case


@pytest.mark.parametrize("change", [
    lambda c: c["agencies"][0].update(name="别的单位"),
    lambda c: c["projects"][0].update(category="一次性"),
    lambda c: c["projects"][0]["evaluation"]["judgements"]["P2"].update(reason="不好"),
    lambda c: c["projects"][1]["evaluation"]["overrides"][0].update(score="40"),
    lambda c: c["facts"][0].update(value="91"),
    lambda c: c["exclusions"][1].update(reason="assigned"),
    lambda c: c["exclusions"].pop(),
    lambda c: c["exclusions"][1].update(attachment="别的.pdf"),
    lambda c: c["vetoes"]["V1"].update(judge="别人"),
    lambda c: c["vetoes"]["V1"].update(happened="是"),
    lambda c: c["judgements"]["A4"]["scores"][0].update(reason="改过"),
    lambda c: c["judgements"]["A4"]["scores"].reverse(),
    lambda c: c["judgements"]["A3"].update(score="7.5"),
    lambda c: c["judgements"]["A2"].update(count="1"),
    lambda c: c["data"][1].update(value="99"),
    lambda c: c["figures"][0].update(printed="89.41%"),
    lambda c: c["figures"][0].update(note="别的"),
    lambda c: c["tallies"][0]["options"][0].update(name="很满意"),
    lambda c: c["tallies"][0].update(printed_sum="99.99%"),
    lambda c: c["narrative"].update(建议="没有建议"),
    lambda c: c["follow_ups"][0].update(state="done"),
    lambda c: c["follow_ups"].pop(),
])
def test_a_changed_input_is_found(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(_document())
    before = copy.deepcopy(document)
    change(_case(document))
    assert document != before
    assert _verdict(tmp_path, document) == "found"


def test_a_changed_framework_of_a_project_is_found(tmp_path: Path) -> None:
    document = json.loads(_document())
    text = document["inputs"]["frameworks"]["project.yaml"]
    for changed in (text.replace("50万元", "40万元"), text.replace("质量", "数量")):
        assert changed != text
        document["inputs"]["frameworks"]["project.yaml"] = changed
        assert _verdict(tmp_path, document) == "found"


def test_another_versions_words_about_figures_and_steps_are_no_difference(tmp_path: Path) -> None:
    document = json.loads(_document())
    document["generator"] = "hengji 0.0.1"
    for entry in document["indicators"]:
        entry["steps"] = ["旧版的说法"]
    assert _verdict(tmp_path, document) == "holds"
