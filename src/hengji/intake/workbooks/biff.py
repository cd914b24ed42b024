"""The records of an .xls (.xls 的记录), Excel 97 and later: values, formats, sheets.

Read here because calamine gives an empty text for an error value, drops the
percent sign, and ends the whole process on some damaged files.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .biff_text import Blocks
from .cells import Merge, Unseen
from .compound import Damaged
from .markup import MAX_CELLS, MAX_ROWS

_BIFF8 = 0x0600
_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_FORMULA, _STRING = 0x06, 0x207
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_OWN_BOOKS = (0x0401, 0x3A01)

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error that a cell shows."""

    text: str


@dataclass(slots=True)
class SheetRecords:
    """A sheet: values with their styles by (row, column) from 1, merges, what is hidden, how many rows it has."""

    name: str
    hidden: bool
    is_table: bool
    values: dict[Position, tuple[object, int]] = field(default_factory=dict)
    merged: list[Merge] = field(default_factory=list)
    unseen: Unseen = field(default_factory=Unseen)
    rows: int = 0


@dataclass(slots=True)
class Records:
    """What the records of a workbook say; a style is the place of a format's number in ``styles``."""

    encrypted: bool = False
    old: bool = False
    from_1904: bool = False
    too_many_cells: bool = False
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    sheets: list[SheetRecords] = field(default_factory=list)


def read_records(stream: bytes) -> Records:
    """The records of the stream ``Workbook``. Raises :class:`Damaged`."""
    try:
        return _Reader().read(stream)
    except (struct.error, IndexError) as error:
        raise Damaged from error


def _records(stream: bytes) -> Iterator[tuple[int, int, list[bytes]]]:
    """Where each record stands, its kind, and its blocks: what is too long for one goes on in others."""
    at, record = 0, (0, 0, [b""])
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        block = stream[at + 4:at + 4 + length]
        if kind == _CONTINUE:
            record[2].append(block)
        else:
            if at:
                yield record
            record = (at, kind, [block])
        at += 4 + length
    yield record


