"""Cases (评价案例): from a folder to a checked Case, and back to a document."""

from .bundled import bundled_ids, bundled_path
from .calendar import CALENDAR_FIELD, read_calendar
from .load import Frameworks, LoadedCase, load_case, read_case, read_case_node
from .measured import with_results
from .record import json_schema
from .roll_forward import next_year
from .template import case_workbook, template_workbook
from .values import value_text
from .write import case_document

__all__ = [
    "CALENDAR_FIELD", "Frameworks", "LoadedCase", "bundled_ids", "bundled_path",
    "case_document", "case_workbook", "json_schema", "load_case", "next_year", "read_calendar", "read_case",
    "read_case_node", "template_workbook", "value_text", "with_results",
]
