"""Queries asked of an engine many at a time: to Spark every one of its own would cost a job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hengji.engines import Engine
from hengji.registers import Asked, Catalogue, Condition, RegisterTables, Span, families, judged_sql, plan

from .making import write_all

_EMPTY = "∅"
#: Signs that mean something to one engine or the other; tags, empty cells, and parts of time.
_PARTLY = (
    Asked(Span.year(2022), ("month", "channel"), (Condition("department", ("丁\\局", "丙'局")),)),
    Asked(Span(date(2022, 1, 1), date(2023, 6, 30)), ("quarter",), (Condition("modes", ("马上办", None)),)),
    Asked(Span(), ("year", "helped"), (Condition("helped", (True, None)), Condition("channel", ("网上",)))),
)


def tables_of(catalogue: Catalogue, engine: Engine, folder: Path, count: int) -> RegisterTables:
    """All registers with ``count`` rows each, opened on ``engine``."""
    return RegisterTables(catalogue, write_all(catalogue, folder, count), engine)


def queries(tables: RegisterTables, asked: Asked) -> dict[str, tuple[str, int]]:
    """By name: every family's totals and rows, with the number of their columns."""
    found: dict[str, tuple[str, int]] = {"工作日历": ("SELECT day, worked, number FROM calendar", 3)}
    for register in tables.catalogue.registers.values():
        tables.open(register.measures)
        for family in families(register.measures):
            name = "、".join(f"{register.id}/{each.id}" for each in family)
            source = tables.source(family[0], asked)
            totals = plan(family, source, tables.engine.dialect, split=bool(family[0].split))
            found[f"{name} 合计"] = (totals.sql, _columns(totals.sql))
            rows = judged_sql(family, source, tables.engine.dialect)
            found[f"{name} 行"] = (rows, _columns(rows))
    for asked in _PARTLY:
        each = tables.catalogue.measures["service-cases", "closing-rate"]
        some = plan((each,), tables.source(each, asked), tables.engine.dialect, split=False)
        found[f"{asked}"] = (some.sql, _columns(some.sql))
    return found


def _columns(sql: str) -> int:
    """How many columns a query gives: the commas of its first line outside brackets and texts, and one."""
    depth, quote, commas = 0, "", 0
    for letter in sql.partition("\nFROM ")[0].partition(" FROM (SELECT *")[0]:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"`":
            quote = letter
        else:
            depth += {"(": 1, ")": -1}.get(letter, 0)
            commas += letter == "," and not depth
    return commas + 1


def answers(engine: Engine, asked: Mapping[str, tuple[str, int]]) -> dict[str, Counter[str]]:
    """The rows of every query as texts, however they are ordered; all asked at once."""
    text = "STRING" if engine.dialect == "spark" else "VARCHAR"
    names = list(asked)
    parts = [_as_text(number, *asked[name], text) for number, name in enumerate(names)]
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for number, cells in engine.rows(" UNION ALL ".join(parts)):
        found[names[number]][cells] += 1
    return found


def _as_text(number: int, sql: str, columns: int, text: str) -> str:
    names = [f"c{n}" for n in range(columns)]
    cells = ", ".join(f"coalesce(CAST({name} AS {text}), '{_EMPTY}')" for name in names)
    return f"SELECT {number} AS query, concat_ws('|', {cells}) AS cells FROM ({sql}) AS t({', '.join(names)})"
