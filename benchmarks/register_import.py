"""CSV into a store, beside DuckDB's own CSV-to-Parquet, bare and with the checks written by hand. One run, ratios.

    python benchmarks/register_import.py [--rows N] [--reps K] [--scratch DIR] [--linear]

Three tables, each side a process of its own, in turns: cases as all sides read them (no persons, no tags), cases with
tags and spellings that only the import reads, and with persons that only the import hashes. Bare, DuckDB checks
nothing; by hand (of the first table) it refuses what the register refuses: what is no value, what is out of its list
or bounds or after today, a finish before acceptance, a doubled key; and it hashes the file meanwhile, as the import
does. Besides, the import tells spellings and spaces, notes the ends of columns and commits. The values of the first
table are compared. ``--linear`` shows 10^5 to 10^7 rows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

_THREADS, _MEMORY = "2", "2600MB"
_REGISTER = "service-cases"
#: The columns of the table: heading, type in DuckDB, what DuckDB makes of the row's number ``i``.
_PLAIN = (
    ("办件编号", "VARCHAR", "'2022-' || lpad(i::VARCHAR, 9, '0')"),
    ("来源平台", "VARCHAR", "if(i % 3 = 0, '一网通办', '自有系统')"),
    ("地区", "VARCHAR", "'某县'"),
    ("办理单位", "VARCHAR", "'县' || ['市场监管局', '公安局', '人社局', '自然资源局', '医保局'][1 + i % 5]"),
    ("事项编码", "VARCHAR", "'ITEM' || lpad((i % 2179)::VARCHAR, 4, '0')"),
    ("受理时间", "TIMESTAMP", "TIMESTAMP '2022-01-01 08:00:00' + to_seconds(i % 31000000)"),
    ("承诺时限（工作日）", "BIGINT", "i % 20"),
    ("法定时限（工作日）", "BIGINT", "20"),
    ("办结时间", "TIMESTAMP", "TIMESTAMP '2022-01-01 09:00:00' + to_seconds(i % 31000000 + 3600 * (i % 200))"),
    ("办理结果", "VARCHAR", "if(i % 50 = 0, '退件', '办结')"),
    ("受理窗口", "VARCHAR", "'A' || (i % 30)"),
)
_WORDS = (
    ("办理渠道", "VARCHAR", "['窗口', '网上', '大厅', 'APP'][1 + i % 4]"),
    ("办理方式标签", "VARCHAR", "['一次办', '', '一次办、容缺受理', '马上办'][1 + i % 4]"),
    ("是否帮代办", "VARCHAR", "if(i % 2 = 0, '是', '否')"),
)
_PERSONS = (("申请人证件号", "VARCHAR", "'41072619900101' || lpad((i % 9999)::VARCHAR, 4, '0')"),)
_TABLES = {"同样的活": _PLAIN, "加上写法和标签": _PLAIN + _WORDS, "再加上个人标识加密": _PLAIN + _WORDS + _PERSONS}
_LINEAR = (10**5, 10**6, 10**7)
_SIDES = {"own": "DuckDB 直接转", "checked": "DuckDB 手写同样的活", "import": "导入台账"}


class Run(NamedTuple):
    """What one process took: seconds from within it, without its start; all cores' seconds; peak megabytes."""

    seconds: float
    cpu: float
    peak: float


