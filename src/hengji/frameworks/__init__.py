"""Frameworks (指标体系): indicator trees as data, rule kinds, and the shipped library."""

from .kinds import KINDS, Kind, Point, Rule
from .library import find_framework, framework_ids, shipped_framework
from .load import load_framework, read_framework
from .record import json_schema
from .tree import FactSpec, Framework, Grade, Indicator, ReadingSpec

__all__ = [
    "KINDS", "FactSpec", "Framework", "Grade", "Indicator", "Kind", "Point", "ReadingSpec", "Rule",
    "find_framework", "framework_ids", "json_schema", "load_framework", "read_framework",
    "shipped_framework",
]
