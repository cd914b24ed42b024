"""What a framework file holds (指标体系文件的格式), as data."""

from __future__ import annotations

from typing import Any

from hengji.intake import DAY, TRUTH, Choice, Field, Later, ListOf, Quantity, Record, Text, UnitName, Words
from hengji.model import PLAIN_UNIT, POINTS

from .kinds import KINDS, rule_type
from .tree import BENCHMARKS, MEMBERS, ROLL_UPS

SCHEMA = "hengji/framework/1"

_FACT = Record("事实", (
    Field("name", Words(), "名称，公式里就用这个名称", required=True),
    Field("unit", UnitName(), "单位，如 万元、人、%、日期", required=True),
    Field("explain", Text(), "口径说明"),
    Field("material", Text(), "用什么资料证明"),
    Field("formula", Words(), "派生量的公式；写了公式就不必填数"),
    Field("benchmark", Choice(tuple(BENCHMARKS), BENCHMARKS),
          "是标准值的，写来源：plan 计划、history 历史、industry 行业、peers 同类"),
    Field("over", Choice(tuple(MEMBERS), MEMBERS), "由谁汇总：agencies 预算单位、projects 项目"),
    Field("roll_up", Choice(tuple(ROLL_UPS), ROLL_UPS), "怎样汇总：sum 相加、mean 平均、weighted_mean 加权平均、"
          "ratio 分子分母各自相加再相除、count 清点、none 不可相加只列出"),
    Field("each", Words(), "每个单位或项目算什么（公式）；不写就是这个事实本身"),
    Field("by", Words(), "加权平均的权数（公式）"),
    Field("members", Choice(("all", "reported")),
          "all 每个单位或项目都要有数（默认）、reported 只汇总有数的，其余列明", default="all"),
))

_READING = Record("口径", (
    Field("name", Text(), "口径的名称", required=True),
    Field("source", Text(), "出处", required=True),
    Field("formula", Words(), "公式；不写则与所采用的相同"),
    Field("rule", rule_type(KINDS), "评分规则；不写则与所采用的相同"),
))

_CHILDREN = Later("indicator")
_INDICATOR = Record("指标", (
    Field("code", Words(), "编号，如 B11", required=True),
    Field("name", Text(), "名称", required=True),
    Field("weight", Quantity(POINTS), "权重（分）；资料没有公布权重的，各同级都不写"),
    Field("explain", Text(), "指标解释"),
    Field("source", Text(), "出处：文件、条款或附件"),
    Field("formula", Words(), "指标值的公式"),
    Field("unit", UnitName(), "指标值用什么单位显示"),
    Field("reading", Text(), "所采用口径的名称"),
    Field("readings", ListOf(_READING), "其他口径，只显示影响，不计分"),
    Field("rule", rule_type(KINDS), "评分规则（末级指标）"),
    Field("inferred", Text(), "规则不是资料写明、而是推断的：从哪里推断"),
    Field("deduction", Text(), "扣分时的表述"),
    Field("materials", ListOf(Text()), "需要的资料"),
    Field("children", ListOf(_CHILDREN, least=1), "下级指标"),
))
_CHILDREN.type = _INDICATOR

_GRADE = Record("等级", (
    Field("name", Text(), "等级名称", required=True),
    Field("from", Quantity(POINTS), "从几分起（含）", required=True),
))

_VETO = Record("否决事项", (
    Field("code", Words(), "编号，如 V1", required=True),
    Field("text", Text(), "什么事情", required=True),
    Field("caps", Text(), "发生了，等级最高为什么", required=True),
    Field("source", Text(), "出处"),
))

FRAMEWORK = Record("指标体系", (
    Field("schema", Choice((SCHEMA,)), f"固定写 {SCHEMA}", required=True),
    Field("id", Text(), "标识，如 yanjin-2022", required=True),
    Field("version", Text(), "版本", required=True),
    Field("title", Text(), "名称", required=True),
    Field("source", Text(), "出处：文件名称和文号", required=True),
    Field("region", Text(), "适用地区"),
    Field("valid_from", DAY, "从哪一天起适用"),
    Field("valid_to", DAY, "到哪一天为止适用"),
    Field("as_printed", TRUTH, "是否照原文记录：是的，原文自身的缺陷只作提醒", default=False),
    Field("full", Quantity(POINTS), "满分，默认 100", default=100),
    Field("places", Quantity(PLAIN_UNIT, low=0, high=6, whole=True), "得分保留几位小数，默认 2", default=2),
    Field("rounding", Choice(("leaf", "total")),
          "在哪里舍入：leaf 末级得分先舍入再相加（默认）、total 只舍入总分", default="leaf"),
    Field("redistribution", Choice(("siblings", "all")),
          "不适用指标的权重怎样调剂：siblings 给同级、all 给全部", default="siblings"),
    Field("grades", ListOf(_GRADE, least=1), "等级，从高到低", required=True),
    Field("vetoes", ListOf(_VETO), "否决事项：发生了就限制等级", default=()),
    Field("facts", ListOf(_FACT), "公式用到的事实", default=()),
    Field("indicators", ListOf(_INDICATOR, least=1), "指标", required=True),
))


def json_schema() -> dict[str, Any]:
    """The format as JSON Schema (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **FRAMEWORK.schema(),
            "$defs": {"indicator": _INDICATOR.schema(), "point": _point_schema()}}


def _point_schema() -> dict[str, Any]:
    (points,) = [f for f in KINDS["checklist"].fields if f.name == "points"]
    schema: dict[str, Any] = points.type.schema()["items"]
    return schema
