"""Every framework of the library over random departments: the engines give what the exact evaluator gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengji.engines import Engine
from hengji.frameworks import Framework, framework_ids, shipped_framework
from tests.engines.scoring import applicable_rows, scored_otherwise


def shipped(framework_id: str) -> Framework:
    found, problems = shipped_framework(framework_id)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(("gaps", "not_applicable"), [(0, False), (4, False), (15, True)])
@pytest.mark.parametrize("framework_id", framework_ids())
def test_the_library_in_duckdb(duck: Engine, tmp_path: Path, framework_id: str, gaps: int,
                               not_applicable: bool) -> None:
    under = shipped(framework_id)
    rows = applicable_rows(under, 40, gaps + 1, gaps=gaps, not_applicable=not_applicable)
    assert scored_otherwise(under, rows, duck, tmp_path) == []


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize("framework_id", ["yanjin-2022", "jingdezhen-feedback"])
def test_the_library_in_spark(spark: Engine, tmp_path: Path, framework_id: str) -> None:
    under = shipped(framework_id)
    rows = applicable_rows(under, 40, 5, gaps=6)
    assert scored_otherwise(under, rows, spark, tmp_path) == []
