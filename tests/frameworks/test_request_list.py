"""The list of materials: what is needed, what came in, what is missing, what has no proof."""

from __future__ import annotations

from typing import Any

from hengji.cases import bundled_path, load_case
from hengji.frameworks import Requested, request_list
from tests.making import case, framework, leaf

UNDER = framework([
    leaf("A", "20", formula="支出 / 上年(支出)", rule={"kind": "proportional"}, materials=["预算批复"]),
    leaf("B", "20", rule={"kind": "checklist", "way": "deduct", "each": "50%", "points": [
        {"text": "有制度"}, {"text": "已执行"}]}),
    leaf("C", "20"), leaf("D", "20", rule={"kind": "occurrences", "deduct": "1分"}),
    leaf("E", "20", formula="收入 / 支出", rule={"kind": "proportional"}),
], [{"name": "支出", "unit": "万元", "material": "决算报表", "over": "agencies", "roll_up": "sum"},
    {"name": "收入", "unit": "万元"}])


def listed(**parts: Any) -> dict[str, Requested]:
    return {entry.code: entry for entry in request_list(case(UNDER, **parts), UNDER)}


def test_an_empty_case_lacks_everything() -> None:
    entries = listed()
    assert entries["A"].materials == ("预算批复", "决算报表")
    assert {code: entry.missing for code, entry in entries.items()} == {
        "A": ("支出", "上年支出"), "B": ("第1点“有制度”的评判", "第2点“已执行”的评判"), "C": ("评判分和理由",),
        "D": ("清点的次数",), "E": ("收入", "支出")}
    assert {entry.state for entry in entries.values()} == {"未交"}


def test_what_came_in_and_what_only_was_stated() -> None:
    documents = [{"id": "d", "title": "2022年决算"}]
    entries = listed(documents=documents, facts=[
        {"name": "支出", "value": "90", "level": "original", "document": "d"},
        {"name": "支出", "value": "80", "level": "stated", "who": "会计", "previous": "是"}],
        judgements={"B": {"judge": "评", "level": "verified", "reason": "由", "document": "d",
                          "points": [{"n": 1, "met": "是"}]},
                    "D": {"judge": "评", "level": "verified", "reason": "由", "count": "0"}})
    assert [(r.name, r.document) for r in entries["A"].received] == [("支出", "2022年决算"), ("上年支出", "")]
    assert (entries["A"].state, entries["A"].unproven) == ("有数无据", ("上年支出",))
    assert (entries["B"].state, entries["B"].missing) == ("部分", ("第2点“已执行”的评判",))
    assert (entries["D"].state, entries["D"].missing) == ("数据已齐", ())
    assert entries["E"].missing == ("收入",)


def test_facts_of_units_stand_for_the_sum() -> None:
    entries = listed(agencies=[{"code": "1", "name": "局本级"}], facts=[
        {"name": "支出", "value": "90", "level": "original", "agency": "1", "attachment": "决算.pdf"}])
    assert [(r.name, r.document) for r in entries["E"].received] == [("支出", "决算.pdf")]


def test_what_does_not_apply_is_not_asked_for() -> None:
    assert "C" not in listed(not_applicable=[{"code": "C", "reason": "无此职能"}])


def test_a_given_score_stands_for_a_rule_that_is_not_published() -> None:
    loaded, problems = load_case(bundled_path("heshan-2021"))
    assert loaded is not None, problems
    assert all("给定得分" not in entry.missing for entry in request_list(loaded.case, loaded.framework))
