"""Walking a score tree with one input set free (沿评分公式推算): its value just beyond any place, and at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hengji.formula import OPERATORS, Apply, Literal, Named, Node, Read, compiled, evaluate
from hengji.model import Exact, Missing, Unit, exact

from .curve import Beyond, Curve, Unlinear

#: The key under which a tree reads the measured value that was set free.
FREE = "敏感性:值"


def set_free(root: Node, nodes: Sequence[Node], name: str, unit: Unit) -> Node:
    """``root`` with each of ``nodes`` replaced by one that reads :data:`FREE`."""
    free = Read(FREE, text=name, unit=unit)
    made: dict[int, Node] = {id(node): free for node in nodes}

    def changed(node: Node) -> Node:
        if id(node) not in made:
            match node:
                case Named():
                    made[id(node)] = replace(node, body=changed(node.body))
                case Apply():
                    made[id(node)] = replace(node, operands=tuple(changed(part) for part in node.operands))
                case _:
                    made[id(node)] = node
        return made[id(node)]

    return changed(root)


class Walk:
    """A score tree in which the input ``key`` is free and all others are as in ``inputs``."""

    def __init__(self, tree: Node, key: str, inputs: Mapping[str, Any]) -> None:
        self.tree, self.key, self.inputs = tree, key, inputs
        self._run = compiled(tree)
        self._moves: dict[int, bool] = {}
        self._still: dict[int, Any] = {}

    @property
    def moves(self) -> bool:
        """Whether the tree reads the input at all."""
        return self._depends(self.tree)

    def at(self, x: Exact) -> Exact | Missing:
        """The value at ``x``, by the ordinary evaluator."""
        value: Any = self._run({**self.inputs, self.key: x}, {}).value
        return value  # type: ignore[no-any-return]

    def beyond(self, x: Exact, way: int) -> tuple[Curve | Exact | Missing, Exact | None]:
        """The value just beyond ``x`` on the way, as a curve, and where it changes next.

        Raises :class:`Unlinear` where it is no quotient of straight lines.
        """
        here = Beyond(x, way)
        value = self._value(self.tree, here, {})
        return value, here.next

    def _depends(self, node: Node) -> bool:
        if id(node) not in self._moves:
            match node:
                case Read():
                    moves = node.key == self.key
                case Named():
                    moves = self._depends(node.body)
                case Apply():
                    moves = any(self._depends(part) for part in node.operands)
                case Literal():
                    moves = False
            self._moves[id(node)] = moves
        return self._moves[id(node)]

    def _value(self, node: Node, here: Beyond, known: dict[int, Any]) -> Any:
        if not self._depends(node):
            if id(node) not in self._still:
                self._still[id(node)] = evaluate(node, self.inputs).value
            return self._still[id(node)]
        if id(node) not in known:
            match node:
                case Named():
                    known[id(node)] = self._value(node.body, here, known)
                case Apply():
                    known[id(node)] = self._applied(node, here, known)
                case _:
                    known[id(node)] = Curve(here, 1, 0)
        return known[id(node)]

    def _applied(self, node: Apply, here: Beyond, known: dict[int, Any]) -> Any:
        def operand(n: int) -> Any:
            return self._value(node.operands[n], here, known)

        name = node.operator.name
        if name == "if":
            test = operand(0)
            return test if isinstance(test, Missing) else operand(1 if test else 2)
        if name in _DECIDING:
            first = operand(0)
            if first is _DECIDING[name]:
                return first
            second = operand(1)
            return first if isinstance(first, Missing) and second is not _DECIDING[name] else second
        values = [operand(n) for n in range(len(node.operands))]
        missing = next((value for value in values if isinstance(value, Missing)), None)
        if missing is not None:
            return missing
        function: Callable[..., Any] | None = _WITH_CURVES.get(name) or node.operator.exact
        try:
            return function(*values)  # type: ignore[misc]
        except (TypeError, AttributeError) as error:  # an operator that does more than arithmetic and comparing
            raise Unlinear from error


#: Connectives that one operand can decide.
_DECIDING = {"and": False, "or": True}


def _divide(a: Any, b: Any) -> Any:
    if isinstance(b, Curve):
        return a * b.inverse()
    return a * exact(1 / Fraction(b)) if b else Missing()


def _mean(*values: Any) -> Any:
    return _divide(sum(values[1:], values[0]), len(values))


def _median(*values: Any) -> Any:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else _mean(*ordered[half - 1:half + 1])


def _round_to(value: Any, step: Any) -> Any:
    if isinstance(step, Curve):
        raise Unlinear
    if not isinstance(value, Curve):
        return OPERATORS["round_to"].exact(value, step)  # type: ignore[misc]
    return value.rounded(step) if step > 0 else Missing()


#: Operators whose own function makes a plain fraction of its operands, said for curves.
_WITH_CURVES: dict[str, Callable[..., Any]] = {
    "divide": _divide, "mean": _mean, "median": _median, "round_to": _round_to,
    "trimmed_mean": lambda *values: _mean(*sorted(values)[1:-1]),
}
