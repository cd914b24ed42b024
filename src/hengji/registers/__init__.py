"""Registers (台账): operating records as typed tables, measured into facts."""

from .asked import Asked, Condition, Span, conditions, grouped_by
from .catalogue import Catalogue, catalogue
from .generator import (
    GENERATED_FORMATS,
    SYNTHETIC,
    GeneratedFile,
    Recipe,
    ToGenerate,
    generate,
    load_recipes,
    make_store,
)
from .groups import RegisterGroup, grouped_registers
from .importing import ImportRequest, ImportResult, import_into
from .json_schema import measure_json_schema, register_json_schema
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
    "GENERATED_FORMATS", "ROLES", "SYNTHETIC", "TYPES", "WHY", "Asked", "Catalogue", "ColumnChoice", "Commit",
    "Condition", "GeneratedFile", "ImportRequest", "ImportResult", "ImportedSource", "LeftOut", "Measure", "Measured",
    "Origin", "Part", "Recipe", "Register", "RegisterField", "RegisterGroup", "RegisterTables", "RowRule", "Snapshot",
    "Source", "Span", "Store", "ToGenerate", "View", "catalogue", "conditions", "described_field", "families",
    "generate", "grouped_by", "grouped_registers", "home", "import_into", "judged_sql", "listed_columns",
    "listing_sql", "load_recipes", "load_register", "make_store", "measure", "measure_all", "measure_json_schema",
    "measure_query", "plan", "register_json_schema", "register_workbook",
]
