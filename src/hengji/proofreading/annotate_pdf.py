"""Boxes around the very words of a PDF (方框批注): a copy of the file, its pages as they were."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengji.intake import pdf_boxes
from hengji.model import Manuscript

from .annotate import AUTHOR, Comment

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

#: Severity → the colour of its box: red, amber, grey. Parts of 255.
_COLOURS = {"error": (179, 38, 30), "warning": (201, 138, 27), "note": (91, 102, 117)}
#: How wide the line is, in points, and how large the sign for what has no words.
_LINE, _SIGN = 1, 20


def annotate_pdf(path: Path, manuscript: Manuscript, comments: Sequence[Comment]) -> bytes:
    """A copy of the PDF at ``path``, which ``manuscript`` was read from, with a box for each of ``comments``.

    What has no words is said by a sign in the corner of the first page. Raises :class:`Unusable` when the file
    cannot be opened.
    """
    boxes = pdf_boxes(path, manuscript)
    try:
        for comment in comments:
            found = boxes.at(comment.mark) if comment.mark else []
            for number, *sides in found:
                _box(boxes.page(number), sides, comment)
            if not found:
                _sign(boxes.page(0), comment)
        written = BytesIO()
        boxes.document.save(written)
        return written.getvalue()
    finally:
        boxes.close()


def _box(page: PdfPage, sides: Sequence[float], comment: Comment) -> None:
    """A square annotation, drawn here: not every program draws one that does not say how it looks."""
    from pypdfium2 import raw  # as in pdf_boxes

    left, bottom, right, top = sides
    red, green, blue = (f"{part / 255:.3f}" for part in _COLOURS[comment.severity])
    inset = _LINE / 2
    drawn = (f"{red} {green} {blue} RG {_LINE} w {left + inset:.2f} {bottom + inset:.2f} "
             f"{right - left - _LINE:.2f} {top - bottom - _LINE:.2f} re S")
    annotation = _annotation(page, raw.FPDF_ANNOT_SQUARE, sides, comment)
    raw.FPDFAnnot_SetBorder(annotation, 0, 0, _LINE)
    raw.FPDFAnnot_SetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _wide(drawn))
    raw.FPDFPage_CloseAnnot(annotation)


def _sign(page: PdfPage, comment: Comment) -> None:
    """A note in the upper left corner of a page."""
    from pypdfium2 import raw

    left, _, _, top = page.get_cropbox()
    annotation = _annotation(page, raw.FPDF_ANNOT_TEXT, (left, top - _SIGN, left + _SIGN, top), comment)
    raw.FPDFPage_CloseAnnot(annotation)


def _annotation(page: PdfPage, kind: int, sides: Sequence[float], comment: Comment) -> Any:
    """A new annotation of a page that is printed with it, in the colour of its severity."""
    from pypdfium2 import raw

    left, bottom, right, top = sides
    annotation = raw.FPDFPage_CreateAnnot(page, kind)
    raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left, top, right, bottom))
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *_COLOURS[comment.severity], 255)
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    for key, text in ((b"Contents", comment.text), (b"T", AUTHOR)):
        raw.FPDFAnnot_SetStringValue(annotation, key, _wide(text))
    return annotation


def _wide(text: str) -> Any:
    """The text as PDFium takes it: UTF-16 with a zero behind."""
    from pypdfium2 import raw

    data = (text + "\0").encode("utf-16-le")
    return ctypes.cast(ctypes.create_string_buffer(data, len(data)), ctypes.POINTER(raw.FPDF_WCHAR))
