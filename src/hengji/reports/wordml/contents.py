"""The table of contents (目录): Word's own field, with its entries filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .words import paragraph, run

_DEEPEST = 2
_ENTRY = re.compile(r"\.{4,}\s*(\d+)\s*$", re.MULTILINE)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


class Entry(NamedTuple):
    """A heading that was written, with its number."""

    level: int
    told: str
    bookmark: str


class Paging(NamedTuple):
    """How the pages of the contents come about.

    Word counts them when it opens the file; ``pages`` are shown until then, in the order of the entries.
    LibreOffice counts only references outside of Word's field: with ``live`` there is no field, and the PDF that
    it makes has the right pages.
    """

    pages: Sequence[int] = ()
    live: bool = False


def contents_xml(entries: Sequence[Entry], ids: Mapping[str, str], paging: Paging) -> str:
    """The contents of a document with these headings, in the template's styles."""
    shown = [entry for entry in entries if entry.level <= _DEEPEST]
    if not shown:
        return paragraph(ids["HengjiBody"], "")
    out = []
    for number, entry in enumerate(shown):
        page = str(paging.pages[number]) if number < len(paging.pages) else ""
        begin = "" if number or paging.live else _begin(f'TOC \\o "1-{_DEEPEST}" \\h \\z \\u')
        end = _END if number == len(shown) - 1 and not paging.live else ""
        counted = _begin(f"PAGEREF {entry.bookmark} \\h") + f"<w:r><w:t>{page}</w:t></w:r>" + _END
        link = (f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{run(entry.told)}<w:r><w:tab/></w:r>'
                f"{counted}</w:hyperlink>")
        out.append(paragraph(ids[f"TOC{entry.level}"], begin + link + end))
    return "".join(out)


def _begin(instruction: str) -> str:
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'{instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>')


def contents_pages(pdf: bytes) -> tuple[int, ...]:
    """The pages that the contents of a PDF name, in the order of its entries; for ``Paging.pages``."""
    from pypdfium2 import PdfDocument  # only where a PDF is made

    with PdfDocument(pdf) as document:
        pages: list[int] = []
        for page in document:
            found = [int(number) for number in _ENTRY.findall(page.get_textpage().get_text_range().replace("\r", ""))]
            if pages and not found:
                break
            pages += found
    return tuple(pages)
