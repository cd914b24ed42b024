"""The catalogue that is shipped, and both engines."""

from __future__ import annotations

import pytest

from hengji.engines import Engine
from hengji.registers import Catalogue, catalogue
from hengji.telling import problem_told
from tests.engines.conftest import _spark_work, duck, spark

__all__ = ["_spark_work", "duck", "quick_spark", "shipped", "spark"]


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    found, problems = catalogue()
    assert not problems, "\n".join(map(problem_told, problems))
    return found


@pytest.fixture
def quick_spark(spark: Engine) -> Engine:
    """Spark for many small queries: interpreted, since compiling each would take longer than running it."""
    session = spark._session  # type: ignore[attr-defined]
    for name, value in {"spark.sql.shuffle.partitions": "1", "spark.sql.adaptive.enabled": "false",
                        "spark.sql.codegen.wholeStage": "false",
                        "spark.sql.codegen.factoryMode": "NO_CODEGEN"}.items():
        session.conf.set(name, value)
    return spark
