"""The simple kinds, and how a rule of any kind is read (规则登记)."""

from __future__ import annotations

from collections.abc import Iterable

from hengji.intake import Field, FieldType, OneOf, Text, Values, combined

from . import (
    all_or_nothing,
    as_printed,
    bands,
    checklist,
    count,
    deduction,
    judgement,
    occurrences,
    proportional,
    qualitative,
    target,
)
from .base import Kind, Rule, Setting
from .conditions import FIELDS, with_conditions

#: Kinds that stand alone, and that a part of a split rule may have.
SIMPLE: dict[str, Kind] = {module.KIND.name: module.KIND for module in (
    deduction, proportional, bands, checklist, all_or_nothing, count, target, occurrences, qualitative, judgement,
    as_printed)}

_COMMON = (
    Field("kind", Text(), "规则种类", required=True),
    *FIELDS,
)


def rule_type(kinds: dict[str, Kind]) -> FieldType:
    """The field type that reads a rule of one of ``kinds``."""
    return OneOf("kind", {name: combined(kind.term, _COMMON, kind.fields, doc=kind.doc)
                           for name, kind in kinds.items()})


def read_rule(entry: tuple[str, Values], setting: Setting, also: Iterable[Kind] = ()) -> Rule | None:
    """The rule that ``entry`` (kind, values) describes, with the conditions that any rule may have."""
    name, values = entry
    kind = {**SIMPLE, **{k.name: k for k in also}}[name]
    rule = kind.build(values, setting)
    return None if rule is None else with_conditions(rule, values, setting)
