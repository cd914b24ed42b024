"""The file around the parts (.docx 压缩包): read within limits, and written fast, with the same bytes each time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from hengji.model import Place, Problem, Unusable

#: What a template may unpack to, and how many parts it may have.
_LARGEST, _MOST = 100_000_000, 2_000
_LEVEL = 3
#: How files of Office began before 2007, and how those with a password begin still.
_OLD, _LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16le")
_DEFLATED, _FLAGS, _VERSION = 8, 0x800, 20
#: 1980-01-01: a file holds no time of day, so the same content gives the same bytes.
_DATE, _TIME = 33, 0


class Packed(NamedTuple):
    """A part as it lies in the file: compressed already."""

    checksum: int
    size: int
    deflated: bytes


def pack(content: bytes, level: int = _LEVEL) -> Packed:
    """``content`` compressed."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Packed(zlib.crc32(content), len(content), squeeze.compress(content) + squeeze.flush())


def unzip(content: bytes, name: str) -> dict[str, bytes]:
    """The parts of a ``.docx`` file by their names. Raises :class:`Unusable` when it is none."""
    if content.startswith(_OLD):
        raise Unusable([_old(content, name)])
    try:
        with ZipFile(BytesIO(content)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            if len(entries) > _MOST or sum(entry.file_size for entry in entries) > _LARGEST:
                raise Unusable([Problem(Place(name), "模板展开后太大", suggestion="请删去模板中的大图片后另存")])
            parts = {entry.filename: file.read(entry) for entry in entries}
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unusable([Problem(Place(name), "不是 .docx 文件，或者文件已损坏、已加密",
                                suggestion="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”")]) from error
    if "[Content_Types].xml" not in parts:
        raise Unusable([Problem(Place(name), "不是 .docx 文件",
                                suggestion="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”")])
    return parts


def _old(content: bytes, name: str) -> Problem:
    if _LOCKED in content:
        return Problem(Place(name), "不是 .docx 文件：设了打开密码，读不了",
                       suggestion="请用 Word 或 WPS 打开，取消密码后另存")
    return Problem(Place(name), "不是 .docx 文件：是旧格式（.doc）",
                   suggestion="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”")


def zipped(parts: Mapping[str, Packed] | Iterable[tuple[str, Packed]]) -> bytes:
    """The file of ``parts``, in their order."""
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, part in pairs:
        called = name.encode()
        shared = struct.pack("<HHHHHIIIHH", _VERSION, _FLAGS, _DEFLATED, _TIME, _DATE, part.checksum,
                             len(part.deflated), part.size, len(called), 0)
        body += (b"PK\x03\x04", shared, called, part.deflated)
        directory.append(b"PK\x01\x02" + struct.pack("<H", _VERSION) + shared
                         + struct.pack("<HHHII", 0, 0, 0, 0, offset) + called)
        offset += 4 + len(shared) + len(called) + len(part.deflated)
    listed = b"".join(directory)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(directory), len(directory), len(listed), offset, 0)
    return b"".join((*body, listed, end))