def main() -> None:
    """Parses arguments; a process of its own is asked for by ``--work``."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10**6)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--work", nargs=3, metavar=("WHAT", "TABLE", "FOLDER"))
    asked = parser.parse_args()
    if asked.work:
        what, table, folder = asked.work
        _WORK[what](table, Path(folder), asked.rows)
        return
    with tempfile.TemporaryDirectory(dir=asked.scratch) as made:
        for rows in _LINEAR if asked.linear else (asked.rows,):
            _measured(rows, asked.reps, Path(made))


def _measured(rows: int, reps: int, scratch: Path) -> None:
    print(f"\n{rows:,} 行，{_THREADS} 线程，内存上限 {_MEMORY}")
    print("表｜CSV MB｜一方｜秒｜CPU 秒｜导入是它的几倍（秒、CPU）｜峰值 MB")
    for table in _TABLES:
        folder = scratch / str(rows)
        folder.mkdir(exist_ok=True)
        _process("make", table, folder, rows)
        first = table == next(iter(_TABLES))
        runs: dict[str, list[Run]] = {side: [] for side in _SIDES if first or side != "checked"}
        for _ in range(reps):
            for side, taken in runs.items():
                taken.append(_process(side, table, folder, rows))
        if first:
            _process("compare", table, folder, rows)
        size = (folder / "办件.csv").stat().st_size / 2**20
        medians = {side: Run(*(median(each) for each in zip(*taken, strict=True))) for side, taken in runs.items()}
        ours = medians["import"]
        for side, one in medians.items():
            print(f"{table}｜{size:.0f}｜{_SIDES[side]}｜{one.seconds:.2f}｜{one.cpu:.2f}｜"
                  f"{ours.seconds / one.seconds:.2f}、{ours.cpu / one.cpu:.2f}｜{one.peak:.0f}", flush=True)
        shutil.rmtree(folder)


def _process(what: str, table: str, folder: Path, rows: int) -> Run:
    """Runs a work in a process of its own."""
    command = [sys.executable, __file__, "--rows", str(rows), "--work", what, table, str(folder)]
    settings = {**os.environ, "HENGJI_THREADS": _THREADS, "HENGJI_MEMORY": _MEMORY, "HENGJI_HOME": str(folder / "home")}
    done = subprocess.run(command, env=settings, stdout=subprocess.PIPE, text=True, check=True)
    return Run(*json.loads(done.stdout)) if done.stdout else Run(0, 0, 0)


def _make(table: str, folder: Path, rows: int) -> None:
    import duckdb

    columns = ", ".join(f'{sql} AS "{name}"' for name, _, sql in _TABLES[table])
    duckdb.sql(f"COPY (SELECT {columns} FROM range({rows}) r(i)) TO '{folder / '办件.csv'}' (HEADER,"
               " TIMESTAMPFORMAT '%Y-%m-%d %H:%M:%S')")


def _own(table: str, folder: Path, _: int) -> None:
    """DuckDB's own: it finds out how the file is written, as the import does, and is told the types."""
    import duckdb

    types = ", ".join(f"'{name}': '{kind}'" for name, kind, _ in _TABLES[table])
    con = duckdb.connect(config={"memory_limit": _MEMORY, "threads": _THREADS,
                                 "temp_directory": str(folder / "spill")})
    out = folder / "own.parquet"
    out.unlink(missing_ok=True)
    _timed(lambda: con.execute(f"COPY (SELECT * FROM read_csv('{folder / '办件.csv'}', types = {{{types}}}))"
                               f" TO '{out}' (FORMAT parquet, COMPRESSION snappy)").fetchall())


def _checked(_: str, folder: Path, rows: int) -> None:
    """By hand: texts, casts, the checks of the register, doubled keys, and the hash of the file."""
    from concurrent.futures import ThreadPoolExecutor
    from hashlib import file_digest

    import duckdb

    def digest() -> str:
        with (folder / "办件.csv").open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    con = duckdb.connect(config={"memory_limit": _MEMORY, "threads": _THREADS,
                                 "temp_directory": str(folder / "spill")})
    out = folder / "checked.parquet"
    out.unlink(missing_ok=True)

    def convert() -> None:
        with ThreadPoolExecutor() as pool:
            hashed = pool.submit(digest)
            con.execute(_CHECKED.format(file=folder / "办件.csv", out=out)).fetchall()
            keys = con.execute(f"SELECT count(DISTINCT (no, platform)) FROM '{out}'").fetchall()
            assert (keys, len(hashed.result())) == ([(rows,)], 64)

    _timed(convert)


