"""One description of a record reads it, tells everything that is wrong with it, and is its JSON Schema."""

from __future__ import annotations

from datetime import date
from typing import Any

import jsonschema
import pytest

from hengji.intake import (
    DAY,
    TRUTH,
    Choice,
    Field,
    Later,
    ListOf,
    Located,
    MapOf,
    OneOf,
    Quantity,
    Record,
    Text,
    UnitName,
    Values,
    Words,
    read_yaml,
)
from hengji.model import COUNT, POINTS, UNITS, Place, Problem, standard_unit
from hengji.telling import problem_told

FORM = Field("form", Text(), "形状", required=True)
CHILD = Later("child")
RECORD = Record("记录", (
    Field("name", Text(max_length=5), "名称", required=True),
    Field("kind", Choice(("red", "blue")), "种类"),
    Field("count", Quantity(standard_unit(COUNT), low=1), "几个"),
    Field("share", Quantity(POINTS, low=0, high=10), "几分", default=7),
    Field("unit", UnitName(), "单位"),
    Field("formula", Words(), "公式"),
    Field("day", DAY, "日期"),
    Field("done", TRUTH, "是否完成"),
    Field("children", ListOf(CHILD, least=1), "下级", default=()),
    Field("scores", MapOf(Quantity(POINTS)), "得分"),
    Field("shape", OneOf("form", {
        "round": Record("圆", (FORM, Field("radius", Quantity(POINTS), "半径"))),
        "square": Record("方", (FORM, Field("side", Quantity(POINTS), "边"))),
    }), "形状"),
))
CHILD.type = RECORD


def read(text: str) -> tuple[Values | None, list[Problem]]:
    node, syntax = read_yaml(text, "f")
    assert node is not None, syntax
    problems: list[Problem] = []
    return RECORD.read(node, problems), problems


def told(text: str) -> list[str]:
    _, problems = read(text)
    return [problem_told(problem) for problem in problems]


def test_values_come_in_the_base_of_their_units_and_keep_their_places() -> None:
    values, problems = read("name: 甲\ncount: 3\nshare: 2.5分\nunit: 万元\nday: 2022-05-27\ndone: 是\n")
    assert problems == []
    assert values is not None
    assert (values["name"], values["count"], values["unit"]) == ("甲", 3, UNITS["万元"])
    assert (values["day"], values["done"]) == (date(2022, 5, 27), True)
    assert str(values["share"]) == "5/2"
    assert values.at("count") == Place("f", 2, 8)
    assert values.at("kind") == values.place == Place("f", 1, 1)


def test_what_is_not_written_has_its_default() -> None:
    values, _ = read("name: 甲\nshare:\nkind: ~\n")
    assert values is not None
    assert (values["share"], values["kind"], values["children"]) == (7, None, ())


@pytest.mark.parametrize(("written", "text", "column"), [
    ("甲 / 乙", "甲 / 乙", 10), ('"甲 / 乙"', "甲 / 乙", 11), ("'甲'", "甲", 11), ("  甲", "甲", 12)])
def test_words_know_where_they_begin(written: str, text: str, column: int) -> None:
    values, _ = read(f"name: 甲\nformula: {written}\n")
    assert values is not None
    assert values["formula"] == Located(text, Place("f", 2, column))
    assert str(values["formula"]) == text


def test_records_may_contain_themselves() -> None:
    values, problems = read("name: 甲\nchildren:\n  - name: 乙\n    children: [{name: 丙}]\n")
    assert problems == []
    assert values is not None
    assert values["children"][0]["children"][0]["name"] == "丙"


def test_free_names_keep_order_and_places() -> None:
    values, _ = read("name: 甲\nscores: {A1: 3, total: 4.5}\n")
    assert values is not None
    assert [(name, place.column, str(score)) for name, place, score in values["scores"]] == [
        ("A1", 10, "3"), ("total", 17, "9/2")]


@pytest.mark.parametrize(("shape", "word"), [
    ("{form: round, radius: 3}", "round"), ("{form: square, side: 3}", "square"),
])
def test_records_are_told_apart_by_one_word(shape: str, word: str) -> None:
    values, problems = read(f"name: 甲\nshape: {shape}\n")
    assert problems == []
    assert values is not None
    assert values["shape"][0] == word
    assert values["shape"][1]["form"] == word


