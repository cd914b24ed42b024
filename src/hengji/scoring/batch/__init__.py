"""Whole provinces at once (批量评分): a framework as one SQL plan, equal to the last digit to the evaluator."""

from .check import Renamed, usual_unit
from .collect import Collected, collect
from .notes import NOTED_SHA, NotedFramework, NotedIndicator, read_notes
from .run import Batch, prepare, score_table
from .wanted import GROUPS, KEYS, NOT_APPLICABLE, Wanted, wanted_columns

__all__ = [
    "GROUPS", "KEYS", "NOTED_SHA", "NOT_APPLICABLE", "Batch", "Collected", "NotedFramework", "NotedIndicator",
    "Renamed", "Wanted", "collect", "prepare", "read_notes", "score_table", "usual_unit", "wanted_columns",
]
