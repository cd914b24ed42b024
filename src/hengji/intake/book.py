"""Workbooks as they are written (工作簿): every ``.xlsx`` of the product comes out of here.

A text stays a text whatever it begins with, a number is written with its own digits,
and the same content gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Context, Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from hengji.model import Exact, exact

from .book_page import pages_high, paper_for
from .book_styles import format_of
from .csv_text import decimal_of
from .row_heights import RowHeights

_CREATED = datetime(2000, 1, 1)
_LONGEST_TEXT, _LONGEST_FORMULA, _LONGEST_CONSTANT, _LONGEST_NAME = 32_767, 8_192, 255, 31
_CUT = "……（超过单元格的容量，其余略去）"
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: The sheet that keeps what drop-downs offer, out of sight.
DROP_DOWNS = "选项"
_AS_STORED = re.compile(r"(?=-?[\d.]{1,16}$)-?(0|[1-9]\d*)(\.\d*[1-9])?", re.ASCII)
_DIGITS = Context(prec=16)  # as many as the file format holds

#: What a cell can hold; None leaves it blank.
Content = str | Exact | None


def kept_number(text: str) -> Exact | None:
    """The number that ``text`` is, where a spreadsheet keeps and shows it as it is written."""
    return exact(Fraction(text)) if _AS_STORED.fullmatch(text) else None


class Book:
    """A workbook in memory. ``content()`` ends it and gives its bytes."""

    def __init__(self, title: str = "") -> None:
        import xlsxwriter  # type: ignore[import-untyped]  # 50 ms that most commands do not need

        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(self._bytes, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
        self._book.set_properties({"title": title, "author": "衡绩", "created": _CREATED})
        self._formats: dict[str, Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._sheets: list[BookSheet] = []

    def sheet(self, name: str) -> BookSheet:
        """A new sheet, called ``name`` as far as Excel allows."""
        sheet = BookSheet(self, self._book.add_worksheet(self._free_name(name)))
        self._sheets.append(sheet)
        return sheet

    def style(self, words: str) -> Any:
        """The cell format that ``words`` add up to, such as ``"input number"``; made once."""
        if words not in self._formats:
            self._formats[words] = self._book.add_format(format_of(words))
        return self._formats[words]

    def listed(self, options: Sequence[str]) -> str:
        """Where ``options`` stand, as a reference for drop-downs: on a hidden sheet, without limit or comma trouble."""
        return self._lists.setdefault(
            tuple(options), f"={DROP_DOWNS}!{_cell(0, len(self._lists), fixed=True)}"
                            f":{_cell(len(options) - 1, len(self._lists), fixed=True)}")

    def content(self) -> bytes:
        """The workbook's bytes; nothing can be added afterwards."""
        for sheet in self._sheets:
            sheet.settle()
        if self._lists:
            lists = BookSheet(self, self._book.add_worksheet(DROP_DOWNS))
            for column, options in enumerate(self._lists):
                for row, option in enumerate(options):
                    lists.put(row, column, option)
            lists.hide()
        self._book.close()
        return self._bytes.getvalue()

    def _free_name(self, name: str) -> str:
        clean = _NO_XML.sub("\ufffd", name).translate(_NOT_IN_NAMES).strip("' \t\r\n") or "表"
        if clean.casefold() in ("history", DROP_DOWNS):
            clean += "表"
        taken = {sheet.name.casefold() for sheet in self._sheets}
        number, free = 1, clean[:_LONGEST_NAME]
        while free.casefold() in taken:
            number += 1
            free = f"{clean[:_LONGEST_NAME - len(str(number)) - 2]}（{number}）"
        return free


