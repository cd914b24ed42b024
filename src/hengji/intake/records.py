"""Records described as data (记录描述): one description reads a file, checks it, and is its JSON Schema.

A :class:`Record` lists its fields; each field has a type from :mod:`.field_types`.
Reading gives :class:`Values`, which keep the place of every field, and collects
every problem instead of stopping at the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from hengji.model import Place, Problem, did_you_mean

from .yaml_nodes import Mapping, Node, Scalar


class FieldType(Protocol):
    """What a field may hold."""

    def read(self, node: Node, problems: list[Problem]) -> Any:
        """The value of ``node``; None, and a problem added, when it is not of this type."""

    def schema(self) -> dict[str, Any]:
        """This type as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Field:
    """One named field. ``doc`` says in Chinese what it is for."""

    name: str
    type: FieldType
    doc: str
    required: bool = False
    default: Any = None


class Values(dict[str, Any]):
    """The fields of one record by name, with the place of the record and of each field.

    A field that was not written, or could not be read, is its default or None; its
    problem is noted already. ``complete`` says whether every required field is there.
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}
        self.complete = True

    def lacks(self, *names: str) -> bool:
        """Whether one of these fields is not there; why has been told."""
        return any(self[name] is None for name in names)

    def at(self, name: str) -> Place:
        """Where field ``name`` stands; the record's place when it was not written."""
        return self.places.get(name, self.place)


@dataclass(frozen=True)
class Record:
    """A mapping with known fields. Unknown ones are problems, with the nearest name."""

    title: str
    fields: tuple[Field, ...]
    doc: str = ""
    by_name: dict[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {f.name: f for f in self.fields})

    def read(self, node: Node, problems: list[Problem]) -> Values | None:
        """The values of ``node``; None when it is no mapping."""
        if not isinstance(node, Mapping):
            problems.append(not_a(node, f"{self.title}（若干“名称: 内容”）"))
            return None
        values = Values(node.place)
        for name, entry in node.entries.items():
            known = self.by_name.get(name)
            if known is None:
                problems.append(Problem(node.keys[name], f"{self.title}里没有“{name}”这一项",
                                        suggestion=did_you_mean(name, self.by_name)))
            elif not blank(entry):
                values.places[name] = entry.place
                values[name] = known.type.read(entry, problems)
        for known in self.fields:
            written = values.setdefault(known.name, known.default)
            if known.required and (known.name not in values.places or not str(written).strip()):
                empty = node.entries.get(known.name, node)
                problems.append(Problem(empty.place, f"{self.title}缺“{known.name}”（{known.doc}）",
                                        suggestion=f"请补上 {known.name}: …"))
                values[known.name] = None
            values.complete = values.complete and not (known.required and values[known.name] is None)
        return values

    def schema(self) -> dict[str, Any]:
        """This record as JSON Schema."""
        return {
            "type": "object", "title": self.title, "description": self.doc or self.title,
            "additionalProperties": False,
            "properties": {f.name: {**f.type.schema(), "description": f.doc} for f in self.fields},
            "required": [f.name for f in self.fields if f.required],
        }


def blank(node: Node) -> bool:
    """Whether nothing was written (``name:`` with nothing behind it)."""
    return isinstance(node, Scalar) and not node.quoted and node.text in ("", "~", "null")


def not_a(node: Node, expected: str) -> Problem:
    """The problem of finding something else than ``expected``."""
    found = {"Scalar": "一段文字", "Sequence": "一个列表", "Mapping": "若干“名称: 内容”"}
    return Problem(node.place, f"这里应是{expected}", expected, found[type(node).__name__])


def combined(title: str, *groups: Iterable[Field], doc: str = "") -> Record:
    """A record with the fields of several groups."""
    return Record(title, tuple(f for group in groups for f in group), doc)
