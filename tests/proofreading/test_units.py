"""How much a unit is: behind a number, in the head of a column, in what is told of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hengji.proofreading.number import Kind
from hengji.proofreading.units import kind_of, per_unit
from hengji.proofreading.wording import shown

from .numbers import number


@pytest.mark.parametrize(("kind", "unit", "worth"), [
    (Kind.AMOUNT, "元", 1), (Kind.AMOUNT, "十亿元", 10**9), (Kind.COUNT, "万件", 10**4), (Kind.COUNT, "百户", 100),
    (Kind.COUNT, "千克", 1), (Kind.RATE, "‰", Fraction(1, 1000)), (Kind.POINTS, "个百分点", Fraction(1, 100)),
    (Kind.RATE, "", 1)])
def test_one_of_a_unit_in_the_base_of_its_kind(kind: Kind, unit: str, worth: Fraction | int) -> None:
    assert per_unit(kind, unit) == worth


def test_a_unit_behind_a_number_tells_its_kind() -> None:
    kinds = [kind_of(unit) for unit in ("元", "%", "个百分点", "分", "个工作日", "件", "")]
    assert kinds == [Kind.AMOUNT, Kind.RATE, Kind.POINTS, Kind.SCORE, Kind.DAYS, Kind.COUNT, None]


def test_a_count_in_a_column_of_ten_thousands_is_told_in_its_unit() -> None:
    assert shown(Fraction(135_000), number("12.5", Kind.COUNT, "万件")) == "13.5万件"
