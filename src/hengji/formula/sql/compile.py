"""A checked tree as SQL (公式树转 SQL): every node an exact expression over the columns of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hengji.formula.tree import Apply, Literal, Named, Node, Read, nodes_of

from . import rules
from .arithmetic import Arithmetic
from .number import Compiled, Number, Numbers, Truth
from .rules import Workdays
from .stages import Stages
from .whole import Refused

#: What a formula reads, by key: a column, a constant, or the calendar.
Columns = Mapping[str, Compiled | Workdays]


class NotExact(Refused):
    """A part of a formula that an engine cannot compute exactly: ``node``, and why."""

    def __init__(self, node: Node, reason: str) -> None:
        super().__init__(reason)
        self.node = node


class Compiler:
    """Compiles trees over one table into common stages; a part that stands in several places is computed once."""

    def __init__(self, stages: Stages, columns: Columns) -> None:
        self.stages, self.columns = stages, columns
        self.numbers = Numbers(Arithmetic(stages))
        self.done: dict[int, tuple[Node, Any]] = {}  # the node is held, so that its identity stays its own

    def with_columns(self, columns: Columns) -> Compiler:
        """Another compiler into the same stages, reading some keys otherwise."""
        return Compiler(self.stages, {**self.columns, **columns})

    def compile(self, root: Node) -> Compiled:
        """``root`` in SQL. Raises :class:`NotExact`, and ``KeyError`` for what no column holds."""
        for node in nodes_of(root):
            if id(node) not in self.done:
                self.done[id(node)] = node, self._compiled(node)
        result: Compiled = self.done[id(root)][1]
        return result

    def _compiled(self, node: Node) -> Any:
        match node:
            case Literal(value=value):
                return rules.constant(self.numbers, value)
            case Read(key=key):
                return self.columns[key]
            case Named(body=body):
                return self.kept(self.compile(body))
            case Apply(operator=operator, operands=operands):
                parts = [self.done[id(operand)][1] for operand in operands]
                assert operator.sql is not None
                try:
                    return operator.sql(self.numbers, *parts)
                except Refused as refused:
                    raise NotExact(node, str(refused)) from None

    def kept(self, compiled: Compiled) -> Compiled:
        """The same as columns of their own."""
        if isinstance(compiled, Number):
            return self.numbers.kept(compiled)
        text, stage = self.stages.keep(compiled.text, compiled.stage)
        return replace(compiled, text=text, stage=stage)

    def empty(self, node: Node) -> Truth | None:
        """Whether ``node`` has no value; None where it always has one."""
        compiled = self.kept(self.compile(node))
        self.done[id(node)] = node, compiled
        if not compiled.nullable:
            return None
        if isinstance(compiled, Truth):
            return Truth(f"{compiled.text} IS NULL", False, compiled.stage)
        parts = [part.text for part in (compiled.above, compiled.below) if part is not None and part.nullable]
        return Truth(f"({' OR '.join(f'{part} IS NULL' for part in parts)})", False, compiled.stage)
