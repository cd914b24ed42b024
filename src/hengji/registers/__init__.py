"""Registers (台账): operating records as typed tables, measured into facts."""

from .asked import Asked, Condition, Span, conditions, grouped_by
from .catalogue import Catalogue, catalogue
from .groups import RegisterGroup, grouped_registers
from .importing import ImportRequest, ImportResult, import_into
from .load import load_register
from .measure import LeftOut, Measure, Measured, Part
from .measure_sql import measure_query
from .measuring import RegisterTables, measure, measure_all
from .queries import WHY, Source, families, judged_sql, listed_columns, listing_sql, plan
from .readers import ColumnChoice, Origin
from .schema import ROLES, TYPES, Register, RegisterField, RowRule, View
from .store import Commit, ImportedSource, Snapshot, Store
from .store.home import home
from .workbook import described_field, register_workbook

__all__ = [
    "ROLES", "TYPES", "WHY", "Asked", "Catalogue", "ColumnChoice", "Commit", "Condition", "ImportRequest",
    "ImportResult", "ImportedSource", "LeftOut", "Measure", "Measured", "Origin", "Part", "Register", "RegisterField",
    "RegisterGroup", "RegisterTables", "RowRule", "Snapshot", "Source", "Span", "Store", "View", "catalogue",
    "conditions", "described_field", "families", "grouped_by", "grouped_registers", "home", "import_into",
    "judged_sql", "listed_columns", "listing_sql", "load_register", "measure", "measure_all", "measure_query", "plan",
    "register_workbook",
]
