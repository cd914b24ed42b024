"""Dates as documents print them (日期): the days that each can mean, year taken over where it is left out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?P<month>\d{1,2})\s*月(?!份?以?(?:来|内|均))"
    r"(?:\s*(?P<day>\d{1,2})\s*[日号])?(?P<end>\s*[底末])?"
    r"|(?<![\d./-])(?P<year2>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month2>\d{1,2})(?P=sep)(?P<day2>\d{1,2})(?![\d./-])"
    r"|(?<![\d.])(?P<year3>(?:19|20)\d\d)\s*年(?!\s*\d)(?P<end3>\s*[底末])?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date of a text (日期), from ``start`` to ``end`` of it: the first and the last day that it can mean.

    ``own_year`` says that it prints its year; otherwise it has the year of the date before it.
    """

    text: str
    start: int
    end: int
    first: date
    last: date
    own_year: bool = True


@dataclass(frozen=True, slots=True)
class NoDay:
    """A date that no calendar has (不存在的日期): 2月30日, 13月."""

    text: str
    start: int
    end: int


def days(text: str) -> Iterator[Day | NoDay]:
    """The dates of ``text``, from left to right; those of a month without any year known are left out."""
    year = 0
    for found in _DATE.finditer(text):
        told = found["year"] or found["year2"] or found["year3"]
        year = int(told) if told else year
        month, day = found["month"] or found["month2"], found["day"] or found["day2"]
        place = (found[0].strip(), found.start(), found.end())
        # 月 without year, day or end is a number of months as often as a date
        if month and not (1 <= int(month) <= 12 and _in_month(year or 2000, int(month), day)):
            if day or told:
                yield NoDay(*place)
        elif year:
            first, last = _range(year, month, day, bool(found["end"] or found["end3"]))
            yield Day(*place, first, last, bool(told))


def _in_month(year: int, month: int, day: str | None) -> bool:
    return day is None or 1 <= int(day) <= monthrange(year, month)[1]


def _range(year: int, month: str | None, day: str | None, at_end: bool) -> tuple[date, date]:
    if month is None:
        return (date(year, 12, 1) if at_end else date(year, 1, 1)), date(year, 12, 31)
    last = date(year, int(month), monthrange(year, int(month))[1])
    if day is None:
        return last.replace(day=21 if at_end else 1), last
    exact = date(year, int(month), int(day))
    return exact, exact
