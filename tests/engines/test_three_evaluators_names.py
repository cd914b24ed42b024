"""Names that look like SQL, patterns or our own columns, and columns that cannot be told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hengji.engines import Engine
from hengji.scoring.batch import Renamed, score_table
from tests.engines.kinds import leaf
from tests.engines.scoring import applicable_rows, read_table, scored_otherwise
from tests.making import framework

ODD = ["支'出\"额", "预\\算", "钱`包", "费😀用", "C1", "c12", "cc3", "${env:HOME}", "a;b--c", "entity2", "a.b", "_",
       "select", "百分%s"]
UNDER = framework(
    [leaf("A", "deduction", " + ".join(f"[{name}]" for name in ODD),
          {"at_least": "100万元", "per": "1元", "deduct": "1%"}, "50"),
     leaf("B'\"`\\", "target", "上年([支'出\"额]) / 绝对值([C1])",
          {"at_least": "[c12] / [cc3]", "otherwise": "proportional"}, "30"),
     leaf("c9", "split", "", {"parts": [{"name": "甲部", "worth": "50%", "rule": {"kind": "judgement"}},
                                        {"name": "乙部", "worth": "50%", "rule": {"kind": "as_printed"}}]}, "20")],
    [{"name": name, "unit": "元"} for name in ODD], as_printed="是")


def test_odd_names_of_facts_and_indicators(each: Engine, tmp_path: Path) -> None:
    assert scored_otherwise(UNDER, applicable_rows(UNDER, 40, 1, gaps=5), each, tmp_path) == []


def test_columns_named_as_ours_are_left_alone(duck: Engine, tmp_path: Path) -> None:
    under = framework([leaf("A", "proportional", "甲 / 乙", {}, "100")], [{"name": "甲", "unit": "元"},
                                                                        {"name": "乙", "unit": "元"}])
    ours = ", ".join(f"{n} AS {name}{n}" for n in range(1, 40) for name in ("C", "cc"))
    write(tmp_path / "表.parquet", f"SELECT '局' AS entity, 1 AS period, 10.00 AS 甲, 30.00 AS 乙, {ours}")
    assert score_table(under, tmp_path / "表.parquet", tmp_path / "分.parquet", duck) == (1, ())
    assert [str(row["total"]) for row in read_table(tmp_path / "分.parquet")] == ["33.33"]


def test_facts_that_differ_only_in_case_are_refused_until_they_are_told_apart(duck: Engine, tmp_path: Path) -> None:
    under = framework([leaf("A", "proportional", "ab / AB", {}, "100")], [{"name": "ab", "unit": "元"},
                                                                        {"name": "AB", "unit": "元"}])
    write(tmp_path / "表.parquet", "SELECT '局' AS entity, 1 AS period, 10.00 AS ab, 30.00 AS 乙")
    _, problems = score_table(under, tmp_path / "表.parquet", tmp_path / "分.parquet", duck)
    assert [problem.text for problem in problems] == ["“ab”和“AB”只差大小写，一张表里分不开"]
    renamed = {"ab": Renamed("ab"), "AB": Renamed("乙")}
    assert score_table(under, tmp_path / "表.parquet", tmp_path / "分.parquet", duck, renamed) == (1, ())
    assert [str(row["total"]) for row in read_table(tmp_path / "分.parquet")] == ["33.33"]


def test_doubled_columns_are_refused_only_where_they_are_needed(each: Engine, tmp_path: Path) -> None:
    """Beside floats, of which the rows are looked at: Spark reads no row of such a table."""
    under = framework([leaf("A", "proportional", "ab / 乙", {}, "100")], [{"name": "ab", "unit": "元"},
                                                                       {"name": "乙", "unit": "元"}])
    columns: dict[str, list[Any]] = {"entity": ["局"], "period": [1], "ab": [1], "AB": [2], "乙": [1.25]}
    pq.write_table(pa.table(columns), tmp_path / "表.parquet")
    _, problems = score_table(under, tmp_path / "表.parquet", tmp_path / "分.parquet", each)
    assert [problem.text for problem in problems] == ["有 2 列都叫“ab”（不分大小写）"]


def test_doubled_columns_that_nobody_wants_keep_only_spark_from_reading(each: Engine, tmp_path: Path) -> None:
    under = framework([leaf("A", "proportional", "甲", {"target": "3元"}, "100")], [{"name": "甲", "unit": "元"}])
    columns: dict[str, list[Any]] = {"entity": ["局"], "period": [1], "ab": [1], "AB": [2], "甲": [1.0]}
    pq.write_table(pa.table(columns), tmp_path / "表.parquet")
    count, problems = score_table(under, tmp_path / "表.parquet", tmp_path / "分.parquet", each)
    told = ["有 2 列都叫“ab”（不分大小写）"] if each.dialect == "spark" else []
    assert (count, [problem.text for problem in problems]) == (0 if told else 1, told)


def write(path: Path, select: str) -> None:
    with duckdb.connect() as con:
        con.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
