"""The small words of the field: what is missing, years, places, evidence, regions, nearest names."""

from __future__ import annotations

from datetime import date

import pytest

from hengji.model import (
    UNITS,
    Evidence,
    Fact,
    Missing,
    Period,
    Place,
    Problem,
    Region,
    Source,
    Unusable,
    did_you_mean,
    nearest,
)


def test_what_is_missing_is_joined_in_order_and_named_once() -> None:
    first = Missing(("甲", "乙"), ("分母为 0",))
    second = Missing(("乙", "丙"), ("没有日历", "分母为 0"))
    assert first.joined(second) == Missing(("甲", "乙", "丙"), ("分母为 0", "没有日历"))
    assert second.joined(first) == Missing(("乙", "丙", "甲"), ("没有日历", "分母为 0"))
    assert first.joined(Missing()) == first


def test_what_is_missing_tells_reasons_first() -> None:
    assert str(Missing(("甲", "乙"), ("分母为 0",))) == "分母为 0；缺甲、乙"
    assert str(Missing(("甲",))) == "缺甲"
    assert str(Missing()) == ""


def test_a_period_is_the_budget_year() -> None:
    period = Period(2022)
    assert (period.first, period.last) == (date(2022, 1, 1), date(2022, 12, 31))
    assert (period.previous, str(period)) == (Period(2021), "2022")


@pytest.mark.parametrize(("place", "text"), [
    (Place("a.yaml"), "a.yaml"),
    (Place("a.yaml", 3), "a.yaml:3"),
    (Place("a.yaml", 3, 7), "a.yaml:3:7"),
    (Place("表.xlsx", sheet="事实", cell="B4"), "表.xlsx:事实!B4"),
    (Place("表.xlsx", sheet="事实"), "表.xlsx:事实"),
    (Place("报告.pdf", page=12), "报告.pdf:第12页"),
    (Place("报告.pdf", page=12, paragraph=3), "报告.pdf:第12页第3段"),
    (Place("报告.docx", paragraph=3), "报告.docx:第3段"),
])
def test_a_place_is_written_as_a_person_finds_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_last_year_s_fact_has_a_key_of_its_own() -> None:
    fact = Fact("结余", 3, UNITS["万元"], Evidence.STATED, Source("entry"))
    last = Fact("结余", 2, UNITS["万元"], Evidence.STATED, Source("entry"), previous=True)
    assert (fact.key, last.key) == ("结余", "上年:结余")


def test_where_a_fact_was_entered_does_not_make_it_another_fact() -> None:
    facts = [Fact("结余", 3, UNITS["万元"], Evidence.STATED, Source("entry"), entered=Place("a", line))
             for line in (1, 2)]
    assert facts[0] == facts[1]


def test_levels_of_evidence_have_their_terms() -> None:
    assert [level.term for level in Evidence] == ["原始记录", "第三方核实", "单位陈述", "无依据"]


def test_a_region_knows_its_way_from_the_province() -> None:
    county = Region("延津县", "县", Region("新乡市", "市", Region("河南省", "省")))
    assert [region.name for region in county.path] == ["河南省", "新乡市", "延津县"]
    assert str(county) == "河南省新乡市延津县"


@pytest.mark.parametrize(("name", "known", "told"), [
    ("预算书", ["预算数", "支出数"], "是否想写“预算数”？"),
    ("满意度", ["预算数", "支出数"], "可用的有：预算数、支出数"),
    ("满意度", [f"第{n}个数" for n in range(20)], ""),
    ("满意度", [], ""),
])
def test_the_nearest_name_is_offered_or_the_few_that_exist(name: str, known: list[str], told: str) -> None:
    assert did_you_mean(name, known) == told


def test_no_name_is_near_to_what_is_like_none() -> None:
    assert nearest("满意度", ["预算数"]) == ""


def test_unusable_input_holds_every_problem() -> None:
    problems = [Problem(Place("a", 1), "一"), Problem(Place("a", 2), "二")]
    error = Unusable(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "a:1 一；a:2 二"
