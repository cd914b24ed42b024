""".xls from its records (读取 .xls)."""

from __future__ import annotations

from hengji.intake.field_types import unreadable
from hengji.intake.numbers import Unreadable
from hengji.model import Place, Problem, Unusable

from .biff import ErrorValue, Records, SheetRecords, read_records
from .cells import Cell, Sheet, error_problem, linked_workbook
from .compound import Compound, Damaged
from .guard import EXPECTED, SAVE_AS, locked, with_macros
from .markup import MAX_ROWS, damaged, too_many_cells, too_many_rows
from .printed import text_of

_MACROS = "_VBA_PROJECT_CUR"


def read_xls(data: bytes, document: str, printed: bool) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets, numbers exact or as ``printed``, and the cells in trouble. Raises :class:`Unusable`."""
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
    fatal += [too_many_rows(document, sheet.name) for sheet in records.sheets if sheet.rows > MAX_ROWS]
    fatal += [too_many_cells(document, records.sheets[-1].name)] if records.too_many_cells and not fatal else []
    if fatal:
        raise Unusable(fatal)
    problems = [linked_workbook(document, target) for target in records.links]
    return tuple(_sheet(sheet, records, document, printed, problems)
                 for sheet in records.sheets if sheet.is_table), problems


def _too_old(document: str) -> Problem:
    return Problem(Place(document), "这是 Excel 95 或更早的格式", EXPECTED, suggestion=SAVE_AS)


def _sheet(seen: SheetRecords, records: Records, document: str, printed: bool, problems: list[Problem]) -> Sheet:
    sheet = Sheet(document, seen.name, seen.hidden, {}, tuple(seen.merged), seen.unseen)
    for at, (value, style) in sorted(seen.values.items(), key=lambda item: item[0]):
        place = sheet.place(*at)
        if isinstance(value, ErrorValue):
            sheet.cells[at] = Cell(value.text, place, "error")
            problems.append(error_problem(place, value.text))
            continue
        try:
            number_format = _format(records, style)
            text, kind = text_of(printed)(_dated(value, number_format, records), number_format,
                                          zeros=not seen.unseen.zeros)
        except Unreadable as trouble:
            problems.append(unreadable(trouble, place))
            continue
        if text:
            sheet.cells[at] = Cell(text, place, kind)
    return sheet


def _format(records: Records, style: int) -> str:
    """The number format of a style; General where nothing else is known."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    number = records.styles[style] if style < len(records.styles) else 0
    return records.formats.get(number) or BUILTIN_FORMATS.get(number, "General")


def _dated(value: object, number_format: str, records: Records) -> object:
    """The date that a number in a date's format is."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    if isinstance(value, bool | str) or not is_date_format(number_format):
        return value
    epoch = CALENDAR_MAC_1904 if records.from_1904 else CALENDAR_WINDOWS_1900
    try:
        return from_excel(value, epoch, timedelta=is_timedelta_format(number_format))
    except (OverflowError, ValueError, TypeError):
        raise Unreadable(f"单元格里的数 {value} 不是日期", "日期，如 2022-05-27",
                         "请重新填写日期，或把单元格格式改为“常规”") from None
