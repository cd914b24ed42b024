"""Tables of departments scored by an engine, beside what the exact evaluator gives them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from hengji.engines import Engine
from hengji.frameworks import Framework
from hengji.scoring.batch import NOT_APPLICABLE, score_table
from hengji.scoring.weights import weights_in_force
from tests.batches import Row, differences, expected, random_rows, write_facts


def scored_otherwise(under: Framework, rows: Sequence[Row], engine: Engine, folder: Path) -> list[str]:
    """Every cell that the engine gives otherwise than the evaluator."""
    facts, scores = write_facts(under, rows, folder / "事实.parquet"), folder / f"得分-{engine.dialect}.parquet"
    count, problems = score_table(under, facts, scores, engine)
    assert (count, problems) == (len(rows), ())
    found = {row["entity"]: row for row in read_table(scores)}
    return differences([found[row["entity"]] for row in rows], [expected(under, row) for row in rows])


def read_table(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file or of a folder of them."""
    with duckdb.connect() as con:
        result = con.execute("SELECT * FROM read_parquet(?)", [str(path / "*.parquet" if path.is_dir() else path)])
        names = [name for name, *_ in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def applicable_rows(under: Framework, count: int, seed: int, *, gaps: int, not_applicable: bool = True) -> list[Row]:
    """Random rows in which something is left to score."""
    rows = random_rows(under, count, seed, gaps=gaps, not_applicable=not_applicable)
    return [row for row in rows if _something_left(under, [
        name.removesuffix(NOT_APPLICABLE) for name, value in row.items() if name.endswith(NOT_APPLICABLE) and value])]


def _something_left(under: Framework, codes: Sequence[str]) -> bool:
    excluded = {below.code for code in codes for below in under.by_code[code].walk()}
    weights = weights_in_force(under, codes)
    return any(weights[leaf.code] if leaf.weighted else leaf.code not in excluded for leaf in under.leaves)
