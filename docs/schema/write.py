"""Writes the JSON Schema of the file formats beside itself; a test holds them up to date."""

from __future__ import annotations

import json
from pathlib import Path

from hengji.cases import json_schema as case_schema
from hengji.frameworks import json_schema as framework_schema
from hengji.registers import measure_json_schema, register_json_schema
from hengji.services import (
    columns_schema,
    decisions_schema,
    proofreading_schema,
    report_diff_schema,
    report_schema,
)

for name, schema in (("framework", framework_schema()), ("case", case_schema()), ("columns", columns_schema()),
                     ("proofreading", proofreading_schema()), ("proofreading-decisions", decisions_schema()),
                     ("report", report_schema()), ("report-diff", report_diff_schema()),
                     ("register", register_json_schema()), ("measure", measure_json_schema())):
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    Path(__file__).with_name(f"{name}.json").write_text(text, encoding="utf-8")
