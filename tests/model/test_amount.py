"""Exact amounts: one way of rounding, and texts that lose nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.model import decimal_text, exact, exact_text, round_half_up, round_to_multiple

PLACES = st.integers(0, 8)
DECIMALS = st.decimals(min_value=-10**9, max_value=10**9, places=6, allow_nan=False)
FRACTIONS = st.fractions(min_value=-10**6, max_value=10**6, max_denominator=10**6)
STEPS = st.fractions(min_value=Fraction(1, 10**4), max_value=10**4, max_denominator=10**4)
HALF = Fraction(1, 2)


def half_up(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@given(DECIMALS, PLACES)
def test_rounding_equals_that_of_decimal_half_up(value: Decimal, places: int) -> None:
    assert round_half_up(Fraction(value), places) == Fraction(half_up(value, places))


@given(st.integers(-10**6, 10**6), PLACES)
def test_ties_go_away_from_zero(whole: int, places: int) -> None:
    tie = (whole + HALF) / 10**places
    away = whole + 1 if whole >= 0 else whole
    assert round_half_up(tie, places) == Fraction(away, 10**places)


@given(FRACTIONS, PLACES)
def test_rounded_value_is_the_nearest_with_that_many_decimals(value: Fraction, places: int) -> None:
    rounded = round_half_up(value, places)
    assert (rounded * 10**places).denominator == 1
    assert abs(rounded - value) <= HALF / 10**places


@given(FRACTIONS, PLACES)
def test_rounding_twice_changes_nothing_and_the_sign_does_not_matter(value: Fraction, places: int) -> None:
    rounded = round_half_up(value, places)
    assert round_half_up(rounded, places) == rounded
    assert round_half_up(-value, places) == -rounded


@given(FRACTIONS, PLACES)
def test_rounding_to_a_power_of_ten_is_rounding_to_decimals(value: Fraction, places: int) -> None:
    assert round_to_multiple(value, Fraction(1, 10**places)) == round_half_up(value, places)


@given(FRACTIONS, STEPS)
def test_rounding_to_a_multiple_gives_the_nearest_one(value: Fraction, step: Fraction) -> None:
    rounded = round_to_multiple(value, step)
    assert (Fraction(rounded) / step).denominator == 1
    assert abs(rounded - value) <= step / 2


@given(st.integers(-10**6, 10**6), STEPS)
def test_multiples_are_their_own_rounding_and_ties_go_away_from_zero(times: int, step: Fraction) -> None:
    assert round_to_multiple(times * step, step) == times * step
    away = times + 1 if times >= 0 else times
    assert round_to_multiple((times + HALF) * step, step) == away * step


@given(st.one_of(st.integers(), FRACTIONS))
def test_whole_values_are_int_after_every_operation(value: int | Fraction) -> None:
    for result in (exact(value), round_half_up(value, 2), round_to_multiple(value, Fraction(1, 4))):
        assert isinstance(result, int) or result.denominator > 1


@given(DECIMALS, PLACES)
def test_decimal_text_is_that_of_decimal_without_negative_zero(value: Decimal, places: int) -> None:
    rounded = half_up(value, places)
    assert decimal_text(Fraction(value), places) == f"{rounded if rounded else abs(rounded):f}"


@given(st.one_of(st.integers(), FRACTIONS))
def test_exact_text_loses_nothing(value: int | Fraction) -> None:
    assert Fraction(exact_text(exact(value))) == value


@pytest.mark.parametrize(("value", "places", "text"), [
    (86, 2, "86.00"), (86, 0, "86"), (Fraction(1, 3), 2, "0.33"), (Fraction(2, 3), 0, "1"),
    (Fraction(1005, 1000), 2, "1.01"), (Fraction(-1005, 1000), 2, "-1.01"), (Fraction(-1, 1000), 2, "0.00"),
    (Fraction(999, 1000), 2, "1.00"), (Fraction(1, 200), 2, "0.01"), (Fraction(-1835, 35431) * 100, 2, "-5.18"),
    (0, 3, "0.000"), (-7, 1, "-7.0"),
])
def test_decimal_text(value: int | Fraction, places: int, text: str) -> None:
    assert decimal_text(value, places) == text


@pytest.mark.parametrize(("value", "text"), [
    (12, "12"), (Fraction(13, 20), "0.65"), (Fraction(1, 8), "0.125"), (Fraction(-1835, 35431), "-1835/35431"),
    (Fraction(-1, 2), "-0.5"), (Fraction(1, 3), "1/3"), (Fraction(1, 10**10), "0.0000000001"), (0, "0"),
])
def test_exact_text_ends_where_the_decimal_ends(value: int | Fraction, text: str) -> None:
    assert exact_text(value) == text
