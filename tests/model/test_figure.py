"""A printed number is the interval of true values that print as it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.intake import read_figure
from hengji.model import UNITS, Figure, round_half_up

WAN = Fraction(10**6)
UNIT = st.one_of(st.none(), st.sampled_from([UNITS["元"], UNITS["万元"], UNITS["%"], UNITS["万件"], UNITS["人"]]))
FIGURES = st.builds(
    lambda digits, places, unit, bound: Figure("", Fraction(digits, 10**places), places, unit, bound),
    st.integers(-10**9, 10**9), st.integers(0, 6), UNIT, st.sampled_from(["exact", "about", "above"]))


@given(FIGURES)
def test_the_interval_contains_the_figure_itself(figure: Figure) -> None:
    low, high = figure.interval
    assert low <= figure.value <= high
    assert figure.agrees(figure.value)


@given(FIGURES)
def test_the_interval_is_one_unit_of_the_last_digit_wide(figure: Figure) -> None:
    low, high = figure.interval
    assert high - low == (figure.unit.scale if figure.unit else 1) / Fraction(10) ** figure.places


@given(st.fractions(-10**6, 10**6), st.integers(0, 4), st.sampled_from(["元", "万元", "%", "人"]))
def test_what_prints_as_a_figure_agrees_with_it(value: Fraction, places: int, unit: str) -> None:
    printed = Fraction(round_half_up(value, places))
    figure = Figure("", printed, places, UNITS[unit])
    assert figure.agrees(value * UNITS[unit].scale)
    beyond = Fraction(51, 100) / 10**places
    assert not figure.agrees((printed + beyond) * UNITS[unit].scale)
    assert not figure.agrees((printed - beyond) * UNITS[unit].scale)


@pytest.mark.parametrize(("text", "low", "high"), [
    ("354.31万元", Fraction("354.305") * WAN, Fraction("354.315") * WAN),
    ("354.310万元", Fraction("354.3095") * WAN, Fraction("354.3105") * WAN),
    ("20人", Fraction("19.5"), Fraction("20.5")),
    ("-5.18%", Fraction("-0.05185"), Fraction("-0.05175")),
    ("11.2万余件", Fraction(112_000), Fraction(113_000)),
    ("3万多元", Fraction(3 * 10**6), Fraction(4 * 10**6)),
    ("约3.5万人", Fraction(34_500), Fraction(35_500)),
    ("1.2亿", Fraction(115_000_000), Fraction(125_000_000)),
])
def test_intervals_of_printed_numbers(text: str, low: Fraction, high: Fraction) -> None:
    assert read_figure(text).interval == (low, high)


def test_more_than_a_negative_number_lies_farther_from_zero() -> None:
    assert read_figure("-3万余元").interval == (-4 * WAN, -3 * WAN)
