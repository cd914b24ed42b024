"""Small tables typed by hand, as the registers' Parquet files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hengji.registers import Register, RegisterField

_TYPES = {"text": pa.string(), "tags": pa.string(), "integer": pa.int64(), "money": pa.int64(), "date": pa.date32(),
          "datetime": pa.timestamp("us"), "truth": pa.bool_()}


@dataclass(frozen=True)
class Snapshot:
    """Files of a register, as the store gives them."""

    version: int
    files: tuple[Path, ...]


def snapshot(register: Register, text: str, folder: Path) -> Snapshot:
    """The rows in ``text``: names of columns, then a line a row; an empty cell is empty, money in its unit."""
    rows = [dict(row) for row in csv.DictReader(StringIO(text), skipinitialspace=True)]
    unknown = {name for row in rows for name in row} - set(register.by_name)
    assert not unknown, f"{register.id} {unknown}"
    schema = pa.schema([(each.name, _TYPES.get(each.type) or pa.decimal128(38, each.decimals))
                        for each in register.fields])
    typed = [{each.name: _value(each, row) for each in register.fields} for row in rows]
    path = folder / register.id / "_import=1" / "part-0.parquet"
    path.parent.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(typed, schema=schema), path)
    return Snapshot(0, (path,))


def _value(field: RegisterField, row: Mapping[str, str]) -> Any:
    text = (row.get(field.name) or "").strip()
    if not text:
        return None
    assert not field.values or field.type == "tags" or text in field.values, f"{field.name}={text}"
    match field.type:
        case "integer":
            return int(text)
        case "money":
            assert field.unit is not None
            return int(Decimal(text) * int(field.unit.scale))
        case "decimal":
            return Decimal(text).quantize(Decimal(1).scaleb(-field.decimals))
        case "date":
            return date.fromisoformat(text)
        case "datetime":
            return datetime.fromisoformat(text)
        case "truth":
            return {"是": True, "否": False}[text]
    return text
