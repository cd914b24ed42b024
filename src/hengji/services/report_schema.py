"""What ``hengji report --json`` and ``hengji report diff --json`` print, as JSON Schema (报告结果的格式)."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Document = {"type": "string"}
_COUNT: Document = {"type": "integer", "minimum": 0}


def report_schema() -> Document:
    """``hengji/report/1``, or of several cases a list of it and of ``hengji/problems/1``."""
    from .issue_report import report_kinds

    remark = _object({"place": {**_TEXT, "description": "案例里的位置"}, "text": _TEXT, "suggestion": _TEXT},
                     "一条提醒")
    masked = _object({
        "kind": {**_TEXT, "description": "隐去的是什么：姓名、手机号等"},
        "words": {**_TEXT, "description": "原文，不要公开"}, "shown": {**_TEXT, "description": "公开版里写成什么"},
        "places": _list(_TEXT, "在哪些章节")}, "一处隐去")
    report = _object({
        "schema": {"const": "hengji/report/1"}, "case": {**_TEXT, "description": "命令里写的案例"},
        "kind": {"enum": list(report_kinds()), "description": "报告种类"}, "title": {**_TEXT, "description": "标题"},
        "written": _list(_TEXT, "写出的文件"), "missing": _list(_TEXT, "报告缺的，文中标为【缺：…】"),
        "remarks": _list(remark, "请再看一看的"), "masked": _list(masked, "公开版隐去了什么；不是公开版就是空的")},
        "写出的一份报告")
    problem = _object({"place": _TEXT, "text": _TEXT, "expected": _TEXT, "found": _TEXT, "suggestion": _TEXT},
                      "一个问题")
    refused = _object({"schema": {"const": "hengji/problems/1"}, "case": _TEXT, "problems": _list(problem)},
                      "没有写出报告的案例，和原因")
    return {"$schema": _DRAFT, "title": "写报告的结果",
            "description": "hengji report --json 打印的结果；几个案例是一个列表，一个案例占一项",
            "anyOf": [{"$ref": "#/$defs/report"},
                      _list({"anyOf": [{"$ref": "#/$defs/report"}, {"$ref": "#/$defs/refused"}]})],
            "$defs": {"report": report, "refused": refused}}


def report_diff_schema() -> Document:
    """``hengji/report-diff/1``."""
    version = _object({"name": {**_TEXT, "description": "文件或案例"},
                       "figures": {**_COUNT, "description": "读出多少个数"},
                       "total": {**_TEXT, "description": "总分；没有写的是空的"}, "grade": _TEXT}, "一稿")
    one = {**_TEXT, "description": "这一稿里没有的是空的"}
    score = _object({"code": {**_TEXT, "description": "指标编号；总分没有编号"}, "name": _TEXT, "first": one,
                     "second": one, "difference": {**_TEXT, "description": "乙减甲"}}, "不同的得分")
    figure = _object({"name": _TEXT, "where": {**_TEXT, "description": "所在的章节或表"}, "first": one, "second": one,
                      "difference": {**_TEXT, "description": "乙减甲，带单位"}, "first_place": _TEXT,
                      "second_place": _TEXT}, "不同的数")
    return {"$schema": _DRAFT, "title": "两稿对比", **_object({
        "schema": {"const": "hengji/report-diff/1"}, "first": version, "second": version,
        "changed": {**_COUNT, "description": "改了的数"}, "only_first": {**_COUNT, "description": "只在甲稿的数"},
        "only_second": {**_COUNT, "description": "只在乙稿的数"}, "same": {**_COUNT, "description": "相同的数"},
        "scores": _list(score), "figures": _list(figure)}, "hengji report diff --json 打印的结果")}


def _object(properties: Document, doc: str) -> Document:
    return {"type": "object", "description": doc, "additionalProperties": False, "properties": properties,
            "required": list(properties)}


def _list(items: Document, doc: str = "") -> Document:
    return {"type": "array", "items": items, **({"description": doc} if doc else {})}
