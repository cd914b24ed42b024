"""Workbooks as people fill them in (工作簿读取): guarded, forgiving of layout, never of a number."""

from .cells import Cell, Kind, Merge, Sheet, Workbook, is_note
from .forms import Form, read_form
from .headings import Column
from .reading import read_workbook
from .tables import Table, read_table

__all__ = [
    "Cell", "Column", "Form", "Kind", "Merge", "Sheet", "Table", "Workbook",
    "is_note", "read_form", "read_table", "read_workbook",
]
