"""Small tables of scores for tests: typed in by hand, written as batches write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from hengji.engines import engine
from hengji.frameworks import Framework
from hengji.scoring.batch.notes import noted

#: What a cell may be typed as, by how the column's name ends.
_TYPES = {"_score": "DECIMAL(9,2)", "total": "DECIMAL(9,2)", "_value": "DECIMAL(38,10)"}


def write_scores(path: Path, columns: Sequence[str], rows: Sequence[Sequence[object]],
                 framework: Framework | None = None, types: Mapping[str, str] | None = None) -> Path:
    """``rows`` under ``columns``; scores and totals as decimals, truths as such, everything else as text."""
    kinds = [(types or {}).get(name) or next((kind for end, kind in _TYPES.items() if name.endswith(end)), "VARCHAR")
             for name in columns]
    lines = rows or [[None] * len(columns)]
    values = ", ".join("(" + ", ".join(_cell(value, kind) for value, kind in zip(row, kinds, strict=True)) + ")"
                       for row in lines)
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f"SELECT * FROM (VALUES {values}) AS t({names})" + ("" if rows else " LIMIT 0")
    with closing(engine("duckdb")) as working:
        working.write(sql, path, metadata=noted(framework) if framework else {})
    return path


def _cell(value: object, kind: str) -> str:
    text = "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"
    return f"CAST({text} AS {kind})"


def plain_quantile(totals: Sequence[Any], percent: int) -> Any:
    """The quantile as a person computes it from the sorted list."""
    ordered = sorted(totals)
    place = (len(ordered) - 1) * percent
    low, rest = divmod(place, 100)
    return ordered[low] if not rest else ordered[low] + (ordered[low + 1] - ordered[low]) * rest / 100
