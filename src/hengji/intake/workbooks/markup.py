"""XML parts of an archive, read as a stream (XML 部分): bounded, without entities."""

from __future__ import annotations

import struct
from collections.abc import Callable
from lzma import LZMAError
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from hengji.model import Place, Problem, Unusable

from .cells import column_letters

#: What ``zipfile`` raises for a damaged archive: names, sizes, methods, encodings can all be wrong.
BROKEN = (BadZipFile, LookupError, ValueError, OSError, EOFError, RuntimeError, struct.error, ZlibError, LZMAError)
#: A part that is read in one piece may be this long.
LARGEST_PART = 16 * 2**20
#: What an archive may hold, unpacked: a workbook of 20 000 rows has a tenth of it.
MAX_UNPACKED = 100 * 2**20
_CHUNK = 2**16

#: More rows than this are no register of indicators but a data base.
MAX_ROWS = 20_000
#: Cells of the whole workbook, blank ones between others too.
MAX_CELLS = 1_000_000
MAX_COLUMNS = 1000


class Stop(Exception):
    """Enough has been seen of a part."""


class Handler:
    """Takes what stands in a part; elements come without their namespace, attributes with it."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of the text between."""


def walk(archive: ZipFile, part: str, document: str, handler: Handler | None = None) -> None:
    """Leads ``handler`` through ``part``, or only sees that it is sound. Raises :class:`Unusable`.

    Reads no more than any archive may hold, even if this one was not measured before.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype(document, part)
    if handler is not None:
        local, start, end = _LocalNames(), handler.start, handler.end
        parser.StartElementHandler = lambda name, attributes: start(local[name], attributes)
        parser.EndElementHandler = lambda name: end(local[name])
        parser.CharacterDataHandler = handler.text
    try:
        with archive.open(part) as stream:
            while stream.tell() < MAX_UNPACKED and (chunk := stream.read(_CHUNK)):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except Stop:
        return
    except (*BROKEN, expat.ExpatError) as error:
        raise Unusable([damaged(document, part)]) from error


class _LocalNames(dict[str, str]):
    """``urn:… row`` → ``row``, looked up once: sheets have millions of elements."""

    def __missing__(self, name: str) -> str:
        self[name] = name[name.rfind(" ") + 1:]
        return self[name]


def _refuse_doctype(document: str, part: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise Unusable([Problem(Place(document), f"文件里的“{part}”有 DTD 或实体定义，可能有害，不读",
                                suggestion="请用 Excel 或 WPS 打开，另存为新的 .xlsx")])
    return refuse


def damaged(document: str, part: str = "") -> Problem:
    """The problem of a file that does not hold what it should."""
    where = f"（在“{part}”里）" if part else ""
    return Problem(Place(document), f"工作簿已损坏{where}",
                   suggestion="请用 Excel 或 WPS 打开，能打开就另存为新的 .xlsx；打不开请找回原件")


def too_many_rows(document: str, sheet: str) -> Problem:
    """The problem of a sheet with too many rows."""
    return Problem(Place(document, sheet=sheet), f"工作表“{sheet}”超过 {MAX_ROWS} 行，太多",
                   f"不超过 {MAX_ROWS} 行", suggestion="请删去用不到的行，设过格式的空白行也要整行删去")


def too_many_cells(document: str, sheet: str) -> Problem:
    """The problem of a sheet that is too large altogether."""
    return Problem(Place(document, sheet=sheet), f"读到工作表“{sheet}”时，单元格已经太多",
                   f"每张表不超过 {column_letters(MAX_COLUMNS)} 列，合计不超过 {MAX_CELLS} 格",
                   suggestion="请删去用不到的行和列，设过格式的空白行和列也要删去")