class _Reader:
    """Takes the records in their order: first those of the workbook, then those of each sheet."""

    def __init__(self) -> None:
        self.found = Records()
        self.cells = 0
        self.starts: dict[int, SheetRecords] = {}
        self.sheet = SheetRecords("", False, False)
        self.waiting: tuple[Position, int] | None = None

    def read(self, stream: bytes) -> Records:
        depth = 0
        for at, kind, blocks in _records(stream):
            if kind == _BOF:
                depth += 1
                self.sheet = self.starts.get(at, self.sheet)
                self.found.old = self.found.old or (at == 0 and struct.unpack_from("<H", blocks[0])[0] != _BIFF8)
            elif kind == _EOF:
                depth -= 1
            elif depth == 1 and kind in _TAKES:  # deeper are charts, with numbers of their own
                _TAKES[kind](self, blocks)
            if self.found.old or self.found.encrypted:
                break
        return self.found

    def encrypted(self, _: list[bytes]) -> None:
        self.found.encrypted = True

    def epoch(self, blocks: list[bytes]) -> None:
        self.found.from_1904 = blocks[0][:1] == b"\1"

    def sheet_name(self, blocks: list[bytes]) -> None:
        start, hidden, kind, length = struct.unpack_from("<IBBB", blocks[0])
        name = Blocks([blocks[0][7:]]).characters(length)
        self.starts[start] = SheetRecords(name, bool(hidden & 3), kind == 0)
        self.found.sheets.append(self.starts[start])

    def number_format(self, blocks: list[bytes]) -> None:
        self.found.formats[struct.unpack_from("<H", blocks[0])[0]] = Blocks([blocks[0][2:]]).text()

    def style(self, blocks: list[bytes]) -> None:
        self.found.styles.append(struct.unpack_from("<H", blocks[0], 2)[0])

    def link(self, blocks: list[bytes]) -> None:
        if struct.unpack_from("<H", blocks[0], 2)[0] in _OWN_BOOKS:
            return
        # The path is coded: control characters stand for drives and folders.
        path = Blocks([blocks[0][2:], *blocks[1:]]).text()
        path = "".join(letter if letter >= " " and letter != "\\" else "/" for letter in path)
        self.found.links.append(path.rpartition("/")[2])

    def shared_strings(self, blocks: list[bytes]) -> None:
        count = struct.unpack_from("<I", blocks[0], 4)[0]
        source = Blocks([blocks[0][8:], *blocks[1:]])
        self.found.strings = [source.rich_text() for _ in range(count)]

    def merges(self, blocks: list[bytes]) -> None:
        for top, bottom, left, right in struct.iter_unpack("<HHHH", blocks[0][2:2 + 8 * (len(blocks[0]) // 8)]):
            self.sheet.merged.append(Merge(top + 1, left + 1, bottom + 1, right + 1))

    def row(self, blocks: list[bytes]) -> None:
        row, _, _, height, _, _, options = struct.unpack_from("<7H", blocks[0])
        if options & 0x20 or not height & 0x7FFF:
            self.sheet.unseen.rows.add(row + 1)

    def columns(self, blocks: list[bytes]) -> None:
        first, last, width, _, options = struct.unpack_from("<5H", blocks[0])
        if options & 1 or not width:
            self.sheet.unseen.columns.update(range(first + 1, min(last, 255) + 2))

    def window(self, blocks: list[bytes]) -> None:
        self.sheet.unseen.zeros = not struct.unpack_from("<H", blocks[0])[0] & 0x10

    def number(self, blocks: list[bytes]) -> None:
        self._put(blocks[0], struct.unpack_from("<d", blocks[0], 6)[0])

    def short_number(self, blocks: list[bytes]) -> None:
        self._put(blocks[0], _short(*struct.unpack_from("<I", blocks[0], 6)))

    def short_numbers(self, blocks: list[bytes]) -> None:
        row, first = struct.unpack_from("<HH", blocks[0])
        for column, (style, short) in enumerate(struct.iter_unpack("<HI", blocks[0][4:-2]), first):
            self._put(struct.pack("<HHH", row, column, style), _short(short))

    def shared_string(self, blocks: list[bytes]) -> None:
        self._put(blocks[0], self.found.strings[struct.unpack_from("<I", blocks[0], 6)[0]])

    def string(self, blocks: list[bytes]) -> None:
        self._put(blocks[0], Blocks([blocks[0][6:], *blocks[1:]]).text())

    def truth_or_error(self, blocks: list[bytes]) -> None:
        value, is_error = struct.unpack_from("<BB", blocks[0], 6)
        self._put(blocks[0], _error(value) if is_error else bool(value))

    def formula(self, blocks: list[bytes]) -> None:
        """The result of a formula: a number, or by its last two bytes something else; a text comes after."""
        kind, value, mark = struct.unpack_from("<BxBxxxH", blocks[0], 6)
        if mark != 0xFFFF:
            self.number(blocks)
        elif kind == 0:
            row, column, style = struct.unpack_from("<HHH", blocks[0])
            self.waiting = (row, column), style
        elif kind in (1, 2):
            self._put(blocks[0], bool(value) if kind == 1 else _error(value))

    def result(self, blocks: list[bytes]) -> None:
        if self.waiting:
            (row, column), style = self.waiting
            self._put(struct.pack("<HHH", row, column, style), Blocks(blocks).text())

    def _put(self, head: bytes, value: object) -> None:
        row, column, style = struct.unpack_from("<HHH", head)
        self.waiting = None
        self.cells += 1
        self.sheet.rows = max(self.sheet.rows, row + 1)
        self.found.too_many_cells = self.cells > MAX_CELLS
        if row < MAX_ROWS and not self.found.too_many_cells:
            self.sheet.values[row + 1, column + 1] = value, style


def _short(coded: int) -> float:
    """A number in 30 bits: whole or the upper half of a binary one, perhaps in hundredths."""
    number: float = (coded >> 2) - (1 << 30 if coded >> 31 else 0)
    if not coded & 2:
        (number,) = struct.unpack("<d", struct.pack("<II", 0, coded & ~3))
    return number / 100 if coded & 1 else number


def _error(code: int) -> ErrorValue:
    return ErrorValue(_ERRORS.get(code, "#?"))


_TAKES: dict[int, Callable[[_Reader, list[bytes]], None]] = {
    0x2F: _Reader.encrypted, 0x22: _Reader.epoch, 0x85: _Reader.sheet_name, 0x41E: _Reader.number_format,
    0xE0: _Reader.style, 0x1AE: _Reader.link, 0xFC: _Reader.shared_strings, 0xE5: _Reader.merges,
    0x208: _Reader.row, 0x7D: _Reader.columns, 0x23E: _Reader.window,
    0x203: _Reader.number, 0x27E: _Reader.short_number, 0xBD: _Reader.short_numbers, 0xFD: _Reader.shared_string,
    0x204: _Reader.string, 0xD6: _Reader.string, 0x205: _Reader.truth_or_error,
    _FORMULA: _Reader.formula, _STRING: _Reader.result,
}
