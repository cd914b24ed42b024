"""Values quoted by name: which is meant, in which unit, and what is said of one that is not there."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from hengji.model import MONEY, Missing
from hengji.scoring import Quotables, score_case
from tests.cases.filling import ROOT, loaded


def of(path: Path) -> Quotables:
    case = loaded(path)
    return Quotables(score_case(*case), case.framework)


YANJIN = of(ROOT / "examples/yanjin-2022")
EVERYTHING = of(ROOT / "tests/services/everything")


@pytest.mark.parametrize(("name", "value"), [
    ("年初预算数", 354_310_000), ("上年:累计结转结余资金总额", 1_021_360_000), ("总分", 86),
    ("满分", 100), ("总得分率", Fraction(43, 50)), ("等级", "良"), ("年度", "2022"), ("上年度", "2021"),
    ("单位简称", "延津县政务大数据局"), ("机关行政编制", 8), ("在职人员控制率", Fraction(20, 21)), ("得分:B", 22),
    ("分值:B11", 2), ("得分率:B", Fraction(22, 25)), ("得分：B6", 1)])
def test_names_of_a_real_case(name: str, value: object) -> None:
    assert YANJIN[name].value == value


def test_what_every_case_has_stands_before_a_figure_of_the_same_name() -> None:
    assert "总分" in {check.name for check in YANJIN.card.figures}
    assert YANJIN["总分"].value == YANJIN.card.total


def test_sums_over_units_and_derived_facts_have_values() -> None:
    assert EVERYTHING["支出数"].value == 135_000_000
    assert EVERYTHING["支出数"].unit.dimension is MONEY
    assert EVERYTHING["达标单位"].value == 1
    assert EVERYTHING["指标值:A1"].value == Fraction(27, 29)


@pytest.mark.parametrize("name", ["没有", "上年:年初预算数", "得分:Z9", "指标值:A11", "上年:没有"])
def test_what_is_not_there_is_missing_under_its_name(name: str) -> None:
    found = YANJIN[name]
    assert isinstance(found.value, Missing)
    assert found.value.names == (name,)


def test_scores_that_are_not_there_are_missing() -> None:
    heads = of(ROOT / "examples/jingdezhen-2023")
    assert isinstance(heads["得分:A1"].value, Missing)
    assert isinstance(heads["分值:A1"].value, Missing)
    assert heads["总分"].value == Fraction(8147, 100)


def test_all_values_are_there_and_each_name_once() -> None:
    found = list(YANJIN.all())
    assert len({quotable.name for quotable in found}) == len(found)
    assert not any(isinstance(quotable.value, Missing) for quotable in found)
    assert {"年初预算数", "上年:累计结转结余资金总额", "得分:B11", "一网通办办结率", "总分"} <= {q.name for q in found}
