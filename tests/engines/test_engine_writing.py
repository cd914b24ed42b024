"""A table is written whole or not at all: failures, kills, other people's folders, two runs at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hengji.engines import Engine, Unreachable, engine
from hengji.engines.writing import workplace

#: A plan that fails after its first rows.
OVERFLOWS = {"duckdb": "SELECT 9223372036854770000 + range AS a, 0 AS p FROM range(100000)",
             "spark": "SELECT 9223372036854770000 + id AS a, 0 AS p FROM range(100000)"}
ROWS = {"duckdb": "SELECT range AS a, range % 2 AS p FROM range({})",
        "spark": "SELECT id AS a, id % 2 AS p FROM range({})"}


def rows_of(each: Engine, out: Path | str) -> list[tuple[object, ...]]:
    return sorted(each.rows(f"SELECT * FROM {each.open(out).relation}"))


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_keeps_the_order_and_what_is_noted(duck: Engine, tmp_path: Path) -> None:
    told: list[int] = []
    sql = "SELECT hash(range) AS h, range AS n FROM range(2000000)"
    duck.write(sql, tmp_path / "源.parquet", metadata={})
    source = duck.open(tmp_path / "源.parquet").relation
    out = tmp_path / "新" / "果.parquet"
    rows = duck.write(f"SELECT h, n, n / 1::DECIMAL(1,0) AS d FROM {source}", out,
                      metadata={"体系": "甲'乙\"{}", "sql": "SELECT 1"}, progress=told.append)
    assert rows == 2_000_000
    assert pq.read_table(out, columns=["n"])["n"].to_pylist() == list(range(2_000_000))
    assert dict(duck.open(out).metadata) == {"体系": "甲'乙\"{}", "sql": "SELECT 1"}
    assert told == sorted(set(told))
    assert told[-1] == 100
    assert left(out.parent) == {"果.parquet"}


def test_a_folder_and_its_notes(each: Engine, tmp_path: Path) -> None:
    out = tmp_path / "果"
    for rows in (3, 10):  # the second takes the first one's place
        assert each.write(ROWS[each.dialect].format(rows), out, metadata={"体系": "甲"}, partition_by=["p"]) == rows
    assert rows_of(each, out) == [(n, n % 2) for n in range(10)]
    assert dict(each.open(out).metadata) == {"体系": "甲"}
    assert left(tmp_path) == {"果"}


def test_no_rows_are_a_table_too(each: Engine, tmp_path: Path) -> None:
    assert each.write(ROWS[each.dialect].format(0), tmp_path / "果", metadata={}, partition_by=["p"]) == 0
    table = each.open(tmp_path / "果")
    assert (table.rows, [column.name for column in table.columns]) == (0, ["a", "p"])


def test_a_failing_plan_leaves_what_stood_there(each: Engine, tmp_path: Path) -> None:
    out = tmp_path / "果"
    each.write(ROWS[each.dialect].format(3), out, metadata={}, partition_by=["p"])
    with pytest.raises(Unreachable, match=r"写 .*果 时，计算中有数值超出了能精确表示的范围（.*[Oo]verflow.*）"):
        each.write(OVERFLOWS[each.dialect], out, metadata={}, partition_by=["p"])
    assert rows_of(each, out) == [(0, 0), (1, 1), (2, 0)]
    assert left(tmp_path) == {"果"}


def test_a_faulty_plan_is_our_fault_and_seen_as_it_is(each: Engine, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="没有这一列") as caught:
        each.write("SELECT 没有这一列", tmp_path / "果", metadata={}, partition_by=["p"])
    assert not isinstance(caught.value, Unreachable)
    assert left(tmp_path) == set()


def test_what_is_not_ours_is_not_replaced(each: Engine, tmp_path: Path) -> None:
    (tmp_path / "家").mkdir()
    (tmp_path / "家" / "信.txt").write_text("信", encoding="utf-8")
    (tmp_path / "文件").write_text("信", encoding="utf-8")
    sql = ROWS[each.dialect].format(1)
    for name, words in (("家", "里有别的东西，不覆盖"), ("文件", "是一个文件，而结果是一个文件夹")):
        with pytest.raises(Unreachable, match=words):
            each.write(sql, tmp_path / name, metadata={}, partition_by=["p"])
    assert (tmp_path / "家" / "信.txt").read_text(encoding="utf-8") == "信"


def test_a_folder_is_not_replaced_by_a_file(duck: Engine, tmp_path: Path) -> None:
    (tmp_path / "家").mkdir()
    with pytest.raises(Unreachable, match="是一个文件夹，而结果是一个文件"):
        duck.write("SELECT 1 AS a", tmp_path / "家", metadata={})
    (tmp_path / "文件").write_text("信", encoding="utf-8")
    with pytest.raises(Unreachable, match=r"写不进 .*果：已有同名的文件"):
        duck.write("SELECT 1 AS a", tmp_path / "文件" / "果", metadata={})


def test_two_runs_do_not_write_one_table_at_once(duck: Engine, tmp_path: Path) -> None:
    out = tmp_path / "果.parquet"
    with workplace(out, folder=False) as first:
        with pytest.raises(Unreachable, match=r"另一个程序正在写 .*果\.parquet"):
            duck.write("SELECT 1 AS a", out, metadata={})
        first.part.write_text("先来的", encoding="utf-8")
    assert out.read_text(encoding="utf-8") == "先来的"


def test_a_folder_that_a_killed_run_had_moved_aside_comes_back(duck: Engine, tmp_path: Path) -> None:
    out = tmp_path / "果"
    duck.write(ROWS["duckdb"].format(3), out, metadata={}, partition_by=["p"])
    (tmp_path / ".果.hengji").mkdir()
    out.rename(tmp_path / ".果.hengji" / "old")
    with pytest.raises(Unreachable):
        duck.write(OVERFLOWS["duckdb"], out, metadata={}, partition_by=["p"])
    assert rows_of(duck, out) == [(0, 0), (1, 1), (2, 0)]


WRITING = """
import sys
from pathlib import Path
from hengji.engines import Unreachable, engine
try:
    engine("duckdb").write("SELECT range AS a, hash(range) AS b FROM range(3000000000)", Path(sys.argv[1]), metadata={})
