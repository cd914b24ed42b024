"""The smallest set of indicators that suffices (最少要动哪几个指标): fewest first, then the least sum."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, lcm

from hengji.model import Exact

#: Amounts with finer denominators are taken down to these parts of a point: what is found then surely suffices.
_FINEST = 1_000


def fewest(amounts: Mapping[str, Exact], needed: Exact, *, strict: bool = False) -> tuple[str, ...]:
    """The fewest of ``amounts`` that add up to ``needed`` (``strict``: to more), of those the least sum; or none."""
    units, want = _whole(amounts, needed, strict=strict)
    size = _size(sorted(units.values(), reverse=True), want)
    return () if size is None else _least(list(units.items()), want, size)


def several(amounts: Mapping[str, Exact], needed: Exact, size: int, *, strict: bool = False) -> bool:
    """Whether more than one set of that size suffices: the dearest but one does."""
    units, want = _whole(amounts, needed, strict=strict)
    descending = sorted(units.values(), reverse=True)
    return 0 < size < len(descending) and sum(descending[:size + 1]) - descending[size - 1] >= want


def _whole(amounts: Mapping[str, Exact], needed: Exact, *, strict: bool) -> tuple[dict[str, int], int]:
    """The amounts and what is needed of them in whole units."""
    unit = min(lcm(*(Fraction(amount).denominator for amount in (*amounts.values(), needed))), _FINEST)
    units = {code: int(Fraction(amount) * unit // 1) for code, amount in amounts.items() if amount > 0}
    want = ceil(Fraction(needed) * unit)
    if strict and want == Fraction(needed) * unit:
        want += 1
    return units, want


def _size(descending: list[int], want: int) -> int | None:
    reached = 0
    for size, amount in enumerate(descending, 1):
        reached += amount
        if reached >= want:
            return size
    return None


def _least(items: list[tuple[str, int]], want: int, size: int) -> tuple[str, ...]:
    """Of the sets of that size the one with the least sum from ``want`` up; earlier items before later ones.

    ``tables[n][k]`` has bit ``s`` where ``k`` of the last ``n`` items can add up to ``s``.
    """
    tables = [[1, *[0] * size]]
    for _, amount in reversed(items):
        before = tables[-1]
        tables.append([before[k] | (before[k - 1] << amount if k else 0) for k in range(size + 1)])
    reachable = tables[-1][size] >> want
    rest, left, chosen = want + (reachable & -reachable).bit_length() - 1, size, []
    for n, (code, amount) in enumerate(items):
        below = tables[len(items) - n - 1]
        if left and rest >= amount and below[left - 1] >> (rest - amount) & 1:
            chosen.append(code)
            rest, left = rest - amount, left - 1
    return tuple(chosen)
