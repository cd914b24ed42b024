"""Remarks on the author's texts: typed numbers that are no value of the case are told where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hengji.frameworks import Framework
from hengji.model import PaperTable, Place, ReportPart, Scorecard, StatedProblem, Suggestion, Target, Warning
from hengji.reports import PAPERS, report_remarks
from hengji.reports.papers.blocks import Text
from hengji.scoring import score_case
from tests.reports.papers.written import evaluated


def remarks(report: ReportPart) -> tuple[Warning, ...]:
    evaluation = evaluated("yanjin-2022")
    card = evaluation.scorecard
    return report_remarks(replace(card, case=replace(card.case, report=report)), evaluation.framework)


def typed(text: str) -> list[str]:
    return [warning.text for warning in remarks(ReportPart(texts={"前言": text}))]


@pytest.mark.parametrize("text", [
    "年初预算354.31万元，即3543100元，约354.3万元", "执行率100%", "编制21名，在岗20人", "得86分，86.00分", "变动-5.18%",
    "受理79,919件，7.99万件", "共有8名"])
def test_numbers_of_the_case_may_be_typed(text: str) -> None:
    assert typed(text) == []


@pytest.mark.parametrize("text", [
    "《2022年77号办法》（豫发〔2019〕10号）第77条", "2022年5月27日至2023年9月", "（77）一是，第77次", "77. 一项",
    "12345政务热线，12345便民服务热线", "见B77、F77，用5G", "{年初预算数}和{得分:B11}", "一百七十七项"])
def test_what_is_no_amount_is_not_remarked(text: str) -> None:
    assert typed(text) == []


def test_a_slip_is_told_with_what_may_be_meant_and_where() -> None:
    place = Place("案例.yaml", 8, 7)
    (warning,) = remarks(ReportPart(texts={"前言": "一段。\n\n年初预算354.13万元"}, entered={"前言": place}))
    assert warning == Warning(Place("案例.yaml", 10, 11), "“前言”里写的“354.13万元”不是案例里的数",
                              "若是“年初预算数”（354.31万元），请写 {年初预算数}")


def test_a_number_that_is_near_nothing_is_to_be_looked_up() -> None:
    (warning,) = remarks(ReportPart(texts={"前言": "另有7777件"}))
    assert "请核对" in warning.suggestion
    assert "data" in warning.suggestion


def test_all_places_of_the_report_are_looked_at() -> None:
    here = [Place("案例.yaml", line) for line in range(1, 5)]
    report = ReportPart(
        tables=(PaperTable("表", "前言", ("项目", "数"), (("甲", "777元"), ("乙", "{年初预算数}")), note="含778元",
                           entered=here[0]),),
        problems=(StatedProblem("P1", "779件没有办", "另有780件", entered=here[1]),),
        suggestions=(Suggestion("办好781件", title="办件", entered=here[2]),),
        targets=(Target("办件", "≥790件", actual="782件", deviation="还差783件，目标790件", entered=here[3]),))
    assert [(warning.place, warning.text) for warning in remarks(report)] == [
        (here[0], "“表”里写的“777元”不是案例里的数"), (here[0], "“表”里写的“778元”不是案例里的数"),
        (here[1], "“P1”里写的“779件”不是案例里的数"), (here[1], "“P1”里写的“780件”不是案例里的数"),
        (here[2], "“办件”里写的“781件”不是案例里的数"), (here[3], "“办件”里写的“782件”不是案例里的数"),
        (here[3], "“办件”里写的“783件”不是案例里的数")]


def test_a_section_that_is_nearly_known_is_told() -> None:
    place = Place("案例.yaml", 3)
    report = ReportPart(texts={"主要职能": "甲", "主要职责": "乙", "B11": "丙", "廉政风险": "丁"},
                        entered={"主要职能": place})
    assert remarks(report) == (Warning(place, "报告没有“主要职能”这一节，这段文字会单独成节", "是否想写“主要职责”？"),)


@pytest.mark.parametrize("name", ["yanjin-2022", "xinzheng-2021", "zhengzhou-2022", "heshan-2021", "jingdezhen-2023"])
def test_the_examples_have_none(name: str) -> None:
    evaluation = evaluated(name)
    assert report_remarks(evaluation.scorecard, evaluation.framework) == ()


def test_internal_entries_that_are_nowhere() -> None:
    place = Place("案例.yaml", 9, 5)
    (warning,) = remarks(ReportPart(texts={"前言": "与某供应商签订"}, listed={"某供货商": place},
                                    internal=("某供应商", "F3", "18.9万元", "某供货商")))
    assert warning == Warning(place, "internal 里的“某供货商”案例里哪里都没有", "请核对写法，与案例里的一致才能隐去")


def test_endless_digits_are_no_number() -> None:
    assert typed("1" * 50_000) == []


def contradicted() -> tuple[Scorecard, Framework]:
    """The Yanjin case with one more person than posts, and the scores that were given before."""
    evaluation = evaluated("yanjin-2022")
    case = evaluation.scorecard.case
    facts = tuple(replace(fact, value=23) if fact.name == "在职人员数" else fact for fact in case.facts)
    return score_case(replace(case, facts=facts), evaluation.framework), evaluation.framework


def test_a_given_score_that_the_facts_contradict_is_told() -> None:
    (warning,) = report_remarks(*contradicted())
    assert warning.text == "B51 在职人数控制率给定 2.00 分，按规则和依据算得 1.05 分；报告照给定得分写"
    assert "given" in warning.suggestion
    assert warning.place.line


def test_a_contradicted_score_is_not_explained_as_if_it_followed() -> None:
    card, framework = contradicted()
    paper = PAPERS["evaluation"].make(card, framework)
    (told,) = (block.words for section in paper.all_sections() for block in section.blocks
               if isinstance(block, Text) and "按评分标准算得" in block.words)
    assert told.endswith("按评分标准算得1.05分，给定得分为2.00分，两者不符。")
    assert "得满分2.00分" not in told


def test_given_sums_that_do_not_add_up_are_told() -> None:
    evaluation = evaluated("yanjin-2022")
    case = evaluation.scorecard.case
    given = tuple(replace(each, score=1) if each.code in ("B5", "B51") else each for each in case.given)
    card = score_case(replace(case, given=given), evaluation.framework)
    told = [warning.text for warning in report_remarks(card, evaluation.framework)]
    assert "B 部门管理给定 22.00 分，下级得分合计 21.00 分；报告照给定得分写" in told
    assert "B51 在职人数控制率给定 1.00 分，按规则和依据算得 2.00 分；报告照给定得分写" in told
