"""Tables as WordprocessingML (表格): merged cells, heads on every page, lines that are not torn, full grid or 三线."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from hengji.reports.papers import Table
from hengji.reports.papers.placed import Placed, lines

from .column_widths import column_widths
from .words import FLAG, run

#: A table of so many lines of text is kept on one page with its title; of a longer one, so many rows at its
#: beginning and end.
_SHORT, _BEGIN, _END = 14, 3, 2
#: From so many columns on, the smaller letters.
_CROWDED, _CROWDED_WIDE = 8, 11
_EDGE = 70
#: A row may be so many lines of text high.
_TALLEST = 20
#: How wide a Chinese sign is, and a small one.
_SIGN, _SMALL_SIGN = 210, 180
_GRID = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_THREE = ('<w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
          '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/>')
_BELOW_HEAD = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
_ALIGNED = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


class Looks(NamedTuple):
    """The ids of the styles for head and cells."""

    head: str
    cell: str


def crowded(table: Table) -> bool:
    """Whether the table has so many columns that it takes the smaller letters."""
    return len(table.widths) >= (_CROWDED_WIDE if table.landscape else _CROWDED)


def table_xml(table: Table, width: int, looks: Looks) -> str:
    """The table itself, ``width`` twentieths of a point wide."""
    sign = _SMALL_SIGN if crowded(table) else _SIGN
    head, body = (list(lines(rows, len(table.widths))) for rows in (table.head, table.rows))
    edges = _edges(table, width, sign, [*head, *body])
    borders = _THREE if table.ruled == "three" else _GRID
    out = [f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
           '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
           f'<w:left w:w="{_EDGE}" w:type="dxa"/><w:right w:w="{_EDGE}" w:type="dxa"/></w:tblCellMar></w:tblPr>',
           "<w:tblGrid>",
           *(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges)),
           "</w:tblGrid>"]
    for number, line in enumerate(head, 1):
        below = _BELOW_HEAD if number == len(head) and table.ruled == "three" else ""
        out.append(_row(line, edges, looks.head, below, "<w:keepNext/>", "<w:tblHeader/>",
                        whole=_high(line, edges, sign) <= _TALLEST))
    high = [_high(line, edges, sign) for line in body]
    for line, height, keep in zip(body, high, _kept(body, high, edges, sign, noted=bool(table.note)), strict=True):
        out.append(_row(line, edges, looks.cell, "", "<w:keepNext/>" if keep else "", whole=height <= _TALLEST))
    out.append("</w:tbl>")
    return "".join(out)


def _edges(table: Table, width: int, sign: int, whole: Sequence[Sequence[Placed]]) -> list[int]:
    """Where the columns begin and end."""
    total = sum(table.widths)
    asked = [width * sum(table.widths[:n]) // total for n in range(len(table.widths) + 1)]
    columns: list[list[str]] = [[] for _ in table.widths]
    for line in whole:
        for column, right, cell in line:
            if cell is not None and right == 1:
                columns[column].append(cell.text)
    widths = column_widths([right - left for left, right in pairwise(asked)], columns, sign, 2 * _EDGE)
    return [0, *accumulate(widths)]


def _kept(body: Sequence[Sequence[Placed]], high: Sequence[int], edges: Sequence[int], sign: int, *,
          noted: bool) -> list[bool]:
    """Which rows stay on a page with the next one: of short tables all, else the ends, and as far as a name reaches.

    The last one stays with the note below.
    """
    count = len(body)
    together = sum(high) <= _SHORT
    kept = [together or number < _BEGIN or number > count - _END for number in range(1, count + 1)]
    if kept:
        kept[-1] = noted
    for number, line in enumerate(body):
        for column, right, cell in line:
            if cell is not None and cell.down > 1:
                left = _text_lines(cell.text, edges[column + right] - edges[column], sign)
                for row in range(number, number + cell.down - 1):
                    left -= high[row]
                    if left <= 0:
                        break
                    kept[row] = True
    so_far = 0
    for row, height in enumerate(high):  # no more than a page can hold
        so_far += height
        if row + 1 < count and so_far + high[row + 1] > _TALLEST:
            kept[row] = False
        so_far = so_far if kept[row] else 0
    return kept


def _high(line: Sequence[Placed], edges: Sequence[int], sign: int) -> int:
    """How many lines of text a row has at most; Word cuts off what fits on no page."""
    highest = 1
    for column, right, cell in line:
        if cell is not None and len(cell.text) > 1:
            lines = _text_lines(cell.text, edges[column + right] - edges[column], sign)
            if lines > highest:
                highest = max(highest, -(-lines // cell.down))
    return highest


def _text_lines(words: str, width: int, sign: int) -> int:
    """How many lines the words take in a cell, at most."""
    room = max(1, (width - 2 * _EDGE) // sign)
    if len(words) <= room and "\n" not in words:
        return 1
    return sum(1 + (len(line) - 1) // room for line in words.split("\n"))


def _row(line: Sequence[Placed], edges: Sequence[int], style: str, below: str, keep: str, head: str = "", *,
         whole: bool = True) -> str:
    cells = "".join(_cell(placed, edges, style, below, keep) for placed in line)
    return f"<w:tr><w:trPr>{'<w:cantSplit/>' if whole else ''}{head}</w:trPr>{cells}</w:tr>"


def _cell(placed: Placed, edges: Sequence[int], style: str, below: str, keep: str) -> str:
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
