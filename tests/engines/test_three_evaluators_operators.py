"""Every operator over operands that hurt: the engines say what the exact evaluator says, to the last digit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from hengji.engines import Engine
from hengji.formula import OPERATORS, Apply, Calendar, Node, nodes_of, parse, read_formula
from hengji.formula.types import Scope
from hengji.model import Place
from tests.engines import operands
from tests.engines.asking import ask, differences, formula, write_rows
from tests.engines.formulas import BY_OPERATOR

ALL = list(dict.fromkeys(text for texts in BY_OPERATOR.values() for text in texts))
CALENDAR = Calendar()


def trees_of(texts: Iterable[str]) -> dict[str, Node]:
    return {text: formula(text, operands.NAMES) for text in texts}


def random_trees(seed: int, count: int, depth: int, *, large: bool = False) -> dict[str, Node]:
    """Random formulas; those whose quantities do not go together are none."""
    texts = operands.Making(seed, large=large).formulas(count, depth)
    read = {text: read_formula(text, Place("公式"), Scope(operands.NAMES, {}))[0] for text in texts}
    trees = {text: tree for text, tree in read.items() if tree is not None}
    assert len(trees) > 0.9 * count
    return trees


def test_every_operator_is_asked() -> None:
    for name, texts in BY_OPERATOR.items():
        for text in texts:
            tree, _ = parse(text, Place("公式"))
            assert tree is not None
            assert name in {node.operator.name for node in nodes_of(tree) if isinstance(node, Apply)}, text
    assert BY_OPERATOR.keys() == OPERATORS.keys()


@pytest.mark.parametrize("gaps", [0, 12, 60])
def test_every_operator_in_duckdb(duck: Engine, tmp_path: Path, gaps: int) -> None:
    rows, trees = operands.rows(120, gaps, gaps), trees_of(ALL)
    answers = ask(duck, write_rows(rows, operands.NAMES, tmp_path / "行.parquet"), trees, operands.NAMES, CALENDAR)
    assert answers.refused == {}
    assert list(differences(answers, trees, rows, CALENDAR)) == []


@pytest.mark.parametrize(("seed", "depth", "large"), [(1, 2, False), (2, 2, True), (3, 3, False), (4, 3, True),
                                                      (5, 4, False)])
def test_random_formulas_in_duckdb(duck: Engine, tmp_path: Path, seed: int, depth: int, large: bool) -> None:
    rows, trees = operands.rows(50, seed), random_trees(seed, 240 // depth, depth, large=large)
    answers = ask(duck, write_rows(rows, operands.NAMES, tmp_path / "行.parquet"), trees, operands.NAMES, CALENDAR)
    assert list(differences(answers, trees, rows, CALENDAR)) == []
    assert len(answers.refused) <= len(trees) // 6, answers.refused
    assert all("38 位" in reason for reason in answers.refused.values())


@pytest.mark.needs_spark
@pytest.mark.xdist_group("spark")
def test_every_operator_and_random_formulas_in_spark(spark: Engine, tmp_path: Path) -> None:
    rows, trees = operands.rows(60, 7), {**trees_of(ALL), **random_trees(8, 50, 2, large=True)}
    answers = ask(spark, write_rows(rows, operands.NAMES, tmp_path / "行.parquet"), trees, operands.NAMES, CALENDAR)
    assert not answers.refused.keys() & set(ALL)
    assert list(differences(answers, trees, rows, CALENDAR)) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_columns_that_are_empty_throughout(duck: Engine, tmp_path: Path, seed: int) -> None:
    empty = set(operands.NAMES) if seed == 1 else {"乙", "比", "件", "分值", "假", "办", "语"}
    rows = [{**row, **dict.fromkeys(empty)} for row in operands.rows(20, seed, 0)]
    trees = trees_of(ALL)
    answers = ask(duck, write_rows(rows, operands.NAMES, tmp_path / "行.parquet"), trees, operands.NAMES, CALENDAR)
    assert answers.refused == {}
    assert list(differences(answers, trees, rows, CALENDAR)) == []


def test_steps_and_divisors_that_are_never_above_zero(duck: Engine, tmp_path: Path) -> None:
    rows = [{**row, "乙": -100 * n, "微": 0} for n, row in enumerate(operands.rows(20, 3))]
    trees = trees_of(["舍入到(甲, 乙)", "舍入到(甲, 乙) + 丙", "舍入到(率, 微)", "甲 / 乙", "最大(率 / 微, 比)"])
    answers = ask(duck, write_rows(rows, operands.NAMES, tmp_path / "行.parquet"), trees, operands.NAMES, CALENDAR)
    assert answers.refused == {}
    assert list(differences(answers, trees, rows, CALENDAR)) == []
