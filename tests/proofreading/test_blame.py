"""Which of the figures of broken relations is told as the wrong one, and what most likely happened to it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.proofreading.causes import slip
from hengji.proofreading.interval import Interval
from hengji.proofreading.judging import Verdict, judge
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.relation import Relation, of, over, plus
from hengji.proofreading.suspects import Suspect, suspects
from tests.proofreading.numbers import number, rate


def blamed(*relations: Relation) -> list[Suspect]:
    """The suspects of what is broken among ``relations``."""
    return list(suspects(verdict for relation in relations
                         if isinstance(verdict := judge(relation), Verdict)))


def square(values: list[list[int]]) -> tuple[list[list[Number]], list[Relation]]:
    """A table with its last row and column as totals, and what it says of itself."""
    cells = [[number(str(value), Kind.COUNT) for value in row] for row in values]
    rows = [Relation("sum", row[-1], plus(*map(of, row[:-1])), "") for row in cells]
    columns = [Relation("sum", column[-1], plus(*map(of, column[:-1])), "") for column in zip(*cells, strict=True)]
    return cells, rows + columns


@given(st.lists(st.lists(st.integers(10, 9999), min_size=3, max_size=3), min_size=3, max_size=3),
       st.integers(0, 3), st.integers(0, 3), st.integers(1, 5000))
def test_the_cell_where_row_and_column_cross_is_the_wrong_one(parts: list[list[int]], row: int, column: int,
                                                              off: int) -> None:
    values = [[*part, sum(part)] for part in parts]
    values.append([sum(column) for column in zip(*values, strict=True)])
    right = values[row][column]
    values[row][column] += off
    cells, relations = square(values)
    (found,) = blamed(*relations)
    assert found.number is cells[row][column]
    assert found.wanted == Interval.of(right)
    assert len(found.verdicts) == 2


def test_a_total_that_two_tables_confirm_is_not_blamed() -> None:
    total, again = number("300.00"), number("300.00")
    parts = [number("100.00"), number("250.00")]
    (found,) = blamed(Relation("sum", total, plus(*map(of, parts)), ""), Relation("cross-table", again, of(total), ""))
    assert found.number in parts


def test_two_causes_are_two_findings() -> None:
    one = Relation("sum", number("35"), plus(of(number("10")), of(number("20"))), "")
    other = Relation("ratio", rate("60.00%"), over(of(number("1.00")), of(number("2.00"))), "")
    assert len(blamed(one, other)) == 2


def test_digits_in_each_others_place_are_a_slip_of_their_own() -> None:
    area = number("8013", Kind.COUNT)
    (found,) = blamed(Relation("sum", area, plus(of(number("7998", Kind.COUNT)), of(number("105", Kind.COUNT))), ""))
    assert found.number is area
    assert found.cause == "可能是两个数字写颠倒（“0”“1”）"


def test_no_digit_is_blamed_where_figures_of_one_digit_may_be_wrong_as_well() -> None:
    total = number("32.5", Kind.SCORE)
    parts = [number(text, Kind.SCORE) for text in ("5", "8", "9.5", "9")]
    (found,) = blamed(Relation("sum", total, plus(*map(of, parts)), ""))
    assert found.number is not parts[2]


def test_of_a_sum_that_any_of_its_figures_may_have_spoilt_the_total_is_told_and_no_digit() -> None:
    total = number("9300.00")
    (found,) = blamed(Relation("sum", total, plus(of(number("4100.00")), of(number("2200.00"))), ""))
    assert found.number is total
    assert "分不出是哪一个" in found.cause


def test_nothing_broken_nobody_blamed() -> None:
    assert blamed(Relation("sum", number("30"), plus(of(number("10")), of(number("20"))), "")) == []


@pytest.mark.parametrize(("printed", "right", "told"), [
    ("1234.56", "1834.56", "第2位数字写错（2应为8）"), ("1243.56", "1234.56", "两个数字写颠倒（“4”“3”）"),
    ("12334.56", "1234.56", "多写了一个“3”"), ("123.56", "1234.56", "漏写了一个“4”"),
    ("123.456", "1234.56", "小数点错了1位"), ("12.34万元", "0.001234万元", "把元写成了万元")])
def test_a_single_slip_is_named(printed: str, right: str, told: str) -> None:
    wrong, meant = number(printed), number(right)
    assert told in slip(wrong, meant.interval)


def test_what_no_single_slip_explains_has_no_cause() -> None:
    assert slip(number("1234.56"), number("9876.54").interval) == ""
    assert slip(number("7"), Interval.of(Fraction(9))) == ""  # of one digit every other is a slip away
    assert slip(number("1234.56"), Interval(Fraction(1000), Fraction(2000))) == ""  # too wide to tell


def test_a_turned_sign_is_named() -> None:
    assert slip(number("38.60"), number("-38.60").interval) == "可能是正负号写反"
