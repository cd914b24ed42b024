"""Types of fields (字段类型): what a field of a record may hold, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from typing import Any

from hengji.model import (
    COMMON_UNITS,
    DATE_UNIT,
    PLAIN_UNIT,
    TRUTH_UNIT,
    UNITS,
    Place,
    Problem,
    Unit,
    Value,
    nearest,
)

from .numbers import Unreadable, read_value, shortened
from .records import FieldType, not_a
from .yaml_nodes import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Located:
    """A text with its place, to be read further by someone who knows more about it."""

    text: str
    place: Place

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one piece; ``max_length`` characters at most."""

    max_length: int = 10_000

    def read(self, node: Node, problems: list[Problem]) -> str | None:
        """The text, without spaces around it."""
        if not isinstance(node, Scalar):
            problems.append(not_a(node, "一段文字"))
            return None
        if len(node.text) > self.max_length:
            problems.append(Problem(node.place, f"这段文字有 {len(node.text)} 个字，太长",
                                    f"不超过 {self.max_length} 个字"))
        return node.text.strip()

    def schema(self) -> dict[str, Any]:
        """A string; numbers may be written bare."""
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class Words:
    """A text that keeps its place: a formula, a name to look up."""

    def read(self, node: Node, problems: list[Problem]) -> Located | None:
        """The text with its place; inside quotation marks it begins one column later."""
        if not isinstance(node, Scalar):
            problems.append(not_a(node, "一段文字"))
            return None
        return Located(node.text.rstrip("\n"), node.inside or node.place)

    def schema(self) -> dict[str, Any]:
        """A string; numbers may be written bare."""
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words. ``terms`` are their Chinese terms, for people who write those instead."""

    words: tuple[str, ...]
    terms: MappingType[str, str] = field(default_factory=dict)

    def read(self, node: Node, problems: list[Problem]) -> str | None:
        """The word."""
        text = node.text if isinstance(node, Scalar) else ""
        if text in self.words:
            return text
        problems.append(Problem(node.place, f"这里不能写“{shortened(text)}”", "、".join(self.words), text,
                                self._meant(text)))
        return None

    def _meant(self, text: str) -> str:
        """The word whose Chinese term was written, or the nearest; the whole list stands in the message already."""
        meant = [word for word, term in self.terms.items() if text and (text in term or term in text)]
        near = meant[0] if len(meant) == 1 else nearest(text, self.words)
        return f"是否想写“{near}”？" if near else ""

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a unit that is known beforehand, bounded by ``low`` and ``high`` if given.

    ``whole`` asks for a whole number.
    """

    unit: Unit
    low: int | None = None
    high: int | None = None
    whole: bool = False

    def read(self, node: Node, problems: list[Problem]) -> Value | None:
        """The value in the base of the unit."""
        if not isinstance(node, Scalar):
            problems.append(not_a(node, f"一个{self.unit.dimension.term}"))
            return None
        try:
            value = read_value(node.text, self.unit)
        except Unreadable as trouble:
            problems.append(unreadable(trouble, node.place))
            return None
        below = self.low is not None and value < self.low  # type: ignore[operator]
        above = self.high is not None and value > self.high  # type: ignore[operator]
        if below or above:
            return self._refused(node, "超出范围", self._range(), problems)
        if self.whole and not isinstance(value, int):
            return self._refused(node, "不是整数", "整数", problems)
        return value

    @staticmethod
    def _refused(node: Scalar, what: str, expected: str, problems: list[Problem]) -> None:
        words = shortened(node.text)
        problems.append(Problem(node.place, f"“{words}”{what}", expected, words))

    def _range(self) -> str:
        if self.high is None:
            return f"不小于 {self.low}"
        return f"{self.low} 到 {self.high}" if self.low is not None else f"不大于 {self.high}"

    def schema(self) -> dict[str, Any]:
        """A number, or its text."""
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class Year(Quantity):
    """A year, as four digits, or as people write it: 2024年, 2024年度."""

    unit: Unit = PLAIN_UNIT
    low: int | None = 1990
    high: int | None = 2100
    whole: bool = True

    def read(self, node: Node, problems: list[Problem]) -> Value | None:
        """The year as a number."""
        if not isinstance(node, Scalar):
            return Quantity.read(self, node, problems)
        digits = node.text.strip().removesuffix("度").removesuffix("年").strip()
        if not (len(digits) == 4 and digits.isdecimal()):
            problems.append(Problem(node.place, f"“{shortened(node.text)}”不是年份", "四位年份，如 2024"))
            return None
        return Quantity.read(self, replace(node, text=digits), problems)


