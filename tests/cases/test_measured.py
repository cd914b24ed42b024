"""Facts that a case takes from registers: asked for, settled with what it states, written and read again."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from hengji.cases import case_document, next_year, read_case, with_results
from hengji.model import Case, Evidence, Fact, MeasuredFact, Place, RegisterValue, Value
from tests import making

UNDER = making.framework(
    [making.leaf("A1", "100", formula="办结件数 / 受理件数", unit="%",
                 rule={"kind": "proportional", "target": "100%"})],
    [{"name": "受理件数", "unit": "件"}, {"name": "办结件数", "unit": "件"}])
ASKED: dict[str, Any] = {"fact": "受理件数", "measure": "service-cases/closing-rate", "part": "受理件数",
         "where": ["办理单位=县市场监管局"]}
STATED = {"name": "受理件数", "value": "79919件", "level": "stated", "who": "县政务服务局"}


def _case(**parts: Any) -> Case:
    return making.case(UNDER, **parts)


def _problems(**parts: Any) -> list[str]:
    document = {"schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "测试局"},
                "period": "2022", "kind": "evaluation", **parts}
    case, problems = read_case(json.dumps(document, ensure_ascii=False), "案例", framework=UNDER)
    assert case is None
    return [problem.text for problem in problems]


def _given(value: Value) -> RegisterValue:
    return RegisterValue(value, (("service-cases", 3),), 79919, (("退件或申请人撤回", 12),), "受理 79919 件")


def test_what_is_only_asked_for_is_missing() -> None:
    case = _case(measured=[ASKED], store="台账")
    assert case.facts == ()
    assert case.store == "台账"
    (asked,) = case.measured
    assert (asked.fact, asked.measure, asked.part, asked.where, asked.level) == (
        "受理件数", "service-cases/closing-rate", "受理件数", (("办理单位", "县市场监管局"),), Evidence.ORIGINAL)


def test_a_register_gives_the_fact_with_its_source() -> None:
    case, problems = with_results(_case(measured=[ASKED]), {0: _given(79919)})
    assert problems == ()
    assert case is not None
    (fact,) = case.facts
    assert (fact.name, fact.value, fact.unit.name) == ("受理件数", 79919, "件")
    assert (fact.source.kind, fact.source.register, fact.source.measure, fact.source.snapshots, fact.source.counted,
            fact.source.left_out) == ("register", "service-cases", "service-cases/closing-rate",
                                      (("service-cases", 3),), 79919, (("退件或申请人撤回", 12),))


@pytest.mark.parametrize(("wins", "value", "kind"), [("measured", 80000, "register"), ("stated", 79919, "entry")])
def test_of_two_values_the_one_holds_that_the_case_names(wins: str, value: int, kind: str) -> None:
    case, problems = with_results(_case(facts=[STATED], measured=[{**ASKED, "wins": wins}]), {0: _given(80000)})
    assert problems == ()
    assert case is not None
    assert [(fact.value, fact.source.kind) for fact in case.facts] == [(value, kind)]
    assert case.measured[0].collides


def test_two_values_without_a_word_are_a_problem() -> None:
    case, problems = with_results(_case(facts=[STATED], measured=[ASKED]), {0: _given(80000)})
    assert case is None
    assert [problem.text for problem in problems] == [
        "“受理件数”有两个数，没有写明以哪个为准：填报的是79919件，台账算得的是80000件"]
    assert "wins: measured" in problems[0].suggestion


def test_a_stated_value_holds_until_the_register_was_read() -> None:
    case = _case(facts=[STATED], measured=[ASKED])
    assert [(fact.value, fact.source.kind) for fact in case.facts] == [(79919, "entry")]


@pytest.mark.parametrize(("stated", "measured", "collides"), [
    (Fraction(8462, 10000), Fraction(66, 78), False),  # 84.62 % is 66 of 78, rounded
    (Fraction(8461, 10000), Fraction(66, 78), True),
    (1, Fraction(996, 1000), True),  # 100 % is not 99.6 %, rounded
    (Fraction(1, 3), Fraction(1, 3), False),
    (Fraction(1, 3), Fraction(333, 1000), True)])
def test_a_rounded_value_is_no_other_one(stated: Fraction, measured: Fraction, *, collides: bool) -> None:
    percent = making.framework([making.leaf("A1", "100", formula="率", unit="%",
                                            rule={"kind": "proportional", "target": "100%"})],
                               [{"name": "率", "unit": "%"}])
    unit = percent.facts["率"].unit
    asked = MeasuredFact("率", "a/b", unit, Evidence.ORIGINAL,
                         stated=Fact("率", stated, unit, Evidence.STATED, _case(facts=[STATED]).facts[0].source),
                         result=RegisterValue(measured, (("a", 1),), 78))
    assert asked.collides is collides
    assert asked.settled is not None
    assert asked.settled.value == measured


@pytest.mark.parametrize("wins", ["measured", "stated"])
def test_written_and_read_again(wins: str) -> None:
    case, _ = with_results(_case(facts=[STATED], measured=[{**ASKED, "wins": wins}]), {0: _given(80000)})
    assert case is not None
    document = case_document(case)
    again, problems = read_case(json.dumps(document, ensure_ascii=False), "案例", framework=UNDER)
    assert again is not None, problems
    assert again.case == case
    assert case_document(again.case) == document


def test_next_year_asks_again() -> None:
    case, _ = with_results(_case(facts=[STATED], measured=[{**ASKED, "wins": "measured"}], store="台账"),
                           {0: _given(80000)})
    assert case is not None
    rolled = next_year(case, UNDER)
    assert rolled.store == "台账"
    assert rolled.measured == (replace(case.measured[0], wins="", stated=None, result=None),)


@pytest.mark.parametrize(("parts", "text"), [
    ({"measured": [{**ASKED, "fact": "受理件"}]}, "指标体系没有列出名为“受理件”的事实"),
    ({"measured": [{**ASKED, "measure": "service-cases"}]}, "“service-cases”没有写明哪个台账的哪个度量"),
    ({"measured": [ASKED, ASKED]}, "“受理件数”两次由台账取数"),
    ({"measured": [{**ASKED, "where": ["办理单位"]}]}, "“办理单位”看不出是哪一列等于什么"),
    ({"measured": [{**ASKED, "project": "X"}]}, "没有编码为“X”的项目"),
    ({"measured": [{**ASKED, "wins": "台账"}]}, "这里不能写“台账”"),
    ({"measured": [{**ASKED, "result": {"value": "很多", "snapshots": ["a=1"], "counted": "1"}}]},
     "“很多”不是一个数"),
    ({"measured": [{**ASKED, "result": {"value": "1", "snapshots": ["a=1"], "counted": "1", "left_out": ["退件"]}}]},
     "“退件”后面没有数"),
])
def test_mistakes_are_told(parts: dict[str, Any], text: str) -> None:
    assert _problems(**parts) == [text]


def test_an_undecided_pair_stands_at_its_place() -> None:
    _, problems = with_results(_case(facts=[STATED], measured=[ASKED]), {0: _given(80000)})
    assert isinstance(problems[0].place, Place)
    assert problems[0].place.line == 1
