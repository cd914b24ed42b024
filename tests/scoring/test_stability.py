"""How steady ranks and grades of a table are: the laws that hold whatever the scores, and what is left out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengji.engines import engine
from hengji.formula import DIALECTS
from hengji.frameworks import Framework, find_framework
from hengji.model import exact, exact_text
from hengji.scoring import Chosen, Shaking, Stability, bearers, read_scores, shake_table, shake_weights
from tests.rankings import write_scores

#: So close to the weights in force that every draw rounds to them.
_STILL = 10**22


def known(name: str = "yanjin-2022") -> Framework:
    framework, _ = find_framework(name)
    assert framework is not None
    return framework


def lines(framework: Framework, seeds: Sequence[int]) -> list[list[object]]:
    """Departments with scores of whole hundredths; thirds of weights and ties among them."""
    found: list[list[object]] = []
    for seed in seeds:
        rng = random.Random(seed)
        scores = [exact(Fraction(rng.choice([rng.randint(0, int(leaf.weight * 100)), int(leaf.weight * 100),
                                             int(leaf.weight * 100) // 3, int(leaf.weight * 50)]), 100))
                  for leaf in framework.leaves]
        total = exact(sum(scores))
        grade = next(g.name for g in framework.grades if total >= Fraction(g.low) * framework.full / 100)
        found.append([f"单位{len(found)}", "2022", *map(exact_text, scores), exact_text(total), grade])
    return found


def shaken(framework: Framework, rows: Sequence[Sequence[object]], path: Path, settings: Shaking) -> Stability:
    columns = ("entity", "period", *(f"{leaf.code}_score" for leaf in framework.leaves), "total", "grade")
    write_scores(path, columns, rows, framework)
    with closing(engine("duckdb")) as working:
        scores, problems = read_scores(working.open(path), str(path), DIALECTS["duckdb"], ())
        assert scores is not None, problems
        return shake_table(working, scores, Chosen("2022"), settings)


quick = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
many = st.lists(st.integers(0, 50), min_size=1, max_size=12)


@quick
@given(many, st.sampled_from([1, 20, 200]))
def test_probabilities_add_up_and_ranks_lie_among_the_departments(tmp_path: Path, seeds: list[int], near: int) -> None:
    found = shaken(known(), lines(known(), seeds), tmp_path / "s.parquet", Shaking(60, concentration=near))
    assert len(found.departments) == len(seeds)
    for each in found.departments:
        assert sum(each.shares) == 1
        assert each.own == each.shares[found.notes.grades.index(each.grade)]
        assert 1 <= each.ranks.low <= each.ranks.high <= len(seeds)
        assert each.ranks.low <= each.ranks.mean + len(seeds)
    totals = [each.total for each in found.departments]
    assert totals == sorted(totals, reverse=True)
    assert [each.ranks.base for each in found.departments] == [1 + sum(t > own for t in totals) for own in totals]


@quick
@given(many, st.sampled_from(["yanjin-2022", "common-2013", "recommended-department"]))
def test_where_weights_stand_still_nothing_moves(tmp_path: Path, seeds: list[int], name: str) -> None:
    """Ties stay ties and a total at a bound keeps its grade, also where scores are thirds of weights."""
    found = shaken(known(name), lines(known(name), seeds), tmp_path / "s.parquet", Shaking(5, concentration=_STILL))
    for each in found.departments:
        assert each.own == 1
        assert (each.ranks.low, each.ranks.mean, each.ranks.high) == (each.ranks.base,) * 3
        assert each.ranks.near == 1


@quick
@given(many, st.randoms(use_true_random=False))
def test_the_order_of_rows_plays_no_part(tmp_path: Path, seeds: list[int], rng: random.Random) -> None:
    rows = lines(known(), seeds)
    mixed = rng.sample(rows, len(rows))
    first, second = (shaken(known(), each, tmp_path / "s.parquet", Shaking(50)) for each in (rows, mixed))
    assert first == second


def test_the_same_as_shaking_the_rates(tmp_path: Path) -> None:
    framework, settings = known(), Shaking(400)
    rows = lines(framework, range(30))
    found = shaken(framework, rows, tmp_path / "s.parquet", settings)
    weights = [Fraction(node.weight) for node in bearers(found.notes)]
    assert sum(weights) == framework.full
    rates = [[Fraction(str(score)) / weight for score, weight in zip(row[2:-2], weights, strict=True)] for row in rows]
    plain = shake_weights(weights, rates, [90, 80, 60], settings=settings)
    by_name = {each.entity: each for each in found.departments}
    for row, grades, ranks in zip(rows, plain.grades, plain.ranks, strict=True):
        each = by_name[str(row[0])]
        assert each.shares == grades
        assert (each.ranks.mean, each.ranks.low, each.ranks.high) == (ranks.mean, ranks.low, ranks.high)


def test_a_grade_below_that_of_its_total_is_never_lifted(tmp_path: Path) -> None:
    framework = known()
    full = [exact_text(leaf.weight) for leaf in framework.leaves]
    rows = [["甲", "2022", *full, "100", "良"], ["乙", "2022", *full, "100", "优"]]
    found = {each.entity: each for each in
             shaken(framework, rows, tmp_path / "s.parquet", Shaking(20)).departments}
    assert (found["甲"].capped, found["甲"].shares) == (True, (0, 1, 0, 0))
    assert (found["乙"].capped, found["乙"].shares) == (False, (1, 0, 0, 0))


@pytest.mark.parametrize(("total", "grade"), [("99", "优"), ("100", "最好"), ("100", None)])
def test_totals_and_grades_that_scores_do_not_give_are_left_out(tmp_path: Path, total: str, grade: str | None) -> None:
    framework = known()
    full = [exact_text(leaf.weight) for leaf in framework.leaves]
    rows: list[list[object]] = [["甲", "2022", *full, total, grade], ["乙", "2022", *full, "100", "优"]]
    found = shaken(framework, rows, tmp_path / "s.parquet", Shaking(5))
    assert (found.rows, found.differing, [each.entity for each in found.departments]) == (2, 1, ["乙"])


def test_one_department_alone_is_always_first(tmp_path: Path) -> None:
    (each,) = shaken(known(), lines(known(), [3]), tmp_path / "s.parquet", Shaking(10)).departments
    assert each.ranks == (1, 1, 1, 1, 1, 1)