@pytest.mark.parametrize(("text", "messages"), [
    ("- 甲\n", ["f:1:1  这里应是记录（若干“名称: 内容”）\n    应为：记录（若干“名称: 内容”）\n    现为：一个列表"]),
    ("甲\n", ["f:1:1  这里应是记录（若干“名称: 内容”）\n    应为：记录（若干“名称: 内容”）\n    现为：一段文字"]),
    ("kind: red\n", ["f:1:1  记录缺“name”（名称）\n    请补上 name: …"]),
    ("name:\n", ["f:1:6  记录缺“name”（名称）\n    请补上 name: …"]),
    ("name: 甲\nkiind: red\n", ["f:2:1  记录里没有“kiind”这一项\n    是否想写“kind”？"]),
    ("name: 甲\nkind: gred\n", ["f:2:7  这里不能写“gred”\n    应为：red、blue\n    现为：gred\n    是否想写“red”？"]),
    ("name: 甲乙丙丁戊己\n", ["f:1:7  这段文字有 6 个字，太长\n    应为：不超过 5 个字"]),
    ("name: 甲\nshare: 11\n", ["f:2:8  “11”超出范围\n    应为：0 到 10\n    现为：11"]),
    ("name: 甲\ncount: 0\n", ["f:2:8  “0”超出范围\n    应为：不小于 1\n    现为：0"]),
    ("name: 甲\nshare: 3人\n", ["f:2:8  “3人”是数量，这里要分值\n    应为：单位为“分”的分值"]),
    ("name: 甲\nday: 2022-02-30\n", ["f:2:6  “2022-02-30”不是日历上有的日期\n    应为：日历上有的日期，如 2022-02-28"]),
    ("name: 甲\ndone: 也许\n", ["f:2:7  “也许”不是“是”或“否”\n    应为：是 或 否"]),
    ("name: 甲\nchildren: []\n", ["f:2:11  这里至少要有 1 项\n    现为：0 项"]),
    ("name: 甲\nchildren: 乙\n",
     ["f:2:11  这里应是一个列表（每行以“- ”开头）\n    应为：一个列表（每行以“- ”开头）\n    现为：一段文字"]),
    ("name: 甲\nscores: [1]\n", ["f:2:9  这里应是若干“名称: 内容”\n    应为：若干“名称: 内容”\n    现为：一个列表"]),
    ("name: 甲\nshape: {radius: 3}\n", ["f:2:8  缺“form”\n    应为：round、square"]),
    ("name: 甲\nshape: {form: rund}\n",
     ["f:2:15  这里不能写“rund”\n    应为：round、square\n    现为：rund\n    是否想写“round”？"]),
    ("name: 甲\nshape: {form: round, side: 3}\n", ["f:2:22  圆里没有“side”这一项\n    可用的有：form、radius"]),
    ("name: [甲]\n", ["f:1:7  这里应是一段文字\n    应为：一段文字\n    现为：一个列表"]),
    ("name: 甲\nshare: {a: 1}\n", ["f:2:8  这里应是一个分值\n    应为：一个分值\n    现为：若干“名称: 内容”"]),
])
def test_what_is_wrong_is_told_in_full(text: str, messages: list[str]) -> None:
    assert told(text) == messages


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = "kind: gred\nshare: 11\nunit: 两\nchildren:\n  - {name: 乙, day: 昨天}\n  - {kind: blue}\nextra: 1\n"
    _, problems = read(text)
    assert sorted((p.place.line, p.place.column, p.text) for p in problems) == [
        (1, 1, "记录缺“name”（名称）"), (1, 7, "这里不能写“gred”"), (2, 8, "“11”超出范围"), (3, 7, "不认识的单位“两”"),
        (5, 20, "“昨天”不是日期"), (6, 5, "记录缺“name”（名称）"), (7, 1, "记录里没有“extra”这一项")]


def test_a_required_field_that_cannot_be_read_is_told_once() -> None:
    assert told("name: {a: b}\n") == ["f:1:7  这里应是一段文字\n    应为：一段文字\n    现为：若干“名称: 内容”"]


def schema() -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **RECORD.schema(),
            "$defs": {"child": RECORD.schema()}}


def test_the_json_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("record", [
    {"name": "甲"}, {"name": "甲", "share": 3, "kind": "red"}, {"name": "甲", "children": [{"name": "乙"}]},
    {"name": "甲", "shape": {"form": "round", "radius": "3"}}, {"name": "甲", "shape": {"form": "round"}},
    {"name": "甲", "scores": {"A1": 3}},
])
def test_the_json_schema_accepts_what_is_right(record: dict[str, Any]) -> None:
    jsonschema.validate(record, schema())


@pytest.mark.parametrize("record", [
    {}, {"name": "甲", "extra": 1}, {"name": "甲", "kind": "gred"}, {"name": "甲", "children": []},
    {"name": "甲", "children": [{}]}, {"name": "甲", "unit": "两"}, {"name": ["甲"]},
    {"name": "甲", "shape": {"form": "rund"}},
])
def test_the_json_schema_refuses_what_is_wrong(record: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema())
