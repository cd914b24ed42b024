"""Small invented documents for the remarks: paragraphs and tables in, what is told out."""

from __future__ import annotations

from collections.abc import Iterable

from hengji.model import Manuscript, Paragraph, PrintedCell, PrintedTable
from hengji.proofreading.claims.remarks.pieces import Family, Pieces
from hengji.proofreading.proofread import read
from hengji.proofreading.relation import Remark

Rows = tuple[tuple[str, ...], ...]


def table(*rows: tuple[str, ...], title: str = "") -> PrintedTable:
    """A table with these rows; an empty text is no cell."""
    cells = tuple(PrintedCell(text=text, row=row, column=column)
                  for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1) if text)
    return PrintedTable(number=1, rows=len(rows), columns=max(map(len, rows)), cells=cells, title=title)


def manuscript(*blocks: str | PrintedTable) -> Manuscript:
    """A document of these paragraphs and tables."""
    return Manuscript("稿.txt", "txt", tuple(
        block if isinstance(block, PrintedTable) else Paragraph(text=block, number=number)
        for number, block in enumerate(blocks, 1)))


def remarks(family: Family, *blocks: str | PrintedTable) -> list[Remark]:
    """What ``family`` yields for a document of ``blocks``, told and silent."""
    return [*family(Pieces(read(manuscript(*blocks))))]


def told(family: Family, *blocks: str | PrintedTable) -> list[str]:
    """For each finding the words that it marks first."""
    whole = manuscript(*blocks)
    return [whole.quoted(remark.marks[0]) for remark in remarks(family, *blocks) if remark.marks]


def checked(found: Iterable[Remark]) -> list[str]:
    """The figures that were compared, also where nothing was wrong."""
    return [number.text for remark in found for number in remark.numbers]
