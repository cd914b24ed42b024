"""A register's Delta table (Delta 表): its columns, and the files that a commit adds."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

from deltalake import Field, Schema
from deltalake.schema import PrimitiveType
from deltalake.transaction import AddAction

from hengji.engines import Written
from hengji.registers.schema import Register, RegisterField

#: The column that says of each row which import brought it in; the table is partitioned by it.
IMPORT = "_import"
#: Old versions stay readable: evidence is not cleaned away behind a scorecard that names it.
KEPT = {"delta.enableExpiredLogCleanup": "false", "delta.logRetentionDuration": "interval 36500 days",
        "delta.deletedFileRetentionDuration": "interval 36500 days"}
_TYPES = {"text": "string", "tags": "string", "integer": "long", "money": "long", "date": "date",
          "datetime": "timestamp_ntz", "truth": "boolean"}
#: Longer ends of a text column are not worth their place in the log.
_LONGEST = 64


def stored_fields(register: Register) -> tuple[RegisterField, ...]:
    """The fields that have a column: all but persons that are not kept."""
    return tuple(field for field in register.fields if field.person != "dropped")


def delta_type(field: RegisterField) -> str:
    """The type of a field's column, in Delta's words."""
    return _TYPES.get(field.type) or f"decimal(38,{field.decimals})"


def delta_schema(register: Register) -> Schema:
    """The columns of the register's table."""
    return Schema([*delta_fields(stored_fields(register)), Field(IMPORT, PrimitiveType("string"))])


def delta_fields(fields: Sequence[RegisterField]) -> list[Field]:
    """Columns for ``fields``."""
    return [Field(field.name, PrimitiveType(delta_type(field))) for field in fields]


def add_action(folder: Path, written: Written, imported: str, ends: Sequence[str]) -> AddAction:
    """The file ``written`` below ``folder`` as a part of a commit, with the ends of the columns ``ends``."""
    told = {name: written.ends[name] for name in ends if name in written.ends
            and all(len(str(end)) <= _LONGEST for end in written.ends[name])}
    stats = {"numRecords": written.rows, "minValues": {name: low for name, (low, _) in told.items()},
             "maxValues": {name: high for name, (_, high) in told.items()}, "nullCount": {}}
    return AddAction(written.path.relative_to(folder).as_posix(), written.size, {IMPORT: imported},
                     int(time.time() * 1000), True, json.dumps(stats, ensure_ascii=False))
