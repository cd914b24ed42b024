"""Putting trees together in code (拼装公式树), for rules, roll-ups and grades."""

from __future__ import annotations

from fractions import Fraction

from hengji.model import POINTS, Exact, Unit, exact, exact_text

from .operators import OPERATORS
from .tree import Apply, Literal, Node


def op(name: str, *operands: Node) -> Node:
    """Operator ``name`` applied to checked ``operands``, with the unit that its type rule gives."""
    operator = OPERATORS[name]
    unit = operator.typing([operand.unit for operand in operands])
    assert isinstance(unit, Unit), f"{name}: {unit}"
    return Apply(operator, operands, unit=unit)


def total(*operands: Node) -> Node:
    """The sum of ``operands``; one alone is itself."""
    return op("sum", *operands) if len(operands) > 1 else operands[0]


def rounded_to(score: Node, places: int) -> Node:
    """``score`` rounded half up to so many decimals."""
    return op("round_to", score, points(exact(Fraction(1, 10**places))))


def points(value: Exact) -> Literal:
    """A number of points (分) as a constant."""
    return Literal(value, POINTS, f"{exact_text(value)}分")
