""".xlsx through openpyxl, after every part has been looked at (读取 .xlsx)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from hengji.intake.field_types import unreadable
from hengji.intake.numbers import Unreadable
from hengji.model import Problem, Unusable

from .cells import Cell, Merge, Sheet, Unseen, error_problem, linked_workbook
from .guard import open_archive, oversized, with_macros
from .markup import MAX_CELLS, Handler, damaged, too_many_cells, walk
from .printed import text_of
from .sheet_xml import Parts, SheetXml, Strings, parts_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as Stored
    from openpyxl.cell.read_only import ReadOnlyCell

_MACROS = ("xl/vbaProject.bin", "xl/macrosheets/")
_STRINGS = "xl/sharedStrings.xml"
_Seen = tuple[tuple[Merge, ...], Unseen]


def read_xlsx(data: bytes, document: str, printed: bool) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets, numbers exact or as ``printed``, and the cells in trouble. Raises :class:`Unusable`."""
    with open_archive(data, document) as archive:
        parts = parts_of(archive, document)
        _refuse_oversized(archive, parts, document)
        seen, problems = _looked_at(archive, parts, document)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of validations and extensions, which nobody reads here
        book = _opened(data, document)
        try:
            return tuple(_sheet(book, Sheet(document, name, hidden, {}, *seen[name]), printed, problems)
                         for name, _, hidden in parts.sheets), problems
        finally:
            book.close()


def _refuse_oversized(archive: ZipFile, parts: Parts, document: str) -> None:
    """Raises :class:`Unusable` for an archive that is too large; says so of the sheet, when it is for its rows."""
    problems = oversized(archive, document)
    if not problems:
        return
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    name, part, _ = max(parts.sheets, key=lambda sheet: sizes.get(sheet[1], 0), default=("", "", False))
    sheet = SheetXml(document, name, parts, MAX_CELLS)
    if part in sizes and not _walked(archive, part, document, sheet) and sheet.too_large:
        raise Unusable([sheet.too_large])
    raise Unusable(problems)


def _looked_at(archive: ZipFile, parts: Parts, document: str) -> tuple[dict[str, _Seen], list[Problem]]:
    """What each sheet merges and hides, and the formulas in trouble.

    Raises :class:`Unusable` with all that forbids to load.
    """
    fatal = [with_macros(document)] if any(name.startswith(_MACROS) for name in archive.namelist()) else []
    seen: dict[str, _Seen] = {}
    problems: list[Problem] = []
    room = MAX_CELLS
    for name, part, _ in parts.sheets:
        sheet = SheetXml(document, name, parts, room)
        fatal += _walked(archive, part, document, sheet)
        fatal += [sheet.too_large] if sheet.too_large else []
        room -= sheet.used
        seen[name] = tuple(sheet.merged), sheet.unseen
        problems += sheet.problems()
    fatal += _others(archive, {part for _, part, _ in parts.sheets}, document)
    if parts.links and not any("引用了别的工作簿" in problem.text for problem in problems):
        problems += [linked_workbook(document, target) for target in parts.links]
    if fatal:
        raise Unusable(fatal + problems)
    return seen, problems


def _others(archive: ZipFile, sheets: set[str], document: str) -> list[Problem]:
    """What is wrong with the parts that are no sheets."""
    problems: list[Problem] = []
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")) and part not in sheets:
            strings = Strings() if part == _STRINGS else None
            problems += _walked(archive, part, document, strings)
            if strings and strings.count > MAX_CELLS:
                problems.append(too_many_cells(document, ""))
    return problems


def _walked(archive: ZipFile, part: str, document: str, handler: Handler | None) -> tuple[Problem, ...]:
    try:
        walk(archive, part, document, handler)
    except Unusable as refused:
        return refused.problems
    return ()


def _opened(data: bytes, document: str) -> Workbook:
    from openpyxl import load_workbook  # as heavy as all the rest; most commands read no workbook

    try:
        return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise Unusable([damaged(document)]) from error


def _sheet(book: Workbook, sheet: Sheet, printed: bool, problems: list[Problem]) -> Sheet:
    """Fills the cells of ``sheet``."""
    for row in _rows(book, sheet):
        for cell in row:
            if cell.value is not None and (cell.row, cell.column) not in sheet.unseen.uncalculated:
                _take(sheet, cell, printed, problems)
    return sheet


def _rows(book: Workbook, sheet: Sheet) -> Iterator[Any]:
    """The rows as the library reads them; it fails in many ways on a damaged file, and only its failures count here."""
    try:
        source = book[sheet.name]
        source.reset_dimensions()  # the file states them, often wrongly
        yield from source.iter_rows()
    except Exception as error:
        raise Unusable([damaged(sheet.document, f"工作表“{sheet.name}”")]) from error


def _take(sheet: Sheet, cell: ReadOnlyCell | Stored, printed: bool, problems: list[Problem]) -> None:
    place = sheet.place(cell.row, cell.column)
    if cell.data_type == "e":
        sheet.cells[cell.row, cell.column] = Cell(str(cell.value), place, "error")
        problems.append(error_problem(place, str(cell.value)))
        return
    try:
        text, kind = text_of(printed)(cell.value, cell.number_format, zeros=not sheet.unseen.zeros)
    except Unreadable as trouble:
        problems.append(unreadable(trouble, place))
        return
    if text:
        sheet.cells[cell.row, cell.column] = Cell(text, place, kind)
