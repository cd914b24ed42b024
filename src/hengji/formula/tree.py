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


def operands_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below ``node``."""
    match node:
        case Named(body=body):
            return (body,)
        case Apply(operands=operands):
            return operands
        case _:
            return ()


def nodes_of(root: Node) -> list[Node]:
    """Every node of the tree once, operands before what is made of them; shared ones are met once."""
    found: list[Node] = []
    seen: set[int] = set()
    stack: list[tuple[Node, bool]] = [(root, False)]
    while stack:
        node, below_done = stack.pop()
        if below_done:
            found.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((operand, False) for operand in reversed(operands_of(node)))
    return found


def reads(root: Node) -> dict[str, Read]:
    """Every key that the tree reads, with its first reading node, in order."""
    found: dict[str, Read] = {}
    for node in nodes_of(root):
        if isinstance(node, Read):
            found.setdefault(node.key, node)
    return found


def depth(root: Node) -> int:
    """How many nodes stand above one another."""
    depths: dict[int, int] = {}
    for node in nodes_of(root):
        depths[id(node)] = 1 + max((depths[id(operand)] for operand in operands_of(node)), default=0)
    return depths[id(root)]


def last_year(root: Node) -> Node:
    """The tree with every fact read from the year before (上年); what is shared stays shared.

    Raises ``ValueError`` when it reads the year before already.
    """
    made: dict[int, Node] = {}
    for node in nodes_of(root):
        made[id(node)] = _one_year_earlier(node, made)
    return made[id(root)]


def _one_year_earlier(node: Node, made: dict[int, Node]) -> Node:
    match node:
        case Read(kind="exclusion"):
            raise ValueError(f"{node.text}只有本年的")
        case Read(kind="fact"):
            if node.key.startswith("上年:"):
                raise ValueError(f"“{node.text}”已是上年数，不能再取上年")
            return replace(node, key=f"上年:{node.key}", text=f"上年{node.text}")
        case Named():
            return replace(node, name=f"上年{node.name}", body=made[id(node.body)])
        case Apply():
            return replace(node, operands=tuple(made[id(operand)] for operand in node.operands))
        case _:
            return node
