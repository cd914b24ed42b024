"""Encodings (编码): Chinese files are UTF-8, GB18030 (with GBK and GB2312 in it) or UTF-16; which one is said."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from hengji.model import Place, Problem, Unusable

_CHUNK = 2**20
_TOLD = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "gb18030": "GB18030", "gbk": "GBK", "gb2312": "GB2312",
         "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_REMEDY = "请用记事本打开，另存为时编码选 UTF-8；知道编码的，写 --encoding，如 --encoding gb18030"


class Encoding(NamedTuple):
    """A text file's encoding: Python's name of it, how it is told, and whether it was found and not named."""

    codec: str
    told: str
    found: bool = False

    @property
    def said(self) -> str:
        """What the user is told."""
        return f"{self.told}（自动识别）" if self.found else self.told

    @property
    def is_utf8(self) -> bool:
        """Whether the file can be read as it lies."""
        return self.codec in ("utf-8", "utf-8-sig", "ascii")


def named(name: str) -> Encoding:
    """The encoding that a user names. Raises :class:`Unusable`."""
    try:
        codec = codecs.lookup(name)
    except LookupError:
        raise Unusable([Problem(Place("--encoding"), f"不认识的编码“{name}”", "utf-8、gb18030、gbk、utf-16")]) from None
    if not codec._is_text_encoding:
        raise Unusable([Problem(Place("--encoding"), f"“{name}”不是文字的编码", "utf-8、gb18030、gbk、utf-16")])
    return Encoding(codec.name, _TOLD.get(codec.name, codec.name.upper()))


def detected(path: Path) -> Encoding:
    """The encoding that fits the first part of a file that tells it. Raises :class:`Unusable`."""
    return named(_fitting(path))._replace(found=True)


def _fitting(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if head.count(0) * 4 > len(head):
            return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        while head and head.isascii():
            head = file.read(_CHUNK)
    for codec in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(codec)().decode(head)  # a letter may be cut off at the end
        except UnicodeDecodeError:
            continue
        return codec
    raise undecodable(path, Encoding("utf-8", "UTF-8"), "既不是 UTF-8，也不是 GB18030")


def undecodable(path: Path, encoding: Encoding, why: str = "") -> Unusable:
    """The problem of a file whose bytes are not of ``encoding``, with the first line where they are not."""
    place, line = Place(str(path)), 0
    if not encoding.codec.startswith("utf-16"):
        with path.open("rb") as file:
            for line, content in enumerate(file, 1):
                try:
                    content.decode(encoding.codec)
                except UnicodeDecodeError as error:
                    place = Place(str(path), line=line, column=error.start + 1)
                    break
    return Unusable([Problem(place, f"读不出文字：{why or f'有的字节不是 {encoding.told}'}", "UTF-8 或 GB18030 的文字",
                             suggestion=_REMEDY)])


def as_utf8(path: Path, encoding: Encoding, out: Path) -> Path:
    """The file in UTF-8: itself, or a copy at ``out``. Raises :class:`Unusable`."""
    if encoding.is_utf8:
        return path
    try:
        with (path.open(encoding=encoding.codec, newline="") as file,
              out.open("w", encoding="utf-8", newline="") as copy):
            while text := file.read(_CHUNK):
                copy.write(text)
    except UnicodeError as error:
        raise undecodable(path, encoding) from error
    return out