class BookSheet:
    """A sheet of a :class:`Book`; rows and columns count from 0. Rows grow as high as their texts need."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self._sheet = book, sheet
        self._heights = RowHeights()
        self._page: tuple[tuple[int, int], bool] | None = None
        self.name: str = sheet.get_name()
        sheet.hide_gridlines(2)

    def put(self, row: int, column: int, value: Content, style: str = "text", *,
            to: tuple[int, int] | None = None) -> None:
        """``value`` in a cell, or in the merged cells down to ``to`` (last row, last column)."""
        look = self._merged(row, column, to, style)
        if value is None:
            self._sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self._sheet.write_string(row, column, _text(value), look)
            self._heights.note(value, style, row, column, to or (row, column))
        else:
            self._sheet.write_number(row, column, decimal_of(value), look)

    def formula(self, row: int, column: int, formula: str, value: Content, style: str = "number", *,
                texts: Sequence[str] = (), to: tuple[int, int] | None = None) -> None:
        """A live formula with its ``value``, for programs that do not calculate.

        ``texts`` stand in it as ``{0}``, ``{1}``: constants that nothing in them can end.
        A formula that is longer than Excel takes is written as its value.
        """
        whole = formula.format(*('"' + text.replace('"', '""') + '"' for text in texts)) if texts else formula
        if len(whole) > _LONGEST_FORMULA or any(len(text) > _LONGEST_CONSTANT for text in texts):
            self.put(row, column, value, style, to=to)
            return
        look = self._merged(row, column, to, style)
        self._sheet.write_formula(row, column, whole, look, _result(value))

    def rows(self, row: int, lines: Sequence[Sequence[Content]], styles: Sequence[str]) -> int:
        """``lines`` from ``row`` on, each column in its style; gives the row after the last."""
        for number, line in enumerate(lines, row):
            for column, (value, style) in enumerate(zip(line, styles, strict=True)):
                self.put(number, column, value, style)
        return row + len(lines)

    def widths(self, *widths: int) -> None:
        """Column widths from the first on, in Western digits; a Chinese character takes two."""
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        self._heights.widths = widths

    def height(self, row: int, points: int) -> None:
        """A row's height, whatever its texts need."""
        self._heights.fixed[row] = points

    def freeze(self, row: int, column: int = 0) -> None:
        """What stands above ``row`` and left of ``column`` stays in sight."""
        self._sheet.freeze_panes(row, column)

    def sift(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Lets a reader choose rows by their values: ``first`` is where the headings begin."""
        self._sheet.autofilter(*first, *last)

    def page(self, last: tuple[int, int], heading: tuple[int, int] | None = None, *, landscape: bool = True,
             roomy: bool = False) -> None:
        """A4, as wide as the paper: everything down to ``last``, with the ``heading`` rows on every page.

        With ``roomy`` on A3 where A4 would make it tiny, and without a last page for a few rows.
        """
        (self._sheet.set_landscape if landscape else self._sheet.set_portrait)()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._page = (last, landscape) if roomy else None
        self._sheet.set_margins(**dict.fromkeys(("left", "right", "top", "bottom"), "0.6"))  # inches, as text
        self._sheet.center_horizontally()
        self._sheet.set_footer("&C第 &P 页，共 &N 页")
        self._sheet.print_area(0, 0, *last)
        if heading:
            self._sheet.repeat_rows(*heading)

    def note(self, row: int, column: int, text: str) -> None:
        """A note that shows when one points at the cell."""
        lines = sum(1 + len(line) // 16 for line in text.splitlines())
        self._sheet.write_comment(row, column, _text(text), {
            "author": "衡绩", "font_name": "宋体", "font_size": 9, "width": 240, "height": 24 + 16 * lines})

    def choices(self, first: tuple[int, int], last: tuple[int, int], options: Sequence[str], hint: str = "") -> None:
        """A drop-down with ``options`` in each cell from ``first`` to ``last``; nothing else can be typed."""
        self._sheet.data_validation(*first, *last, {
            "validate": "list", "source": self.book.listed(options), "input_message": hint[:255],
            "error_title": "请从列表中选择", "error_message": "这里只能填下拉列表中的内容"})

    def limits(self, row: int, column: int, low: Exact, high: Exact, told: str) -> None:
        """Nothing but numbers from ``low`` to ``high`` can be typed into the cell; else ``told`` is shown."""
        self._sheet.data_validation(row, column, row, column, {
            "validate": "decimal", "criteria": "between", "minimum": str(decimal_of(low)),
            "maximum": str(decimal_of(high)), "error_title": "超出范围", "error_message": told[:255]})

    def reference(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> str:
        """Cells of this sheet, as formulas on other sheets name them."""
        cells = _cell(*first, fixed=True) + (f":{_cell(*last, fixed=True)}" if last else "")
        return "'" + self.name.replace("'", "''") + f"'!{cells}"

    def mark(self, colour: str) -> None:
        """Colours the tab."""
        self._sheet.set_tab_color(colour)

    def protect(self) -> None:
        """Only input cells can be changed; without a password, against slips, not against people."""
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def hide(self) -> None:
        """The sheet is there but not in sight."""
        self._sheet.hide()

    def settle(self) -> None:
        """Sets the heights of all rows, and what of the page depends on them; called when the book is finished."""
        heights = self._heights.settled()
        for row, points in heights.items():
            self._sheet.set_row(row, points)
        if self._page:
            (last, landscape), widths = self._page, self._heights.widths
            paper = paper_for(widths, last[1] + 1)
            self._sheet.set_paper(paper)
            self._sheet.fit_to_pages(1, pages_high(widths, heights, last, paper, landscape=landscape))

    def _merged(self, row: int, column: int, to: tuple[int, int] | None, style: str) -> Any:
        look = self.book.style(style)
        if to and to != (row, column):
            self._sheet.merge_range(row, column, *to, "", look)
        return look


def _result(value: Content) -> str | Decimal:
    if value is None or isinstance(value, str):
        return _text(value or "")
    return _DIGITS.plus(decimal_of(value))


def _cell(row: int, column: int, *, fixed: bool = False) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

    name: str = xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed)
    return name


def _text(text: str) -> str:
    """``text`` as a cell can hold it; what XlsxWriter would take for its own markup is a text, too."""
    clean = _NO_XML.sub("\ufffd", text)
    if clean.startswith("<r>") and clean.endswith("</r>"):
        clean += " "
    if len(clean.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        clean = clean[:_LONGEST_TEXT // 2] + _CUT
    return clean
