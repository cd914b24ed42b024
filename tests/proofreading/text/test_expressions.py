"""Calculations written out: with names before their numbers, functions, the result in front."""

from __future__ import annotations

import pytest

from hengji.proofreading.claims.text.expressions import equations, whole_expression
from hengji.proofreading.lexing import lex

from .saying import reading


@pytest.mark.parametrize(("text", "operands", "result"), [
    ("得分 = 2分 − （0分 + 0.5分） = 1.5分，得 1.50 分", ["2分", "0分", "0.5分"], "1.5分"),
    ("下级合计：A1 4.00 + A2 3.50 = 7.50", ["4.00", "3.50"], "7.50"),
    ("支出为人员经费161.75万元+公用经费18.35万元=180.10万元", ["161.75万元", "18.35万元"], "180.10万元"),
    ("差异 = （绝对值（180.10万元 − 226.35万元） + 3万元） ÷ 54.31万元 = 0.91",
     ["180.10万元", "226.35万元", "3万元", "54.31万元"], "0.91"),
    ("平均(49份 + 5, 45份 + 9) ÷ 55份 = 98.18%", ["49份", "5", "45份", "9", "55份"], "98.18%"),
    ("总分10=3+2+5", ["3", "2", "5"], "10"),
    ("满分10分，10×87.56%÷90%＝9.73", ["10", "87.56%", "90%"], "9.73"),
])
def test_a_calculation_is_read_with_its_result(text: str, operands: list[str], result: str) -> None:
    (sentence,) = reading(text).sentences
    (equation,) = equations(sentence)
    assert [number.text for number in equation.operands] == operands
    assert equation.result.text == result


@pytest.mark.parametrize("text", ["2分 − B61扣分 = 1分", "预算数=年初数+追加数", "占比 = 支出 ÷ 354.31万元 = 3.57%"])
def test_words_for_a_number_make_no_calculation(text: str) -> None:
    (sentence,) = reading(text).sentences
    assert not list(equations(sentence))


def test_labels_in_a_calculation_name_their_numbers() -> None:
    (sentence,) = reading("得分 = 6分 − 每项1分 × 2项 = 4分").sentences
    (equation,) = equations(sentence)
    assert [equation.label(number) for number in equation.operands] == ["", "每项", ""]


def test_a_sentence_that_is_one_calculation() -> None:
    whole, more = reading("平均(3份 + 1, 5份 + 1)", "3份 + 1，另有说明").sentences
    term = whole_expression(whole)
    assert term is not None
    assert term.value() == 5
    assert whole_expression(more) is None


@pytest.mark.parametrize(("text", "values"), [
    ("2分 − 0.5分", ["2分", "0.5分"]), ("变动 −5.18%", ["−5.18%"]), ("差额 - 3.2万元", ["- 3.2万元"]),
    ("= 7.50\n给定 7.50 分", ["7.50", "7.50 分"]), ("得 .50 分", [".50 分"]), ("得 0.分 + 2分", ["0.分", "2分"]),
])
def test_a_sign_between_two_operands_is_none_of_the_number(text: str, values: list[str]) -> None:
    assert [text[token.start:token.end] for token in lex(text)] == values
