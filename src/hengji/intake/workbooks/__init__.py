"""Workbooks as people fill them in (工作簿读取): guarded, forgiving of layout, never of a number."""

from .cells import Cell, Kind, Merge, Sheet, Workbook, is_note
from .forms import Form, read_form
from .headings import Column
from .layout import INFORMATION, KEY, OF, VALUE, Layout, Slot, TableLayout, Wording, lay_out
from .layout_read import read_layout
from .layout_told import in_order, told_in
from .layout_write import Filled, fill_layout
from .reading import read_workbook
from .tables import Table, read_table

__all__ = [
    "INFORMATION", "KEY", "OF", "VALUE", "Cell", "Column", "Filled", "Form", "Kind", "Layout", "Merge", "Sheet",
    "Slot", "Table", "TableLayout", "Wording", "Workbook", "fill_layout", "in_order", "is_note", "lay_out",
    "read_form", "read_layout", "read_table", "read_workbook", "told_in",
]
