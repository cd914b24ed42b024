"""Both engines for every test that says ``each``; Spark is started once, in the one worker that has its group."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hengji.engines import Engine, engine

SPARK = pytest.param("spark", marks=[pytest.mark.needs_spark, pytest.mark.xdist_group("spark")])


@pytest.fixture(params=["duckdb", SPARK])
def each(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "spark":
        request.getfixturevalue("_spark_work")
    started = engine(request.param)
    yield started
    started.close()


@pytest.fixture
def spark(_spark_work: None) -> Iterator[Engine]:
    started = engine("spark")
    yield started
    started.close()


@pytest.fixture
def duck() -> Iterator[Engine]:
    started = engine("duckdb")
    yield started
    started.close()


@pytest.fixture(scope="session")
def _spark_work() -> Iterator[None]:
    """Spark's own workers log into the folder of the installed package; what they leave there goes."""
    import pyspark
    work = Path(pyspark.__file__).parent / "work"
    before = set(work.iterdir()) if work.is_dir() else set()
    yield
    for folder in set(work.iterdir()) - before if work.is_dir() else ():
        shutil.rmtree(folder, ignore_errors=True)
