"""Rows made from a register's declaration: seeded, with empty cells, ties and the days at which something changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hengji.registers import Catalogue, Register, RegisterField

#: Ends of years and months, a day off, a make-up day, and a year whose holidays nobody knows.
EDGES = (date(2021, 12, 31), date(2022, 1, 1), date(2022, 2, 28), date(2022, 10, 3), date(2022, 10, 8),
         date(2022, 12, 31), date(2023, 1, 1), date(2035, 5, 4))
_CODES = tuple(f"C{n}" for n in range(12))
_TYPES = {"text": pa.string(), "tags": pa.string(), "integer": pa.int64(), "money": pa.int64(), "date": pa.date32(),
          "datetime": pa.timestamp("us"), "truth": pa.bool_()}


@dataclass(frozen=True)
class Snapshot:
    """Files of a register, as the store gives them."""

    version: int
    files: tuple[Path, ...]


def rows_of(register: Register, count: int, seed: int = 1) -> list[dict[str, Any]]:
    """``count`` rows of ``register``."""
    chance = random.Random(f"{register.id}{seed}")
    return [{each.name: _cell(each, row, count, chance) for each in register.fields if each.person != "dropped"}
            for row in range(count)]


def _cell(field: RegisterField, row: int, count: int, chance: random.Random) -> Any:
    if not field.required and chance.random() < 1 / 6:
        return None
    return _KINDS[field.type](field, row, count, chance)


def _text(field: RegisterField, row: int, count: int, chance: random.Random) -> str:
    if field.values:
        return chance.choice(list(field.values))
    if field.role == "key" or field.refers:  # some twice: what comes in twice must be told apart by the measures
        return f"K{chance.randrange(count)}"
    return chance.choice(_CODES if field.role != "entity" else ("甲局", "乙局", "丙'局", "丁\\局"))


def _tags(field: RegisterField, row: int, count: int, chance: random.Random) -> str:
    known = list(field.values) or ["一次办", "马上办", "容缺"]
    return "、".join(chance.sample(known, chance.randrange(1, min(len(known), 3) + 1)))


def _integer(field: RegisterField, row: int, count: int, chance: random.Random) -> int:
    low, high = (int(end) if end is not None else other for end, other in ((field.low, -3), (field.high, 40)))
    if field.role in ("time", "deadline") or "year" in field.name:
        return chance.choice((2021, 2022, 2023))
    return chance.choice((low, max(low, 0), min(high, low + 1), chance.randint(low, min(high, low + 40))))


def _money(field: RegisterField, row: int, count: int, chance: random.Random) -> int:
    return chance.choice((0, 1, 10**14 + row, chance.randrange(10**9)))


def _day(field: RegisterField, row: int, count: int, chance: random.Random) -> date:
    if chance.random() < 1 / 4:
        return chance.choice(EDGES)
    return date(2021, 12, 1) + timedelta(days=chance.randrange(420))


def _moment(field: RegisterField, row: int, count: int, chance: random.Random) -> datetime:
    day = _day(field, row, count, chance)
    hour = chance.choice((0, 0, 9, 12, 23))
    return datetime(day.year, day.month, day.day, hour, *((59, 59) if hour == 23 else (0, 0)))


_KINDS: Mapping[str, Callable[[RegisterField, int, int, random.Random], Any]] = {
    "text": _text, "tags": _tags, "integer": _integer, "money": _money, "date": _day, "datetime": _moment,
    "decimal": lambda field, row, count, chance: Decimal(chance.randrange(-500, 10**6)).scaleb(-field.decimals),
    "truth": lambda field, row, count, chance: chance.random() < 1 / 2,
}


def write_rows(register: Register, rows: Sequence[Mapping[str, Any]], folder: Path) -> Snapshot:
    """``rows`` as two imports of ``register`` below ``folder``."""
    fields = [each for each in register.fields if each.person != "dropped"]
    schema = pa.schema([(each.name, _TYPES.get(each.type) or pa.decimal128(38, each.decimals)) for each in fields])
    files = []
    half = len(rows) // 2
    for number, part in enumerate((rows[:half], rows[half:]), 1):
        path = folder / register.id / f"_import={number}" / "part-0.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist([dict(row) for row in part], schema=schema), path)
        files.append(path)
    return Snapshot(1, tuple(files))


def write_all(catalogue: Catalogue, folder: Path, count: int, seed: int = 1) -> dict[str, Snapshot]:
    """A snapshot of each register."""
    return {register.id: write_rows(register, rows_of(register, count, seed), folder)
            for register in catalogue.registers.values()}
