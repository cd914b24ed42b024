"""Working days as a table (工作日历表): joined by day, so that days between two dates are a difference of numbers."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hengji.formula import Calendar, cumulated

#: ``number`` counts the working days from the beginning of the table up to and including the day.
CALENDAR_COLUMNS = {"day": "date", "worked": "truth", "number": "integer"}
_FIRST, _LAST = 2000, 2100


def calendar_sql(calendar: Calendar, dialect: str) -> str:
    """The table of all days whose holidays are known, as a query.

    Years that nobody knows have no rows. Of known years only those without a gap before them are in it, the last
    ones: over a gap nothing can be counted.
    """
    years = [year for year in range(_FIRST, _LAST + 1) if calendar.table(year) is not None]
    whole = years[max((n + 1 for n, (one, other) in enumerate(pairwise(years)) if other != one + 1), default=0):]
    first = date(whole[0], 1, 1)
    counts, _ = cumulated(calendar, first, date(whole[-1], 12, 31))
    # One list of numbers: twice the count, and 1 more where the day is worked. Its text is short to send.
    coded = ",".join(str(2 * count + (count > before)) for before, count in pairwise([0, *counts]))
    if dialect == "spark":
        return (f"SELECT date_add(DATE '{first}', n) AS day, CAST(code AS BIGINT) % 2 = 1 AS worked,"
                f" CAST(code AS BIGINT) DIV 2 AS number FROM (SELECT posexplode(split('{coded}', ',')) AS (n, code))")
    return (f"SELECT DATE '{first}' + CAST(n - 1 AS INTEGER) AS day, code % 2 = 1 AS worked, code // 2 AS number"
            f" FROM (SELECT unnest(codes) AS code, generate_subscripts(codes, 1) AS n"
            f" FROM (SELECT CAST(string_split('{coded}', ',') AS BIGINT[]) AS codes))")
