"""How totals lie (总分分布): departments counted in steps of points, by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .columns import CENTS
from .ranked import Ranked, named

#: The widths of a step in points, the narrowest first; at most so many steps are drawn.
_WIDTHS, _MOST = (1, 2, 5, 10, 20, 50, 100), 25


@dataclass(frozen=True, slots=True)
class Distribution:
    """Departments by step: the n-th holds totals from ``low + n × width``, the last one also its end.

    ``groups`` are those of the first grouping column; ``everyone`` is their sum.
    """

    low: int
    width: int
    steps: int
    everyone: tuple[int, ...]
    groups: Mapping[str, tuple[int, ...]]


def distribution(ranked: Ranked, period: str) -> Distribution | None:
    """The totals of ``period``; None where there are none."""
    dialect = ranked.scores.dialect
    scored = f"period = {dialect.string(period)} AND total IS NOT NULL"
    least, most = ranked.engine.rows(f"SELECT min(total), max(total) FROM {ranked.relation} WHERE {scored}")[0]
    if least is None:
        return None
    width = next((each for each in _WIDTHS if _steps(least, most, each) <= _MOST), _WIDTHS[-1])
    low, steps = least // CENTS // width * width, _steps(least, most, width)
    arms = " ".join(f"WHEN total >= {(low + n * width) * CENTS} THEN {n}" for n in reversed(range(steps)))
    group = ranked.scores.groups[0] if ranked.scores.groups else dialect.string("")
    rows = ranked.engine.rows(f"SELECT {group} AS part, CASE {arms} END AS step, count(*) FROM {ranked.relation}"
                              f" WHERE {scored} GROUP BY 1, 2")
    groups: dict[str, list[int]] = {}
    for part, at, count in rows:
        groups.setdefault(named([part])[0], [0] * steps)[at] += count
    return Distribution(low, width, steps, tuple(map(sum, zip(*groups.values(), strict=True))),
                  {name: tuple(groups[name]) for name in sorted(groups)} if ranked.scores.groups else {})


def _steps(least: int, most: int, width: int) -> int:
    """So many steps reach from the lowest total to the highest."""
    first = least // CENTS // width * width
    return max(-(-(most - first * CENTS) // (width * CENTS)), 1)
