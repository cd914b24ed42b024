"""Tables of a converted Word file (逐格成行的表): each cell on lines of its own behind a tab, a blank line ends a row.

Cells go on over lines without a tab, also over blank lines; converters print a
merged cell once; the end of a table is not marked. What is a row and where the
table ends is concluded from the number of cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hengji.model import Spot, Unread

from .headings import heading_level
from .text_blocks import Piece
from .text_grid import MAX_COLUMNS, is_figure
from .text_lines import Line
from .text_paragraphs import opens

Row = list[list[Piece]]

#: Lines between two cells that can all belong to the first of them.
_LONGEST_CELL = 80
#: Rows that show how many blank lines end a row.
_LOOKED_AT = 60
#: A longer text with a full stop is a sentence of its own, in a paragraph rather than in a cell.
_SHORT = 10
#: So few characters behind a blank line may still belong to the cell before it.
_REMNANT = 6
_GOES_ON = "：；、，,:;"


@dataclass
class CellTable:
    """A table and where it ends (逐格读表): ``end`` is the index of the first line that is no longer in it."""

    rows: list[Row]
    end: int
    strays: list[Unread] = field(default_factory=list)

    @property
    def likely(self) -> bool:
        """Whether these are cells, not paragraphs that begin with a tab."""
        widest = max(map(len, self.rows))
        texts = ["".join(piece.text for piece in cell) for row in self.rows for cell in row]
        sentences = sum(len(text) > _SHORT and text.endswith(("。", "；")) for text in texts)
        enough = widest > 2 if len(self.rows) == 1 else widest > 1
        return enough and widest <= MAX_COLUMNS and 2 * sentences < max(2, len(texts))


def is_cell(line: Line) -> bool:
    """Whether a cell begins on the line: a tab before its text and none in it."""
    return line.text.startswith("\t") and line.text.count("\t") == 1


def read_cells(lines: Sequence[Line], at: int) -> CellTable:
    """The table whose first cell stands on the line with index ``at``."""
    return _Reading(lines, at).read()


class _Reading:
    """Takes the lines of one table, one after another."""

    def __init__(self, lines: Sequence[Line], at: int) -> None:
        self.lines, self.at = lines, at
        self.rows: list[Row] = [[]]
        #: Cells of the widest row before the one that is read.
        self.width = 0
        self.usual = _usual_gap(lines, at)

    def read(self) -> CellTable:
        end = index = self.at
        gap = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line.blank:
                gap += 1
            elif is_cell(line):
                if gap and self.rows[-1] and not self._same_row(index, gap):
                    if self._another_table(index, gap):
                        break
                    self.width = max(self.width, len(self.rows[-1]))
                    self.rows.append([])
                self.rows[-1].append([line.piece()])
            elif self._continues(index, gap):
                self.rows[-1][-1].append(line.piece(line.text.replace("\t", " ")))
            else:
                break
            if not line.blank:
                gap, end = 0, index + 1
            index += 1
        return CellTable(self.rows, end, self._strays())

    def _same_row(self, index: int, gap: int) -> bool:
        """Whether the blank lines belong to the last cell, which ends in empty paragraphs."""
        row = self.rows[-1]
        together = len(row) + _fragment(self.lines, index)
        if gap > self.usual:
            return together <= self.width
        return together == self.width and (len(row[-1]) > 1 or self._begins_no_row(index))

    def _begins_no_row(self, index: int) -> bool:
        """Whether the cell is a figure, and no row of the table begins with one."""
        begins = any(is_figure(row[0][0].text) for row in self.rows[:_LOOKED_AT])
        return is_figure(self.lines[index].text) and not begins

    def _another_table(self, index: int, gap: int) -> bool:
        return gap > self.usual + 1 and len(self.rows) > 1 and _fragment(self.lines, index) != self.width

    def _continues(self, index: int, gap: int) -> bool:
        """Whether a line without a tab belongs to the last cell; else the table has ended."""
        row, width = self.rows[-1], self.width
        last = row[-1][-1].text
        text = self.lines[index].text
        if width and len(row) >= width:
            if gap == 0:
                return not is_figure(last) and not _begins_anew(text)
            return gap <= self.usual and last.endswith(tuple(_GOES_ON)) and not _begins_anew(text)
        following = _next_cell(self.lines, index)
        if following is None:
            return gap == 0 and not opens(text)
        together = len(row) + _fragment(self.lines, following)
        if not self.lines[following - 1].blank:
            return not width or together <= width
        if gap == 0:
            return not _begins_anew(text)
        return together == width if width else len(text.strip()) <= _REMNANT and not opens(text)

    def _strays(self) -> list[Unread]:
        """Takes what follows a number in its cell after a blank line and is a number too: no cell is printed so."""
        strays = []
        for row in self.rows:
            for cell in row:
                if len(cell) > 1 and all(is_figure(piece.text) for piece in cell) and _apart(cell):
                    strays += [Unread(f"单元格“{cell[0].text}”之后另有零散的文字“{piece.text}”，没有核对",
                                      Spot(page=piece.page, line=piece.line)) for piece in cell[1:]]
                    del cell[1:]
        return strays


def _apart(cell: Sequence[Piece]) -> bool:
    """Whether blank lines stand between the pieces."""
    return all(after.line > before.line + 1 for before, after in pairwise(cell)
               if after.line is not None and before.line is not None)


def _begins_anew(text: str) -> bool:
    """Whether the line can only stand outside a table: a heading of the paper, an annex, a table's title."""
    return heading_level(text) in (1, 2) or (opens(text) and text.strip()[:1] in "附续表图#*单注")


def _next_cell(lines: Sequence[Line], index: int) -> int | None:
    """The index of the next line with a cell, when it is near."""
    near = range(index, min(len(lines), index + _LONGEST_CELL))
    return next((at for at in near if is_cell(lines[at])), None)


def _fragment(lines: Sequence[Line], index: int) -> int:
    """How many cells follow from ``index`` on without a blank line."""
    count = 0
    while index < len(lines) and not lines[index].blank:
        count += is_cell(lines[index])
        index += 1
    return count


def _usual_gap(lines: Sequence[Line], at: int) -> int:
    """How many blank lines end a row, at least one."""
    gap, gaps = 0, []
    for line in lines[at:at + _LOOKED_AT]:
        if line.blank:
            gap += 1
            continue
        if gap and is_cell(line):
            gaps.append(gap)
        gap = 0
    return min(gaps, default=1)
