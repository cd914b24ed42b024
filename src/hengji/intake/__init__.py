"""The one way in for files (读入): YAML with positions, workbooks, Chinese numbers, atomic writing."""

from .book import Book, BookSheet
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
    Cell,
    Column,
    Form,
    Merge,
    Sheet,
    Table,
    Workbook,
    is_note,
    read_form,
    read_table,
    read_workbook,
)
from .writing import write_files
from .yaml_nodes import Mapping, Node, Scalar, Sequence, nodes_from_data, read_text, read_yaml

__all__ = [
    "DAY", "TRUTH", "Book", "BookSheet", "Cell", "Choice", "Column", "Field", "FieldType", "Form", "Later",
    "ListOf", "Located", "MapOf", "Mapping", "Merge", "Node", "OneOf", "Quantity", "Record", "Scalar",
    "Sequence", "Sheet", "Table", "Text", "UnitName", "Unreadable", "Values", "Words", "Workbook", "blank",
    "combined", "is_note", "nodes_from_data", "not_a", "read_day", "read_figure", "read_form", "read_table",
    "read_text", "read_truth", "read_value", "read_workbook", "read_yaml", "safe_csv", "shortened",
    "unreadable", "write_files",
]
