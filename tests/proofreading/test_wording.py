"""Computed values are told as the document prints its own: unit, commas, decimals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hengji.model import Manuscript, Mark, Paragraph
from hengji.proofreading.number import Kind
from hengji.proofreading.relation import Relation, constant, minus, of, over, plus, times
from hengji.proofreading.wording import clause, difference_told, relation_told, shown, term_told, with_unit
from tests.proofreading.numbers import number, rate


@pytest.mark.parametrize(("value", "like", "told"), [
    (Fraction(12345678), number("1,234.50万元"), "1,234.57万元"), (Fraction(1, 8), rate("12.3%"), "12.5%"),
    (Fraction(10_000), number("3.00", unit="万元"), "1.00万元"), (Fraction(7), number("12", Kind.COUNT, "人"), "7人"),
    (Fraction(1234567), number("1,000", unit="元"), "1,234,567元"), (Fraction(-5), number("3.0"), "-5.0"),
    (Fraction(15, 2), number("6分", Kind.SCORE), "7.5分"),
    (Fraction(9238, 100), number("100分", Kind.SCORE), "92.38分"),
    (Fraction(7), number("6分", Kind.SCORE), "7分"), (Fraction(20, 3), number("6.5", Kind.SCORE), "6.67")])
def test_a_value_is_shown_like_the_number_that_it_should_replace(value: Fraction, like: object, told: str) -> None:
    assert shown(value, like) == told  # type: ignore[arg-type]


def test_percentages_differ_by_points() -> None:
    assert difference_told(Fraction(-607, 10_000), rate("31.45%")) == "6.07个百分点"
    assert difference_told(Fraction(-53_400), number("612.07万元")) == "5.34万元"


def test_a_number_of_a_table_takes_the_unit_of_its_head() -> None:
    assert with_unit(number("12.50", unit="万元")) == "12.50万元"
    assert with_unit(number("12.50万元", unit="万元")) == "12.50万元"
    assert with_unit(rate("8%")) == "8%"


def test_an_expression_has_the_brackets_that_it_needs() -> None:
    a, b = number("335.96"), number("354.31")
    assert term_told(over(minus(of(a), of(b)), of(b))) == "（335.96 － 354.31） ÷ 354.31"
    assert term_told(minus(of(a), minus(of(b), of(a)))) == "335.96 － （354.31 － 335.96）"
    assert term_told(times(constant(Fraction(1, 2)), plus(of(a), of(b)))) == "0.5 × （335.96 ＋ 354.31）"
    assert term_told(plus(of(a), of(number("-3.00")))) == "335.96 ＋ （-3.00）"


def test_a_relation_tells_what_it_comes_to() -> None:
    a, b = number("10"), number("20")
    assert relation_told(Relation("sum", number("31"), plus(of(a), of(b)), ""), "30") == "10 ＋ 20 ＝ 30"
    assert relation_told(Relation("cross-table", a, of(b), ""), "20") == "20"
    assert relation_told(Relation("sum", b, of(a), "", comparator="≤"), "10") == "20，不应超过 10"


def test_a_clause_is_enough_to_be_found_by_eye() -> None:
    text = "去年略有结余。本年支出合计512.40万元，比上年减少38.60万元。"
    manuscript = Manuscript("稿.txt", "txt", (Paragraph(text=text, number=1),))
    at = text.index("512.40")
    words, start = clause(manuscript, Mark(0, at, at + 8))
    assert words == "本年支出合计512.40万元"
    assert words[start:] == "512.40万元"
