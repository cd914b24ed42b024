"""Columns as wide as tables allow: scored exactly, or refused with the indicator, the part of its formula and why."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengji.engines import Engine
from hengji.frameworks import Framework
from hengji.model import COUNT, DATE, MONEY, TEXT, TRUTH, Unit, Value, decimal_text
from hengji.scoring.batch import score_table, wanted_columns
from tests.batches import Row, differences, expected, random_rows
from tests.engines.kinds import BY_KIND, FACTS, leaf
from tests.engines.scoring import read_table
from tests.making import framework

ALL = [(kind, *rule) for kind, rules in BY_KIND.items() for rule in rules]
TYPES = {MONEY: pa.decimal128(38, 2), COUNT: pa.int64(), TRUTH: pa.bool_(), DATE: pa.date32(), TEXT: pa.string()}


def wide_rows(under: Framework, digits: int) -> list[Row]:
    """Rows whose amounts and rates have up to so many digits before the point, judged points apart."""
    rng = random.Random(digits)
    rows = random_rows(under, 8, digits, gaps=5)
    wanted = wanted_columns(under)
    for row in rows:
        for name, column in wanted.items():
            if row.get(name) is not None and column.most is None and not isinstance(row[name], bool | str | date):
                most = 10 ** (18 if column.unit.dimension is COUNT else digits)
                row[name] = rng.choice([0, 1, most, -most, rng.randint(-most, most), rng.randint(0, 10**6)])
    return rows


def write_wide(under: Framework, rows: Sequence[Row], path: Path) -> None:
    columns = {"entity": pa.array([row["entity"] for row in rows]), "period": pa.array([row["period"] for row in rows])}
    for name, column in wanted_columns(under).items():
        if column.required or any(name in row for row in rows):
            kind = TYPES.get(column.unit.dimension, pa.decimal128(38, 2 if column.most is not None else 1))
            columns[name] = pa.array([_cell(row.get(name), column.unit) for row in rows], kind)
    pq.write_table(pa.table(columns), path)


def _cell(value: Value | None, unit: Unit) -> Any:
    if value is None or isinstance(value, bool | str | date) or unit.dimension is COUNT:
        return value
    return Decimal(decimal_text(Fraction(value) / (100 if unit.dimension is MONEY else 1), 2))


@pytest.mark.parametrize(("digits", "rounding", "most"), [(15, "leaf", 1), (22, "total", 8), (33, "leaf", 20)])
def test_wide_columns_are_exact_or_refused(duck: Engine, tmp_path: Path, digits: int, rounding: str, most: int) -> None:
    refused = 0
    for rule in ALL[digits % 2::2]:
        under = framework([leaf("A", *rule, "60"), leaf("B", *rule, "40")], FACTS, as_printed="是", rounding=rounding)
        rows = wide_rows(under, digits)
        write_wide(under, rows, tmp_path / "表.parquet")
        count, problems = score_table(under, tmp_path / "表.parquet", tmp_path / "分.parquet", duck)
        if problems:
            refused += 1
            assert all(problem.place.document == "体系" for problem in problems)
            assert {problem.text.split("不能成批计算：")[0] for problem in problems} <= {"A 指标A", "B 指标B", "总分"}
            assert all("位" in problem.text and "四舍五入" in problem.suggestion for problem in problems)
        else:
            assert count == len(rows)
            assert differences(read_table(tmp_path / "分.parquet"), [expected(under, row) for row in rows]) == [], rule
    assert refused <= most, refused


def test_a_refusal_names_the_indicator_the_part_and_the_reason(duck: Engine, tmp_path: Path) -> None:
    under = framework([leaf("A", "proportional", "支出 / (支出 + 预算) * (支出 / 预算)", {}, "100")], FACTS[:2])
    rows: list[Row] = [{"entity": "局", "period": "2025", "支出": 10**30, "预算": 7 * 10**30}]
    write_wide(under, rows, tmp_path / "表.parquet")
    _, problems = score_table(under, tmp_path / "表.parquet", tmp_path / "分.parquet", duck)
    (problem,) = problems
    assert problem.place.document == "体系"
    assert problem.text == ("A 指标A不能成批计算：算“支出 ÷ 支出 + 预算 × 支出 ÷ 预算”时，按各列数据的范围，"
                            "中间结果可能超过 38 位数，引擎不能保证精确")
