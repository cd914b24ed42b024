"""Exactly the files of a snapshot as a table, whatever columns each of them has."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from hengji.engines import Engine, Unreachable

_COLUMNS = {"a": "BIGINT", "new": "VARCHAR", "d": "DECIMAL(38,2)", "came": "TIMESTAMP", "_import": "VARCHAR"}


def _file(folder: Path, sql: str) -> Path:
    path = folder / "part-0.parquet"
    path.parent.mkdir(parents=True)
    with duckdb.connect() as con:
        con.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")
    return path


def test_columns_come_from_files_and_folders_and_may_be_absent(each: Engine, tmp_path: Path) -> None:
    old = _file(tmp_path / "_import=01", "SELECT 1::BIGINT AS a, TIMESTAMP '2022-01-01 09:00:00' AS came")
    new = _file(tmp_path / "_import=02", "SELECT 'x' AS new, 2::BIGINT AS a, 1.50::DECIMAL(38,2) AS d, 5 AS other")
    _file(tmp_path / "_import=03", "SELECT 3::BIGINT AS a")
    each.name_files("t", [old, new], _COLUMNS)
    each.name_query("twice", "SELECT a * 2 AS b, new FROM t")
    rows = each.rows("SELECT a, new, d = 1.50, year(came), _import FROM t ORDER BY a")
    assert [tuple(row) for row in rows] == [(1, None, None, 2022, "01"), (2, "x", True, None, "02")]
    assert [tuple(row) for row in each.rows("SELECT sum(b) FROM twice")] == [(6,)]


def test_a_snapshot_without_files_is_a_table_without_rows(each: Engine) -> None:
    each.name_files("t", [], _COLUMNS)
    assert [tuple(row) for row in each.rows("SELECT count(*), max(a) FROM t")] == [(0, None)]


def test_rows_come_in_batches(each: Engine, tmp_path: Path) -> None:
    each.name_files("t", [_file(tmp_path / "x", "SELECT range AS a FROM range(25000)")], {"a": "BIGINT"})
    batches = [len(batch) for batch in each.batches("SELECT a FROM t")]
    assert (sum(batches), max(batches)) == (25_000, 10_000)


def test_named_queries_can_be_written(each: Engine, tmp_path: Path) -> None:
    each.name_files("t", [_file(tmp_path / "x", "SELECT 7::BIGINT AS a")], {"a": "BIGINT"})
    each.name_query("u", "SELECT a FROM t")
    each.name_query("v", "SELECT a FROM u")
    assert each.write("SELECT a FROM v", tmp_path / "out", metadata={}) == 1


def test_what_keeps_files_from_being_read_is_told(each: Engine, tmp_path: Path) -> None:
    path = _file(tmp_path / "x", "SELECT 7::BIGINT AS a")
    with pytest.raises(Unreachable, match="数据文件不见了"):
        each.name_files("t", [path, tmp_path / "fort.parquet"], {"a": "BIGINT"})
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(Unreachable, match="不完整"):
        each.name_files("t", [path], {"a": "BIGINT"})