def _import(_: str, folder: Path, rows: int) -> None:
    """The command, without reading the catalogue."""
    from hengji.registers import ImportRequest, Origin, Store, catalogue, import_into

    register = catalogue()[0].register(_REGISTER)
    store = folder / "store"
    shutil.rmtree(store, ignore_errors=True)

    def bring() -> None:
        result = import_into(Store(store), register,
                             ImportRequest((Origin(folder / "办件.csv"),), "benchmark"))
        assert result.version == 0, result.problems
        assert sum(source.rows for source in result.sources) == rows

    _timed(bring)


def _compare(table: str, folder: Path, _: int) -> None:
    """Every value of the two results, by their order in the file."""
    import duckdb

    from hengji.registers import Store, catalogue

    register = catalogue()[0].register(_REGISTER)
    snapshot = Store(folder / "store").snapshot(_REGISTER)
    assert snapshot is not None
    names = {field.title: field.name for field in register.fields}
    ours = ", ".join(f'"{names[name]}"' for name, _, _ in _TABLES[table])
    files = [str(file) for file in snapshot.files]
    differing = duckdb.execute(f"""
        SELECT count(*) FROM (SELECT * FROM '{folder / 'own.parquet'}' EXCEPT ALL
                              SELECT {ours} FROM read_parquet({files}, hive_partitioning = false))""").fetchall()
    assert differing == [(0,)], differing


def _timed(work: Callable[[], object]) -> None:
    import resource
    import time

    start, cpu = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(json.dumps([seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


#: The first table as one would write it by hand for this file alone.
_CHECKED = """COPY (SELECT CASE WHEN no IS NOT NULL AND platform IN ('一网通办', '自有系统') AND department IS NOT NULL
    AND item IS NOT NULL AND (accepted IS NOT NULL OR raw_accepted IS NULL)
    AND (finished IS NOT NULL OR raw_finished IS NULL)
    AND (promised IS NOT NULL OR raw_promised IS NULL) AND (statutory IS NOT NULL OR raw_statutory IS NULL)
    AND coalesce(promised BETWEEN 0 AND 2000, true) AND coalesce(statutory BETWEEN 0 AND 2000, true)
    AND coalesce(outcome IN ('办结', '不予许可', '退件', '撤回', '在办'), true)
    AND coalesce(accepted BETWEEN DATE '1900-01-01' AND today(), true)
    AND coalesce(finished BETWEEN DATE '1900-01-01' AND today(), true) AND coalesce(finished >= accepted, true)
    THEN no ELSE error('这一行不对') END AS no, platform, region, department, item, accepted, promised,
    statutory, finished, outcome, site
  FROM (SELECT nullif(trim("办件编号"), '') AS no, trim("来源平台") AS platform, trim("地区") AS region,
      nullif(trim("办理单位"), '') AS department, nullif(trim("事项编码"), '') AS item,
      nullif("受理时间", '') AS raw_accepted, try_cast("受理时间" AS TIMESTAMP) AS accepted,
      nullif("承诺时限（工作日）", '') AS raw_promised, try_cast("承诺时限（工作日）" AS BIGINT) AS promised,
      nullif("法定时限（工作日）", '') AS raw_statutory, try_cast("法定时限（工作日）" AS BIGINT) AS statutory,
      nullif("办结时间", '') AS raw_finished, try_cast("办结时间" AS TIMESTAMP) AS finished,
      nullif(trim("办理结果"), '') AS outcome, nullif(trim("受理窗口"), '') AS site
    FROM read_csv('{file}', all_varchar = true)))
  TO '{out}' (FORMAT parquet, COMPRESSION snappy)"""
_WORK = {"make": _make, "own": _own, "checked": _checked, "import": _import, "compare": _compare}

if __name__ == "__main__":
    main()
