"""Readers (读取): each kind of source becomes rows of text under the register's fields."""

from .headings import ColumnChoice
from .opening import Origin, open_source
from .source import FLAW, ROW, ReadColumn, Source

__all__ = ["FLAW", "ROW", "ColumnChoice", "Origin", "ReadColumn", "Source", "open_source"]
