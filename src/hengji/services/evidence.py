"""What is asked of registers (台账的服务); imported with SQL and tables only by those who ask for it."""

from __future__ import annotations

import sys

from hengji.registers import Measured, Span

from .fact_rows import measured_facts, write_fact_rows
from .generate_registers import (
    GenerateRequest,
    GenerateRun,
    generate_document,
    generate_registers,
    synthetic_store,
)
from .import_register import RegisterImport, RegisterImportRequest, import_document, import_register
from .measure_facts import with_measures
from .measure_register import (
    ALL_MEASURES,
    MeasureReport,
    MeasureRequest,
    group_told,
    measure_register,
    sentence_of,
)
from .measures_document import measures_document
from .register_snapshots import register_snapshots, snapshots_document
from .registers import (
    list_registers,
    register_document,
    registers_document,
    show_register,
    write_register_templates,
)
from .registers_told import measure_told, register_told

__all__ = [
    "ALL_MEASURES",
    "GenerateRequest",
    "GenerateRun",
    "MeasureReport",
    "MeasureRequest",
    "Measured",
    "RegisterImport",
    "RegisterImportRequest",
    "Span",
    "generate_document",
    "generate_registers",
    "group_told",
    "import_document",
    "import_register",
    "list_registers",
    "measure_register",
    "measure_told",
    "measured_facts",
    "measures_document",
    "register_document",
    "register_snapshots",
    "register_told",
    "registers_document",
    "sentence_of",
    "show_register",
    "snapshots_document",
    "synthetic_store",
    "with_measures",
    "write_fact_rows",
    "write_register_templates",
]

# Some files bear the name of what they do; as modules of the room they would stand in its place.
vars(sys.modules[__package__ or ""]).update({name: globals()[name] for name in __all__})