except KeyboardInterrupt:
    print("中断")
except Unreachable as error:
    print(error)
"""


def started(out: Path, prepared: Callable[[], object] | None = None) -> subprocess.Popen[str]:
    """Another process that writes to ``out`` and has begun."""
    process = subprocess.Popen([sys.executable, "-c", WRITING, str(out)], stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONIOENCODING": "utf-8"}, preexec_fn=prepared)
    part = out.parent / f".{out.name}.hengji" / "part"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (part.exists() and part.stat().st_size > 1_000_000):
        if process.poll() is not None:
            break
        time.sleep(0.02)
    return process


def test_a_killed_run_leaves_no_table_and_the_next_one_works(duck: Engine, tmp_path: Path) -> None:
    new, old = tmp_path / "新.parquet", tmp_path / "旧.parquet"
    duck.write("SELECT 7 AS a", old, metadata={})
    for out in (new, old):
        process = started(out)
        assert process.poll() is None
        process.kill()
        process.communicate()
        assert (out.parent / f".{out.name}.hengji" / "part").stat().st_size > 1_000_000
    assert not new.exists()
    assert rows_of(duck, old) == [(7,)]
    duck.write("SELECT 8 AS a", new, metadata={})
    assert rows_of(duck, new) == [(8,)]
    duck.write("SELECT 9 AS a", old, metadata={})
    assert left(tmp_path) == {"新.parquet", "旧.parquet"}


def test_an_interrupted_run_clears_up(tmp_path: Path) -> None:
    # A job in the background of a shell is born deaf to Ctrl-C.
    process = started(tmp_path / "果.parquet", lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    process.send_signal(signal.SIGINT)
    try:
        assert process.communicate(timeout=50)[0] == "中断\n"
    finally:
        process.kill()
        process.wait()
    assert left(tmp_path) == set()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """The limit of a file's size stands for the disk's: both end a write in its middle."""
    import resource
    limit = (2_000_000, 2_000_000)
    process = started(tmp_path / "果.parquet", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    told, _ = process.communicate(timeout=30)
    assert "果.parquet 时，结果超过了这里允许的文件大小；请把结果写到别的磁盘（" in told
    assert left(tmp_path) == set()


def test_what_does_not_fit_into_memory_is_put_aside_and_removed(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJI_MEMORY", "100MB")
    monkeypatch.setenv("HENGJI_THREADS", "2")
    small = engine("duckdb")
    sql = "SELECT range AS a, hash(range) AS h, range::VARCHAR AS s FROM range(3000000) ORDER BY h"
    assert small.write(sql, tmp_path / "果.parquet", metadata={}) == 3_000_000
    assert left(tmp_path) == {"果.parquet"}
    small.close()
