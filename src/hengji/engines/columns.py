"""Columns' types and ends (列的类型与两端): an engine's names and values as the protocol has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hengji.model import Exact, exact

from .protocol import Column, ColumnType, Unreachable

#: The lowest or highest value of a column.
End = Exact | date | None

#: Kinds whose lowest and highest values are told.
WITH_ENDS = ("integer", "decimal", "date")

_KINDS = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "INT", "BIGINT", "HUGEINT",
                     "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE"), "float"),
    **dict.fromkeys(("VARCHAR", "STRING"), "text"),
    "BOOLEAN": "truth", "DATE": "date",
}
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")


def column_type(printed: str | None) -> ColumnType:
    """The type that either engine calls ``printed``."""
    name = (printed or "?").strip('"')
    decimal = _DECIMAL.fullmatch(name.upper())
    if decimal:
        return ColumnType("decimal", name, int(decimal[1]), int(decimal[2]))
    return ColumnType(_KINDS.get(name.upper(), "other"), name)


def end(value: object, column: str) -> End:
    """The lowest or highest value of ``column`` as an engine's client gives it."""
    if isinstance(value, Decimal):
        return exact(Fraction(value))
    if value is None or type(value) in (int, date):
        return value  # type: ignore[return-value]
    raise Unreachable(f"列“{column}”中有公元 1 年至 9999 年以外的日期：{value}")


def scan_sql(names: Sequence[tuple[str, ColumnType]], relation: str) -> str:
    """One reading of the rows: their number, and of each column (quoted name, type) the values' number and ends."""
    told = "".join(f", count({name})" + (f", min({name}), max({name})" if kind.kind in WITH_ENDS else "")
                   for name, kind in names)
    return f"SELECT count(*){told} FROM {relation}"


def scanned(columns: Sequence[tuple[str, ColumnType]], row: Sequence[object]) -> tuple[int, list[Column]]:
    """The rows and columns (name and type) that the one row of :func:`scan_sql` tells."""
    values = iter(row)
    rows = int(str(next(values)))
    made = []
    for name, kind in columns:
        nulls = rows - int(str(next(values)))
        ends = (end(next(values), name), end(next(values), name)) if kind.kind in WITH_ENDS else (None, None)
        made.append(Column(name, kind, nulls, *ends))
    return rows, made
