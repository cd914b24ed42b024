"""Relations of tables (表内勾稽): totals, levels, rates, differences, balances, as heads, codes and figures tell."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.reading import Claims, Reading
from hengji.proofreading.relation import Relation, Remark
from hengji.proofreading.sheets.sheet import Sheet

from .balances import balances
from .codes import codes
from .differences import differences
from .discovered import discovered
from .fields import fields
from .forms import forms, is_form
from .hierarchy import hierarchies
from .months import months
from .products import products
from .results import execution_scores, results
from .totals import totals_of_columns, totals_of_rows

__all__ = ["TABLES"]

#: A longer table is a list of data and no statement of accounts; it would take minutes.
_MOST = 40_000


def _within_sheets(reading: Reading) -> Iterator[Relation | Remark]:
    """What each sheet says by its heads and names; then, of what is left, what its figures alone tell."""
    for sheet in (one for one in reading.sheets if len(one.numbers) <= _MOST):
        stated = [claim for claim in _stated(sheet) if not _beyond(claim, sheet)]
        yield from stated
        checked = {id(number) for one in stated if isinstance(one, Relation) for number in one.numbers()}
        if not is_form(sheet):
            yield from discovered(sheet, checked)


def _beyond(claim: Relation | Remark, sheet: Sheet) -> bool:
    """Whether a sum takes too little in: its total is of an earlier part of the table as well."""
    return (isinstance(claim, Relation) and claim.check == "sum" and claim.target.mark.row in sheet.totals_beyond
            and any(number.mark.row != claim.target.mark.row for number in claim.numbers()))


def _stated(sheet: Sheet) -> Iterator[Relation | Remark]:
    if is_form(sheet):
        yield from forms(sheet)
        if sheet.head_rows:
            yield from differences(sheet)
        return
    yield from hierarchies(sheet)
    yield from totals_of_rows(sheet)
    yield from totals_of_columns(sheet)
    yield from differences(sheet)
    yield from products(sheet)
    yield from months(sheet)


TABLES: tuple[Claims, ...] = (_within_sheets, balances, codes, fields, results, execution_scores)
