"""Relations of tables (表内勾稽): totals, levels, rates, differences, balances, as heads, codes and figures tell."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.reading import Claims, Reading
from hengji.proofreading.relation import Relation, Remark
from hengji.proofreading.sheets.sheet import Sheet

from .balances import balances
from .differences import differences
from .discovered import discovered
from .forms import forms, is_form
from .hierarchy import hierarchies
from .products import products
from .totals import totals_of_columns, totals_of_rows

__all__ = ["TABLES"]


def _within_sheets(reading: Reading) -> Iterator[Relation | Remark]:
    """What each sheet says by its heads and names; then, of what is left, what its figures alone tell."""
    for sheet in reading.sheets:
        stated = list(_stated(sheet))
        yield from stated
        checked = {id(number) for one in stated if isinstance(one, Relation) for number in one.numbers()}
        if not is_form(sheet):
            yield from discovered(sheet, checked)


def _stated(sheet: Sheet) -> Iterator[Relation | Remark]:
    if is_form(sheet):
        yield from forms(sheet)
        return
    yield from hierarchies(sheet)
    yield from totals_of_rows(sheet)
    yield from totals_of_columns(sheet)
    yield from differences(sheet)
    yield from products(sheet)


TABLES: tuple[Claims, ...] = (_within_sheets, balances)
