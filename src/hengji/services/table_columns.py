"""The columns that a table needs (所需各列), for whoever prepares it."""

from __future__ import annotations

from typing import NamedTuple

from hengji.frameworks import Framework
from hengji.model import Exact, Unit, exact_text
from hengji.scoring import KEYS, usual_unit, wanted_columns

from .frameworks import show_framework


class TableColumn(NamedTuple):
    """A column: its name, the unit that its numbers are in, the indicators that read it, whether it may be absent.

    ``most`` is the highest number of points it may hold, ``told`` what is judged.
    """

    name: str
    unit: Unit
    codes: tuple[str, ...]
    required: bool
    most: Exact | None = None
    told: str = ""


def table_columns(name: str) -> tuple[Framework, tuple[TableColumn, ...]]:
    """The framework ``name`` and every column that scoring a table under it reads, besides entity and period."""
    framework = show_framework(name)
    return framework, tuple(
        TableColumn(column.name, usual_unit(column.unit), column.codes, column.required, column.most, column.told)
        for column in wanted_columns(framework).values())


def columns_document(framework: Framework, columns: tuple[TableColumn, ...]) -> dict[str, object]:
    """The columns as ``hengji/table-columns/1``."""
    return {"schema": "hengji/table-columns/1", "framework": framework.id, "keys": list(KEYS),
            "columns": [{"name": column.name, "unit": column.unit.dimension.name, "codes": list(column.codes),
                         "required": column.required, "text": column.told or None,
                         "most": None if column.most is None else exact_text(column.most)} for column in columns]}
