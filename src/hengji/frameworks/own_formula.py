"""Formulas of a case over a framework's facts and the case's own data (案例自己的公式)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hengji.formula import Node, read_formula
from hengji.model import Place, Problem, Unit

from .tree import Framework


def read_own_formula(text: str, place: Place, framework: Framework,
                     data: Mapping[str, Unit]) -> tuple[Node | None, tuple[Problem, ...]]:
    """The checked tree of ``text``; it may read the framework's facts and ``data``, given by name and unit."""
    scope = replace(framework.scope, units={**framework.scope.units, **data})
    tree, problems = read_formula(text, place, scope)
    return tree, tuple(problems)
