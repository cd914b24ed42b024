"""Sensitivity for a terminal (敏感性分析的简表): the same tables, narrower and shorter."""

from __future__ import annotations

from typing import NamedTuple

from hengji.scoring import Sensitivity

from .listings import Listing, told
from .sensitivity_tables import sensitivity_listings

#: So many rows of a table are shown; the whole stands in the files.
_MOST = 12
#: What tells in several columns how a value changes its score is told in one.
_JOINED = {"离界限有多远": 4, "折成数据要变多少": 4}
_LEFT_OUT = {"推算不出的指标"}


class BriefTable(NamedTuple):
    """A table as texts; ``numeric`` are the columns set to the right, ``left`` is how many rows are not shown."""

    title: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    left: int


def brief_tables(result: Sensitivity) -> tuple[BriefTable, ...]:
    """The tables as they are shown on a terminal."""
    return tuple(_brief(table) for table in sensitivity_listings(result)
                 if table.title not in _LEFT_OUT and (table.rows or table.nothing))


def _brief(table: Listing) -> BriefTable:
    rows = [tuple(told(value, column.kind) for value, column in zip(row, table.columns, strict=True))
            for row in table.rows]
    if any(table.tones):  # what a person must look at
        rows = [row for row, tone in zip(rows, table.tones, strict=True) if tone]
    headings = tuple(column.heading for column in table.columns)
    first = _JOINED.get(table.title)
    if first is not None:
        rows = [(*row[:first], "\n".join(filter(None, row[first:]))) for row in rows]
        headings = (*headings[:first], "怎样变")
    numeric = tuple(n for n, column in enumerate(table.columns[:first]) if column.kind in ("points", "rate", "right"))
    return BriefTable(table.title, table.note or table.nothing, headings, tuple(rows[:_MOST]), numeric,
                      len(table.rows) - min(len(rows), _MOST))
