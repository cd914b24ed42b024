"""Large workbooks row by row (逐行读取工作簿): records by the hundred thousand, in little memory.

A form is read whole and strictly (:mod:`.reading`); a table of records is read as a
stream, and what is wrong with a cell is told of its row, so that the others can be used.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZipFile

from hengji.intake.numbers import Unreadable
from hengji.model import Place, Problem, Unusable

from .cells import Cell, Merge, Sheet, error_problem, place_of
from .guard import HARMLESS, MAX_ENTRIES, MAX_RATIO, locked, with_macros
from .headings import HEADER_WITHIN
from .markup import BROKEN, damaged
from .reading import read_workbook
from .sheet_xml import coordinates, parts_of
from .shown import value_shown

if TYPE_CHECKING:
    from openpyxl import Workbook

#: What a workbook of records may hold, unpacked: a full sheet of a million rows has about half of it.
_MAX_UNPACKED = 2 * 2**30
_CHUNK = 2**20
_OVERLAP = 2**12
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z0-9:]+)"')
#: A formula whose result is not stored.
_UNCALCULATED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?: [^>]*)?/>)\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|"
                           rb"<(?:\w+:)?v></(?:\w+:)?v>)")
_HIDDEN = re.compile(rb'<(?:\w+:)?row [^>]*?hidden="(?:1|true)"')
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class StreamedRow(NamedTuple):
    """A row: its number in the sheet, its texts from the first column on, and what is wrong by column (from 1)."""

    number: int
    texts: list[str]
    wrong: dict[int, Problem]


@dataclass(slots=True)
class StreamedSheet:
    """A sheet: ``top`` holds its first rows, ``unseen`` counts rows that are hidden, perhaps by a filter."""

    name: str
    hidden: bool
    top: Sheet
    unseen: int = 0
    uncalculated: bool = False
    _source: Any = field(default=None, repr=False)

    def rows(self) -> Iterator[StreamedRow]:
        """All rows that hold something; a value that is merged over rows stands in each of them."""
        source = self._source() if callable(self._source) else iter(self._source)
        down = {(merge.left, merge.top): merge.bottom for merge in self.top.merged if merge.bottom > merge.top}
        held: dict[int, tuple[int, str]] = {}
        for row in source:
            if down:
                self._fill(row, down, held)
            if row.wrong or any(row.texts):
                yield row

    @staticmethod
    def _fill(row: StreamedRow, down: dict[tuple[int, int], int], held: dict[int, tuple[int, str]]) -> None:
        for column, (last, text) in list(held.items()):
            if row.number > last:
                del held[column]
            else:
                row.texts.extend([""] * (column - len(row.texts)))
                row.texts[column - 1] = text
        for column, text in enumerate(row.texts, 1):
            if text and (column, row.number) in down:
                held[column] = down[column, row.number], text


@contextmanager
def stream_workbook(path: Path) -> Iterator[tuple[StreamedSheet, ...]]:
    """The sheets of the workbook at ``path``, to be read while the block lasts. Raises :class:`Unusable`."""
    document = str(path)
    try:
        with path.open("rb") as file:
            packed = file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
            names = set(ZipFile(path).namelist()) if packed else set()
    except FileNotFoundError:
        raise Unusable([Problem(Place(document), "没有这个文件", suggestion="请核对路径和文件名")]) from None
    except BROKEN as error:
        raise Unusable([damaged(document)]) from error
    if "xl/workbook.xml" not in names:  # the older and rarer kinds are read whole, within their bounds
        workbook, problems = read_workbook(path)
        if workbook is None:
            raise Unusable(problems)
        yield tuple(StreamedSheet(sheet.name, sheet.hidden, sheet, len(sheet.unseen.rows),
                                  _source=list(_rows_of(sheet))) for sheet in workbook.sheets)
        return
    looked = _looked_at(path, document)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of validations and extensions, which nobody reads here
        book = _opened(path, document)
        try:
            yield tuple(_streamed(book, sheet, document) for sheet in looked)
        finally:
            book.close()


def _rows_of(sheet: Sheet) -> Iterator[StreamedRow]:
    for number, cells in groupby(sorted(sheet.cells), key=lambda at: at[0]):
        columns = [column for _, column in cells]
        yield StreamedRow(number, [sheet.text(number, column) for column in range(1, columns[-1] + 1)], {})


def _looked_at(path: Path, document: str) -> list[StreamedSheet]:
    """What each sheet merges and hides; refuses what nobody should unpack."""
    try:
        with ZipFile(path) as archive:
            _bounded(archive, document)
            sheets = []
            for name, part, hidden in parts_of(archive, document).sheets:
                sheet = StreamedSheet(name, hidden, Sheet(document, name, hidden, {}))
                merged = _walked(archive, part, sheet)
                sheet.top = Sheet(document, name, hidden, {}, tuple(merged))
                sheets.append(sheet)
            return sheets
    except BROKEN as error:
        raise Unusable([damaged(document)]) from error


def _bounded(archive: ZipFile, document: str) -> None:
    infos = archive.infolist()
    unpacked, packed = (sum(getattr(info, size) for info in infos) for size in ("file_size", "compress_size"))
    if any(info.flag_bits & 1 for info in infos):
        raise Unusable([locked(document)])
    if any(info.filename.startswith(("xl/vbaProject.bin", "xl/macrosheets/")) for info in infos):
        raise Unusable([with_macros(document)])
    if len(infos) > MAX_ENTRIES or unpacked > _MAX_UNPACKED or (
            unpacked > HARMLESS and unpacked > MAX_RATIO * packed):
        raise Unusable([Problem(Place(document), f"文件展开后有 {unpacked // 2**20} MB，不是正常的工作簿",
                                suggestion="请把数据另存为 CSV 再导入")])
    for info in infos:
        if info.filename.endswith((".xml", ".rels")):
            with archive.open(info) as stream:
                if _DOCTYPE.search(stream.read(_CHUNK)):
                    raise Unusable([Problem(
                        Place(document), f"文件里的“{info.filename}”有 DTD 或实体定义，可能有害，不读",
                        suggestion="请用 Excel 或 WPS 打开，另存为新的 .xlsx")])


def _walked(archive: ZipFile, part: str, sheet: StreamedSheet) -> list[Merge]:
    """Looks through the text of a sheet once, without reading its cells."""
    merged: list[Merge] = []
    with archive.open(part) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            text = before + chunk
            # What ends in this chunk counts here, what was whole in the one before was counted there.
            for match in _MERGE.finditer(text):
                if match.end() > len(before):
                    first, last = (coordinates(end) for end in (match[1].decode().split(":") * 2)[:2])
                    merged += [Merge(*first, *last)] if first and last else []
            sheet.unseen += sum(match.end() > len(before) for match in _HIDDEN.finditer(text))
            sheet.uncalculated = sheet.uncalculated or bool(_UNCALCULATED.search(text))
            before = text[-_OVERLAP:]
    return merged


def _opened(path: Path, document: str) -> Workbook:
    from openpyxl import load_workbook  # as heavy as all the rest; most commands read no workbook

    try:
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise Unusable([damaged(document)]) from error


def _streamed(book: Workbook, sheet: StreamedSheet, document: str) -> StreamedSheet:
    def rows() -> Iterator[StreamedRow]:
        for number, cells in enumerate(_cells(book, sheet.name, document), 1):
            yield _row(number, cells, sheet.top)

    for row in islice(rows(), HEADER_WITHIN + 1):
        for column, text in enumerate(row.texts, 1):
            if text:
                at = (row.number, column)
                sheet.top.cells[at] = Cell(text, place_of(document, sheet.name, *at), "text")
    sheet._source = rows
    return sheet


def _cells(book: Workbook, name: str, document: str) -> Iterator[Any]:
    """The rows as the library reads them; it fails in many ways on a damaged file, and only its failures count here."""
    try:
        source = book[name]
        source.reset_dimensions()  # the file states them, often wrongly
        yield from source.iter_rows()
    except Exception as error:
        raise Unusable([damaged(document, f"工作表“{name}”")]) from error


def _row(number: int, cells: Any, sheet: Sheet) -> StreamedRow:
    texts: list[str] = []
    wrong: dict[int, Problem] = {}
    for column, cell in enumerate(cells, 1):
        value = cell.value
        if value is None:
            texts.append("")
        elif type(value) is str and cell.data_type != "e":
            texts.append(value.strip())
        else:
            try:
                texts.append(_text(value, cell, sheet.place(number, column)))
            except Unreadable as trouble:
                wrong[column] = Problem(sheet.place(number, column), trouble.text, trouble.expected,
                                        suggestion=trouble.suggestion)
                texts.append(str(value))
            except Unusable as refused:
                wrong[column] = refused.problems[0]
                texts.append(str(value))
    return StreamedRow(number, texts, wrong)


def _text(value: Any, cell: Any, place: Place) -> str:
    if cell.data_type == "e":
        raise Unusable([error_problem(place, str(value))])
    return value_shown(value, cell.number_format)[0]
