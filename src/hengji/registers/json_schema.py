"""The files of a register as JSON Schema (台账文件的格式), draft 2020-12, for editors and other programs."""

from __future__ import annotations

from typing import Any

from .record import MEASURE, MEASURE_SCHEMA, REGISTER, REGISTER_SCHEMA

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def register_json_schema() -> dict[str, Any]:
    """The format of ``register.yaml``."""
    return {"$schema": _DRAFT, "$id": REGISTER_SCHEMA, **REGISTER.schema()}


def measure_json_schema() -> dict[str, Any]:
    """The format of ``measures/*.yaml``."""
    return {"$schema": _DRAFT, "$id": MEASURE_SCHEMA, **MEASURE.schema()}
