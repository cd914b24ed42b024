"""Years left over from last year's report."""

import pytest

from hengji.proofreading.claims.remarks import years
from tests.proofreading.remarks.papers import told

TITLE = "东山区林业局2022年度部门决算说明"
THIS_YEAR = "2022年育苗80万株，2022年造林90亩，2022年管护120亩。"


def test_a_sentence_that_opens_with_last_year_where_its_like_opens_with_this_year() -> None:
    this = "2022年度苗木管护补助经费支出决算为12万元。"
    last = "2021年度苗木管护补助经费支出决算中，甲站4万元。"
    assert told(years.sentences, TITLE, this, last) == ["2021"]
    assert told(years.sentences, TITLE, this, "2021年度护林员培训补助经费支出决算为4万元。") == []


def test_one_of_several_items_that_opens_with_last_year() -> None:
    text = ("（一）收入情况。2022年度总收入90万元。", "（二）支出情况。2021年度总支出80万元。",
            "（三）结余情况。2022年度结余10万元。")
    assert told(years.siblings, TITLE, *text) == ["2021"]
    compared = "（二）支出情况。2021年度支出80万元，2022年度支出70万元。"
    assert told(years.siblings, TITLE, text[0], compared, text[2]) == []


@pytest.mark.parametrize(("title", "text", "wrong"), [
    (TITLE, "截至2021年12月31日，资金全部到位。", ["2021"]),
    (TITLE, "截至2022年12月31日，资金全部到位。", []),
    (TITLE, "截至2021年12月31日，上年结转资金已支出。", []),
    ("东山区林业局2022年部门预算", "截至2021年12月31日，资金全部到位。", []),
])
def test_what_was_done_up_to_the_end_of_last_year(title: str, text: str, wrong: list[str]) -> None:
    assert told(years.as_of, title, THIS_YEAR, text) == wrong


def test_the_year_that_is_evaluated_is_that_of_the_title() -> None:
    title = "东山区林业局2022年度苗圃改造项目绩效评价报告"
    assert told(years.evaluated, title, THIS_YEAR, "本次评价时段为2021年1月1日至2021年12月31日。") == ["2021"]
    assert told(years.evaluated, title, "本次评价时段为2022年1月1日至12月31日。") == []


def test_a_title_may_name_the_year_in_which_the_evaluation_was_made() -> None:
    title = "东山区2022年度财政重点项目绩效评价报告"
    text = ("本次评价时段为2021年1月1日至2021年12月31日。", "截至2021年12月31日，资金全部到位。", "2021年育苗80万株。")
    assert told(years.evaluated, title, *text) == told(years.as_of, title, *text) == []


def test_what_was_done_before_and_then_in_the_year() -> None:
    assert told(years.as_of, TITLE, "2022年度，截至2021年底累计支出80万元，2022年支出20万元。") == []
