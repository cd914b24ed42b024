"""Rules of every kind in frameworks of every make: the engines give what the exact evaluator gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengji.engines import Engine
from hengji.frameworks.kinds import KINDS
from hengji.scoring.batch import prepare
from tests.batches import write_facts
from tests.engines.kinds import BY_KIND, FACTS, leaf, packed
from tests.engines.scoring import applicable_rows, scored_otherwise
from tests.making import framework

ALL = [(kind, *rule) for kind, rules in BY_KIND.items() for rule in rules]
#: Those that go together in one framework of 120 points.
SHELVES = [ALL[:24], ALL[24:]]


def test_every_kind_is_asked() -> None:
    assert BY_KIND.keys() == KINDS.keys()


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: f"{rule[0]}-{rule[1]}")
def test_each_rule_alone(duck: Engine, tmp_path: Path, rule: tuple[str, str, dict[str, Any]]) -> None:
    under = framework([leaf("A", *rule, "100")], FACTS, as_printed="是")
    assert scored_otherwise(under, applicable_rows(under, 60, 3, gaps=8, not_applicable=False), duck, tmp_path) == []


@pytest.mark.parametrize(("levels", "places", "redistribution"), [(2, 2, "siblings"), (4, 3, "all"), (3, 0, "all"),
                                                                  (4, 1, "siblings"), (2, 4, "siblings")])
@pytest.mark.parametrize("shelf", [0, 1])
def test_together_with_weights_that_move(duck: Engine, tmp_path: Path, shelf: int, levels: int, places: int,
                                         redistribution: str) -> None:
    under = packed(SHELVES[shelf], levels=levels, places=places, vetoes=2, redistribution=redistribution)
    assert scored_otherwise(under, applicable_rows(under, 40, levels, gaps=3), duck, tmp_path) == []


frameworks = st.builds(
    packed, st.lists(st.sampled_from(ALL), min_size=1, max_size=8), levels=st.integers(2, 4),
    full=st.sampled_from([100, 120]), places=st.integers(0, 4), vetoes=st.integers(0, 2),
    rounding=st.sampled_from(["leaf", "total"]), redistribution=st.sampled_from(["siblings", "all"]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frameworks, st.integers(0, 10**6), st.sampled_from([0, 5, 30]), st.booleans())
def test_frameworks_as_they_come(duck: Engine, tmp_path: Path, under: Any, seed: int, gaps: int, moved: bool) -> None:
    rows = applicable_rows(under, 12, seed, gaps=gaps, not_applicable=moved)
    batch, problems = prepare(under, write_facts(under, rows, tmp_path / "事实.parquet"), duck)
    if batch is None:  # sums of many different fractions may have no room
        assert under.rounding == "total"
        assert all("可能超过 38 位数" in problem.text for problem in problems), problems
    else:
        assert scored_otherwise(under, rows, duck, tmp_path) == []


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize("shelf", [0, 1])
def test_every_kind_in_spark(spark: Engine, tmp_path: Path, shelf: int) -> None:
    under = packed(SHELVES[shelf], levels=4, places=3, vetoes=2, redistribution="all")
    assert scored_otherwise(under, applicable_rows(under, 30, 9, gaps=4), spark, tmp_path) == []
