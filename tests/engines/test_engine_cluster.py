"""Addresses that only Spark reaches, with this machine's files standing for a cluster's."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.engines import Engine, Unreachable

from .test_engine_writing import OVERFLOWS, ROWS, left, rows_of

pytestmark = [pytest.mark.needs_spark, pytest.mark.xdist_group("spark")]


def test_a_folder_on_the_cluster_is_written_read_and_replaced(spark: Engine, tmp_path: Path) -> None:
    out = f"file://{tmp_path}/果"
    for notes in ({"体系": "甲"}, {"体系": "乙'"}):
        assert spark.write("SELECT id AS a, concat('甲 /', id % 2) AS `地区` FROM range(4)", out, metadata=notes,
                           partition_by=["地区"]) == 4
        assert dict(spark.open(out).metadata) == notes
    assert rows_of(spark, out) == [(0, "甲 /0"), (1, "甲 /1"), (2, "甲 /0"), (3, "甲 /1")]
    assert rows_of(spark, tmp_path / "果") == rows_of(spark, out)
    with pytest.raises(Unreachable, match=r"file://.*果 时，计算中有数值超出"):
        spark.write(OVERFLOWS["spark"], out, metadata={})
    assert spark.open(out).rows == 4
    assert left(tmp_path) == {"果"}


def test_spark_writes_a_folder_to_this_machine_too(spark: Engine, tmp_path: Path) -> None:
    told: list[int] = []
    assert spark.write(ROWS["spark"].format(10), tmp_path / "果", metadata={"体系": "甲"}, progress=told.append) == 10
    assert rows_of(spark, tmp_path / "果") == [(n, n % 2) for n in range(10)]
    assert told == sorted(set(told))
    assert told[-1] == 100


def test_what_is_not_ours_is_not_replaced(spark: Engine, tmp_path: Path) -> None:
    (tmp_path / "家").mkdir()
    (tmp_path / "家" / "信.txt").write_text("信", encoding="utf-8")
    for name, words in (("家", "里有别的东西，不覆盖"), ("家/信.txt", "是一个文件，而结果是一个文件夹")):
        with pytest.raises(Unreachable, match=words):
            spark.write(ROWS["spark"].format(1), f"file://{tmp_path}/{name}", metadata={})


def test_an_address_without_a_table_is_told(spark: Engine, tmp_path: Path) -> None:
    (tmp_path / "文字").write_text("不是数据，只是一段文字", encoding="utf-8")
    for name, words in (("没有", "文件不见了"), ("文字", "Parquet 文件读不出来，可能已损坏")):
        with pytest.raises(Unreachable, match=f"读 file://.*{name} 时，{words}（.*）"):
            spark.open(f"file://{tmp_path}/{name}")


def test_each_engine_reads_what_the_other_wrote(spark: Engine, duck: Engine, tmp_path: Path) -> None:
    names = "'甲 %/:=?*[1]{}^#', '乙', '07'"
    by = ["地 区=x", "年"]
    duck.write(f"SELECT range AS a, [{names}][range + 1] AS \"地 区=x\", 2024 AS 年 FROM range(3)", tmp_path / "鸭",
               metadata={"谁": "鸭"}, partition_by=by)
    spark.write(f"SELECT id AS a, array({names})[id] AS `地 区=x`, 2024 AS `年` FROM range(3)", tmp_path / "火",
                metadata={"谁": "火"}, partition_by=by)
    expected = [(0, "甲 %/:=?*[1]{}^#", 2024), (1, "乙", 2024), (2, "07", 2024)]
    for folder in ("鸭", "火"):
        for each in (duck, spark):
            assert rows_of(each, tmp_path / folder) == expected
            assert dict(each.open(tmp_path / folder).metadata) == {"谁": folder}
