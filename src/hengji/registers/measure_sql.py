"""A measure's query as it is shown (度量的 SQL): without period or groups, in DuckDB's words."""

from __future__ import annotations

from .asked import Asked
from .catalogue import Catalogue
from .measure import Measure
from .queries import Source, plan


def measure_query(measure: Measure, known: Catalogue) -> str:
    """The query that ``measure`` becomes; the views that it reads stand under their names."""
    source = Source(known.registers[measure.register], known.checked[measure.register, measure.id].columns, Asked())
    return plan((measure,), source, "duckdb", split=bool(measure.split)).sql
