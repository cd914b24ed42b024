"""PDF of papers (报告的 PDF): by LibreOffice, with Chinese fonts, or a clear reason why not."""

from __future__ import annotations

from hengji.intake import NotConverted, office_converted, office_program
from hengji.model import Place, Problem, Unusable
from hengji.reports import font_problem, office_environment

#: Seconds for one report; one of 40 pages takes five.
LONGEST_PDF = 180
#: What could not be made, in messages.
_PDF = ".pdf"
_BY_HAND = "先写成 .docx，用 Word、WPS 打开后另存为 PDF"
_REMEDY = ("请安装 LibreOffice（https://zh-cn.libreoffice.org；"
           f"Debian、Ubuntu：sudo apt-get install libreoffice-writer），或{_BY_HAND}")


def pdf_problem(place: str) -> Problem | None:
    """Why no PDF can be made on this machine; None where it can."""
    if office_program() is None:
        return Problem(Place(place), "生成 PDF 要用 LibreOffice，这台机器上没有装", suggestion=_REMEDY)
    return font_problem()


def pdf_of(document: bytes) -> bytes:
    """The Word file ``document`` as PDF. Raises :class:`Unusable`."""
    found = pdf_problem(_PDF)
    if found is not None:
        raise Unusable([found])
    program = office_program()
    assert program is not None  # asked just now
    try:
        return office_converted(program, document, "docx", "pdf:writer_pdf_Export", LONGEST_PDF, office_environment())
    except NotConverted as error:
        told = f"LibreOffice {LONGEST_PDF} 秒没有生成 PDF" if error.overdue else "LibreOffice 没有生成 PDF"
        raise Unusable([Problem(Place(_PDF), told, suggestion=f"请再试一次；仍不行，请{_BY_HAND}")]) from error
