"""Columns as wide as their words need (列宽): numbers whole, short names on one line, the sum kept."""

from __future__ import annotations

import pytest

from hengji.reports.papers import Cell, Table
from hengji.reports.wordml.column_widths import column_widths
from hengji.reports.wordml.tables import Looks, table_xml

SIGN, EDGES = 210, 140


def widths(*columns: tuple[int, str]) -> list[int]:
    """The widths of columns, each of which holds its words, beside others that are shorter."""
    given = column_widths([asked for asked, _ in columns], [["一", words] for _, words in columns], SIGN, EDGES)
    assert sum(given) == sum(asked for asked, _ in columns)
    return given


def fits(words: str, width: int) -> bool:
    return sum(SIGN if sign > "\u2000" else SIGN // 2 for sign in words) + EDGES <= width


def test_what_fits_stays_as_it_was_asked_for() -> None:
    assert widths((2000, "项目支出"), (1500, "1234.56"), (900, "12")) == [2000, 1500, 900]


@pytest.mark.parametrize("words", ["1234567890.12", "−98765432.10", "GB/T-9704-2012", "100.0000%"])
def test_a_number_is_made_room_for(words: str) -> None:
    given = widths((900, words), (6000, "一句很长的话，" * 20), (900, "科目"))
    assert fits(words, given[0])
    assert given[1] < 6000


def test_a_name_is_not_torn_while_another_column_has_room() -> None:
    given = widths((1300, "商品和服务支出"), (2300, "办公费"), (2300, "6.43"))
    assert fits("商品和服务支出", given[0])
    assert fits("办公费", given[1])


def test_dates_need_the_space_that_is_left_beside_digits() -> None:
    given = widths((1500, "2018年12月29日"), (6000, "《中华人民共和国预算法》" * 20))
    assert given[0] >= SIGN * 33 // 4 + EDGES


def test_sentences_give_a_little_and_keep_the_head_on_one_line() -> None:
    columns = [["一级指标", "部门决策一"], ["偏差原因和改进措施", "很长的一句话。" * 9]]
    given = column_widths([1000, 3000], columns, SIGN, EDGES)
    assert fits("部门决策一", given[0])
    assert given[1] >= 3000 * 3 // 4
    assert fits("偏差原因和改进措施", given[1])


def test_columns_to_be_filled_in_by_hand_give_only_a_little() -> None:
    given = column_widths([1000, 2000], [["一级指标", "部门决策一"], ["备注", "", "", "", "", ""]], SIGN, EDGES)
    assert fits("部门决策一", given[0])
    assert given[1] >= 1500


def test_where_there_is_no_room_for_all_each_has_its_part() -> None:
    given = widths((100, "123456789.25"), (3000, "123456789.25"), (100, "一"))
    assert abs(given[0] - given[1]) <= 1
    assert given[2] >= SIGN + EDGES


def test_the_narrowest_column_holds_a_sign() -> None:
    given = widths(*((100 * column, "1.5") for column in range(1, 13)))
    assert min(given) >= SIGN + EDGES


def test_an_endless_word_does_not_take_all_room() -> None:
    given = widths((2000, "http://www.example.gov.cn/" + "a" * 200), (2000, "1234.56"), (4000, "很长的一句话。" * 30))
    assert given[2] >= 3000
    assert fits("1234.56", given[1])


def test_nobody_gives_what_all_need() -> None:
    asked = [700, 700, 700]
    assert column_widths(asked, [["一级指标名称"], ["二级指标名称"], ["三级指标名称"]], SIGN, EDGES) == asked


def table(*rows: tuple[Cell, ...], widths: tuple[int, ...] = (1, 1)) -> str:
    head = (tuple(Cell("项目") for _ in widths),)
    return table_xml(Table("表", "", widths, head, rows), 8800, Looks("head", "cell"))


def kept(told: str) -> list[bool]:
    """Which rows of the body stay on the page of the next one."""
    return ["<w:keepNext/>" in row for row in told.split("<w:tr>")[2:]]


def test_a_short_table_stays_whole_and_a_long_one_is_not_torn_at_its_ends() -> None:
    line = (Cell("一"), Cell("1"))
    assert kept(table(*[line] * 6)) == [True] * 5 + [False]
    assert kept(table(*[line] * 30)) == [True] * 2 + [False] * 26 + [True, False]
    high = (Cell("一"), Cell("一句话" * 40))
    assert kept(table(*[high] * 6)) == [True, True, False, False, True, False]


def test_a_name_over_several_rows_is_not_torn_between_pages() -> None:
    line = (Cell("1"),)
    rows = [(Cell("一"), Cell("1"))] * 10 + [(Cell("部门\n管理\n（25分）", down=12), Cell("1")), *[line] * 11] \
        + [(Cell("一"), Cell("1"))] * 10
    assert kept(table(*rows))[8:14] == [False, False, True, True, False, False]


def test_a_row_higher_than_a_page_may_be_torn() -> None:
    told = table((Cell("一"), Cell("很长的一句话" * 100)), (Cell("二"), Cell("短")))
    assert ["<w:cantSplit/>" in row for row in told.split("<w:tr>")[1:]] == [True, False, True]


def test_no_more_rows_are_kept_together_than_a_page_holds() -> None:
    tall = (Cell("一"), Cell("很长的一句话" * 50))
    assert kept(table(*[tall] * 5)) == [False] * 5
    named = (Cell("很长的名称" * 80, down=40), Cell("1"))
    told = kept(table(named, *[(Cell("1"),)] * 39))
    assert told.index(False) <= 20
