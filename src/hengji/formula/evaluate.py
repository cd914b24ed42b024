"""Exact evaluation (精确计算): a checked tree becomes a function that yields a Derivation.

A tree is compiled once into closures, one a node, and run many times. Absence
travels upward: what depends on a missing value is missing, with all the names to
hand in. Conditions know better: 否 并且 anything is 否.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hengji.model import Derivation, Missing, Step, Value

from .operators import UNDEFINED, Operator
from .tree import Apply, Literal, Named, Node, Read, nodes_of, operands_of

#: What a formula reads, by key. A key that is absent is missing. What was itself computed from other
#: evidence (units or projects rolled up, several judges) comes with its derivation.
Inputs = Mapping[str, Value | Missing | Derivation]
#: Results of named parts within one evaluation, by the identity of their step: each is computed once.
Memo = dict[int, Derivation]
Run = Callable[[Inputs, Memo], Derivation]


def compiled(root: Node) -> Run:
    """The tree, checked by :func:`hengji.formula.types.check`, as a function of its inputs."""
    runs: dict[int, Run] = {}
    for node in nodes_of(root):
        runs[id(node)] = _compiled(node, tuple(runs[id(operand)] for operand in operands_of(node)))
    return runs[id(root)]


def _compiled(node: Node, runs: tuple[Run, ...]) -> Run:
    match node:
        case Literal():
            return _literal(node)
        case Read():
            return _read(node)
        case Named():
            return _named(node, runs[0])
        case Apply():
            return _LAZY[node.operator.name](node, runs) if node.operator.lazy else _strict(node, runs)


def evaluate(node: Node, inputs: Inputs) -> Derivation:
    """The derivation of ``node`` from ``inputs``; compile it instead when it runs often."""
    return compiled(node)(inputs, {})


def _literal(node: Literal) -> Run:
    constant = Derivation(Step("literal", "", node.unit, node.text), node.value)
    return lambda _inputs, _memo: constant


def _read(node: Read) -> Run:
    step = Step(node.kind, node.key, node.unit, node.text)
    key = node.key
    absent = Missing((absent_name(node),))

    def run(inputs: Inputs, _memo: Memo) -> Derivation:
        value = inputs.get(key, absent)
        if type(value) is Derivation:
            return Derivation(step, value.value, (value,))
        return Derivation(step, value)  # type: ignore[arg-type]

    return run


def _named(node: Named, body: Run) -> Run:
    step = Step("named", node.name, node.unit, node.text)
    key = id(step)

    def run(inputs: Inputs, memo: Memo) -> Derivation:
        known = memo.get(key)
        if known is None:
            part = body(inputs, memo)
            known = memo[key] = Derivation(step, part.value, (part,))
        return known

    return run


def _step(node: Apply) -> Step:
    operator = node.operator
    return Step("operation", operator.name, node.unit, "", operator.form, operator.binding)


def _strict(node: Apply, runs: tuple[Run, ...]) -> Run:
    step, function = _step(node), node.operator.exact
    assert function is not None
    undefined = _undefined(node.operator, node.operands)

    def one(inputs: Inputs, memo: Memo) -> Derivation:
        part = runs[0](inputs, memo)
        value = part.value
        return Derivation(step, value if type(value) is Missing else function(value), (part,))

    def two(inputs: Inputs, memo: Memo) -> Derivation:
        first, second = runs[0](inputs, memo), runs[1](inputs, memo)
        a, b = first.value, second.value
        if type(a) is Missing or type(b) is Missing:
            return Derivation(step, _absent((first, second)), (first, second))
        value = function(a, b)
        return Derivation(step, undefined if value is UNDEFINED else value, (first, second))

    def many(inputs: Inputs, memo: Memo) -> Derivation:
        parts = tuple([run(inputs, memo) for run in runs])
        values = [part.value for part in parts]
        for value in values:
            if type(value) is Missing:
                return Derivation(step, _absent(parts), parts)
        return Derivation(step, function(*values), parts)

    return {1: one, 2: two}.get(len(runs), many)


def _undefined(operator: Operator, operands: tuple[Node, ...]) -> Missing:
    return Missing(reasons=(operator.undefined.format(*map(wording, operands)),))


def absent_name(node: Read) -> str:
    """What is to be handed in where ``node`` reads nothing."""
    return f"{node.text}的核查" if node.kind == "veto" else node.text


def wording(node: Node) -> str:
    """What ``node`` is called in a sentence."""
    match node:
        case Named(name=name):
            return name
        case Apply():
            words = [wording(operand) for operand in node.operands]
            return node.operator.form.replace("{*}", "，".join(words)).format(*words)
        case _:
            return node.text


def _absent(parts: tuple[Derivation, ...]) -> Missing:
    """All that is missing in ``parts``, as one."""
    missing = Missing()
    for part in parts:
        if isinstance(part.value, Missing):
            missing = missing.joined(part.value)
    return missing


def _branch(node: Apply, runs: tuple[Run, ...]) -> Run:
    step = _step(node)
    condition, then, otherwise = runs

    def run(inputs: Inputs, memo: Memo) -> Derivation:
        test = condition(inputs, memo)
        if type(test.value) is Missing:
            return Derivation(step, test.value, (test,))
        taken = (then if test.value else otherwise)(inputs, memo)
        return Derivation(step, taken.value, (test, taken))

    return run


def _connective(deciding: bool) -> Callable[[Apply, tuple[Run, ...]], Run]:
    """并且 is decided by one 否, 或者 by one 是; the other side is then not asked."""

    def build(node: Apply, runs: tuple[Run, ...]) -> Run:
        step = _step(node)
        left, right = runs

        def run(inputs: Inputs, memo: Memo) -> Derivation:
            first = left(inputs, memo)
            if first.value is deciding:
                return Derivation(step, deciding, (first,))
            second = right(inputs, memo)
            value: Any = second.value
            if type(first.value) is Missing and value is not deciding:
                value = _absent((first, second))
            return Derivation(step, value, (first, second))

        return run

    return build


_LAZY: dict[str, Callable[[Apply, tuple[Run, ...]], Run]] = {
    "if": _branch, "and": _connective(False), "or": _connective(True),
}
