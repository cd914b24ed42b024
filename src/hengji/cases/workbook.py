"""Cases in workbooks (工作簿里的评价案例): read to the same nodes as ``case.yaml``, told by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengji.intake import Mapping, Node, Scalar, Sequence, Workbook, read_layout
from hengji.model import Problem

from .sheets import LAYOUT

_SHARE = re.compile(r"[-+]?(0?\.\d+|1(\.0+)?)")


def workbook_node(workbook: Workbook, problems: list[Problem]) -> Mapping | None:
    """The case in ``workbook`` as nodes; None when its sheets could not be made out."""
    node = read_layout(workbook, LAYOUT, problems)
    if node is not None:
        problems += [_doubtful(fact, value) for fact, value in _shares(node)]
    return node


def _shares(case: Mapping) -> Iterator[tuple[Mapping, Scalar]]:
    """Values in rows whose unit is %, written without a percent sign, that may be shares of 1."""
    projects = [node.entries.get("evaluation") for node in _listed(case, "projects")]
    for owner in (case, *(node for node in projects if isinstance(node, Mapping))):
        for fact in (*_listed(owner, "facts"), *_listed(owner, "data")):
            value, unit = fact.entries.get("value"), fact.entries.get("unit")
            if isinstance(value, Scalar) and isinstance(unit, Scalar) and unit.text == "%" \
                    and _SHARE.fullmatch(value.text) and Decimal(value.text):
                yield fact, value


def _listed(owner: Mapping, name: str) -> list[Mapping]:
    node: Node | None = owner.entries.get(name)
    return [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []


def _doubtful(fact: Mapping, value: Scalar) -> Problem:
    node = fact.entries.get("name")
    name = node.text if isinstance(node, Scalar) else ""
    many = f"{Decimal(value.text).scaleb(2).normalize():f}%"
    return Problem(value.place, f"“{name}”的单位是%，这里写的是“{value.text}”，没有百分号，"
                   f"不知道是{many}还是{value.text}%", "带百分号的比率", value.text,
                   f"是{many}请写“{many}”，确是{value.text}%请写“{value.text}%”")
