"""What measures gave as plain data (度量结果文件), ``hengji/measures/1``."""

from __future__ import annotations

from typing import Any

from hengji.model import Missing, Unit, Value
from hengji.registers import Measured
from hengji.scoring import exact_value
from hengji.telling import shown

from .measure_register import MeasureReport, sentence_of

SCHEMA = "hengji/measures/1"
Document = dict[str, Any]


def measures_document(report: MeasureReport) -> Document:
    """The report: what was asked, and each result with its parts, rows and query."""
    request = report.request
    return {
        "schema": SCHEMA, "register": {"id": report.register.id, "name": report.register.name},
        "engine": request.engine,
        "period": {"text": str(request.period), "from": _day(request.period.first), "to": _day(request.period.last)},
        "by": list(request.by), "where": [{"column": column, "value": value} for column, value in request.where],
        "snapshots": {name: {"version": each.version, "rows": each.rows, "when": each.when.isoformat()}
                      for name, each in sorted(report.snapshots.items())},
        "measures": [_result(one) for results in report.results for one in results],
        "notes": list(report.notes), "written": [str(path) for path in report.written]}


def _result(one: Measured) -> Document:
    measure = one.measure
    return {
        "measure": f"{measure.register}/{measure.id}", "name": measure.name,
        "group": {name: _plain(value) for name, value in one.group},
        "value": _quantity(one.value, measure.unit),
        "missing": str(one.value) if isinstance(one.value, Missing) else None, "sentence": sentence_of(one),
        "formula": measure.value.text,
        "parts": [{"name": part.name, "value": _quantity(one.parts[part.name], part.unit),
                   "unfilled": one.unfilled.get(part.name, 0)} for part in measure.parts],
        "counted": one.counted, "left_out": dict(one.left_out), "snapshots": dict(one.snapshots), "sql": one.sql}


def _quantity(value: Value | Missing, unit: Unit) -> Document | None:
    if isinstance(value, Missing):
        return None
    return {"text": shown(value, unit).replace("−", "-"), "exact": exact_value(value, unit),
            "unit": unit.dimension.name}


def _plain(value: Value | None) -> str | bool | None:
    return value if value is None or isinstance(value, bool | str) else str(value)


def _day(day: object) -> str | None:
    return None if day is None else str(day)
