"""Registers (台账): operating records as typed tables, measured into facts."""

from .asked import Asked, Condition, Span, conditions, grouped_by
from .catalogue import Catalogue, catalogue
from .load import load_register
from .measure import LeftOut, Measure, Measured, Part
from .measuring import RegisterTables, measure, measure_all
from .queries import WHY, Source, listed_columns, listing_sql
from .schema import Register, RegisterField, RowRule, View
from .store import Snapshot, Store
from .store.home import home

__all__ = [
    "WHY", "Asked", "Catalogue", "Condition", "LeftOut", "Measure", "Measured", "Part", "Register", "RegisterField",
    "RegisterTables", "RowRule", "Snapshot", "Source", "Span", "Store", "View", "catalogue", "conditions",
    "grouped_by", "home", "listed_columns", "listing_sql", "load_register", "measure", "measure_all",
]
