"""Rows that stand twice (重复行): one department in one year has one score, or none can be ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hengji.engines import Engine
from hengji.model import Place, Problem

from .columns import Scores

#: So many are named; the others are counted.
_NAMED = 20
#: More years than this are no years.
_MAX_PERIODS = 100


def doubled(engine: Engine, scores: Scores, identity: Sequence[str]) -> Iterator[Problem]:
    """A problem for each department that stands more than once in a year, told apart by ``identity``."""
    by = ", ".join((*identity, "period"))
    found = (f"(SELECT {by}, count(*) AS times FROM {scores.relation} GROUP BY {by} HAVING count(*) > 1) AS doubled")
    rows = engine.rows(f"SELECT {by}, times FROM {found} ORDER BY {by} LIMIT {_NAMED}")
    if not rows:
        return
    total = engine.rows(f"SELECT count(*) FROM {found}")[0][0] if len(rows) == _NAMED else len(rows)
    for *names, period, times in rows:
        name = "　".join(filter(None, reversed(names)))
        yield Problem(Place(scores.document), f"“{name}” {period} 年度有 {times} 行", "一个单位一年一行",
                      suggestion="请只留一行；同名的不同单位，请在 region 列写明地区，或在名称里写明")
    if total > len(rows):
        yield Problem(Place(scores.document), f"还有 {total - len(rows)} 个单位也有重复的行，没有列出")


def periods_of(engine: Engine, scores: Scores) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The years of the table, the earliest first."""
    found = [row[0] for row in engine.rows(
        f"SELECT DISTINCT period FROM {scores.relation} ORDER BY period LIMIT {_MAX_PERIODS + 1}")]
    if len(found) > _MAX_PERIODS:
        return (), (Problem(Place(scores.document, sheet="period"), f"有超过 {_MAX_PERIODS} 个不同的年度",
                            suggestion="请核对 period 列是不是年度"),)
    return tuple(found), ()
