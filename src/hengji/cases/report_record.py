"""What the report part of a case file holds (案例文件的报告部分), as data."""

from __future__ import annotations

from typing import Any

from hengji.intake import Field, ListOf, Located, MapOf, Node, Quantity, Record, Scalar, Text, UnitName, Words, not_a
from hengji.intake import Sequence as ListNode
from hengji.model import POINTS, Place, Problem

#: Between the cells of a row that is written as one text.
BAR = "|"


class Row:
    """The cells of a row of a table: a list, or one text with ``|`` between them, as a cell of a workbook holds it."""

    def read(self, node: Node, problems: list[Problem]) -> tuple[Place, tuple[Located, ...]] | None:
        """Where the row stands, and its cells with their places."""
        if isinstance(node, Scalar):
            return node.place, _parted(node)
        if not isinstance(node, ListNode):
            problems.append(not_a(node, "一行单元格，如 [办公费, =办公费]"))
            return None
        cells = tuple(Words().read(item, problems) or Located("", item.place) for item in node.items)
        problems.extend(Problem(cell.place, "单元格里不能有竖线（|）和换行", found=cell.text,
                                suggestion="请改用别的写法") for cell in cells if BAR in cell.text or "\n" in cell.text)
        return node.place, tuple(Located(cell.text.strip(), cell.place) for cell in cells)

    def schema(self) -> dict[str, Any]:
        """An array of texts, or one text."""
        return {"type": ["array", "string"], "items": Words().schema()}


def _parted(node: Scalar) -> tuple[Located, ...]:
    place, at, cells = node.inside or node.place, 0, []
    for part in node.text.split(BAR):
        shift = at + len(part) - len(part.lstrip())
        there = Place(place.document, place.line, place.column + shift) if place.column is not None else place
        cells.append(Located(part.strip(), there))
        at += len(part) + 1
    return tuple(cells)


_TABLE = Record("报告里的表", (
    Field("title", Words(), "表名", required=True),
    Field("section", Words(), "跟在哪一节的文字后面，如 收入情况", required=True),
    Field("unit", UnitName(), "表里的数用什么单位；不写则各用各的单位"),
    Field("head", ListOf(Words(), least=1), "表头，从左到右", required=True),
    Field("rows", ListOf(Row(), least=1), "各行：文字，或 =名称 引用的数；一行也可写成 办公费 | =办公费",
          required=True),
    Field("note", Words(), "表下的注"),
))

_PROBLEM = Record("报告里的问题", (
    Field("id", Text(), "编号，如 P1", required=True),
    Field("title", Words(), "一句话的标题", required=True),
    Field("text", Words(), "问题的具体情况", required=True),
    Field("findings", ListOf(Words()), "由哪些发现的问题归纳（findings 的编号）", default=()),
    Field("indicators", ListOf(Words()), "涉及哪些指标（编号）", default=()),
    Field("clause", Words(), "不符合哪一条规定"),
))

_SUGGESTION = Record("建议", (
    Field("title", Words(), "一句话的标题"),
    Field("text", Words(), "怎样做", required=True),
    Field("problems", ListOf(Words()), "针对哪些问题（编号）", default=()),
))

_TARGET = Record("绩效目标", (
    Field("code", Words(), "对应的指标编号"),
    Field("level1", Text(), "一级指标"),
    Field("level2", Text(), "二级指标"),
    Field("name", Words(), "指标名称", required=True),
    Field("target", Words(), "年度指标值，如 ≥95%", required=True),
    Field("actual", Words(), "实际完成值：文字，或 =名称 引用的数"),
    Field("weight", Quantity(POINTS), "分值；不写则用对应指标的分值"),
    Field("score", Quantity(POINTS), "得分；不写则用对应指标的得分"),
    Field("deviation", Words(), "偏差原因和改进措施"),
    Field("progress", Words(), "监控时的完成情况"),
    Field("forecast", Words(), "预计全年完成情况"),
))

REPORT = Record("报告内容", (
    Field("cover", MapOf(Words()), "封面上的各行，如 委托单位、评价机构、报告日期", default=()),
    Field("internal", ListOf(Words()), "公开版要隐去的：问题和资料的编号，或词语", default=()),
    Field("texts", MapOf(Words()), "各节的文字，按节名；分段空一行，- 列表，**加粗**，{名称} 引用数", default=()),
    Field("tables", ListOf(_TABLE), "报告里的表", default=()),
    Field("problems", ListOf(_PROBLEM), "存在的问题", default=()),
    Field("suggestions", ListOf(_SUGGESTION), "建议", default=()),
    Field("targets", ListOf(_TARGET), "绩效目标和完成情况", default=()),
))
