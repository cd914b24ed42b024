"""Tables drawn as lists of rows, for the tests of sheets and of claims on them."""

from __future__ import annotations

from collections.abc import Sequence

from hengji.model import Block, Manuscript, Paragraph, PrintedCell, PrintedTable
from hengji.proofreading.reading import Reading
from hengji.proofreading.sheets.build import sheets_of
from hengji.proofreading.sheets.cells import is_running_text
from hengji.proofreading.sheets.sheet import Sheet
from hengji.proofreading.text import sentences_of

#: A place that the cell to its left, or the cell above it, goes on over.
LEFT, ABOVE = "<", "^"


def table(text: str, *, unit: str = "", title: str = "", number: int = 1) -> PrintedTable:
    """A table of one line for each row, its cells divided by ``|``."""
    rows = [[cell.strip(" ") for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    cells = [_cell(rows, row, column) for row in range(len(rows)) for column in range(len(rows[row]))
             if rows[row][column] not in (LEFT, ABOVE)]
    return PrintedTable(number=number, rows=len(rows), columns=max(map(len, rows)), cells=tuple(cells), unit=unit,
                        title=title)


def reading(*blocks: Block | str) -> Reading:
    """A document of these tables and paragraphs, ready for checking; ``# …`` is a heading."""
    read = tuple(_paragraph(at, block) if isinstance(block, str) else block for at, block in enumerate(blocks, 1))
    manuscript = Manuscript("试稿.docx", "docx", read)
    return Reading(manuscript, sentences_of(manuscript, is_running_text), sheets_of(manuscript))


def sheets(text: str, *, unit: str = "", title: str = "") -> tuple[Sheet, ...]:
    """The sheets of one table."""
    return reading(table(text, unit=unit, title=title)).sheets


def _paragraph(number: int, text: str) -> Paragraph:
    return Paragraph(text=text.removeprefix("# "), number=number, level=int(text.startswith("# ")))


def _cell(rows: Sequence[Sequence[str]], row: int, column: int) -> PrintedCell:
    wide, high = 1, 1
    while column + wide < len(rows[row]) and rows[row][column + wide] == LEFT:
        wide += 1
    while row + high < len(rows) and column < len(rows[row + high]) and rows[row + high][column] == ABOVE:
        high += 1
    return PrintedCell(text=rows[row][column].replace("\\n", "\n"), row=row + 1, column=column + 1, rows=high,
                       columns=wide)
