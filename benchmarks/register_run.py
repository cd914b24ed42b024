"""One run over the cases of the store, as a process of its own: prints seconds, peak memory, and what came out.

    python benchmarks/register_run.py SIDE WHAT FOLDER       SIDE: hand, hengji, spark; WHAT: plain, days, clock

``hand`` is DuckDB SQL as one writes it for this question alone; the others are the measures of ``registers/``.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

_MEASURES = {"plain": ("closing-rate", "on-time-rate", "good-share"), "days": ("working-days-rate",),
             "clock": ("stopped-clock-rate",)}
_USED = {"days": "f.number - a.number",
         "clock": "f.number - a.number - CASE WHEN c.stopped_from IS NULL THEN 0"
                  " ELSE greatest(0, least(t.number, f.number) - greatest(s.number, a.number)) END"}
_PLAIN = """SELECT department, month(accepted_at) AS m, channel, count(*), count(finished_at),
  count(*) FILTER (date_diff('day', accepted_at, finished_at) <= promised_days),
  count(*) FILTER (date_diff('day', accepted_at, finished_at) <= promised_days // 2),
  count(rating), count(*) FILTER (rating >= 4)
FROM {cases} WHERE accepted_at >= TIMESTAMP '2022-01-01' AND accepted_at < TIMESTAMP '2023-01-01' GROUP BY ALL"""
_DAYS = """SELECT department, month(accepted_at) AS m, channel, count(finished_at),
  count(*) FILTER ({used} <= promised_days)
FROM {cases} AS c LEFT JOIN calendar AS a ON a.day = accepted_at::DATE
  LEFT JOIN calendar AS f ON f.day = finished_at::DATE{stops}
WHERE accepted_at >= TIMESTAMP '2022-01-01' AND accepted_at < TIMESTAMP '2023-01-01' GROUP BY ALL"""
_STOPS = """
  LEFT JOIN calendar AS s ON s.day = stopped_from::DATE LEFT JOIN calendar AS t ON t.day = stopped_to::DATE"""


class _Files(NamedTuple):
    version: int
    files: tuple[Path, ...]


class _Took(NamedTuple):
    """Seconds on the clock, and of all cores together."""

    seconds: float
    cpu: float


def _now() -> _Took:
    return _Took(time.perf_counter(), time.process_time())


def _since(began: _Took) -> _Took:
    now = _now()
    return _Took(now.seconds - began.seconds, now.cpu - began.cpu)


def _hand(what: str, folder: Path) -> tuple[_Took, list[tuple[Any, ...]]]:
    import duckdb

    from hengji.formula import Calendar
    from hengji.registers.calendar_table import calendar_sql

    con = duckdb.connect()
    con.execute(f"SET threads = {os.environ['HENGJI_THREADS']}; SET memory_limit = '{os.environ['HENGJI_MEMORY']}';"
                " SET preserve_insertion_order = false")
    con.execute(f"CREATE TEMP TABLE calendar AS {calendar_sql(Calendar(), 'duckdb')}")
    cases = f"read_parquet('{folder}/bench-cases/*/*.parquet')"
    sql = _PLAIN.format(cases=cases) if what == "plain" else _DAYS.format(
        cases=cases, used=_USED[what], stops=_STOPS if what == "clock" else "")
    began = _now()
    rows = con.execute(sql).fetchall()
    return _since(began), rows


def _ours(side: str, what: str, folder: Path) -> tuple[_Took, list[tuple[Any, ...]]]:
    from hengji.engines import engine
    from hengji.registers import Asked, RegisterTables, Span, catalogue, measure_all

    known, problems = catalogue(Path(__file__).parent / "registers")
    assert not problems, problems
    working = engine("spark" if side == "spark" else "duckdb")
    files = tuple(sorted(folder.glob("bench-cases/*/*.parquet")))
    measures = [known.measure("bench-cases", name) for name in _MEASURES[what]]
    began = _now()
    tables = RegisterTables(known, {"bench-cases": _Files(0, files)}, working)
    found = measure_all(tables, measures, Asked(Span.year(2022), ("department", "month", "channel")))
    took = _since(began)
    groups: dict[Any, list[int]] = {one.group: [] for one in found[0]}
    for results in found:
        by_group = {one.group: one for one in results}
        for group, cells in groups.items():
            cells += [value if isinstance(value, int) else 0 for value in by_group[group].parts.values()]
    return took, [(group[0][1], int(str(group[1][1])[5:-1]), group[2][1], *_same(what, cells))
                  for group, cells in groups.items()]


def _same(what: str, cells: list[int]) -> Iterable[int]:
    """The cells as the hand-written solution has them: of the closed ones the number stands once."""
    return [*cells[:2], *cells[3:]] if what == "plain" else cells


def main(side: str, what: str, folder: Path) -> None:
    took, rows = _hand(what, folder) if side == "hand" else _ours(side, what, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    digest = hashlib.sha256(repr(sorted(map(tuple, rows), key=repr)).encode()).hexdigest()
    print(json.dumps({**took._asdict(), "peak_mb": peak, "rows": len(rows), "digest": digest,
                      "sums": [sum(row[n] for row in rows) for n in range(3, len(rows[0]))]}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
