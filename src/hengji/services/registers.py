"""Registers as a user asks for them (台账): list, show, templates to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hengji.intake import write_files
from hengji.model import Exact, Place, Problem, Unusable, exact, exact_text
from hengji.registers import (
    Catalogue,
    Measure,
    Part,
    Register,
    RegisterField,
    RegisterGroup,
    grouped_registers,
    measure_query,
    register_workbook,
)

from .measure_register import known_registers

#: A field's type in Frictionless Table Schema. Money stands in files in its unit, and in the store in fen.
_TYPES = {"text": "string", "integer": "integer", "decimal": "number", "money": "number", "date": "date",
          "datetime": "datetime", "truth": "boolean", "tags": "string"}


def list_registers(extra: Path | None = None) -> tuple[RegisterGroup, ...]:
    """The shipped registers and those of the folder ``extra``, in groups. Raises :class:`Unusable`."""
    return grouped_registers(known_registers(extra).registers.values())


def show_register(name: str, extra: Path | None = None) -> tuple[Register, Catalogue]:
    """A register by its id or Chinese name, and all that it stands among. Raises :class:`Unusable`."""
    known = known_registers(extra)
    return known.register(name), known


def write_register_templates(names: Iterable[str], out: Path, extra: Path | None = None, *,
                             force: bool = False) -> tuple[Path, ...]:
    """Writes the workbook of one register as the file ``out``, those of several (all, by default) into a folder.

    A file that is there is replaced with ``force`` only. Raises :class:`Unusable`; then nothing was written.
    """
    known = known_registers(extra)
    named = [known.register(name) for name in names]
    if out.suffix.lower() == ".xlsx":
        if len(named) != 1:
            raise Unusable([Problem(Place(str(out)), "一个工作簿只能是一个台账的模板",
                                    suggestion="请写明台账，如 service-cases；要几个台账的，写一个文件夹")])
        files, folder = {out.name: named[0]}, out.parent
    elif out.suffix:
        raise Unusable([Problem(Place(str(out)), "文件名的结尾不对", "以 .xlsx 结尾，或一个文件夹", out.name)])
    else:
        files, folder = {f"{each.name}.xlsx": each for each in named or known.registers.values()}, out
    there = [folder / name for name in files if (folder / name).exists()]
    if there and not force:
        raise Unusable([Problem(Place(str(path)), "已有这个文件，不覆盖：里面可能有填好的内容",
                                suggestion="请换一个文件名；确要覆盖，加 --force") for path in there])
    return tuple(write_files(folder, {name: register_workbook(each) for name, each in files.items()}))


def registers_document(groups: Iterable[RegisterGroup]) -> dict[str, Any]:
    """The groups as ``hengji/registers/1``."""
    return {"schema": "hengji/registers/1", "groups": [
        {"name": group.name, "english": group.english,
         "registers": [register_head(each) for each in group.registers]} for group in groups]}


def register_head(register: Register) -> dict[str, Any]:
    """What a register is, in a few words."""
    return {"id": register.id, "name": register.name, "english": register.english, "explain": register.explain,
            "fields": len(register.fields), "measures": len(register.measures)}


def register_document(register: Register, known: Catalogue, measures: Iterable[Measure]) -> dict[str, Any]:
    """A register as ``hengji/register-description/1``: its rows as Frictionless Table Schema, and ``measures``."""
    return {
        "schema": "hengji/register-description/1", "id": register.id, "name": register.name,
        "english": register.english, "explain": register.explain,
        "serves": list(register.serves), "table": register.table,
        "table_schema": table_schema(register),
        "rules": [{"holds": each.holds, "says": each.says, "fields": list(each.fields)} for each in register.rules],
        "views": [{"name": each.name, "sql": each.sql} for each in register.views],
        "measures": [measure_document(each, known) for each in measures]}


def table_schema(register: Register) -> dict[str, Any]:
    """The rows as Frictionless Table Schema v2; what it has no word for stands under ``hengji:``."""
    foreign = [{"fields": [each.name], "reference": {"resource": each.refers[0], "fields": [each.refers[1]]}}
               for each in register.fields if each.refers]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(each) for each in register.fields],
        "primaryKey": [each.name for each in register.keys], **({"foreignKeys": foreign} if foreign else {})}


def _field(each: RegisterField) -> dict[str, Any]:
    unit = each.unit if each.type == "money" else None
    bounds = {name: _number(exact(bound / unit.scale if unit else bound))
              for name, bound in (("minimum", each.low), ("maximum", each.high)) if bound is not None}
    constraints: dict[str, Any] = {
        **({"required": True} if each.required else {}),
        **({"enum": list(each.values)} if each.values and each.type != "tags" else {}),
        **({"pattern": each.pattern} if each.pattern else {}), **bounds}
    ours = {
        "hengji:role": each.role, "hengji:person": each.person, "hengji:accepts": list(each.accepts),
        "hengji:values": {value: list(spellings) for value, spellings in each.values.items()},
        "hengji:unit": each.unit.name if each.unit else "", "hengji:future": each.future,
        "hengji:column": "" if each.person == "dropped" else each.sql_type}
    return {
        "name": each.name, "title": each.title, "type": _TYPES[each.type], "description": each.explain,
        "example": each.example,
        **({"trueValues": ["是"], "falseValues": ["否"]} if each.type == "truth" else {}),
        **({"constraints": constraints} if constraints else {}),
        **{name: value for name, value in ours.items() if value}}


def _number(value: Exact) -> int | str:
    """A bound as JSON: a whole number, or the text of a decimal."""
    return value if isinstance(value, int) else exact_text(value)


def measure_document(measure: Measure, known: Catalogue) -> dict[str, Any]:
    """A measure as data: what it counts and leaves out, its formula, and the query it becomes on DuckDB."""
    return {
        "id": measure.id, "name": measure.name, "english": measure.english, "unit": measure.unit.name,
        "explain": measure.explain, "rows": measure.rows, "time": measure.time or None,
        "left_out": [{"why": each.why, "when": each.when} for each in measure.left_out],
        "parts": [_part(each) for each in measure.parts], "value": measure.value.text,
        "sentence": measure.sentence, "columns": list(measure.columns), "split": measure.split or None,
        "overlaps": measure.overlaps, "sql": measure_query(measure, known)}


def _part(part: Part) -> dict[str, Any]:
    return {"name": part.name, "unit": part.unit.name, "where": part.where, "sum": part.sum, "whole": part.whole}
