"""Scores that the text tells are those of the indicator that its paragraph is about."""

from hengji.proofreading.claims.same.score_rows import indicator_scores
from hengji.proofreading.judging import Outcome, judge
from tests.proofreading.sheets.drawing import reading, table

SCORES = table("""
三级指标 | 分值 | 得分
苗木成活率 | 8 | 7.5
防火物资储备率 | 6 | 6
""")


def broken(*text: str) -> list[str]:
    verdicts = ((relation, judge(relation)) for relation in indicator_scores(reading(*text, SCORES)))
    return [relation.target.text for relation, verdict in verdicts if verdict and verdict.outcome is Outcome.BROKEN]


def test_the_next_of_a_list_is_no_more_on_the_one_before() -> None:
    assert not broken("3.苗木成活率。达到规定，得7.5分。", "4.防火物资储备。储备12类，得6分。")
    assert broken("3.苗木成活率。达到规定，得5.7分。") == ["5.7分"]


def test_what_is_said_further_down_is_still_on_it() -> None:
    assert broken("3.苗木成活率。", "（1）抽查三处，得5.7分。") == ["5.7分"]
