"""Values as papers quote them: with their unit, rounded once, or visibly missing."""

from __future__ import annotations

import pytest

from hengji.reports.papers.quoted import Quoted, name_told
from tests.reports.papers.written import evaluated


def quoted(name: str) -> Quoted:
    evaluation = evaluated(name)
    return Quoted(evaluation.scorecard, evaluation.framework)


@pytest.mark.parametrize(("case", "name", "text"), [
    ("yanjin-2022", "年初预算数", "354.31万元"), ("yanjin-2022", "重点工作任务完成比率", "65%"),
    ("yanjin-2022", "物业合同年金额", "189000元"), ("yanjin-2022", "政府性基金决算数", "32.00万元"),
    ("yanjin-2022", "指标值:B11", "−5.18%"), ("yanjin-2022", "一网通办办结率", "98.94%"),
    ("yanjin-2022", "总分", "86.00分"), ("yanjin-2022", "得分率:B", "88.00%"), ("yanjin-2022", "分值:B11", "2分"),
    ("yanjin-2022", "年度", "2022"), ("jingdezhen-2023", "户均发布率", "3.03倍"),
    ("heshan-2021", "免费刻章起始日", "2021年7月1日"), ("heshan-2021", "小程序注册人数", "11.2万人"),
    ("jingdezhen-2023", "得分:A1", "【缺：A1的得分】"), ("yanjin-2022", "上年:年初预算数", "【缺：上年年初预算数】")])
def test_words_of_a_value(case: str, name: str, text: str) -> None:
    found = quoted(case)[name]
    assert found.text == text
    assert found.missing == text.startswith("【缺")


def test_short_texts_are_filled() -> None:
    values = quoted("yanjin-2022")
    assert values.filled("得{总分}，为{等级}；{没有}") == "得86.00分，为良；【缺：没有】"
    assert values.filled("=年初预算数") == values.filled("{年初预算数}") == "354.31万元"
    assert values.filled("=100%") == "=100%"
    assert values.filled("没有引用") == "没有引用"


def test_names_in_words() -> None:
    told = [name_told(name) for name in ("支出数", "上年:支出数", "得分率:B1")]
    assert told == ["支出数", "上年支出数", "B1的得分率"]
