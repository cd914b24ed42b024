"""A case whose facts come from a store: fetched, compared with what it states, sealed, explained down to the rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hengji.cli.app import main
from hengji.model import Unusable
from hengji.services import (
    FromRegisters,
    RegisterImportRequest,
    evaluate_case,
    import_register,
    roll_forward,
    score_table,
    scorecard_document,
    verify_scorecard,
)

FRAMEWORK = {
    "schema": "hengji/framework/1", "id": "t", "version": "1", "title": "测试体系", "source": "测试",
    "grades": [{"name": "优", "from": "90"}, {"name": "差", "from": "0"}],
    "facts": [{"name": "办结数", "unit": "件"}, {"name": "受理数", "unit": "件"}, {"name": "网上办结率", "unit": "%"}],
    "indicators": [
        {"code": "A1", "name": "办结率", "weight": "60", "formula": "办结数 / 受理数", "unit": "%",
         "rule": {"kind": "proportional", "target": "100%"}},
        {"code": "A2", "name": "网上办结率", "weight": "40", "formula": "网上办结率", "unit": "%",
         "rule": {"kind": "proportional", "target": "100%"}}]}
MEASURED: list[dict[str, Any]] = [
    {"fact": "受理数", "measure": "service-cases/closing-rate", "part": "受理件数"},
    {"fact": "办结数", "measure": "办件/办结率", "part": "办结件数"},
    {"fact": "网上办结率", "measure": "service-cases/closing-rate", "where": ["办理渠道=网上"]}]
HEADINGS = ("办件编号", "来源平台", "办理单位", "事项编码", "办理渠道", "受理时间", "办结时间", "办理结果")
ROWS = (
    ("1", "一网通办", "甲局", "I1", "网上", "2022-03-01 09:00:00", "2022-03-02 09:00:00", "办结"),
    ("2", "一网通办", "甲局", "I1", "网上", "2022-03-01 09:00:00", "", "在办"),
    ("3", "一网通办", "甲局", "I1", "窗口", "2022-05-01 09:00:00", "2022-05-02 09:00:00", "办结"),
    ("4", "一网通办", "乙局", "I2", "窗口", "2022-05-01 09:00:00", "2022-05-02 09:00:00", "退件"),
    ("5", "一网通办", "乙局", "I2", "窗口", "2021-05-01 09:00:00", "2021-05-02 09:00:00", "办结"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    records = tmp_path / "办件.csv"
    with records.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADINGS, *ROWS])
    done = import_register(RegisterImportRequest("service-cases", (records,), str(tmp_path / "台账库"), who="测试"))
    assert (done.rows, done.rejected) == (5, 0)
    return tmp_path / "台账库"


def _case(folder: Path, **parts: Any) -> str:
    folder.mkdir(exist_ok=True)
    document = {"schema": "hengji/case/1", "id": "t", "framework": "体系.yaml", "entity": {"name": "测试局"},
                "period": "2022", "kind": "evaluation", "measured": MEASURED, **parts}
    (folder / "体系.yaml").write_text(json.dumps(FRAMEWORK, ensure_ascii=False), encoding="utf-8")
    (folder / "case.yaml").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return str(folder)


def _sources(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {fact["name"]: fact for indicator in document["indicators"] for fact in indicator["facts"]}


def test_facts_come_from_the_store_with_where_they_come_from(tmp_path: Path, store: Path) -> None:
    evaluation = evaluate_case(_case(tmp_path / "案例"), FromRegisters(str(store)))
    assert evaluation.notes == ()
    document = scorecard_document(evaluation)
    assert document["total"] == "60.00"  # two of three closed: 40.00, and one of two on line: 20.00
    facts = _sources(document)
    assert {name: fact["value"] for name, fact in facts.items()} == {"受理数": "3", "办结数": "2", "网上办结率": "0.5"}
    assert facts["受理数"]["source"] == {
        "kind": "register", "register": "service-cases", "measure": "service-cases/closing-rate", "snapshot": "0",
        "snapshots": {"service-cases": "0"}, "counted": "3", "left_out": {"退件或申请人撤回": "1"}}
    assert facts["办结数"]["source"]["register"] == "service-cases"
    assert document["collisions"] == []
    assert any("台账度量 service-cases/closing-rate（service-cases第0版），计入3行，1行退件或申请人撤回不计入" in step
               for step in document["indicators"][0]["steps"])


def test_a_sealed_scorecard_needs_no_store(tmp_path: Path, store: Path) -> None:
    document = scorecard_document(evaluate_case(_case(tmp_path / "案例"), FromRegisters(str(store))))
    sealed = tmp_path / "评分.json"
    sealed.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert verify_scorecard(sealed).holds
    document["inputs"]["case"]["measured"][0]["result"]["value"] = "4"
    sealed.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert not verify_scorecard(sealed).holds


def test_the_case_names_its_store_beside_it(tmp_path: Path, store: Path) -> None:
    case = _case(tmp_path / "案例", store="../台账库")
    assert evaluate_case(case).scorecard.total == 60
    assert evaluate_case(case).store == tmp_path / "案例" / "../台账库"


def test_without_a_store_the_facts_are_missing_and_it_is_said_why(tmp_path: Path) -> None:
    evaluation = evaluate_case(_case(tmp_path / "案例"))
    assert evaluation.scorecard.total is None
    assert evaluation.notes == (
        "受理数、办结数、网上办结率 要由台账取数：请用 --store 写明台账库的文件夹，或写在案例的 store 里",)


def test_a_register_that_was_never_imported_is_named(tmp_path: Path) -> None:
    evaluation = evaluate_case(_case(tmp_path / "案例"), FromRegisters(str(tmp_path / "空")))
    assert evaluation.scorecard.total is None
    assert evaluation.notes[0] == f"“受理数”没有从台账取到：{tmp_path / '空'} 里还没有台账“办件”"


def test_what_differs_is_listed_with_the_value_that_holds(tmp_path: Path, store: Path) -> None:
    stated = {"name": "受理数", "value": "4", "level": "stated", "who": "测试局"}
    with pytest.raises(Unusable) as undecided:
        evaluate_case(_case(tmp_path / "案例", facts=[stated]), FromRegisters(str(store)))
    assert [problem.text for problem in undecided.value.problems] == [
        "“受理数”有两个数，没有写明以哪个为准：填报的是4件，台账算得的是3件"]
    for wins, total in (("measured", "60.00"), ("stated", "50.00")):
        asked = [{**MEASURED[0], "wins": wins}, *MEASURED[1:]]
        evaluation = evaluate_case(_case(tmp_path / "案例", facts=[stated], measured=asked), FromRegisters(str(store)))
        document = scorecard_document(evaluation)
        assert document["total"] == total
        (collision,) = document["collisions"]
        assert (collision["fact"], collision["wins"], collision["stated"]["value"], collision["measured"]["value"]) == (
            "受理数", wins, "4", "3")
        winner = {"measured": "以台账为准", "stated": "以填报的数为准"}[wins]
        assert score_table(evaluation).doubts == (f"受理数 填报的是 4件，台账算得 3件，{winner}",)


@pytest.mark.parametrize(("asked", "text"), [
    ({"measure": "service-case/closing-rate"}, "没有名为“service-case”的台账"),
    ({"measure": "service-cases/closing"}, "台账 service-cases 没有名为“closing”的度量"),
    ({"part": "受理数"}, "度量“办结率”没有分项“受理数”"),
    ({"part": ""}, "“受理数”是数量，“办结率”是比率"),
    ({"where": ["渠到=网上"]}, "没有名为“渠到”的列"),
    ({"where": ["渠道=飞鸽"]}, "“办理渠道”没有“飞鸽”这个值")])
def test_what_cannot_be_asked_is_told_at_its_place(tmp_path: Path, store: Path, asked: dict[str, Any],
                                                   text: str) -> None:
    case = _case(tmp_path / "案例", measured=[{**MEASURED[0], **asked}])
    with pytest.raises(Unusable) as refused:
        evaluate_case(case, FromRegisters(str(store)))
    assert [problem.text for problem in refused.value.problems] == [text]
    assert refused.value.problems[0].place.document == str(Path(case) / "case.yaml")


def test_explained_down_to_the_rows(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = _case(tmp_path / "案例")
    assert main(["explain", case, "A1", "--store", str(store), "--rows", str(tmp_path / "明细")]) == 0
    told = capsys.readouterr().out
    assert "台账：受理 3件，办结 2件，办结率 66.67%（service-cases/closing-rate）" in told
    files = sorted(path.name for path in (tmp_path / "明细").iterdir())
    assert files == ["办结数 不计入的行.csv", "办结数 计入的行.csv", "受理数 不计入的行.csv", "受理数 计入的行.csv"]
    with (tmp_path / "明细/受理数 不计入的行.csv").open(encoding="utf-8-sig", newline="") as stream:
        heading, *rows = csv.reader(stream)
    assert heading[-1] == "不计入的原因"
    assert [(row[0], row[-1]) for row in rows] == [("4", "退件或申请人撤回")]


def test_next_year_asks_the_same_registers(tmp_path: Path, store: Path) -> None:
    roll_forward(_case(tmp_path / "案例", store=str(store)), tmp_path / "下年")
    text = (tmp_path / "下年/case.yaml").read_text(encoding="utf-8")
    assert text.count("service-cases/closing-rate") == 2
    assert "result" not in text
