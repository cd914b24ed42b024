"""Older documents (读取 .doc、.wps、.rtf、.odt): LibreOffice makes them .docx, where it is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hengji.intake.office import NotConverted, office_converted, office_program
from hengji.model import Manuscript

from .limits import unusable
from .read_docx import read_docx

#: Seconds that a conversion may take; a report of 100 pages takes three.
LONGEST_CONVERSION = 60
_FORMS = (".doc", ".wps", ".rtf", ".odt")
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx，再核对"


def read_doc(path: Path) -> Manuscript:
    """The older document at ``path``; its ``form`` stays what it is. Raises :class:`Unusable`."""
    form = path.suffix[1:].lower() if path.suffix.lower() in _FORMS else "doc"
    program = office_program()
    if program is None:
        raise unusable(str(path), f"旧格式的文稿（.{form}）要由 LibreOffice 转换，这台机器上没有装",
                       f"{_SAVE_AS}；或安装 LibreOffice", ".docx")
    try:
        content = office_converted(program, path.read_bytes(), form, "docx:MS Word 2007 XML", LONGEST_CONVERSION)
    except NotConverted as error:
        told = (f"LibreOffice {LONGEST_CONVERSION} 秒没有转换完这份文稿" if error.overdue
                else "LibreOffice 转换不了这份文稿，可能已损坏或有密码")
        raise unusable(str(path), told, _SAVE_AS) from None
    with TemporaryDirectory(prefix="hengji-") as folder:
        made = Path(folder) / "document.docx"
        made.write_bytes(content)
        return replace(read_docx(made), name=path.name, form=form)
