"""The tree of a formula (公式树). Nodes are immutable; ``unit`` is filled in by :mod:`.types`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hengji.model import PLAIN_UNIT, Unit, Value

if TYPE_CHECKING:
    from .operators import Operator

Span = tuple[int, int]
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; ``value`` is in the base of its unit, ``text`` as it was written."""

    value: Value
    unit: Unit
    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Read:
    """Reads a fact, a judged point or a score by ``key``; ``kind`` as in ``Step.kind``."""

    key: str
    span: Span = NOWHERE
    kind: str = "fact"
    text: str = ""
    unit: Unit = PLAIN_UNIT


@dataclass(frozen=True, slots=True)
class Named:
    """An intermediate result that has a name (中间结果): told on a line of its own."""

    name: str
    body: Node
    text: str = ""
    unit: Unit = PLAIN_UNIT
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator applied to operands."""

    operator: Operator
    operands: tuple[Node, ...]
    span: Span = NOWHERE
    unit: Unit = PLAIN_UNIT


Node = Literal | Read | Named | Apply


def reads(node: Node) -> dict[str, Read]:
    """Every key that ``node`` reads, with its first reading node, in order."""
    found: dict[str, Read] = {}
    _collect(node, found)
    return found


def _collect(node: Node, found: dict[str, Read]) -> None:
    match node:
        case Read(key=key):
            found.setdefault(key, node)
        case Named(body=body):
            _collect(body, found)
        case Apply(operands=operands):
            for operand in operands:
                _collect(operand, found)
        case Literal():
            pass


def last_year(node: Node) -> Node:
    """``node`` with every fact read from the year before (上年)."""
    match node:
        case Read(kind="fact"):
            if node.key.startswith("上年:"):
                raise ValueError(f"“{node.text}”已是上年数，不能再取上年")
            return replace(node, key=f"上年:{node.key}", text=f"上年{node.text}")
        case Named():
            return replace(node, name=f"上年{node.name}", body=last_year(node.body))
        case Apply():
            return replace(node, operands=tuple(map(last_year, node.operands)))
        case _:
            return node
