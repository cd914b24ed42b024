"""The workbook behind a chart (图的数据): Word opens it where the data are edited."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import BytesIO

from hengji.model import Exact
from hengji.reports.papers.blocks import Chart

from .look import label, places
from .xml import clean_text

SHEET = "数据"
_CREATED = datetime(2000, 1, 1)


def number_format(chart: Chart) -> str:
    """How spreadsheets show the numbers of the chart."""
    digits = "0" + ("." + "0" * places(chart) if places(chart) else "")
    sign = '"%"' if chart.unit == "%" else ""
    return f'{digits}{sign};"−"{digits}{sign}'


def stored(value: Exact) -> Decimal:
    """``value`` as a decimal: exact where it ends, else with 28 digits."""
    return Decimal(value.numerator) / value.denominator


def names_shown(chart: Chart) -> tuple[str, ...]:
    """The categories as the chart shows them: around a radar of one series each with its number."""
    if not _numbered(chart):
        return chart.categories
    decimals = places(chart)
    return tuple(name if value is None else f"{name}\n{label(value, chart, decimals)}"
                 for name, value in zip(chart.categories, chart.series[0].values, strict=True))


def _in_formula(chart: Chart) -> str:
    return '"' + number_format(chart).replace('"', '""') + '"'


def _numbered(chart: Chart) -> bool:
    return chart.form == "radar" and len(chart.series) == 1


def data_workbook(chart: Chart) -> bytes:
    """Categories in the first column, a series in each further one; the same chart gives the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]  # 50 ms that papers without charts do not need

    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                         "strings_to_numbers": False})
    book.set_properties({"title": clean_text(chart.title), "author": "衡绩", "created": _CREATED})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(chart.series), 14)
    look = book.add_format({"num_format": number_format(chart)})
    sheet.write_string(0, 0, f"单位：{clean_text(chart.unit)}" if chart.unit else "")
    for row, (name, shown) in enumerate(zip(chart.categories, names_shown(chart), strict=True), 1):
        if name == shown:
            sheet.write_string(row, 0, clean_text(name))
        else:  # the number beside the name follows the value that is edited
            sheet.write_string(row, 2, clean_text(name))
            sheet.write_formula(row, 0, f"=C{row + 1}&CHAR(10)&TEXT(B{row + 1},{_in_formula(chart)})", None,
                                clean_text(shown))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, clean_text(series.name))
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, stored(value), look)
    book.close()
    return written.getvalue()
