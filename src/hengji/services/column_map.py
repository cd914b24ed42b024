"""Which column of a table holds which fact (列对照): a small file for tables whose names are not ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from hengji.cases import CALENDAR_FIELD, read_calendar
from hengji.formula import Calendar
from hengji.intake import (
    Choice,
    Field,
    FieldType,
    MapOf,
    Node,
    Record,
    Scalar,
    Text,
    UnitName,
    read_text,
    read_yaml,
)
from hengji.model import Problem, Unusable
from hengji.scoring import Renamed

SCHEMA = "hengji/columns/1"


class ColumnMap(NamedTuple):
    """Where each wanted column is found, and the holidays of years that the national table does not know."""

    renamed: dict[str, Renamed]
    calendar: Calendar


class _Entry:
    """A column's name, or its name and unit."""

    full: FieldType = Record("列", (
        Field("column", Text(), "表里的列名", required=True),
        Field("unit", UnitName(), "这一列的数用什么单位；不写则金额为元，比率为 1 = 100%，其余为个、天、分"),
    ))

    def read(self, node: Node, problems: list[Problem]) -> Renamed | None:
        """Where the column is found."""
        if isinstance(node, Scalar):
            return Renamed(node.text)
        values = self.full.read(node, problems)
        return Renamed(values["column"], values["unit"]) if values and values["column"] else None

    def schema(self) -> dict[str, Any]:
        """A text, or an object."""
        return {"anyOf": [{"type": "string"}, self.full.schema()]}


COLUMNS = Record("列对照", (
    Field("schema", Choice((SCHEMA,)), f"固定写 {SCHEMA}", required=True),
    Field("columns", MapOf(_Entry()), "所需的列 → 表里的列名，如 年初预算数: ncys", required=True),
    CALENDAR_FIELD,
), doc="批量评分的表里列名不是指标体系的名称时，写明哪一列是哪一项")


def columns_schema() -> dict[str, Any]:
    """The format as JSON Schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **COLUMNS.schema()}


def read_column_map(path: Path) -> ColumnMap:
    """The column map in ``path``. Raises :class:`Unusable` with every problem."""
    text, problems = read_text(path)
    if text is None:
        raise Unusable(problems)
    node, problems = read_yaml(text, str(path))
    if node is None:
        raise Unusable(problems)
    found: list[Problem] = []
    values = COLUMNS.read(node, found)
    calendar = read_calendar(values["calendar"] or (), found) if values else {}
    if found or values is None:
        raise Unusable(found)
    return ColumnMap({name: renamed for name, _, renamed in values["columns"]}, Calendar(calendar))
