""".xls through python-calamine, with what it leaves out taken from the records (读取 .xls)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hengji.intake.field_types import unreadable
from hengji.intake.numbers import Unreadable
from hengji.model import Place, Problem, Unusable

from .biff import Records, SheetRecords, read_records
from .cells import Cell, Merge, Sheet, error_problem, linked_workbook
from .compound import Compound, Damaged
from .guard import EXPECTED, SAVE_AS, locked, with_macros
from .markup import MAX_CELLS, MAX_ROWS, damaged, too_many_cells, too_many_rows
from .shown import value_shown

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_MACROS = "_VBA_PROJECT_CUR"


def read_xls(data: bytes, document: str) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets, and the cells in trouble. Raises :class:`Unusable` when nothing can be read."""
    records = _looked_at(data, document)
    problems = [linked_workbook(document, target) for target in records.links]
    with _opened(data, document) as book:
        return tuple(_sheet(book, number, records, document, problems)
                     for number, sheet in enumerate(records.sheets) if sheet.is_table), problems


def _looked_at(data: bytes, document: str) -> Records:
    """What the records say. Raises :class:`Unusable` with all that forbids to load."""
    try:
        compound = Compound(data)
        if "Workbook" not in compound.names:
            raise Unusable([_too_old(document) if "Book" in compound.names else damaged(document)])
        records = read_records(compound.stream("Workbook"))
    except Damaged as error:
        raise Unusable([damaged(document)]) from error
    fatal = [with_macros(document)] if _MACROS in compound.names else []
    fatal += [locked(document)] if records.encrypted else []
    fatal += [_too_old(document)] if records.old else []
    room = MAX_CELLS
    for sheet in records.sheets:
        room -= sheet.rows * sheet.columns  # calamine makes a rectangle of it
        if sheet.rows > MAX_ROWS:
            fatal.append(too_many_rows(document, sheet.name))
        elif room < 0:
            fatal.append(too_many_cells(document, sheet.name))
            break
    if fatal:
        raise Unusable(fatal)
    return records


def _too_old(document: str) -> Problem:
    return Problem(Place(document), "这是 Excel 95 或更早的格式", EXPECTED, suggestion=SAVE_AS)


def _opened(data: bytes, document: str) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise Unusable([locked(document)]) from error
    except (CalamineError, OSError) as error:
        raise Unusable([damaged(document)]) from error
    except BaseException as error:
        raise _panicked(error, document) from error


def _panicked(error: BaseException, document: str) -> BaseException:
    """A damaged file makes calamine panic, and Rust's panics come as no ordinary exceptions."""
    return Unusable([damaged(document)]) if type(error).__name__ == "PanicException" else error


def _sheet(book: CalamineWorkbook, number: int, records: Records, document: str, problems: list[Problem]) -> Sheet:
    seen = records.sheets[number]
    try:
        source = book.get_sheet_by_index(number)
        rows, merged = source.to_python(skip_empty_area=False), source.merged_cell_ranges or []
    except BaseException as error:
        raise _panicked(error, document) from error
    sheet = Sheet(document, seen.name, seen.hidden, {}, tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged))
    for at, error_value in sorted(seen.errors.items()):
        sheet.cells[at] = Cell(error_value, sheet.place(*at), "error")
        problems.append(error_problem(sheet.place(*at), error_value))
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value != "" and (row, column) not in seen.errors:
                _take(sheet, (row, column), value, _format(records, seen, (row, column)), problems)
    return sheet


def _format(records: Records, sheet: SheetRecords, at: tuple[int, int]) -> str:
    """The number format of a cell; General where nothing else is known."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    style = sheet.styles.get(at)
    number = records.styles[style] if style is not None and style < len(records.styles) else 0
    return records.formats.get(number) or BUILTIN_FORMATS.get(number, "General")


def _take(sheet: Sheet, at: tuple[int, int], value: object, number_format: str, problems: list[Problem]) -> None:
    try:
        text, kind = value_shown(value, number_format)
    except Unreadable as trouble:
        problems.append(unreadable(trouble, sheet.place(*at)))
        return
    if text:
        sheet.cells[at] = Cell(text, sheet.place(*at), kind)
