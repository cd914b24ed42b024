"""The Yanjin leaves as a bare tree of Fractions with derivations as tuples: the least that explains itself.

The trees are Hengji's own; what is left out is everything around them: ranges,
readings, evidence, deductions, differences, roll-ups.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hengji.formula import Apply, Literal, Named, Node, Read
from hengji.frameworks import Framework


def evaluate(node: Node, inputs: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    """(value, node, parts)."""
    match node:
        case Literal(value=value):
            return (Fraction(value) if isinstance(value, int) else value, node, ())
        case Read(key=key):
            read = inputs.get(key)
            return (Fraction(read) if type(read) is int else read, node, ())
        case Named(body=body):
            part = evaluate(body, inputs)
            return (part[0], node, (part,))
        case Apply(operator=operator, operands=operands):
            if operator.name == "if":
                test = evaluate(operands[0], inputs)
                taken = evaluate(operands[1] if test[0] else operands[2], inputs)
                return (taken[0], node, (test, taken))
            parts = tuple(evaluate(operand, inputs) for operand in operands)
            if operator.exact is None:
                return (all(part[0] for part in parts), node, parts)
            return (operator.exact(*(part[0] for part in parts)), node, parts)


def score(framework: Framework, inputs: Mapping[str, Any]) -> Fraction:
    """The total of all leaves."""
    return sum((evaluate(leaf.score, inputs)[0] for leaf in framework.leaves if leaf.score), Fraction(0))