@dataclass(frozen=True, slots=True)
class UnitName:
    """The name of a unit."""

    def read(self, node: Node, problems: list[Problem]) -> Unit | None:
        """The unit."""
        text = node.text if isinstance(node, Scalar) else ""
        unit = UNITS.get(text)
        if unit is None:
            problems.append(Problem(node.place, f"不认识的单位“{shortened(text)}”", "已知的单位", text, COMMON_UNITS))
        return unit

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(UNITS)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one type."""

    item: FieldType
    least: int = 0

    def read(self, node: Node, problems: list[Problem]) -> tuple[Any, ...]:
        """The items that could be read."""
        if not isinstance(node, Sequence):
            problems.append(not_a(node, "一个列表（每行以“- ”开头）"))
            return ()
        if len(node.items) < self.least:
            problems.append(Problem(node.place, f"这里至少要有 {self.least} 项", found=f"{len(node.items)} 项"))
        items = (self.item.read(item, problems) for item in node.items)
        return tuple(item for item in items if item is not None)

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.item.schema(), "minItems": self.least}


@dataclass(frozen=True, slots=True)
class MapOf:
    """Named entries of one type, with free names; gives (name, place of the name, value)."""

    item: FieldType

    def read(self, node: Node, problems: list[Problem]) -> tuple[tuple[str, Place, Any], ...]:
        """The entries that could be read, in order."""
        if not isinstance(node, Mapping):
            problems.append(not_a(node, "若干“名称: 内容”"))
            return ()
        entries = ((name, node.keys[name], self.item.read(entry, problems))
                   for name, entry in node.entries.items())
        return tuple(entry for entry in entries if entry[2] is not None)

    def schema(self) -> dict[str, Any]:
        """An object with free names."""
        return {"type": "object", "additionalProperties": self.item.schema()}


@dataclass(slots=True)
class Later:
    """A type that is set once it exists: for records that contain themselves."""

    name: str
    type: FieldType | None = field(default=None)

    def read(self, node: Node, problems: list[Problem]) -> Any:
        """What the type reads."""
        assert self.type is not None
        return self.type.read(node, problems)

    def schema(self) -> dict[str, Any]:
        """A reference to the definition of that name."""
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Records told apart by the word in one field (``kind``)."""

    field_name: str
    records: MappingType[str, FieldType]

    def read(self, node: Node, problems: list[Problem]) -> tuple[str, Any] | None:
        """The word, and what its record read."""
        if not isinstance(node, Mapping):
            problems.append(not_a(node, "若干“名称: 内容”"))
            return None
        chosen = node.entries.get(self.field_name)
        if chosen is None:
            problems.append(Problem(node.place, f"缺“{self.field_name}”", "、".join(self.records)))
            return None
        word = Choice(tuple(self.records)).read(chosen, problems)
        value = self.records[word].read(node, problems) if word else None
        return None if word is None or value is None or not value.complete else (word, value)

    def schema(self) -> dict[str, Any]:
        """One of the records, each with its own word."""
        return {"oneOf": [self._told_apart(word, record.schema()) for word, record in self.records.items()]}

    def _told_apart(self, word: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {**schema, "properties": {**schema["properties"], self.field_name: {"const": word}}}


TRUTH = Quantity(TRUTH_UNIT)
DAY = Quantity(DATE_UNIT)


def unreadable(trouble: Unreadable, place: Place) -> Problem:
    """An unreadable value as a problem at ``place``."""
    return Problem(place, trouble.text, trouble.expected, suggestion=trouble.suggestion)

