"""What calamine does not tell of an .xls (.xls 的记录): error values, number formats, sizes, links.

calamine gives an empty text for an error, and drops the percent sign; only the
records themselves have both. They are walked before calamine unfolds them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from .compound import Damaged

_BIFF8 = 0x0600
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF, _SUPBOOK = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0, 0x1AE
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x203, 0x27E, 0xBD, 0x06, 0x205
#: Records that hold a text; calamine makes a copy of it for each.
_TEXTS = (0xFD, 0x204, 0xD6)
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_OWN_BOOKS = (0x0401, 0x3A01)


@dataclass(slots=True)
class SheetRecords:
    """A sheet: its errors and styles by (row, column) from 1, and its last row and column."""

    name: str
    hidden: bool
    is_table: bool
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


@dataclass(slots=True)
class Records:
    """What the records of a workbook say; a style is the place of a format's number in ``styles``."""

    encrypted: bool = False
    old: bool = False
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    sheets: list[SheetRecords] = field(default_factory=list)


def read_records(stream: bytes) -> Records:
    """The records of the stream ``Workbook``. Raises :class:`Damaged`."""
    found = Records()
    starts: dict[int, SheetRecords] = {}
    sheet: SheetRecords | None = None
    depth = 0
    try:
        for at, kind, body in _records(stream):
            if kind == _BOF:
                depth += 1
                sheet = starts.get(at, sheet)
                if at == 0 and struct.unpack_from("<H", body)[0] != _BIFF8:
                    found.old = True
                    return found
            elif kind == _EOF:
                depth -= 1
            elif kind == _FILEPASS:
                found.encrypted = True
                return found
            elif sheet is None:
                _global(found, starts, kind, body)
            elif depth == 1:  # deeper are charts, with numbers of their own
                _cell(sheet, kind, body)
    except (struct.error, IndexError) as error:
        raise Damaged from error
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4:at + 4 + length]
        at += 4 + length


def _global(found: Records, starts: dict[int, SheetRecords], kind: int, body: bytes) -> None:
    if kind == _BOUNDSHEET:
        start, hidden, kind_of_sheet, length, wide = struct.unpack_from("<IBBBB", body)
        name = _text(struct.pack("<HB", length, wide) + body[8:])
        starts[start] = SheetRecords(name, bool(hidden & 3), kind_of_sheet == 0)
        found.sheets.append(starts[start])
    elif kind == _FORMAT:
        found.formats[struct.unpack_from("<H", body)[0]] = _text(body[2:])
    elif kind == _XF:
        found.styles.append(struct.unpack_from("<H", body, 2)[0])
    elif kind == _SUPBOOK and struct.unpack_from("<H", body, 2)[0] not in _OWN_BOOKS:
        # The path is coded: control characters stand for drives and folders.
        path = "".join(letter if letter >= " " and letter != "\\" else "/" for letter in _text(body[2:]))
        found.links.append(path.rpartition("/")[2])


def _text(body: bytes) -> str:
    """A text with its length and a flag for two bytes a character."""
    length, wide = struct.unpack_from("<HB", body)
    return body[3:3 + 2 * length].decode("utf-16-le", "replace") if wide & 1 else body[3:3 + length].decode("latin-1")


def _cell(sheet: SheetRecords, kind: int, body: bytes) -> None:
    if kind not in (_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, *_TEXTS):
        return
    row, column, style = struct.unpack_from("<HHH", body)
    at = row + 1, column + 1
    last = column
    if kind == _MULRK:
        last = struct.unpack_from("<H", body, len(body) - 2)[0]
        for number, place in enumerate(range(4, len(body) - 2, 6)):
            sheet.styles[row + 1, column + 1 + number] = struct.unpack_from("<H", body, place)[0]
    elif kind == _BOOLERR and body[7]:
        sheet.errors[at] = _ERRORS.get(body[6], "#?")
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        sheet.errors[at] = _ERRORS.get(body[8], "#?")
    elif kind not in _TEXTS:
        sheet.styles[at] = style
    sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, last + 1)
