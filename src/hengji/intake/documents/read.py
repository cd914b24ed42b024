"""The way in for documents (读取文稿): each by what its bytes are, whatever its name ends in."""

from __future__ import annotations

import stat
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from hengji.intake.workbooks.markup import BROKEN
from hengji.intake.writing import why
from hengji.model import Manuscript, Unread

from .limits import MAX_BYTES, unusable

if TYPE_CHECKING:
    from docx.document import Document

    from .pdf_boxes import PdfBoxes
    from .word_runs import WordRuns

#: Kind → the file that reads it and its function; imported when it is met, for some are heavy.
_READERS = {
    "docx": ("read_docx", "read_docx"),
    "doc": ("read_doc", "read_doc"),
    "xlsx": ("read_xlsx", "read_workbook_document"),
    "pdf": ("read_pdf", "read_pdf"),
    "html": ("read_html", "read_html"),
    "md": ("read_markdown", "read_markdown"),
    "txt": ("read_text", "read_text_document"),
}
_BY_SUFFIX = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".doc": "doc", ".wps": "doc", ".rtf": "doc", ".odt": "doc",
    ".xlsx": "xlsx", ".xls": "xlsx", ".ods": "xlsx", ".et": "xlsx",
    ".pdf": "pdf", ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".txt": "txt",
}
_TERMS = {"docx": " Word 文档", "doc": "旧版的 Word 文档", "xlsx": "工作簿", "pdf": " PDF 文件", "html": "网页",
          "md": "文本", "txt": "文本"}
#: Files that are read as documents, by their endings.
DOCUMENTS = tuple(_BY_SUFFIX)
EXPECTED = ".docx、.xlsx、.pdf、.html、.txt 或 .md 的文稿（.doc、.wps、.rtf、.xls、.ods 也可以）"

#: What only a program reads, by its first bytes: nobody should meet it as a text full of odd signs.
_FOREIGN = (
    (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"II*\0", "图片"),
    (b"MM\0*", "图片"), (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"), (b"\x1f\x8b", "压缩包"),
    (b"\x7fELF", "程序"), (b"SQLite", "数据库"),
)
_ARCHIVES = (("ppt/presentation.xml", "演示文稿"), ("xl/workbook.bin", "二进制工作簿 .xlsb"),
             ("OFD.xml", "OFD 版式文件"))
#: Their bytes do not tell them apart.
_TEXTS = {"md", "txt"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 4096


def read_manuscript(path: Path) -> Manuscript:
    """The document at ``path``; a wrong suffix is told in ``unread``. Raises :class:`Unusable`."""
    kind = _kind(path, _head(path))
    module, function = _READERS[kind]
    manuscript: Manuscript = getattr(import_module(f"hengji.intake.documents.{module}"), function)(path)
    named = _BY_SUFFIX.get(path.suffix.lower(), "")
    if named == kind or {named, kind} <= _TEXTS:
        return manuscript
    name = f"扩展名是“{path.suffix}”，内容却是" if path.suffix else "文件名没有扩展名，内容是"
    told = Unread(f"{name}{_TERMS[kind]}，已按内容读取")
    return replace(manuscript, unread=(told, *manuscript.unread))


def word_runs(document: Document) -> WordRuns:
    """Where the words of a Word document's manuscript stand in ``document``, the same file opened by python-docx."""
    from .word_runs import WordRuns  # with lxml; most commands read no document

    return WordRuns(document)


def pdf_boxes(path: Path, manuscript: Manuscript) -> PdfBoxes:
    """Where the words of a PDF's manuscript stand on its pages; to be closed. Raises :class:`Unusable`."""
    from .pdf_boxes import PdfBoxes  # with PDFium; most commands read no document

    return PdfBoxes(path, manuscript)


def _head(path: Path) -> bytes:
    """The first bytes of a file that may be read. Raises :class:`Unusable`."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise unusable(str(path), "这是一个文件夹", "请给出文件夹里的文稿", EXPECTED)
        if not stat.S_ISREG(status.st_mode):
            raise unusable(str(path), "这不是普通的文件", "请核对路径", EXPECTED)
        if status.st_size > MAX_BYTES:
            raise unusable(str(path), f"文件有 {status.st_size // 2**20} MB，太大",
                           "请压缩或删去图片，或把文稿分成几份", f"不超过 {MAX_BYTES // 2**20} MB")
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except FileNotFoundError:
        raise unusable(str(path), "没有这个文件", "请核对路径和文件名") from None
    except OSError as error:
        raise unusable(str(path), f"读不了这个文件（{why(error)}）", "请核对路径和读取权限") from error
    if not head.strip():
        raise unusable(str(path), "文件是空的", "请找回有内容的原件", EXPECTED)
    return head


def _kind(path: Path, head: bytes) -> str:
    """What to read the file as: the bytes decide, then the name. Raises :class:`Unusable`."""
    named = _BY_SUFFIX.get(path.suffix.lower(), "")
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if head.startswith(_OLE):
        return _kind_of_compound(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "doc"
    foreign = next((what for start, what in _FOREIGN if head.startswith(start)), "")
    if foreign or not _is_text(head):
        found = foreign or ("不认识的文件" if not named else "损坏的或别的文件")
        raise unusable(str(path), "这不是能读的文稿" + ("，扩展名与内容不符" if named else ""),
                       "请用 Word、WPS 等软件打开，能打开就另存为 .docx；只改扩展名没有用", EXPECTED, found)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<!doctype html") or (start.startswith(b"<") and b"<html" in start):
        return "html"
    if named == "doc" and start.startswith((b"<?xml", b"mime-version")):  # what Word 2003 saved as XML or as one page
        return "doc"
    return named if named in ("html", *_TEXTS) else "txt"


def _is_text(head: bytes) -> bool:
    """Whether the bytes can be text: no zero among them, unless they are UTF-16 and say so."""
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _kind_of_archive(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(200) if "mimetype" in names else b""
    except BROKEN as error:
        raise unusable(str(path), "文件已损坏，打不开", "请用 Word、Excel 或 WPS 打开，能打开就另存；打不开请找回原件",
                       EXPECTED) from error
    if any(name.startswith("word/document") for name in names):
        return "docx"
    if "xl/workbook.xml" in names or b"opendocument.spreadsheet" in mimetype:
        return "xlsx"
    if b"opendocument.text" in mimetype:
        return "doc"
    found = next((what for part, what in _ARCHIVES if part in names), "压缩包")
    raise unusable(str(path), "这不是能读的文稿", "请用 Word、WPS 等软件打开，另存为 .docx 或 .pdf", EXPECTED, found)


def _kind_of_compound(path: Path) -> str:
    """Word and Excel kept their files in such containers till 2003, and still keep encrypted ones in them."""
    data = path.read_bytes()
    if _named_in(data, "EncryptedPackage"):
        raise unusable(str(path), "文稿有打开密码", "请用 Word、Excel 或 WPS 打开，取消密码后保存")
    if _named_in(data, "Workbook") or _named_in(data, "Book"):
        either = _named_in(data, "WordDocument")  # each can hold the other
        return "doc" if either and _BY_SUFFIX.get(path.suffix.lower()) != "xlsx" else "xlsx"
    if _named_in(data, "PowerPoint Document"):
        raise unusable(str(path), "这不是能读的文稿", "请另存为 .pdf，再核对", EXPECTED, "演示文稿")
    return "doc"


def _named_in(data: bytes, name: str) -> bool:
    """Whether a container has a stream of that name; names end in a zero."""
    return (name + "\0").encode("utf-16-le") in data
