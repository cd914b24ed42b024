"""The way in: formula text to a checked tree (公式)."""

from __future__ import annotations

from hengji.model import Place, Problem

from .parse import parse
from .tree import Node
from .types import Scope, check


def read_formula(text: str, place: Place, scope: Scope) -> tuple[Node | None, tuple[Problem, ...]]:
    """``text``, which stands at ``place``, parsed and checked against ``scope``.

    Gives the tree, or None with every problem: the first one of syntax, or all
    of names and dimensions.
    """
    tree, problems = parse(text, place)
    if tree is None:
        return None, problems
    return check(tree, scope, text, place)
