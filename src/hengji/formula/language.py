"""The way in: formula text to a checked tree (公式)."""

from __future__ import annotations

from hengji.model import Place, Problem

from .parse import parse
from .tree import Node, depth
from .types import Scope, check

#: Derived facts that build on one another may not go deeper; it would exhaust the stack.
MAX_DEPTH = 220


def read_formula(text: str, place: Place, scope: Scope) -> tuple[Node | None, tuple[Problem, ...]]:
    """``text``, which stands at ``place``, parsed and checked against ``scope``.

    Gives the tree, or None with every problem: the first one of syntax, or all
    of names and dimensions.
    """
    tree, problems = parse(text, place)
    if tree is None:
        return None, problems
    checked, problems = check(tree, scope, text, place)
    if checked is not None and depth(checked) > MAX_DEPTH:
        return None, (Problem(place, f"公式层层套得太深（超过{MAX_DEPTH}层）",
                              suggestion="请减少派生量之间的层层引用"),)
    return checked, problems
