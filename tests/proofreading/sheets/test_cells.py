"""What stands in a single cell."""

from fractions import Fraction

import pytest

from hengji.proofreading.number import Kind
from hengji.proofreading.sheets.cells import entry_of, is_dash, is_running_text


@pytest.mark.parametrize(("text", "figure"), [
    ("1,234.50", "1234.5"), ("１２．５", "12.5"), ("(12.5)", "-12.5"), ("△3", "-3"), ("-0.20", "-0.2"), ("−7", "-7"),
    (".5", "0.5"), ("164,978,\n640", "164978640"), (" 60% ", "60"), ("¥1,200", "1200"), ("12（个）", "12"),
])
def test_a_number_in_a_cell_is_read_exactly(text: str, figure: str) -> None:
    entry = entry_of(text)
    assert entry is not None
    assert entry.figure == Fraction(figure)


@pytest.mark.parametrize("text", [
    "", "-", "—", "82,096,797.42 82,096,797.42", "1.28%\n\n82%", "(1)", "一、收入", "B11预算调整率", "完成12个",
    "3-5", "2020/21",
])
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert entry_of(text) is None


@pytest.mark.parametrize(("text", "comparator", "kind"), [
    ("≥95%", "≥", Kind.RATE), ("=100%", "=", Kind.RATE), ("$\\leq 30\\%$", "≤", Kind.RATE), ("＞6次", ">", Kind.COUNT),
    ("不低于3份", "≥", Kind.COUNT), ("10天以内", "≤", Kind.DAYS), ("12.5分", "", Kind.SCORE), ("12.5", "", None),
    ("120万元", "", Kind.AMOUNT), ("2024年6月4日", "", Kind.DATE),
])
def test_limits_and_units_in_a_cell_are_told_apart(text: str, comparator: str, kind: Kind | None) -> None:
    entry = entry_of(text)
    assert entry is not None
    assert (entry.comparator, entry.kind) == (comparator, kind)


def test_a_number_is_marked_without_its_limit_and_spaces() -> None:
    text = " ≥ 95% "
    entry = entry_of(text)
    assert entry is not None
    assert text[entry.start:entry.end] == "95%"


@pytest.mark.parametrize("text", ["-", "—", "——", "/", "无", "…", "不适用", "－"])
def test_a_dash_says_that_there_is_no_number(text: str) -> None:
    assert is_dash(text)


@pytest.mark.parametrize("text", ["", "0", "无锡", "A"])
def test_other_cells_are_no_dashes(text: str) -> None:
    assert not is_dash(text)


@pytest.mark.parametrize("text", [
    "执行率≥95%得满分，每低1%扣0.5分，扣完为止。", "开展至少1次团体训练", "可控性100%", "计划7次，完成7次",
    "考核部门是否建立管理制度；制度是否健全。",
])
def test_words_with_numbers_are_running_text(text: str) -> None:
    assert is_running_text(text)


@pytest.mark.parametrize("text", [
    "B11预算调整率", "1.一般公共预算", "2022年预算数", "目标设定（5分）", "A.30分钟以内", "C3次及以上", "95%",
    "其中：人员经费", "2022年", "（一）基本支出", "", "-", "A12中长期规划合理性",
])
def test_names_and_numbers_are_no_running_text(text: str) -> None:
    assert not is_running_text(text)
