"""Numbers of cells as the sheet shows them, for workbooks that are read as documents."""

from __future__ import annotations

import pytest

from hengji.intake.workbooks.printed import value_printed

ACCOUNTING = '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(("value", "number_format", "text"), [
    (0.125, "0.0%", "12.5%"), (0.33335, "0.00%", "33.34%"), (1234567.891, "#,##0.00", "1,234,567.89"),
    (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"), (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
    (-5, "0.00;[Red]0.00", "-5.00"), (-0.001, "0.00", "0.00"), (-2, "0", "-2"),
    (0, ACCOUNTING, "-"), (12.5, ACCOUNTING, "12.50"), (0, "#,###", ""), (5, ";;;", ""),
    (1 / 3, "General", "0.333333333"), (100 / 3, "General", "33.33333333"), (0.1 + 0.2, "General", "0.3"),
    (10**11, "General", "100000000000"), (12.3, 'General"元"', "12.3元"), (12, "@", "12"), (0, "General", "0"),
    (3.5, "0.##", "3.5"), (3, "0.##", "3"), (0.5, "#.00", ".50"), (5, "00000", "00005"), (1.005, "0.00", "1.01"),
    (123456, '0!.0,"万元"', "12.3万元"), (12345678, "#,##0,", "12,346"), (12345678, "0.0,,", "12.3"),
    (2.5, "[$¥-804]#,##0.00", "¥2.50"), (1234.5, '"合计"#,##0.0"万元"', "合计1,234.5万元"),
    (1.5, "# ?/?", "1.5"), (12345, "0.00E+00", "12345"), (120, "[>100]0.0;0.00", "120"),
    (True, "General", "是"), (" 甲 ", "General", "甲"),
])
def test_numbers_in_their_formats(value: object, number_format: str, text: str) -> None:
    assert value_printed(value, number_format)[0] == text


def test_kinds() -> None:
    assert [value_printed(value, "0%")[1] for value in (0.5, "甲")] == ["percent", "text"]
    assert value_printed(0.5, "General")[1] == "number"


def test_zeros_that_the_sheet_hides() -> None:
    assert value_printed(0, "0.00", zeros=False)[0] == ""
    assert value_printed(1, "0.00", zeros=False)[0] == "1.00"


def test_what_is_no_number_shows_nothing() -> None:
    assert value_printed(float("inf"), "0.0")[0] == ""
