"""The columns that a table needs (所需各列), for whoever prepares it."""

from __future__ import annotations

from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import Unit
from hengji.scoring import KEYS, usual_unit, wanted_columns

from .frameworks import show_framework


class TableColumn(NamedTuple):
    """A column: its name, the unit that its numbers are in, the indicators that read it, whether it may be absent."""

    name: str
    unit: Unit
    codes: tuple[str, ...]
    required: bool


def table_columns(name: str) -> tuple[Framework, tuple[TableColumn, ...]]:
    """The framework ``name`` and every column that scoring a table under it reads, besides entity and period."""
    framework = show_framework(name)
    return framework, tuple(TableColumn(column.name, usual_unit(column.unit), column.codes, column.required)
                            for column in wanted_columns(framework).values())


def columns_document(framework: Framework, columns: tuple[TableColumn, ...]) -> dict[str, object]:
    """The columns as ``hengji/table-columns/1``."""
    return {"schema": "hengji/table-columns/1", "framework": framework.id, "keys": list(KEYS),
            "columns": [{"name": column.name, "unit": column.unit.dimension.name, "codes": list(column.codes),
                         "required": column.required} for column in columns]}
