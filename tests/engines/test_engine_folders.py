"""Folders of Parquet: what counts as data, partitions in the folders' names, files that do not fit together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengji.engines import Engine, Unreachable

from .test_engine_tables import BAD, seen, write


def test_hidden_names_are_no_data(duck: Engine, tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", x=[3])
    write(tmp_path / "深" / "b.parquet", x=[5])
    for name in ("_SUCCESS", ".a.crc", "_temporary/c", ".旧/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("不是数据", encoding="utf-8")
    table = duck.open(tmp_path)
    assert (table.rows, table.columns[0].low, table.columns[0].high) == (2, 3, 5)


def test_a_folder_without_data_or_with_other_files_is_refused(duck: Engine, tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="是空文件夹"):
        duck.open(tmp_path)
    write(tmp_path / "a.parquet", x=[3])
    (tmp_path / "说明.txt").write_text("这里是说明文字", encoding="utf-8")
    with pytest.raises(Unreachable, match=r"说明\.txt 不是 Parquet 文件"):
        duck.open(tmp_path)


@pytest.mark.parametrize(("columns", "words"), [
    ({"x": pa.array([1], pa.int32()), "y": pa.array([1])}, "列“x”在前者是 BIGINT，在后者是 INTEGER"),
    ({"x": pa.array([1])}, "后者没有列“y”"),
    ({"x": pa.array([1]), "y": pa.array([1]), "z": pa.array([1])}, "后者多出列“z”"),
])
def test_files_that_differ_are_named(duck: Engine, tmp_path: Path, columns: dict[str, pa.Array], words: str) -> None:
    write(tmp_path / "a.parquet", x=[1], y=[1])
    pq.write_table(pa.table(columns), tmp_path / "b.parquet")
    with pytest.raises(Unreachable, match=rf"各文件的列不同：.*a\.parquet 与 .*b\.parquet，{words}"):
        duck.open(tmp_path)


def test_the_damaged_file_of_a_folder_is_named(duck: Engine, tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", x=[1])
    (tmp_path / "b.parquet").write_bytes(BAD["乱尾"][0] or b"")
    with pytest.raises(Unreachable, match=r"读 .*b\.parquet 时，Parquet 文件读不出来"):
        duck.open(tmp_path)


def test_the_order_of_columns_may_differ(each: Engine, tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", x=[1], y=[10])
    write(tmp_path / "b.parquet", y=[20], x=[2])
    table = each.open(tmp_path)
    assert seen(table) == {"x": ("integer", 0, 1, 2), "y": ("integer", 0, 10, 20)}
    assert sorted(each.rows(f"SELECT x, y FROM {table.relation}")) == [(1, 10), (2, 20)]


def test_partitions_are_columns_of_the_same_kind_for_both_engines(each: Engine, tmp_path: Path) -> None:
    for place, folders in enumerate((
            "年度=2023/代码=07/起=2024-01-31/地区=甲市", "年度=-5/代码=7/起=2024-02-01/地区=%E4%B9%99%2F市",
            "年度=2024/代码=7/起=__HIVE_DEFAULT_PARTITION__/地区=__HIVE_DEFAULT_PARTITION__")):
        write(tmp_path / folders / "a.parquet", x=[place])
    table = each.open(tmp_path)
    assert seen(table) == {"x": ("integer", 0, 0, 2), "年度": ("integer", 0, -5, 2024), "代码": ("text", 0, None, None),
                           "起": ("date", 1, date(2024, 1, 31), date(2024, 2, 1)), "地区": ("text", 1, None, None)}
    assert sorted(each.rows(f"SELECT * FROM {table.relation}")) == [
        (0, 2023, "07", date(2024, 1, 31), "甲市"), (1, -5, "7", date(2024, 2, 1), "乙/市"), (2, 2024, "7", None, None)]


def test_partitions_that_differ_or_double_a_column_are_seen(each: Engine, tmp_path: Path) -> None:
    write(tmp_path / "年=1" / "a.parquet", x=[1], 年=[9])
    assert [(c.name, c.low) for c in each.open(tmp_path).columns] == [("x", 1), ("年", 9), ("年", 1)]
    write(tmp_path / "月=1" / "b.parquet", x=[1], 年=[9])
    with pytest.raises(Unreachable, match=r"月=1/b\.parquet 的分区文件夹与 .*年=1/a\.parquet 不一致"):
        each.open(tmp_path)


def test_a_damaged_note_is_told(duck: Engine, tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", x=[1])
    for content, words in (("{", "已损坏"), ('{"a": 1}', "不是名称和文字")):
        (tmp_path / "_hengji.json").write_text(content, encoding="utf-8")
        with pytest.raises(Unreachable, match=rf"_hengji\.json.*{words}"):
            duck.open(tmp_path)
