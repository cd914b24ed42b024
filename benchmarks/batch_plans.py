"""How long it takes to check a table and compile the plan, for every framework of the library.

    python benchmarks/batch_plans.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb

from hengji.frameworks import Framework
from hengji.model import DATE, MONEY, TEXT, TRUTH
from hengji.scoring import prepare
from hengji.scoring.batch import Wanted, wanted_columns
from hengji.services import list_frameworks
from hengji.services.score_batch import working_engine

_ROWS = 1_000


def small_table(framework: Framework, path: Path) -> None:
    """A table of a thousand made-up departments."""
    columns = [f'{_numbers(wanted)} AS "{wanted.name}"' for wanted in wanted_columns(framework).values()
               if wanted.required and wanted.unit.dimension is not TEXT]
    with duckdb.connect() as con:
        con.execute(f"COPY (SELECT n AS entity, 2022 AS period, {', '.join(columns)} FROM range({_ROWS}) t(n))"
                    f" TO '{path}' (FORMAT parquet)")


def _numbers(wanted: Wanted) -> str:
    """SQL that makes something of ``n`` that fits the column; some of it is empty."""
    most = 97 if wanted.most is None else int(wanted.most)
    some = f"CASE WHEN n % 50 > 0 THEN n % {most + 1} END"
    if wanted.unit.dimension is TRUTH:
        return "n % 7 > 0"
    if wanted.unit.dimension is DATE:
        return "DATE '2022-01-01' + (n % 300)::INT"
    kind = "DECIMAL(18,2)" if wanted.unit.dimension is MONEY or wanted.most is not None else "BIGINT"
    return f"CAST({some} AS {kind})"


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for framework in list_frameworks():
            facts, times = Path(scratch) / f"{framework.id}.parquet", []
            small_table(framework, facts)
            with working_engine("duckdb", str(facts)) as engine:
                for _ in range(5):
                    start = perf_counter()
                    batch, problems = prepare(framework, facts, engine)
                    times.append(perf_counter() - start)
                    assert batch is not None, (framework.id, problems)
            print(json.dumps({"framework": framework.id, "leaves": len(framework.leaves), "seconds": median(times)}))


if __name__ == "__main__":
    main()
