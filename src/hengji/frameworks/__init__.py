"""Frameworks (指标体系): indicator trees as data, rule kinds, and the shipped library."""

from .facts import is_reserved
from .kinds import KINDS, Band, Expert, Kind, Panel, Point, Rule
from .library import find_framework, framework_ids, is_file_name, load_framework_file, shipped_framework
from .load import load_framework, read_framework
from .own_formula import read_own_formula
from .record import json_schema
from .request_list import Received, Requested, request_list
from .tree import (
    BENCHMARKS,
    MEMBERS,
    NOMINAL,
    ROLL_UPS,
    FactSpec,
    Framework,
    Grade,
    Indicator,
    ReadingSpec,
    RollUp,
    Veto,
)
from .workbook import framework_workbook, load_framework_workbook
from .yaml_text import framework_yaml

__all__ = [
    "BENCHMARKS", "KINDS", "MEMBERS", "NOMINAL", "ROLL_UPS", "Band", "Expert", "FactSpec", "Framework", "Grade",
    "Indicator", "Kind", "Panel", "Point", "ReadingSpec", "Received", "Requested", "RollUp", "Rule", "Veto",
    "find_framework", "framework_ids", "framework_workbook", "framework_yaml", "is_file_name", "is_reserved",
    "json_schema", "load_framework", "load_framework_file", "load_framework_workbook", "read_framework",
    "read_own_formula", "request_list", "shipped_framework",
]
