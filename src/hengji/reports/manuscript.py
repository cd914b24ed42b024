"""A Word document as it is written (文稿): set for Chinese, and the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .word_table import Spot, WordTable

_CREATED = datetime(2000, 1, 1)
_SHORT = 6  # lines of a table that is not torn over two pages
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Manuscript:
    """A document in memory. ``content()`` ends it and gives its bytes."""

    def __init__(self, title: str) -> None:
        from docx import Document  # 120 ms that most commands do not need

        from .word_styles import dress

        self._document = Document()
        dress(self._document)
        properties = self._document.core_properties
        properties.title, properties.author, properties.last_modified_by = _clean(title)[:255], "衡绩", "衡绩"
        properties.comments, properties.language = "", "zh-CN"
        properties.created = properties.modified = _CREATED

    def line(self, text: str, style: str = "Normal", *, with_next: bool = False) -> None:
        """A paragraph: ``Title``, ``Subtitle``, ``Heading 1`` or plain text; on one page with what follows it."""
        paragraph = self._document.add_paragraph(_clean(text), style)
        if with_next:
            paragraph.paragraph_format.keep_with_next = True

    def table(self, widths: Sequence[int], headings: Sequence[str], lines: int, spots: Iterable[Spot]) -> None:
        """A table as wide as the text: ``widths`` in proportion, headings on every page, ``lines`` of spots."""
        table = WordTable(self._document, widths, [_clean(heading) for heading in headings], lines)
        for spot in spots:
            table.put(spot._replace(text=_clean(spot.text)))
        if lines <= _SHORT:
            table.keep_together()

    def content(self) -> bytes:
        """The document's bytes, without the time of day that a zip file would hold."""
        written, settled = BytesIO(), BytesIO()
        self._document.save(written)
        with ZipFile(written) as source, ZipFile(settled, "w") as target:
            for name in source.namelist():
                entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = ZIP_DEFLATED
                target.writestr(entry, source.read(name))
        return settled.getvalue()


def _clean(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
