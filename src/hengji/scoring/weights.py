"""Weights in force (权重调剂): those of indicators that do not apply are shared out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from hengji.frameworks import Framework, Indicator
from hengji.model import Exact, exact


def weights_in_force(framework: Framework, not_applicable: Collection[str]) -> dict[str, Exact]:
    """Every indicator's weight once those that do not apply have given theirs away; theirs is 0.

    Among siblings in proportion to their weights, upward where a whole branch
    does not apply; or over all that bear a weight of their own. Shares are rounded to the framework's
    places by largest remainder, so that they add up exactly.
    """
    if not not_applicable:
        return {node.code: node.weight for node in framework.nodes}
    kept: dict[str, Exact] = {}
    for head in framework.indicators:
        _keep(head, not_applicable, kept)
    weights: dict[str, Exact] = {}
    if framework.redistribution == "siblings":
        _share_down(framework.indicators, framework.full, kept, framework.places, weights)
        return weights
    # What has a weight and nothing weighted below it bears its own; the rest adds up.
    bearers = [node for node in framework.nodes if node.weighted and not any(c.weighted for c in node.children)]
    shares = apportioned(framework.full, [kept[node.code] for node in bearers], framework.places)
    weights.update({node.code: share for node, share in zip(bearers, shares, strict=True)})
    for node in reversed(framework.nodes):
        if node.code not in weights:
            weights[node.code] = exact(sum(weights[child.code] for child in node.children)) if node.weighted else 0
    return weights


def apportioned(whole: Exact, parts: Sequence[Exact], places: int) -> list[Exact]:
    """``whole`` in proportion to ``parts``, each with so many decimals; what is left goes to the largest remainders."""
    total = sum(parts)
    if not total:
        return [0 for _ in parts]
    unit = Fraction(1, 10**places)
    ideal = [Fraction(whole) * part / total / unit for part in parts]
    units = [share.numerator // share.denominator for share in ideal]
    left = Fraction(whole) / unit - sum(units)
    order = sorted(range(len(parts)), key=lambda n: (units[n] - ideal[n], n))
    for n in order[:int(left)]:
        units[n] += 1
    return [exact(count * unit) for count in units]


def _keep(node: Indicator, excluded: Collection[str], kept: dict[str, Exact]) -> bool:
    """Notes the printed weight of what applies, 0 of what does not; a branch applies when a child does."""
    if node.code in excluded:
        kept.update({below.code: 0 for below in node.walk()})
        return False
    children = [_keep(child, excluded, kept) for child in node.children]
    applies = any(children) if node.children else True
    kept[node.code] = node.weight if applies else 0
    return applies


def _share_down(siblings: Sequence[Indicator], whole: Exact, kept: dict[str, Exact], places: int,
                weights: dict[str, Exact]) -> None:
    for node, share in zip(siblings, apportioned(whole, [kept[n.code] for n in siblings], places), strict=True):
        weights[node.code] = share
        _share_down(node.children, share, kept, places, weights)
