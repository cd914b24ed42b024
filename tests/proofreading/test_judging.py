"""Whether a relation holds: rounding is never an error, a wrong figure always is, and it can be solved for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hengji.model import decimal_text, exact
from hengji.proofreading.judging import Outcome, believed, judge, required
from hengji.proofreading.number import Kind
from hengji.proofreading.relation import Relation, Rival, Strength, Term, constant, minus, of, over, plus
from tests.proofreading.numbers import number, rate

AMOUNTS = st.integers(1, 10**9).map(lambda fen: Fraction(fen, 100))


def printed(value: Fraction, places: int = 2) -> str:
    return decimal_text(exact(value), places)


def outcome(relation: Relation) -> Outcome:
    verdict = judge(relation)
    assert verdict is not None
    return verdict.outcome


@given(st.lists(st.integers(0, 10**8), min_size=2, max_size=30))
def test_rounded_parts_of_a_rounded_total_are_no_error(yuan: list[int]) -> None:
    parts = [number(printed(Fraction(each, 10_000)) + "万元") for each in yuan]
    total = number(printed(Fraction(sum(yuan), 10_000)) + "万元")
    found = judge(Relation("sum", total, plus(*map(of, parts)), ""))
    assert found is None or found.outcome is not Outcome.BROKEN  # None: a tree whose levels add up each


@given(AMOUNTS, AMOUNTS, st.integers(0, 4))
def test_a_rounded_rate_of_rounded_amounts_is_no_error(a: Fraction, b: Fraction, places: int) -> None:
    percent = number(printed(a / b * 100, places) + "%", Kind.RATE)
    relation = Relation("ratio", percent, over(of(number(printed(a))), of(number(printed(b)))), "")
    assert outcome(relation) is not Outcome.BROKEN


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=5), st.integers(1, 10**7))
def test_whole_counts_must_add_up_exactly(counts: list[int], off: int) -> None:
    parts = [number(str(each), Kind.COUNT) for each in counts]
    total = number(str(sum(counts) + off), Kind.COUNT)
    assert outcome(Relation("sum", total, plus(*map(of, parts)), "")) is Outcome.BROKEN


@pytest.mark.parametrize(("total", "expected"), [
    ("300.00", Outcome.AGREES), ("300.01", Outcome.TAIL), ("300.02", Outcome.BROKEN), ("301.00", Outcome.BROKEN)])
def test_a_tail_is_what_rounding_explains(total: str, expected: Outcome) -> None:
    assert outcome(Relation("sum", number(total), plus(of(number("100.00")), of(number("200.00"))), "")) is expected


def test_digits_cut_off_or_always_rounded_up_are_a_tail() -> None:
    ratio = over(of(number("20000.00")), of(number("30000.00")))
    assert outcome(Relation("ratio", rate("66.67%"), ratio, "")) is Outcome.AGREES
    assert outcome(Relation("ratio", rate("66.66%"), ratio, "")) is Outcome.TAIL
    assert outcome(Relation("ratio", rate("66.65%"), ratio, "")) is Outcome.BROKEN
    always_up = over(of(number("10000.00")), of(number("30000.00")))
    assert outcome(Relation("ratio", rate("33.34%"), always_up, "")) is Outcome.TAIL
    assert outcome(Relation("ratio", rate("33.35%"), always_up, "")) is Outcome.BROKEN


def test_nothing_is_said_of_a_division_by_zero() -> None:
    assert judge(Relation("ratio", rate("100%"), over(of(number("5.00")), of(number("0.00"))), "")) is None


def test_a_limit_is_broken_only_beyond_it() -> None:
    whole = of(number("10.00"))
    assert outcome(Relation("sum", number("9.00"), whole, "", comparator="≤")) is Outcome.AGREES
    assert outcome(Relation("sum", number("11.00"), whole, "", comparator="≤")) is Outcome.BROKEN
    assert outcome(Relation("sum", number("9.00"), whole, "", comparator="≥")) is Outcome.BROKEN


def test_another_reading_that_fits_is_no_error_and_one_that_does_not_is_the_cause() -> None:
    this, last, change = number("90.00"), number("100.00"), rate("11.11%")
    wrong_base = Rival(over(minus(of(last), of(this)), of(this)), "用本期数作了分母", "wrong-denominator")
    relation = Relation("ratio", change, over(minus(of(last), of(this)), of(last)), "", rivals=(wrong_base,))
    verdict = judge(relation)
    assert verdict is not None
    assert (verdict.outcome, verdict.rival) == (Outcome.BROKEN, wrong_base)
    fitting = Rival(wrong_base.term, fits=True)
    assert outcome(Relation("ratio", change, relation.term, "", rivals=(fitting,))) is Outcome.AGREES


def assumed(*totals: str) -> list[Outcome]:
    """What is believed of a guess, one relation 10 ＋ 20 to each of ``totals``."""
    verdicts = [judge(Relation("sum", number(total), plus(of(number("10.00")), of(number("20.00"))), "", family="guess",
                               assumed=True)) for total in totals]
    return [verdict.outcome for verdict in believed(v for v in verdicts if v is not None)]


def test_a_guess_is_believed_where_its_siblings_confirm_it() -> None:
    assert assumed("30.00") == [Outcome.AGREES]
    assert assumed("31.00") == []
    assert assumed("30.00", "35.00") == []
    assert len(assumed("30.00", "30.00", "30.00", "35.00")) == 4


def test_what_is_told_twice_confirms_itself_a_total_of_one_part_does_not() -> None:
    def kept(check: str) -> int:
        verdicts = [judge(Relation(check, number(total), of(number("10.00")), "", family="guess", assumed=True))
                    for total in ("10.00", "10.00", "10.00", "12.00")]
        return len(believed(v for v in verdicts if v is not None))

    assert (kept("cross-table"), kept("sum")) == (4, 0)


@st.composite
def terms(draw: st.DrawFn, depth: int = 2) -> Term:
    if depth == 0 or draw(st.booleans()):
        return of(number(printed(draw(AMOUNTS)))) if draw(st.booleans()) else constant(draw(st.integers(1, 9)))
    return Term(draw(st.sampled_from("+-*/")), (draw(terms(depth - 1)), draw(terms(depth - 1))))


@given(terms())
def test_every_number_of_a_true_relation_is_what_it_has_to_be(term: Term) -> None:
    try:
        value, computed = term.value(), term.interval()
    except ZeroDivisionError:
        assume(False)
        return
    target = number(printed(value, 6))
    relation = Relation("sum", target, term, "")
    assert computed.low <= value <= computed.high
    assert outcome(relation) is not Outcome.BROKEN
    for each in relation.numbers():
        needed = required(relation, each)
        assert needed is None or needed.meets(each.interval)


def test_strength_is_that_of_the_relation() -> None:
    verdict = judge(Relation("sum", number("1"), of(number("2")), "", Strength.LIKELY))
    assert verdict is not None
    assert verdict.strength is Strength.LIKELY


def test_a_bare_nought_is_nothing_and_no_half_unit() -> None:
    nought, rounded = number("0万元"), number("0.00万元")
    assert nought.interval.low == nought.interval.high == 0
    assert rounded.interval.high == 50
