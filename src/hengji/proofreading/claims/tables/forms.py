"""Sums in forms (填报表): 项目资金总额 and, below it, what it is made of, each beside its name."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.number import FIGURES, Number
from hengji.proofreading.relation import Relation, Strength, of, plus
from hengji.proofreading.sheets.sheet import Sheet

from .words import bare, is_of_which, name_of, rank_of


def is_form(sheet: Sheet) -> bool:
    """Whether the rows of a sheet have no columns in common: label, value, label, value."""
    return not sheet.head_rows and not sheet.label_columns


def forms(sheet: Sheet) -> Iterator[Relation]:
    """The totals of a form, each with the figures right below it."""
    for column in sheet.columns:
        for row in sheet.body_rows:
            whole = sheet.numbers.get((row, column))
            if whole is not None and rank_of(bare(whole.label)):
                parts = list(_below(sheet, row, column, whole))
                if parts and is_of_which(bare(parts[0].label)):
                    yield _relation(whole, parts, sheet)


def _below(sheet: Sheet, row: int, column: int, whole: Number) -> Iterator[Number]:
    """The figures under ``whole`` up to the next words, total or 其中 within the parts."""
    first = True
    for below in (r for r in sheet.body_rows if r > row):
        number = sheet.numbers.get((below, column))
        cell = sheet.table.at(below, column)
        if cell is None or cell.row < below or not cell.text.strip() or (below, column) in sheet.dashes:
            continue
        if number is None or number.kind not in FIGURES or number.kind is not whole.kind:
            return
        label = bare(number.label)
        if rank_of(label) or (is_of_which(label) and not first):
            return
        first = False
        yield number


def _relation(whole: Number, parts: list[Number], sheet: Sheet) -> Relation:
    """All of it where the parts end in 其他; else no more than it."""
    name = "＋".join(name_of(bare(part.label)) for part in parts)
    term = plus(*map(of, parts))
    equal = len(parts) > 1 and bare(parts[-1].label).startswith("其他")
    over = term.interval().low > whole.interval.high
    return Relation("sum", whole, term, f"{name}{'＝' if equal else '≤'}{bare(whole.label)}",
                    Strength.CERTAIN if over or not equal else Strength.LIKELY, "=" if equal else "≥", "其中",
                    sheet.block)
