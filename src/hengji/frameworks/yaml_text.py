"""Frameworks as YAML text (写出 YAML): tidy for people, and nothing in it for YAML to guess at.

Fields stand in the order of their records, what is short on one line. Whatever YAML
would take for a date, a decimal, a truth or nothing is quoted; whole numbers where a
number is meant stay bare.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width

import yaml

from hengji.intake import FieldType, Later, ListOf, Mapping, Node, OneOf, Quantity, Record, Scalar, Sequence, read_yaml

from .record import FRAMEWORK
from .tree import Framework

_WIDTH = 120
_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}")
_TEXT, _NUMBER = "tag:yaml.org,2002:str", "tag:yaml.org,2002:int"
_PARTS = re.compile(r"\n(?=(?:grades|vetoes|facts|indicators):)")


def framework_yaml(framework: Framework | Node) -> str:
    """The text of ``framework``, or of its nodes; read again it is an equal framework, without its comments."""
    node = tidied(framework_nodes(framework) if isinstance(framework, Framework) else framework)
    text: str = yaml.serialize(_made(node, FRAMEWORK, 0, flow=False), Dumper=_Dumper, allow_unicode=True,
                               width=sys.maxsize)
    head, indicators, tree = _PARTS.sub("\n\n", text).partition("\nindicators:\n")
    # Nothing but the indicators of the first level begins a line like this: they are the last field.
    return head + indicators + tree.replace("\n  - ", "\n\n  - ")


def framework_nodes(framework: Framework) -> Node:
    """The nodes of the framework's own text."""
    node, _ = read_yaml(framework.text, framework.id)
    assert node is not None, "a framework that was loaded can be read"
    return node


def tidied(node: Node, kind: FieldType | None = FRAMEWORK) -> Node:
    """``node`` with its fields in the order of their records, without what is empty and without spaces around texts."""
    kind = _behind(kind)
    if isinstance(node, Scalar):
        return Scalar(node.text.strip(), node.place, node.quoted, node.inside)
    if isinstance(node, Sequence):
        item = kind.item if isinstance(kind, ListOf) else None
        return Sequence(tuple(tidied(each, item) for each in node.items), node.place)
    record = _record(kind, node)
    names = list(record.by_name) if record else []
    order = sorted(node.entries, key=lambda name: names.index(name) if name in names else len(names))
    entries = {name: tidied(node.entries[name], record.by_name[name].type if record and name in names else None)
               for name in order}
    filled = {name: each for name, each in entries.items() if not _empty(each)}
    return Mapping(filled, {name: node.keys[name] for name in filled}, node.place)


def _empty(node: Node) -> bool:
    match node:
        case Scalar():
            return node.text == "" or (not node.quoted and node.text in ("~", "null"))
        case Sequence():
            return not node.items
        case _:
            return not node.entries


def _behind(kind: FieldType | None) -> FieldType | None:
    return kind.type if isinstance(kind, Later) else kind


def _record(kind: FieldType | None, node: Mapping) -> Record | None:
    """The record that reads ``node``."""
    if isinstance(kind, OneOf):
        word = node.entries.get(kind.field_name)
        kind = kind.records.get(word.text) if isinstance(word, Scalar) else None
    return kind if isinstance(kind, Record) else None


def _made(node: Node, kind: FieldType | None, column: int, *, flow: bool) -> Any:
    """``node`` for the serializer; ``column`` is where it begins, ``flow`` whether it stands inside brackets."""
    kind = _behind(kind)
    if isinstance(node, Scalar):
        number = isinstance(kind, Quantity) and kind.unit.dimension.measurable and _WHOLE.fullmatch(node.text)
        return yaml.ScalarNode(_NUMBER if number else _TEXT, node.text, style="|" if "\n" in node.text else None)
    flow = flow or (_short(node, column) and not _is_tree(kind))
    if isinstance(node, Sequence):
        item = kind.item if isinstance(kind, ListOf) else None
        items = [_made(each, item, column + 4, flow=flow) for each in node.items]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow)
    record = _record(kind, node)
    pairs = [(yaml.ScalarNode(_TEXT, name),
              _made(each, record.by_name[name].type if record and name in record.by_name else None,
                    column + (2 if isinstance(each, Mapping) else len(name) + 2), flow=flow))
             for name, each in node.entries.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def _is_tree(kind: FieldType | None) -> bool:
    """The framework itself and its indicators never stand on one line."""
    indicators = FRAMEWORK.by_name["indicators"].type
    return kind in (FRAMEWORK, indicators, getattr(indicators, "item", None)) or (
        isinstance(kind, ListOf) and _behind(kind.item) is _behind(getattr(indicators, "item", None)))


def _short(node: Node, column: int) -> bool:
    """Whether ``node`` fits on the rest of a line."""
    width = column
    for piece in _pieces(node):
        width += sum(2 if east_asian_width(letter) in "WF" else 1 for letter in piece) + 2
        if "\n" in piece or width > _WIDTH:
            return False
    return True


def _pieces(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            for each in node.items:
                yield from _pieces(each)
        case _:
            for name, each in node.entries.items():
                yield name
                yield from _pieces(each)


class _Dumper(yaml.SafeDumper):
    """Lists stand two columns in; what needs quotation marks gets double ones."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style
