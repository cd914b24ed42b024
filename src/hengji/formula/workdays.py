"""Working days by the Chinese holiday calendar with its make-up days (工作日、调休)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from hengji.model import Missing

#: Weekdays off and weekend days worked in one year (国务院办公厅放假通知).
YearTable = tuple[frozenset[date], frozenset[date]]


@cache
def national_table(year: int) -> YearTable | None:
    """The table of ``year`` that the ``chinesecalendar`` library knows, else None."""
    from chinese_calendar.constants import holidays, workdays

    off = frozenset(day for day in holidays if day.year == year and day.weekday() < 5)
    on = frozenset(day for day in workdays if day.year == year and day.weekday() >= 5)
    return (off, on) if off else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. ``years`` come first, the national table behind them.

    A year in neither is missing, never guessed.
    """

    years: Mapping[int, YearTable] = field(default_factory=dict)

    def table(self, year: int) -> YearTable | None:
        """Days off and make-up days of ``year``, or None when nobody knows them."""
        return self.years.get(year) or national_table(year)

    def working_days(self, start: date, end: date) -> int | Missing:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
        if end < start:
            back = self.working_days(end, start)
            return back if isinstance(back, Missing) else -back
        tables = {year: self.table(year) for year in range(start.year, end.year + 1)}
        unknown = [unknown_year(year) for year, table in tables.items() if table is None]
        if unknown:
            return Missing(reasons=tuple(unknown))
        count = 0
        for year, table in tables.items():
            assert table is not None
            first = max(start + timedelta(days=1), date(year, 1, 1))
            last = min(end, date(year, 12, 31))
            days = (first + timedelta(days=n) for n in range((last - first).days + 1))
            count += sum(_worked(day, table) for day in days)
        return count


def unknown_year(year: int) -> str:
    """Why nothing can be counted in a year whose holidays nobody has told."""
    return f"工作日历里没有{year}年，请补充该年放假安排"


def cumulated(calendar: Calendar, first: date, last: date) -> tuple[list[int], list[int]]:
    """How many working days there were from ``first`` up to each day until ``last``, and the years not known."""
    tables = {year: calendar.table(year) for year in range(first.year, last.year + 1)}
    counts, count = [], 0
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        table = tables[day.year]
        count += table is not None and _worked(day, table)
        counts.append(count)
    return counts, [year for year, table in tables.items() if table is None]


def _worked(day: date, table: YearTable) -> bool:
    off, on = table
    return day in on or (day.weekday() < 5 and day not in off)


def days_between(start: date, end: date) -> int:
    """Calendar days from ``start`` to ``end`` (自然日)."""
    return (end - start).days


def working_days_between(start: date, end: date, calendar: Calendar) -> int | Missing:
    """Working days after ``start`` up to and including ``end`` by ``calendar``."""
    return calendar.working_days(start, end)
