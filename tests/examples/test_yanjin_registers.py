"""The made-up county: what its registers hold comes from them, the judgements are Yanjin's, the total is the same."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from hengji.model import Case, Judgement, Open, Scorecard
from hengji.reports.papers import PAPERS
from hengji.services import evaluate_case, issue_scorecard
from hengji.telling import points_shown

ID = "yanjin-2022-registers"
#: Tallied from questionnaires, which are in no register.
STATED = {"一次办成群众比例", "群众满意度", "工作人员满意度"}


@cache
def card(name: str) -> Scorecard:
    return evaluate_case(name).scorecard


def facts(case: Case) -> dict[str, object]:
    return {fact.key: fact.value for fact in case.facts}


def judged(case: Case) -> dict[str, object]:
    def points(judgement: Judgement) -> object:
        return tuple((point.number, None if isinstance(point.met, Open) else point.met, point.findings)
                     for point in judgement.points)

    return {each.code: (each.level, each.score, each.findings, points(each)) for each in case.judgements}


def test_the_total_is_yanjin_s() -> None:
    assert (points_shown(card(ID).total), card(ID).grade) == ("86.00", "良")
    assert card(ID).recomputed_total == card("yanjin-2022").recomputed_total
    assert [each for each in card(ID).differences if each.contradicts] == []


def test_every_indicator_scores_as_yanjin_s() -> None:
    own, yanjin = ({node.code: (node.score, node.recomputed) for node in card(name).nodes}
                   for name in (ID, "yanjin-2022"))
    assert own == yanjin


def test_the_judgements_are_yanjin_s() -> None:
    assert judged(card(ID).case) == judged(card("yanjin-2022").case)


def test_every_fact_that_a_register_holds_comes_from_it() -> None:
    found = {fact.key: fact.source.kind for fact in card(ID).case.facts}
    assert {key for key, kind in found.items() if kind != "register"} == STATED
    assert facts(card(ID).case) == facts(card("yanjin-2022").case)
    assert all(fact.source.counted for fact in card(ID).case.facts if fact.source.kind == "register")


def test_findings_tell_what_the_registers_say() -> None:
    finding = next(each for each in card(ID).case.findings if each.id == "F4")
    assert re.findall(r"\d+", finding.text) == ["3010", "1505"]  # as test_store.py finds them in the cases


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_report_says_that_its_data_are_made_up(kind: str) -> None:
    evaluation = evaluate_case(ID)
    paper = PAPERS[kind].make(evaluation.scorecard, evaluation.framework)
    assert "合成数据" in paper.title


def test_the_scorecard_s_files_say_it_too(tmp_path: Path) -> None:
    files = {path.suffix: path for path in issue_scorecard(evaluate_case(ID), tmp_path, ("html", "json"))}
    assert "合成数据" in re.sub(r"<[^>]+>", "", files[".html"].read_text(encoding="utf-8"))
    assert "合成数据" in json.loads(files[".json"].read_text(encoding="utf-8"))["entity"]["name"]
