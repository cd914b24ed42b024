"""Registers (台账): operating records as typed tables, measured into facts."""

from .asked import Asked, Condition, Span, conditions, grouped_by
from .catalogue import Catalogue, catalogue
from .groups import RegisterGroup, grouped_registers
from .load import load_register
from .measure import LeftOut, Measure, Measured, Part
from .measure_sql import measure_query
from .measuring import RegisterTables, measure, measure_all
from .queries import WHY, Source, listed_columns, listing_sql
from .schema import ROLES, TYPES, Register, RegisterField, RowRule, View
from .store import Snapshot, Store
from .store.home import home
from .workbook import described_field, register_workbook

__all__ = [
    "ROLES", "TYPES", "WHY", "Asked", "Catalogue", "Condition", "LeftOut", "Measure", "Measured", "Part", "Register",
    "RegisterField", "RegisterGroup", "RegisterTables", "RowRule", "Snapshot", "Source", "Span", "Store", "View",
    "catalogue", "conditions", "described_field", "grouped_by", "grouped_registers", "home", "listed_columns",
    "listing_sql", "load_register", "measure", "measure_all", "measure_query", "register_workbook",
]
