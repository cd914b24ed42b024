"""Working-day calendars in files (放假安排): years that the national table does not know yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hengji.intake import DAY, Field, ListOf, MapOf, Record, Values, shortened
from hengji.model import Place, Problem

_YEAR = Record("放假安排", (
    Field("off", ListOf(DAY), "放假的工作日", required=True),
    Field("on", ListOf(DAY), "上班的周末（调休）", required=True),
))

CALENDAR_FIELD = Field("calendar", MapOf(_YEAR), "工作日历库没有的年份的放假安排，按年份", default=())


def read_calendar(entries: Sequence[tuple[str, Place, Values]],
                  problems: list[Problem]) -> dict[int, tuple[frozenset[date], frozenset[date]]]:
    """Weekdays off and weekend days worked, by year, from what :data:`CALENDAR_FIELD` read."""
    calendar = {}
    for year, place, days in entries:
        if not days.complete:
            continue
        if not (len(year) == 4 and year.isdecimal()):
            problems.append(Problem(place, f"“{shortened(year)}”不是年份", "四位年份，如 2027"))
        elif any(str(day.year) != year for day in (*days["off"], *days["on"])):
            problems.append(Problem(place, f"“{year}”下的日期要都在这一年"))
        else:
            calendar[int(year)] = (frozenset(days["off"]), frozenset(days["on"]))
    return calendar
