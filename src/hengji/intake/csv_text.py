"""CSV that spreadsheets only read (安全的CSV): no text in it is ever run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from hengji.model import Exact

#: What a spreadsheet takes for the beginning of a formula, the full-width signs too.
_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def decimal_of(value: Exact) -> Decimal:
    """``value`` as a decimal: exact where it ends, else with 28 digits."""
    return Decimal(value.numerator) / value.denominator


def safe_csv(rows: Iterable[Sequence[str | Exact | None]]) -> bytes:
    """``rows`` as CSV that Excel opens with its Chinese intact: UTF-8 with a mark, CRLF.

    A text that a spreadsheet would run begins with an apostrophe; numbers, also negative ones, do not.
    """
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(value: str | Exact | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{decimal_of(value):f}"
    return f"'{value}" if value.startswith(_STARTS) and not _NUMBER.fullmatch(value) else value
