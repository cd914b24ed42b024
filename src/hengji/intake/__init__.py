"""The one way in for files (读入): YAML with positions, Chinese numbers, atomic writing."""

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
from .writing import write_files
from .yaml_nodes import Mapping, Node, Scalar, Sequence, nodes_from_data, read_text, read_yaml

__all__ = [
    "DAY", "TRUTH", "Book", "BookSheet", "Choice", "Field", "FieldType", "Later", "ListOf", "Located", "MapOf",
    "Mapping", "Node", "OneOf", "Quantity", "Record", "Scalar", "Sequence", "Text", "UnitName",
    "Unreadable", "Values", "Words", "blank", "combined", "nodes_from_data", "not_a", "read_day",
    "read_figure", "read_text",
    "read_truth", "read_value", "read_yaml", "safe_csv", "shortened", "unreadable", "write_files",
]
