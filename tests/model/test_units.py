"""Dimensions and units: what a product measures, and what a unit is worth."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.model import (
    COUNT,
    DATE,
    DAYS,
    MONEY,
    PLAIN,
    RATE,
    SCORE,
    TEXT,
    TRUTH,
    UNITS,
    WORKING_DAYS,
    Dimension,
    product,
    standard_unit,
)

BASES = (MONEY, COUNT, DAYS, WORKING_DAYS, SCORE)
MEASURABLE = st.sampled_from((*BASES, RATE))


def chain(factors: list[tuple[Dimension, int]]) -> Dimension:
    result = RATE
    for factor, sign in factors:
        result = product(result, factor, sign)
    return result


COMPOUND = st.lists(st.tuples(st.sampled_from(BASES), st.sampled_from((1, -1))), max_size=5).map(chain)


@given(COMPOUND, COMPOUND)
def test_a_product_does_not_ask_for_the_order(a: Dimension, b: Dimension) -> None:
    assert product(a, b) == product(b, a)


@given(COMPOUND, COMPOUND)
def test_dividing_undoes_multiplying(a: Dimension, b: Dimension) -> None:
    assert product(product(a, b), b, -1) == product(a, RATE)


@given(COMPOUND)
def test_like_divided_by_like_is_a_rate(a: Dimension) -> None:
    assert product(a, a, -1) is RATE


@given(MEASURABLE)
def test_a_rate_changes_no_dimension(a: Dimension) -> None:
    assert product(a, RATE) is a
    assert product(RATE, a) is a
    assert product(a, RATE, -1) is a


@given(COMPOUND)
def test_every_dimension_has_a_unit_of_its_own(a: Dimension) -> None:
    assert standard_unit(a).dimension == a


@pytest.mark.parametrize(("a", "b", "sign", "name", "term"), [
    (MONEY, COUNT, -1, "yuan/count", "金额每数量"),
    (COUNT, MONEY, 1, "count·yuan", "数量·金额"),
    (RATE, COUNT, -1, "1/count", "1每数量"),
    (MONEY, MONEY, 1, "yuan^2", "金额^2"),
    (MONEY, COUNT, 1, "count·yuan", "数量·金额"),
])
def test_compound_dimensions_have_names(a: Dimension, b: Dimension, sign: int, name: str, term: str) -> None:
    dimension = product(a, b, sign)
    assert (dimension.name, dimension.term) == (name, term)


@pytest.mark.parametrize("dimension", [TRUTH, DATE, TEXT], ids=lambda dimension: dimension.name)
def test_what_is_not_measured_is_not_calculated_with(dimension: Dimension) -> None:
    assert not dimension.measurable
    assert standard_unit(dimension).dimension is dimension


@pytest.mark.parametrize("dimension", [*BASES, RATE, PLAIN], ids=lambda dimension: dimension.name)
def test_what_is_measured_is_calculated_with(dimension: Dimension) -> None:
    assert dimension.measurable


@pytest.mark.parametrize(("name", "dimension", "scale"), [
    ("元", MONEY, 10**2), ("千元", MONEY, 10**5), ("万元", MONEY, 10**6), ("百万元", MONEY, 10**8),
    ("亿元", MONEY, 10**10), ("%", RATE, Fraction(1, 100)), ("‰", RATE, Fraction(1, 1000)), ("倍", RATE, 1),
    ("人", COUNT, 1), ("万件", COUNT, 10**4), ("亿次", COUNT, 10**8), ("天", DAYS, 1), ("日", DAYS, 1),
    ("个工作日", WORKING_DAYS, 1), ("工作日", WORKING_DAYS, 1), ("分", SCORE, 1),
    ("是否", TRUTH, 1), ("日期", DATE, 1), ("文字", TEXT, 1),
])
def test_units_of_the_field(name: str, dimension: Dimension, scale: int | Fraction) -> None:
    unit = UNITS[name]
    assert (unit.dimension, unit.scale, str(unit)) == (dimension, scale, name)


def test_json_words_of_the_dimensions_are_those_promised_to_others() -> None:
    named = {unit.dimension.name for unit in UNITS.values()}
    assert named == {"yuan", "rate", "count", "days", "working_days", "score", "truth", "date", "text"}
