"""Weights in force (权重调剂): those of indicators that do not apply are shared out."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from hengji.frameworks import Framework, Indicator
from hengji.model import Exact, exact


def weights_in_force(framework: Framework, not_applicable: Collection[str]) -> dict[str, Exact]:
    """Every indicator's weight once those that do not apply have given theirs away.

    Among siblings in proportion to their weights, upward where a whole branch
    does not apply; or over all leaves. An indicator that does not apply has 0.
    """
    if not not_applicable:
        return {node.code: node.weight for node in framework.nodes}
    applies: dict[str, bool] = {}
    for head in framework.indicators:
        _applies(head, not_applicable, applies)
    weights: dict[str, Exact] = {}
    if framework.redistribution == "siblings":
        _share(framework.indicators, Fraction(framework.full), applies, weights)
    else:
        kept = sum(leaf.weight for leaf in framework.leaves if applies[leaf.code])
        factor = Fraction(framework.full) / kept if kept else Fraction(0)
        for head in framework.indicators:
            _scale(head, factor, applies, weights)
    return weights


def _applies(node: Indicator, excluded: Collection[str], applies: dict[str, bool]) -> bool:
    if node.code in excluded:
        for below in node.walk():
            applies[below.code] = False
    elif node.children:
        children = [_applies(child, excluded, applies) for child in node.children]
        applies[node.code] = any(children)
    else:
        applies[node.code] = True
    return applies[node.code]


def _share(siblings: tuple[Indicator, ...], whole: Fraction, applies: dict[str, bool],
           weights: dict[str, Exact]) -> None:
    kept = sum(node.weight for node in siblings if applies[node.code])
    for node in siblings:
        part = whole * node.weight / kept if applies[node.code] and kept else Fraction(0)
        weights[node.code] = exact(part)
        _share(node.children, part, applies, weights)


def _scale(node: Indicator, factor: Fraction, applies: dict[str, bool], weights: dict[str, Exact]) -> Exact:
    if node.children:
        weight = sum(_scale(child, factor, applies, weights) for child in node.children)
    else:
        weight = node.weight * factor if applies[node.code] else Fraction(0)
    weights[node.code] = exact(weight)
    return weights[node.code]
