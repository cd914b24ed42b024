"""Hengji's scores of workload S beside a hand-written solution's, cell by cell; prints how many differ.

    python benchmarks/batch_cells.py EXACT OTHER

EXACT is the hand-written solution's file; OTHER another one's, or Hengji's file or folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import duckdb

from hengji.frameworks import Framework
from hengji.model import RATE
from hengji.services import show_framework

_FOLDER = Path(__file__).parent / "workload_s"
#: The Yanjin framework as workload S reads it, and which column of the workload holds which of its facts.
FRAMEWORK, COLUMNS = _FOLDER / "framework.yaml", _FOLDER / "columns.yaml"
#: So many rows are compared at once, in about 1 GB.
_AT_ONCE = 500_000
#: Of the split rule B12 the hand-written solutions give the value of each half.
_HALVES = {"b12_basic": "B12_value_1", "b12_proj": "B12_value"}


class Compared(NamedTuple):
    """A column by the hand-written solutions' name and by ours; ``times`` ours gives theirs."""

    theirs: str
    ours: str
    times: int = 1


def compared(framework: Framework) -> list[Compared]:
    """All columns but the department: values (their rates are percentages), scores of each level, total, grade."""
    columns = [Compared("year", "period")]
    for leaf in framework.leaves:
        assert leaf.value is not None
        times = 100 if leaf.value.unit.dimension is RATE else 1
        names = {name: ours for name, ours in _HALVES.items() if ours.startswith(f"{leaf.code}_")}
        names = names or {leaf.code.lower(): f"{leaf.code}_value"}
        columns += [Compared(f"v_{theirs}", ours, times) for theirs, ours in names.items()]
    for node in framework.nodes:
        level = f"l{node.level}" if node.children else "s"
        columns.append(Compared(f"{level}_{node.code.lower()}", f"{node.code}_score"))
    return [*columns, Compared("total", "total"), Compared("grade", "grade")]


def differing(exact: Path, other: Path) -> int:
    """How many cells differ; of a row that only one of them has, all do."""
    columns = compared(show_framework(str(FRAMEWORK)))
    files = f"{other}/**/*.parquet" if other.is_dir() else str(other)
    with duckdb.connect(config={"memory_limit": "2GB", "threads": "2"}) as con:
        con.execute(f"CREATE VIEW exact AS FROM read_parquet('{exact}')")
        con.execute(f"CREATE VIEW raw AS FROM read_parquet('{files}', hive_partitioning = false)")
        names = {name for name, *_ in con.execute("DESCRIBE raw").fetchall()}
        if "entity" in names:
            listed = ", ".join(f'"{c.ours}"{f" * {c.times}" if c.times > 1 else ""} AS {c.theirs}' for c in columns)
            con.execute(f"CREATE VIEW other AS SELECT entity AS dept_id, {listed} FROM raw")
        else:
            con.execute("CREATE VIEW other AS FROM raw")
        differs = " + ".join(f"(a.{c.theirs} IS DISTINCT FROM b.{c.theirs})::BIGINT" for c in columns)
        cells = (f"CASE WHEN a.dept_id IS NULL OR b.dept_id IS NULL THEN {len(columns)} ELSE {differs} END")
        found = 0
        low, high = _ends(con, "exact"), _ends(con, "other")
        for first in range(min(low[0], high[0]), max(low[1], high[1]) + 1, _AT_ONCE):
            a, b = (f"(FROM {name} WHERE dept_id BETWEEN {first} AND {first + _AT_ONCE - 1})"
                    for name in ("exact", "other"))
            (count,), = con.execute(
                f"SELECT coalesce(sum({cells}), 0)::BIGINT FROM {a} a FULL JOIN {b} b USING (dept_id)").fetchall()
            found += count
    return found


def _ends(con: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int]:
    """The first and the last department."""
    (low, high, rows, distinct), = con.execute(
        f"SELECT min(dept_id), max(dept_id), count(*), count(DISTINCT dept_id) FROM {table}").fetchall()
    assert rows == distinct > 0, f"{table}: {rows} rows of {distinct} departments"
    return low, high


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exact", type=Path)
    parser.add_argument("other", type=Path)
    wanted = parser.parse_args()
    print(differing(wanted.exact, wanted.other))


if __name__ == "__main__":
    main()
