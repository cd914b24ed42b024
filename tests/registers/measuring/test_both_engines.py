"""Every measure of every shipped register, row for row and sum for sum, is the same on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.engines import Engine
from hengji.registers import Asked, Catalogue, Span

from .asking import answers, queries, tables_of

#: Enough for every reason and empty cell to come up, few enough for Spark to be quick.
_ROWS = 120


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
def test_duckdb_and_spark_agree_on_every_row(shipped: Catalogue, duck: Engine, quick_spark: Engine,
                                               tmp_path: Path) -> None:
    asked = Asked(Span.year(2022))
    given = {}
    for engine in (duck, quick_spark):
        tables = tables_of(shipped, engine, tmp_path, _ROWS)
        given[engine.dialect] = answers(engine, queries(tables, asked))
    differing = [f"{name}\n  DuckDB 多出 {sorted((rows - given['spark'][name]).elements())[:3]}"
                 f"\n  Spark 多出 {sorted((given['spark'][name] - rows).elements())[:3]}"
                 for name, rows in given["duckdb"].items() if rows != given["spark"][name]]
    assert not differing, "\n".join(differing)
    assert sum(rows.total() for rows in given["duckdb"].values()) > 50 * len(shipped.registers)
