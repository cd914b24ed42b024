"""Sequences with gaps, repeats and steps back."""

import pytest

from hengji.proofreading.claims.remarks import numbering
from hengji.proofreading.claims.remarks.numerals import chinese, whole
from tests.proofreading.remarks.papers import remarks, table, told


def test_a_number_left_out_is_told_with_the_heading_that_lacks_it() -> None:
    found, = remarks(numbering.headings, "一、部门概况", "评价结论", "（一）总体评价", "（二）得分", "三、问题",
                     "四、建议")
    assert found.expected == "二、"
    assert "评价结论" in found.explanation


@pytest.mark.parametrize(("lines", "wrong"), [
    (("一、概况", "（一）职责", "（二）编制", "二、支出", "（一）基本", "（二）项目"), []),
    (("1.造林", "2.管护", "2.防火"), ["2."]),
    (("（一）造林", "（二）管护", "（四）防火"), ["（四）"]),
    (("5.造林", "4.管护"), ["4."]),
    (("1.造林", "2.管护", "1.苗圃", "2.林场"), []),
    (("1.造林。2.管护。", "3.防火。"), []),
    (("1.5万亩造林", "3.5万亩管护"), []),
    (("1.造林", "2.管护", "9．2024年预算表", "3.防火"), ["9．", "3."]),
    (("1、职能", "1.造林", "2.管护", "2、机构"), []),
    (("1.造林", "2、管护", "3.防火"), []),
    (("12、防火", "8、苗圃的日常管理", "12、防火"), ["8、"]),
])
def test_numbers_follow_under_their_parent(lines: tuple[str, ...], wrong: list[str]) -> None:
    assert told(numbering.headings, *lines) == wrong


def test_points_in_one_cell() -> None:
    assert told(numbering.within_cells, table(("①有制度；②有台账；④有考核。",))) == ["④"]
    assert told(numbering.within_cells, table(("①有制度；②有台账；①②各占一半。",))) == []


def test_an_option_lettered_twice_is_one_slip_for_all_questions() -> None:
    head = ("项目", "A.很满意", "B.满意", "C一般", "C不满意")
    found, = remarks(numbering.options, table(head, ("份数", "3", "2", "1", "0")), table(head))
    assert len(found.marks) == 2
    assert told(numbering.options, table(("项目", "A.很满意", "B.满意", "C一般"))) == []


def test_tables_numbered_twice_and_left_out() -> None:
    assert told(numbering.captions, "表2-1 收入情况表", "表2-2 支出情况表", "表2-2 资产情况表") == ["表2-2 "]
    assert told(numbering.captions, "表2-1 收入情况表", "表2-3 支出情况表") == ["表2-3 "]
    assert told(numbering.captions, "表2-1 2023年收入情况表", "表2-2 支出情况表", "表2-1中的数据以决算为准。") == []


def test_chinese_numerals_both_ways() -> None:
    assert [whole(chinese(number)) for number in range(1, 100)] == [*range(1, 100)]
    assert (whole("两"), whole("⑫"), whole("07")) == (2, 12, 7)
    with pytest.raises(ValueError):
        whole("十十")


@pytest.mark.parametrize(("signs", "wrong"), [
    ("一二二四", ["（二）"]), ("一二二三", ["（二）"]), ("一三三四", ["（三）"]), ("一二三四", []),
])
def test_one_slip_is_told_once(signs: str, wrong: list[str]) -> None:
    assert told(numbering.headings, *(f"（{sign}）抚育{at}。" for at, sign in enumerate(signs))) == wrong
