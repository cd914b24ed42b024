"""What an engine tells of a table: the same of odd Parquet, with statistics or without, from DuckDB and Spark."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengji.engines import Column, Engine, Table, Unreachable

#: Name → values, type, kind, nulls, low, high.
ODD: dict[str, tuple[list[Any], Any, str, int, Any, Any]] = {
    "微小": ([1, -128, None], pa.int8(), "integer", 1, -128, 1),
    "短": ([1, 32767, 5], pa.int16(), "integer", 0, 1, 32767),
    "整": ([-2147483648, 1, None], pa.int32(), "integer", 1, -2147483648, 1),
    "长": ([-(2**63), 2**63 - 1, 0], pa.int64(), "integer", 0, -(2**63), 2**63 - 1),
    "无符号": ([4294967295, 1, None], pa.uint32(), "integer", 1, 1, 4294967295),
    "微小无符号": ([255, 128, 127], pa.uint8(), "integer", 0, 127, 255),
    "金额": ([Decimal("-0.05"), Decimal("10.50"), None], pa.decimal128(9, 2), "decimal", 1,
             Fraction(-1, 20), Fraction(21, 2)),
    "大额": ([Decimal("-999999999999999999999999999999999999.99"), Decimal(7), Decimal(0)], pa.decimal128(38, 2),
             "decimal", 0, Fraction(-99999999999999999999999999999999999999, 100), 7),
    "日期": ([date(1949, 10, 1), date(9999, 12, 31), None], pa.date32(), "date", 1,
             date(1949, 10, 1), date(9999, 12, 31)),
    "是否": ([True, None, False], pa.bool_(), "truth", 1, None, None),
    "全空": ([None, None, None], pa.int64(), "integer", 3, None, None),
    "全空金额": ([None, None, None], pa.decimal128(18, 2), "decimal", 3, None, None),
    "名称": (["甲", None, "乙"], pa.string(), "text", 1, None, None),
    "浮点": ([1.5, None, 2.5], pa.float64(), "float", 1, None, None),
    "时刻": ([datetime(2024, 1, 1)] * 3, pa.timestamp("us"), "other", 0, None, None),
    "清单": ([[1], None, [2, 3]], pa.list_(pa.int64()), "other", 1, None, None),
    "内嵌": ([{"甲": 1}, {"甲": 2}, {"甲": 3}], pa.struct([("甲", pa.int64())]), "other", 0, None, None),
}


def odd() -> pa.Table:
    return pa.table({name: pa.array(values, kind) for name, (values, kind, *_) in ODD.items()})


def seen(table: Table) -> dict[str, tuple[str, int, Any, Any]]:
    return {column.name: (column.type.kind, column.nulls, column.low, column.high) for column in table.columns}


def write(path: Path, **columns: list[Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize("options", [
    {}, {"write_statistics": False}, {"write_statistics": ["金额", "日期"]}, {"row_group_size": 1},
    {"store_decimal_as_integer": True, "use_dictionary": False}, {"row_group_size": 2, "data_page_version": "2.0"},
], ids=["plain", "no statistics", "some statistics", "row groups", "decimals as integers", "pages v2"])
def test_types_and_ends_of_odd_columns(duck: Engine, tmp_path: Path, options: dict[str, Any]) -> None:
    pq.write_table(odd(), tmp_path / "表.parquet", **options)
    table = duck.open(tmp_path / "表.parquet")
    assert table.rows == 3
    assert [column.name for column in table.columns] == list(ODD)
    assert seen(table) == {name: tuple(told) for name, (_, _, *told) in ODD.items()}
    assert all(type(end) in (int, Fraction, date, type(None)) for c in table.columns for end in (c.low, c.high))
    assert {c.name: (c.type.precision, c.type.scale) for c in table.columns if c.type.kind == "decimal"} \
        == {"金额": (9, 2), "大额": (38, 2), "全空金额": (18, 2)}


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
def test_spark_tells_the_same(spark: Engine, tmp_path: Path) -> None:
    pq.write_table(odd(), tmp_path / "表.parquet", row_group_size=2, write_statistics=["金额", "日期"])
    expected = {name: tuple(told) for name, (_, _, *told) in ODD.items()}
    assert seen(spark.open(tmp_path / "表.parquet")) == expected
    # As on a cluster, where Spark alone reaches the files and reads the rows.
    assert seen(spark.open((tmp_path / "表.parquet").as_uri().replace("%E8%A1%A8", "表"))) == expected


def test_the_ends_are_read_from_the_footers_alone(duck: Engine, tmp_path: Path) -> None:
    file = write(tmp_path / "表.parquet", 金额=list(range(10_000)))
    content = file.read_bytes()
    file.write_bytes(content[:4] + bytes(2_000) + content[2_004:])
    table = duck.open(file)
    assert (table.columns[0].low, table.columns[0].high) == (0, 9_999)
    with pytest.raises(Unreachable, match=r"Parquet 文件读不出来，可能已损坏（.+）"):
        duck.rows(f"SELECT sum(金额) FROM {table.relation}")


def test_of_an_empty_table_the_columns_are_told(each: Engine, tmp_path: Path) -> None:
    pq.write_table(odd().slice(0, 0), tmp_path / "表.parquet")
    table = each.open(tmp_path / "表.parquet")
    assert table.rows == 0
    assert {told[1:] for told in seen(table).values()} == {(0, None, None)}
    assert each.rows(f"SELECT * FROM {table.relation}") == []


def test_doubled_columns_keep_their_printed_names(each: Engine, tmp_path: Path) -> None:
    rows = pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=["a", "a", "A"])
    pq.write_table(rows, tmp_path / "表.parquet")
    assert [(c.name, c.low) for c in each.open(tmp_path / "表.parquet").columns] == [("a", 1), ("a", 2), ("A", 3)]


def test_a_column_that_holds_no_type_is_empty(duck: Engine, tmp_path: Path) -> None:
    file = write(tmp_path / "表.parquet", 空=[None, None])
    assert duck.open(file).columns == (Column("空", duck.open(file).columns[0].type, 2),)
    assert duck.open(file).columns[0].type[:2] == ("other", "NULL")


def test_names_that_look_like_patterns_or_sql(each: Engine, tmp_path: Path) -> None:
    file = write(tmp_path / "表 [1]'*{a}?.parquet", **{"a\"b'c`d": [7]})
    write(tmp_path / "表 1.parquet", b=[1])
    table = each.open(file)
    assert (table.columns[0].name, table.columns[0].high) == ("a\"b'c`d", 7)
    assert each.rows(f"SELECT * FROM {table.relation}") == [(7,)]


def test_a_date_beyond_our_calendar_is_told(duck: Engine, tmp_path: Path) -> None:
    far = pa.table({"日期": pa.array([8_000_000], pa.int32()).cast(pa.date32())})
    pq.write_table(far, tmp_path / "表.parquet")
    with pytest.raises(Unreachable, match="列“日期”中有公元 1 年至 9999 年以外的日期"):
        duck.open(tmp_path / "表.parquet")


def test_what_another_writer_noted_is_given(duck: Engine, tmp_path: Path) -> None:
    rows = pa.table({"a": [1]}).replace_schema_metadata({"说明": "甲'乙"})
    pq.write_table(rows, tmp_path / "表.parquet")
    assert duck.open(tmp_path / "表.parquet").metadata["说明"] == "甲'乙"


BAD = {
    "没有": (None, "没有这个文件：没有"),
    "文字": (b"code,name\n1,2\n", "文字 不是 Parquet 文件"),
    "空": (b"", "空 是空文件"),
    "短": (b"PAR1PAR1", "短 不完整"),
    "截断": (b"PAR1" + b"0" * 100, "截断 不完整，结尾缺了一截"),
    "长尾": (b"PAR1" + b"0" * 9 + b"\xff\xff\xff\x00PAR1", "长尾 不完整"),
    "乱尾": (b"PAR1" + b"\xff" * 90 + b"\x50\x00\x00\x00PAR1", "读 乱尾 时，Parquet 文件读不出来，可能已损坏（.+）"),
    "加密": (b"PARE" + b"0" * 90 + b"PARE", "加密 是加密的 Parquet 文件"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_table_is_named_with_what_is_wrong(
        duck: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    content, words = BAD[name]
    if content is not None:
        Path(name).write_bytes(content)
    with pytest.raises(Unreachable, match=words):
        duck.open(Path(name))


def test_what_only_spark_can_reach_is_told_apart(duck: Engine) -> None:
    with pytest.raises(Unreachable, match=r"hdfs://a/b 在集群上，.*改用 spark"):
        duck.open("hdfs://a/b")
