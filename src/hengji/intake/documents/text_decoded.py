"""The characters of a text file (文字解码): Chinese files are UTF-8, GB18030 or UTF-16."""

from __future__ import annotations

import codecs
from pathlib import Path

from hengji.intake.writing import why

from .limits import unusable

#: A report is a hundred kilobytes; text without pictures of this size is no report.
MAX_TEXT_BYTES = 20 * 2**20
#: One sign in so many may be a control character: converters leave some, data of programs is full of them.
_FEW = 50
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v") | {"\x7f"}
_BLANKED = {**dict.fromkeys(map(ord, _CONTROLS | set("\xa0\v")), " "),
            **dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\xad"))}


def read_characters(path: Path) -> str:
    """The text of a file, each line ended by a line feed, without control characters and invisible signs.

    Raises :class:`Unusable` for what is no text or has another encoding.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise unusable(str(path), f"读不了这个文件（{why(error)}）", "请核对路径和读取权限") from error
    if len(data) > MAX_TEXT_BYTES:
        raise unusable(str(path), "文件太大，不像是一份文稿", "请把文稿分成几份",
                       f"不超过 {MAX_TEXT_BYTES // 2**20} MB", f"{path.stat().st_size // 2**20} MB")
    text = _decoded(data)
    if text is None or sum(map(text.count, _CONTROLS)) * _FEW > len(text):
        raise unusable(str(path), "读不出文字：不是文本文件，或编码不认识", "请用记事本打开，另存为时选 UTF-8",
                       "UTF-8、GB18030 或 UTF-16 编码的文字")
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKED)
    if not text.strip():
        raise unusable(str(path), "文件里没有文字", "请找回有内容的原件")
    return text


def _decoded(data: bytes) -> str | None:
    """The first encoding that fits the whole file; UTF-16 only where the file says so or has zeros."""
    encodings = ["utf-8-sig", "gb18030"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in data[:4096]:
        encodings = ["utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
