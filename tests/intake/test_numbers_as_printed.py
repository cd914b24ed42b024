"""Numbers as people in China write them, read without loss."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengji.intake import Unreadable, read_day, read_figure, read_truth, read_value, shortened
from hengji.model import PLAIN_UNIT, UNITS, decimal_text, exact_text

FULL_WIDTH = str.maketrans("0123456789.,()-%", "０１２３４５６７８９．，（）－％")
MONEY_UNITS = st.sampled_from(["元", "千元", "万元", "百万元", "亿元"])

#: text → number, unit, value in the base of the unit, decimals, bound
FIGURES = {
    "354.31万元": (Fraction("354.31"), "万元", 354_310_000, 2, "exact"),
    "１，０２１.36": (Fraction("1021.36"), None, Fraction("1021.36"), 2, "exact"),
    "1,021,000.50元": (Fraction("1021000.5"), "元", 102_100_050, 2, "exact"),
    "1 021 000": (1_021_000, None, 1_021_000, 0, "exact"),
    "(12.5)": (Fraction("-12.5"), None, Fraction("-12.5"), 1, "exact"),
    "（12.5）万元": (Fraction("-12.5"), "万元", -12_500_000, 1, "exact"),
    "(12.5万元)": (Fraction("-12.5"), "万元", -12_500_000, 1, "exact"),
    "-5.18%": (Fraction("-5.18"), "%", Fraction("-0.0518"), 2, "exact"),
    "－5.18％": (Fraction("-5.18"), "%", Fraction("-0.0518"), 2, "exact"),
    "−5.18%": (Fraction("-5.18"), "%", Fraction("-0.0518"), 2, "exact"),
    "△3.2": (Fraction("-3.2"), None, Fraction("-3.2"), 1, "exact"),
    "▲3.2": (Fraction("-3.2"), None, Fraction("-3.2"), 1, "exact"),
    "84.62％": (Fraction("84.62"), "%", Fraction("0.8462"), 2, "exact"),
    "12‰": (12, "‰", Fraction("0.012"), 0, "exact"),
    "1.5倍": (Fraction("1.5"), "倍", Fraction("1.5"), 1, "exact"),
    "2168项": (2168, "项", 2168, 0, "exact"),
    "11.2万件": (Fraction("11.2"), "万件", 112_000, 1, "exact"),
    "11.2万余件": (Fraction("11.2"), "万件", 112_000, 1, "above"),
    "3万多元": (3, "万元", 3_000_000, 0, "above"),
    "100余万元": (100, "万元", 100_000_000, 0, "above"),
    "约3.5万人": (Fraction("3.5"), "万人", 35_000, 1, "about"),
    "近60人": (60, "人", 60, 0, "about"),
    "1.2亿": (Fraction("1.2"), None, 120_000_000, 1, "exact"),
    "3千万元": (3, "元", 3_000 * 10**6, 0, "exact"),
    "3万亿元": (3, "元", 3 * 10**14, 0, "exact"),
    "2百": (2, None, 200, 0, "exact"),
    "￥1,000.00元": (1000, "元", 100_000, 2, "exact"),
    "¥3": (3, None, 3, 0, "exact"),
    "15个工作日": (15, "个工作日", 15, 0, "exact"),
    "30天": (30, "天", 30, 0, "exact"),
    "2.50分": (Fraction("2.5"), "分", Fraction("2.5"), 2, "exact"),
    " 0.00 ": (0, None, 0, 2, "exact"),
    "007": (7, None, 7, 0, "exact"),
    "3 万 元": (3, "万元", 3_000_000, 0, "exact"),
}


@pytest.mark.parametrize("text", FIGURES)
def test_printed_number_is_read_as_it_is_meant(text: str) -> None:
    figure = read_figure(text)
    number, unit, value, places, bound = FIGURES[text]
    assert (figure.number, figure.unit, figure.places, figure.bound) == (
        number, UNITS[unit] if unit else None, places, bound)
    assert figure.value == value
    assert figure.text == text


@pytest.mark.parametrize("text", [
    "", " ", "万元", "很多", "九十五", "1,23", "12,3456", "1,2345.6", "1.2.3", "1e3", "0x10", "NaN", "inf", "--3",
    "-", "3-4", "3至4", "3/4", "(3", "3)", "()", "1..2", ".5", "5.", "5万万元", "3亿万元", "12 34", "1 2,345",
    "1" * 201, "95" + " " * 300 + "96", "３％％", "3元4角", "1_000",
])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_figure(text)
    assert "不是一个数" in refused.value.text or "不认识" in refused.value.text
    assert refused.value.expected
    assert len(refused.value.text) < 100


@pytest.mark.parametrize(("text", "unit"), [
    ("3公里", "公里"), ("3万公里", "万公里"), ("12美元", "美元"), ("5%元", "%元"),
])
def test_unknown_unit_is_named(text: str, unit: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_figure(text)
    assert f"里的单位“{unit}”不认识" in refused.value.text
    assert refused.value.suggestion.startswith("常用单位：元、万元")


def test_a_unit_half_written_is_told_both_ways() -> None:
    with pytest.raises(Unreadable) as refused:
        read_value("126.35万", UNITS["万元"])
    assert refused.value.text.endswith("不知道是“126.35万元”还是“126.35万万元”")
    assert refused.value.suggestion == "若是“126.35万元”，请照这样写"


@given(st.integers(-10**15, 10**15), MONEY_UNITS)
def test_money_survives_being_written_and_read(fen: int, unit: str) -> None:
    assert read_value(exact_text(Fraction(fen) / UNITS[unit].scale) + unit, UNITS["元"]) == fen


@given(st.integers(-10**12, 10**12), st.integers(0, 6), st.sampled_from(["%", "‰", "倍", "分", "件", "万件", "天"]))
def test_decimal_text_survives_being_read(digits: int, places: int, unit: str) -> None:
    number = Fraction(digits, 10**places)
    assert read_value(decimal_text(number, places), UNITS[unit]) == number * UNITS[unit].scale
    assert read_value(decimal_text(number, places) + unit, UNITS[unit]) == number * UNITS[unit].scale


@given(st.fractions(-10**6, 10**6, max_denominator=10**6))
def test_rate_survives_as_a_fraction(rate: Fraction) -> None:
    text = f"{rate.numerator}/{rate.denominator}"
    assert read_value(text, UNITS["%"]) == rate
    assert read_value(text, UNITS["倍"]) == rate


@given(st.integers(-10**12, 10**12), st.integers(0, 4))
def test_separators_brackets_and_full_width_change_nothing(digits: int, places: int) -> None:
    number = Fraction(digits, 10**places)
    plain = decimal_text(number, places)
    whole, dot, decimals = plain.lstrip("-").partition(".")
    separated = f"{int(whole):,}{dot}{decimals}"
    written = {plain, plain.translate(FULL_WIDTH), f"-{separated}" if number < 0 else separated,
               f"（{separated}）" if number < 0 else separated.translate(FULL_WIDTH), f" {plain}　"}
    assert {read_figure(text).value for text in written} == {number}
    assert {read_figure(text).places for text in written} == {places}


@given(st.integers(-10**9, 10**9), st.integers(0, 4), st.sampled_from(["", "余", "多"]), st.sampled_from(["", "约"]))
def test_interval_contains_what_was_printed(digits: int, places: int, more: str, about: str) -> None:
    text = f"{about}{decimal_text(Fraction(digits, 10**places), places)}{more}"
    figure = read_figure(text)
    assert figure.agrees(figure.value)


@pytest.mark.parametrize(("text", "unit", "value"), [
    ("354.31", "万元", 354_310_000), ("354.31万元", "元", 35_431 * 10**4), ("0.01", "元", 1), ("0.000001", "万元", 1),
    ("95.5", "%", Fraction("0.955")), ("95.5%", "%", Fraction("0.955")), ("20/21", "%", Fraction(20, 21)),
    ("1/2", "分", Fraction(1, 2)), ("20", "人", 20), ("2万", "人", 20_000), ("2", "万人", 20_000),
    ("否", "是否", False), ("√", "是否", True), ("2022年5月27日", "日期", date(2022, 5, 27)),
    ("网站 ", "文字", "网站 "), ("3", "", 3), ("0.5", "", Fraction(1, 2)),
])
def test_value_in_the_base_of_its_unit(text: str, unit: str, value: object) -> None:
    found = read_value(text, UNITS[unit] if unit else PLAIN_UNIT)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("text", "unit", "told"), [
    ("0.001元", "元", "“0.001元”不到整分"), ("0.0000001", "万元", "不到整分"), ("1/3", "元", "“1/3”不是一个数"),
    ("3人", "元", "“3人”是数量，这里要金额"), ("3%", "人", "“3%”是比率，这里要数量"),
    ("3万元", "%", "“3万元”是金额，这里要比率"),
    ("100余万元", "万元", "只是约数"), ("约3人", "人", "只是约数"), ("近3人", "人", "只是约数"),
    ("354.31万", "万元", "354.31万"), ("3亿", "万元", "3亿"), ("2万", "万件", "2万"), ("1/0", "%", "不是一个数"),
    ("1/2/3", "%", "不是一个数"), ("是的", "是否", "不是“是”或“否”"), ("昨天", "日期", "不是日期"),
])
def test_value_that_does_not_fit_is_refused(text: str, unit: str, told: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_value(text, UNITS[unit])
    assert told in refused.value.text


@pytest.mark.parametrize("text", ["2022-05-27", "2022年5月27日", "2022/5/27", "2022.05.27", "２０２２年５月２７日",
                                  " 2022 - 5 - 27 ", "2022年5月27", "2022-5-27"])
def test_day_is_read_in_every_common_form(text: str) -> None:
    assert read_day(text) == date(2022, 5, 27)


@given(st.dates())
def test_day_survives_being_written(day: date) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.year:04}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize("text", ["2022-02-30", "2023-02-29", "2022-13-01", "0000-01-01", "2022年4月31日"])
def test_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_day(text)
    assert refused.value.text == f"“{text}”不是日历上有的日期"


@pytest.mark.parametrize("text", [
    "22-05-27", "5月27日", "20220527", "2022-05", "", "昨天", "2022-05-27 上午",
    "2022-05-27" + " " * 300 + "8", "2022-005-27",
])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_day(text)
    assert refused.value.text.endswith("不是日期")
    assert refused.value.expected == "日期，如 2022-05-27"


@pytest.mark.parametrize(("text", "truth"), [
    ("是", True), ("否", False), ("符合", True), ("不符合", False), ("有", True), ("无", False),
    ("√", True), ("×", False), ("true", True), ("FALSE", False), (" 是 ", True)])
def test_truth_is_read(text: str, truth: bool) -> None:
    assert read_truth(text) is truth


@pytest.mark.parametrize("text", ["", "1", "0", "大概", "是否", "yes", "对"])
def test_truth_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="不是“是”或“否”"):
        read_truth(text)


@pytest.mark.parametrize(("text", "short"), [
    ("甲乙", "甲乙"), ("甲\n  乙", "甲 乙"), ("甲" * 40, "甲" * 40), ("甲" * 41, "甲" * 40 + "…"), ("", "")])
def test_text_is_shortened_for_a_message(text: str, short: str) -> None:
    assert shortened(text) == short
