"""What the functions of recipes mean: plain arithmetic, the same everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.engines import Engine, engine
from hengji.registers.generator.expressions import Chance

PRIME = 2_147_483_647


def chance(seed: int = 1, size: int = 100, share: Fraction = Fraction(1)) -> Chance:
    return Chance(seed, size, share, {"colours": ("红", "绿", "", "it's")})


@pytest.fixture(scope="module")
def duck() -> Iterator[Engine]:
    with closing(engine("duckdb")) as running:
        yield running


def values(duck: Engine, expression: str, rows: int = 100, **of: Any) -> list[Any]:
    sql = f"SELECT {chance(**{'size': rows, **of}).written(expression)} FROM (SELECT range AS i, range AS j, 0 AS k"
    return [row[0] for row in duck.rows(f"{sql} FROM range({rows}))")]


def test_dice_are_the_arithmetic_that_python_does_too(duck: Engine) -> None:
    def number(what: str) -> int:
        digest = hashlib.sha256(f"7/channel/{what}".encode()).digest()
        return 10_000 + int.from_bytes(digest[:8], "big") % (PRIME - 10_000)

    a, b, c = map(number, "abc")
    once = [(i % PRIME * a + b) % PRIME for i in range(50)]
    assert values(duck, "dice(channel)", 50, seed=7) == [(x ^ x >> 15) * c % PRIME for x in once]


def test_dice_of_the_same_word_and_row_agree_and_others_do_not(duck: Engine) -> None:
    assert values(duck, "dice(a, j * 2)", 3) == values(duck, "dice(a)", 5)[::2]
    assert values(duck, "dice(a)") != values(duck, "dice(b)")
    assert values(duck, "dice(a)") != values(duck, "dice(a)", seed=2)


def test_dice_spread_evenly(duck: Engine) -> None:
    found = values(duck, "dice(a) % 10", 20_000)
    assert all(1850 < found.count(n) < 2150 for n in range(10))


@given(st.integers(1, 400), st.integers(0, 10**6))
def test_a_lot_gives_every_number_once(size: int, seed: int) -> None:
    expression = Chance(seed, size, Fraction(1), {}).written("lot(place)")
    inside = expression.removeprefix("(").removesuffix(")")
    assert sorted(eval(inside, {"j": j, "k": 3}) for j in range(size)) == list(range(size))


def test_a_part_of_a_county_has_a_part_of_the_rows() -> None:
    assert chance(share=Fraction(1, 100)).written("j < scaled(80331)") == "j < (803)"


def test_picks_leave_out_what_is_empty_and_keep_quotes(duck: Engine) -> None:
    assert values(duck, "pick(colours, j)", 6) == ["红", "绿", None, "it's", "红", "绿"]


def test_brackets_and_commas_in_texts_and_lists_are_theirs(duck: Engine) -> None:
    assert values(duck, "later(DATE '2022-01-01', [1, 2][1 + CAST(j AS INTEGER)]) || '),('", 1) == ["2022-01-02),("]


def test_days_of_the_year(duck: Engine) -> None:
    assert chance().written("workdays() - 1") == "(249) - 1"
    assert values(duck, "workday(j)", 2) == [date(2022, 1, 4), date(2022, 1, 5)]
    assert values(duck, "restday(j)", 4) == [None, None, None, date(2022, 1, 8)]
    assert values(duck, "worked_before(j)", 13)[::12] == [0, 249]


def test_other_functions_stay_as_they_are() -> None:
    assert chance().written("coalesce(code(j, 2), '')") == "coalesce((lpad(CAST(j AS VARCHAR), 2, '0')), '')"
