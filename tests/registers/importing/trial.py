"""A small register with a field of every type, and what the tests of imports share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from hengji.registers import (
    ColumnChoice,
    ImportRequest,
    ImportResult,
    Origin,
    Register,
    Store,
    import_into,
    load_register,
)

YAML = """\
schema: hengji/register/1
id: trial
name: 试用
english: Trial
explain: 一行是一次试用
fields:
  - {name: no, title: 编号, type: text, role: key, accepts: [流水号], example: A1}
  - {name: kind, title: 种类, type: text, values: {窗口: [大厅, 线下], 网上: [网厅]}, example: 窗口}
  - {name: modes, title: 标签, type: tags, values: {马上办: [即办], 一次办: [], 容缺受理: [容缺]}, example: 一次办}
  - {name: began, title: 受理时间, type: datetime, role: time, accepts: [受理日期], example: 2022-03-01 09:15:00}
  - {name: ended, title: 办结时间, type: datetime, example: 2022-03-02 09:15:00}
  - {name: day, title: 日期, type: date, example: 2022-03-01}
  - {name: due, title: 期限, type: date, future: 是, example: 2030-03-01}
  - {name: days, title: 天数, type: integer, low: 0, high: 2000, unit: 个工作日, example: "5"}
  - {name: amount, title: 金额, type: money, unit: 元, low: 0, example: "12.50"}
  - {name: rate, title: 比例, type: decimal, decimals: 3, example: "1.5"}
  - {name: helped, title: 帮代办, type: truth, example: 是}
  - {name: person, title: 证件号, type: text, role: person, person: hashed, example: "410726199001010000"}
  - {name: phone, title: 电话, type: text, person: dropped, example: "13800000000"}
  - {name: code, title: 代码, type: text, pattern: "[A-Z]{2}\\\\d+", example: AB12}
  - {name: note, title: 备注, type: text, example: 无}
rules:
  - {holds: ended >= began, says: 办结时间早于受理时间, fields: [began, ended]}
"""
HEADINGS = ("编号", "种类", "标签", "受理时间", "办结时间", "日期", "期限", "天数", "金额", "比例", "帮代办", "证件号",
            "电话", "代码", "备注")
GOOD = ("A1", "大厅", "即办、容缺", "2022-03-01 09:15:00", "2022年3月2日 9:15", "2022/3/1", "20300301", "1,234",
        "1.2万元", "1.5", "√", "410726199001010000", "13800000000", "AB12", "甲，乙\n丙")
STORED = {"kind": "窗口", "modes": "马上办、容缺受理", "began": "2022-03-01 09:15:00", "ended": "2022-03-02 09:15:00",
          "day": "2022-03-01", "due": "2030-03-01", "days": "1234", "amount": "1200000", "rate": "1.500",
          "helped": "true", "code": "AB12", "note": "甲，乙\n丙"}


def trial(folder: Path) -> Register:
    """The register, its folder below ``folder``."""
    home = folder / "trial"
    home.mkdir(parents=True, exist_ok=True)
    (home / "register.yaml").write_text(YAML, encoding="utf-8")
    register, problems = load_register(home)
    assert register is not None, problems
    return register


def csv_text(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, delimiter: str = ",") -> str:
    """The rows below their headings; every cell in quotes where it must be."""
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(each in text for each in f'{delimiter}"\n\r') else text

    return "".join(delimiter.join(map(cell, row)) + "\n" for row in [headings, *rows])


def row(**cells: str) -> tuple[str, ...]:
    """A good row, but for ``cells`` by the names of their fields."""
    names = ("no", "kind", "modes", "began", "ended", "day", "due", "days", "amount", "rate", "helped", "person",
             "phone", "code", "note")
    return tuple(cells.get(name, text) for name, text in zip(names, GOOD, strict=True))


def bring(store: Store, register: Register, *paths: Path, choice: ColumnChoice | None = None, sheet: str = "",
          encoding: str = "", **settings: Any) -> ImportResult:
    """Imports the files."""
    origins = tuple(Origin(path, sheet, encoding) for path in paths)
    return import_into(store, register, ImportRequest(origins, "测试", choice or ColumnChoice(), **settings))


def stored(store: Store, register: Register) -> list[Mapping[str, str]]:
    """The rows of the newest snapshot, as text, in the order of their numbers."""
    snapshot = store.snapshot(register.id)
    if snapshot is None:
        return []
    names = [str(file) for file in snapshot.files]
    con = duckdb.connect()
    found = con.execute(f"SELECT COLUMNS(*)::VARCHAR FROM read_parquet({names}, hive_partitioning = false) ORDER BY no")
    columns = [each[0] for each in found.description]
    return [dict(zip(columns, each, strict=True)) for each in found.fetchall()]
