"""Tables as WordprocessingML (表格): merged cells, heads on every page, lines that are not torn, full grid or 三线."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hengji.reports.papers import Cell, Table

from .words import FLAG, run

#: A table of so many lines is kept on one page with its title.
_SHORT = 6
#: From so many columns on, the smaller letters.
_CROWDED, _CROWDED_WIDE = 8, 11
_EDGE = 70
#: So many signs never fill a page; a line of the table may be so many lines of text high; how wide a sign is.
_SHORT_TEXT, _TALLEST, _SIGN = 60, 20, 210
_GRID = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_THREE = ('<w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
          '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/>')
_BELOW_HEAD = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
_ALIGNED = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


class Placed(NamedTuple):
    """A column's place in a line: a cell, or what a cell above goes on covering (``cell`` None)."""

    column: int
    right: int
    cell: Cell | None


def lines(rows: Sequence[Sequence[Cell]], columns: int) -> Iterator[list[Placed]]:
    """The rows with every cell at its column, as in HTML: what is covered from above is passed over.

    Raises :class:`ValueError` when a row does not fill the columns; that is a mistake of the one who built the table.
    """
    covered: dict[int, tuple[int, int]] = {}  # column → (lines still covered, columns)
    for number, row in enumerate(rows):
        line: list[Placed] = []
        cells = iter(row)
        column = 0
        while column < columns:
            still, right = covered.pop(column, (0, 0))
            if still:
                line.append(Placed(column, right, None))
            else:
                cell = next(cells, None)
                if cell is None:
                    raise ValueError(f"row {number}: columns from {column} of {columns} are empty")
                line.append(Placed(column, cell.right, cell))
                still, right = cell.down, cell.right
            if still > 1:
                covered[column] = still - 1, right
            column += right
        if column > columns or next(cells, None) is not None:
            raise ValueError(f"row {number} is wider than {columns} columns")
        yield line
    if covered:
        raise ValueError("a cell reaches below the last row")


class Looks(NamedTuple):
    """The ids of the styles for head and cells."""

    head: str
    cell: str


def crowded(table: Table) -> bool:
    """Whether the table has so many columns that it takes the smaller letters."""
    return len(table.widths) >= (_CROWDED_WIDE if table.landscape else _CROWDED)


def table_xml(table: Table, width: int, looks: Looks) -> str:
    """The table itself, ``width`` twentieths of a point wide."""
    total = sum(table.widths)
    edges = [width * sum(table.widths[:n]) // total for n in range(len(table.widths) + 1)]
    borders = _THREE if table.ruled == "three" else _GRID
    out = [f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
           '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
           f'<w:left w:w="{_EDGE}" w:type="dxa"/><w:right w:w="{_EDGE}" w:type="dxa"/></w:tblCellMar></w:tblPr>',
           "<w:tblGrid>",
           *(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges)),
           "</w:tblGrid>"]
    together = len(table.rows) <= _SHORT
    for rows, head in ((table.head, True), (table.rows, False)):
        style = looks.head if head else looks.cell
        for number, line in enumerate(lines(rows, len(table.widths)), 1):
            last = number == len(rows)
            below = _BELOW_HEAD if head and last and table.ruled == "three" else ""
            keep = "<w:keepNext/>" if head or (together and not last) else ""
            whole = "" if any(_tall(placed, edges) for placed in line) else "<w:cantSplit/>"
            out.append(f"<w:tr><w:trPr>{whole}{'<w:tblHeader/>' if head else ''}</w:trPr>")
            out.extend(_cell(placed, edges, style, below, keep) for placed in line)
            out.append("</w:tr>")
    out.append("</w:tbl>")
    return "".join(out)


def _tall(placed: Placed, edges: list[int]) -> bool:
    """Whether the cell may be higher than a page: Word cuts off what a line that must stay whole has below it."""
    if placed.cell is None or len(placed.cell.text) < _SHORT_TEXT:
        return False
    room = max(1, (edges[placed.column + placed.right] - edges[placed.column] - 2 * _EDGE) // _SIGN)
    return sum(1 + len(words) // room for words in placed.cell.text.split("\n")) > _TALLEST


def _cell(placed: Placed, edges: list[int], style: str, below: str, keep: str) -> str:
    column, right, cell = placed
    width = edges[column + right] - edges[column]
    span = f'<w:gridSpan w:val="{right}"/>' if right > 1 else ""
    if cell is None:
        return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vMerge/>{below}</w:tcPr>'
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr></w:p></w:tc>')
    merged = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
    look = FLAG if cell.flagged else "<w:b/>" if cell.bold else ""
    # Heads are centred by their style; "left" there is the style's own.
    return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{below}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{_ALIGNED[cell.align]}</w:pPr>'
            f'{run(cell.text, look) if cell.text else ""}</w:p></w:tc>')
