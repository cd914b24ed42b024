"""Days and times read as the sheet shows them."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from hengji.intake import read_manuscript
from hengji.intake.workbooks.printed import value_printed

DAY = datetime(2024, 3, 5, 14, 7, 9)


@pytest.mark.parametrize(("number_format", "shown"), [
    ("yyyy-mm-dd", "2024-03-05"), ("yyyy/m/d", "2024/3/5"), ("mm-dd-yy", "2024/3/5"),
    ('yyyy"年"m"月"d"日"', "2024年3月5日"), ("yyyy年m月d日", "2024年3月5日"),
    ("[$-804]yyyy\\年m\\月;@", "2024年3月"), ('m"月"d"日"', "3月5日"), ("[DBNum1]aaaa", "星期二"),
    ("yy.mm.dd", "24.03.05"), ("d-mmm-yy", "5-Mar-24"), ("yyyy/m/d h:mm", "2024/3/5 14:07"),
    ("h:mm:ss AM/PM", "2:07:09 PM"), ("上午/下午h时mm分", "下午2时07分"), ("mm:ss", "07:09"),
    ("General", "2024-03-05 14:07:09"), ("[h]:mm", "2024-03-05 14:07:09"),
])
def test_formats(number_format: str, shown: str) -> None:
    assert value_printed(DAY, number_format) == (shown, "date")


def test_days_and_times_alone() -> None:
    assert value_printed(date(2023, 12, 31), "yyyy/m/d") == ("2023/12/31", "date")
    assert value_printed(time(9, 5), "h:mm") == ("9:05", "date")


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        for row, (name, day) in enumerate([("事项", "办结日期"), ("验收", DAY), ("审计", datetime(2024, 11, 30))]):
            sheet.write(row, 0, name)
            if isinstance(day, datetime):
                sheet.write_datetime(row, 1, day, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
            else:
                sheet.write(row, 1, day)
    texts = [passage.text for _, passage in read_manuscript(path).passages()]
    assert texts == ["台账", "事项", "办结日期", "验收", "2024年3月5日", "审计", "2024年11月30日"]
