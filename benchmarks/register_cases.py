"""The cases of workload E as the store keeps them: one import a month. ``python benchmarks/register_cases.py N DIR``.

They are made of the rows that the hand-written solutions' own program made in ``data/e_N``, in the types of the
register ``bench-cases``; every tenth case has its clock stopped for some days.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

_SQL = """
    SELECT case_id::BIGINT AS case_id, department, channel, accepted_at, promised_days::BIGINT AS promised_days,
      finished_at, CASE WHEN case_id % 10 = 0 THEN accepted_at + INTERVAL 1 DAY END AS stopped_from,
      CASE WHEN case_id % 10 = 0 THEN accepted_at + INTERVAL 4 DAY END AS stopped_to, rating::BIGINT AS rating
    FROM read_parquet('{source}/*.parquet', hive_partitioning = false)"""


def main(rows: str, folder: Path) -> None:
    with duckdb.connect() as con:
        con.execute("SET threads = 2; SET memory_limit = '2600MB'; SET preserve_insertion_order = false")
        for number, month in enumerate(sorted(Path(f"data/e_{rows}").glob("month=*")), 1):
            part = folder / "bench-cases" / f"_import={number:02}" / "part-0.parquet"
            part.parent.mkdir(parents=True)
            con.execute(f"COPY ({_SQL.format(source=month)}) TO '{part}' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
