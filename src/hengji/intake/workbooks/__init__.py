"""Workbooks as people fill them in (工作簿读取): guarded, forgiving of layout, never of a number."""

from .cells import Cell, Kind, Merge, Sheet, Workbook, is_note
from .choosing import Wanted, choose_sheets
from .forms import Form, read_form
from .headings import Column, Header, Heading, Headings, find_header, fold
from .layout import INFORMATION, KEY, OF, VALUE, Layout, Slot, TableLayout, Wording, fills_down, lay_out
from .layout_read import read_layout
from .layout_told import in_order, told_in
from .layout_write import Filled, fill_layout
from .reading import WORKBOOKS, read_workbook
from .streamed import StreamedRow, StreamedSheet, stream_workbook
from .tables import Table, lines_of, read_table, with_unit

__all__ = [
    "INFORMATION", "KEY", "OF", "VALUE", "WORKBOOKS", "Cell", "Column", "Filled", "Form", "Header", "Heading",
    "Headings", "Kind", "Layout", "Merge", "Sheet", "Slot", "StreamedRow", "StreamedSheet", "Table", "TableLayout",
    "Wanted", "Wording", "Workbook", "choose_sheets", "fill_layout", "fills_down", "find_header", "fold",
    "in_order", "is_note", "lay_out", "lines_of", "read_form", "read_layout", "read_table", "read_workbook",
    "stream_workbook", "told_in", "with_unit",
]
