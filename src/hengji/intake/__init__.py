"""The one way in for files (读入): YAML with positions, workbooks, Chinese numbers, atomic writing."""

from .book import Book, BookSheet, kept_number
from .csv_text import safe_csv
from .field_types import (
    DAY,
    TRUTH,
    Choice,
    Later,
    ListOf,
    Located,
    MapOf,
    OneOf,
    Quantity,
    Text,
    UnitName,
    Words,
    unreadable,
)
from .numbers import Unreadable, read_day, read_figure, read_truth, read_value, shortened
from .records import Field, FieldType, Record, Values, blank, combined, not_a
from .workbooks import (
    INFORMATION,
    KEY,
    OF,
    VALUE,
    WORKBOOKS,
    Cell,
    Column,
    Filled,
    Form,
    Layout,
    Merge,
    Sheet,
    Slot,
    Table,
    TableLayout,
    Wanted,
    Wording,
    Workbook,
    choose_sheets,
    fill_layout,
    fills_down,
    in_order,
    is_note,
    lay_out,
    lines_of,
    read_form,
    read_layout,
    read_table,
    read_workbook,
    told_in,
    with_unit,
)
from .writing import write_files
from .yaml_nodes import Mapping, Node, Scalar, Sequence, nodes_from_data, read_text, read_yaml

__all__ = [
    "DAY", "INFORMATION", "KEY", "OF", "TRUTH", "VALUE", "WORKBOOKS", "Book", "BookSheet", "Cell", "Choice", "Column",
    "Field", "FieldType", "Filled", "Form", "Later", "Layout", "ListOf", "Located", "MapOf", "Mapping", "Merge", "Node",
    "OneOf", "Quantity", "Record", "Scalar", "Sequence", "Sheet", "Slot", "Table", "TableLayout", "Text", "UnitName",
    "Unreadable", "Values", "Wanted", "Wording", "Words", "Workbook", "blank", "choose_sheets", "combined",
    "fill_layout", "fills_down", "in_order", "is_note", "kept_number", "lay_out", "lines_of", "nodes_from_data",
    "not_a", "read_day", "read_figure", "read_form", "read_layout", "read_table", "read_text", "read_truth",
    "read_value", "read_workbook",
    "read_yaml", "safe_csv", "shortened", "told_in", "unreadable", "with_unit", "write_files",
]
