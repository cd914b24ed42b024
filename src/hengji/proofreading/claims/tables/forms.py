"""Sums in forms (填报表): 项目资金总额 and, below it, what it is made of, each beside its name."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.causes import slip
from hengji.proofreading.judging import required
from hengji.proofreading.number import FIGURES, Number
from hengji.proofreading.relation import Relation, Strength, Term, of, plus
from hengji.proofreading.sheets.sheet import Sheet

from .words import DIVIDING, bare, is_of_which, name_of, rank_of


def is_form(sheet: Sheet) -> bool:
    """Whether the rows of a sheet have no columns in common: label, value, label, value.

    Such a form may have no head at all, or one that is only its first row; then totals
    and 其中 stand right of figures.
    """
    if not sheet.head_rows and not sheet.label_columns:
        return True
    first: dict[int, int] = {}
    for row, column in sheet.numbers:
        first[row] = min(column, first.get(row, column))
    return any(cell.row in first and first[cell.row] < cell.column and cell.column in sheet.columns
               and (rank_of(name := bare(cell.text)) or is_of_which(name)) for cell in sheet.table.cells)


def forms(sheet: Sheet) -> Iterator[Relation]:
    """The totals of a form, each with the figures right below it.

    Where several figures of the total stand in its row (年初预算数, 全年预算数), the parts below may be those of
    any: the one that they come to, or nearly.
    """
    for row, column in sheet.numbers:
        if rank_of(name_before(sheet, row, column)):
            parts = list(_below(sheet, row, column))
            if parts and is_of_which(parts[0][0]):
                name = name_before(sheet, row, column)
                whole = _whole(sheet, row, column, plus(*(of(number) for _, number in parts)))
                if whole is not None:
                    yield _relation(whole, name, parts, sheet.block)


def _whole(sheet: Sheet, row: int, column: int, term: Term) -> Number | None:
    """The figure of the total in ``row`` that the parts below ``column`` come to; None where that is open."""
    own = sheet.numbers[row, column]
    name = name_before(sheet, row, column)
    beside = [number for (at, other), number in sheet.numbers.items()
              if at == row and number.kind is own.kind and name_before(sheet, at, other) == name]
    meant = next((number for number in (own, *beside) if number.interval.meets(term.interval())), None)
    if meant is not None or len(beside) == 1:
        return meant or own
    near = [number for number in (own, *beside) if nearly(number, term)]
    return near[0] if own in near or len(near) == 1 else None


def nearly(whole: Number, term: Term) -> bool:
    """Whether one slip, in the whole or in a part, keeps the parts from coming to it."""
    relation = Relation("sum", whole, term, "")
    return any((wanted := required(relation, number)) is not None and slip(number, wanted)
               for number in relation.numbers())


def _words(sheet: Sheet, row: int, column: int) -> str:
    """The words at a place, empty where a figure or nothing stands there."""
    cell = sheet.table.at(row, column)
    if cell is None or (cell.row, cell.column) in sheet.numbers or (row, column) in sheet.dashes:
        return ""
    return bare(cell.text)


def name_before(sheet: Sheet, row: int, column: int) -> str:
    """The words right before a figure."""
    return next((words for at in range(column - 1, 0, -1) if (words := _words(sheet, row, at))), "")


def _below(sheet: Sheet, row: int, column: int) -> Iterator[tuple[str, Number]]:
    """The figures under one, by name, up to the next words, total or 其中 within the parts."""
    whole = sheet.numbers[row, column]
    first = True
    for below in (later for later in sheet.body_rows if later > row):
        number = sheet.numbers.get((below, column))
        cell = sheet.table.at(below, column)
        if cell is None or cell.row < below or not cell.text.strip() or (below, column) in sheet.dashes:
            continue
        if number is None and DIVIDING.match(bare(cell.text)):
            continue
        name = name_before(sheet, below, column)
        if number is None or number.kind not in FIGURES or number.kind is not whole.kind or rank_of(name):
            return
        if is_of_which(name) and not first:
            return
        first = False
        yield name, number


def _relation(whole: Number, name: str, parts: list[tuple[str, Number]], block: int) -> Relation:
    """All of it where the parts end in 其他, come to it, or would but for one slip; else no more than it."""
    term = plus(*(of(number) for _, number in parts))
    computed = term.interval()
    equal = len(parts) > 1 and (parts[-1][0].startswith("其他") or whole.interval.meets(computed)
                                or nearly(whole, term))
    over = computed.low > whole.interval.high
    names = "＋".join(name_of(part) for part, _ in parts)
    return Relation("sum", whole, term, f"{names}{'＝' if equal else '≤'}{name}",
                    Strength.CERTAIN if over or not equal else Strength.LIKELY, "=" if equal else "≥",
                    family="其中", group=block)
