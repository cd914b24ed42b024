"""How much of a document is read (读取的限度): enough for any report, too little to fill the memory."""

from __future__ import annotations

from hengji.model import Place, Problem, Unusable

#: A larger file is not opened.
MAX_BYTES = 200 * 2**20
#: Rows of one table; the rest is told.
MAX_TABLE_ROWS = 5_000
#: Paragraphs of a document, those in tables too; the rest is told.
MAX_PARAGRAPHS = 200_000
#: An XML part may be this long, unpacked.
MAX_PART = 100 * 2**20


def unusable(document: str, text: str, suggestion: str, expected: str = "", found: str = "") -> Unusable:
    """What is raised for a document that cannot be read, with its only reason."""
    return Unusable([Problem(Place(document), text, expected, found, suggestion)])


def rows_left(rows: int) -> str:
    """What is told of a table with so many ``rows``, of which only the first are read."""
    return f"表格有 {rows} 行，太多，只读了前 {MAX_TABLE_ROWS} 行"


def paragraphs_left() -> str:
    """What is told where a document is not read further."""
    return f"文稿太长，只读了前 {MAX_PARAGRAPHS} 段（表格的每格也算一段），后面的没有读"
