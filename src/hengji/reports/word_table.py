"""Tables in Word (文稿中的表格): merged cells, headings on every page, lines that are not torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from docx.document import Document

#: The width of the text (170 mm), and what cells keep free at their sides, in twentieths of a point.
_TEXT_WIDTH, _EDGE = 9638, 70


class Spot(NamedTuple):
    """A cell of a table; it is merged with ``down`` lines below and ``right`` columns beside it."""

    text: str
    line: int
    column: int
    down: int = 0
    right: int = 0
    align: str = "left"
    bold: bool = False


class WordTable:
    """A table as wide as the text, with ``widths`` in proportion; lines count from 0 below the headings."""

    def __init__(self, document: Document, widths: Sequence[int], headings: Sequence[str], lines: int) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT

        self._headed = 1 if headings else 0
        self._table = document.add_table(self._headed + lines, len(widths), "Table Grid")
        self._table.alignment, self._table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        rows = self._table._tbl.tr_lst
        #: The cells as they were before any was merged: merging takes them out of their lines.
        self._cells: list[list[Any]] = [list(row.tc_lst) for row in rows]
        self._measure([width * _TEXT_WIDTH // sum(widths) for width in widths])
        for row in rows:
            row.get_or_add_trPr().append(_element("w:cantSplit"))
        if headings:
            rows[0].get_or_add_trPr().append(_element("w:tblHeader"))
            for column, heading in enumerate(headings):
                self._cells[0][column].get_or_add_tcPr().append(
                    _element("w:shd", val="clear", color="auto", fill="E8EFF8"))
                self._write(self._cells[0][column], heading, "表头")

    def put(self, spot: Spot) -> None:
        """Merges what the spot covers, and writes it."""
        from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

        first = spot.line + self._headed
        for line in range(first, first + spot.down + 1):
            cell, *covered = self._cells[line][spot.column:spot.column + spot.right + 1]
            for other in covered:
                cell.width += other.width
                other.getparent().remove(other)
            if covered:
                cell.grid_span = len(covered) + 1
            if spot.down:
                cell.vMerge = "restart" if line == first else "continue"
        paragraph = self._write(self._cells[first][spot.column], spot.text, "表格文字", bold=spot.bold)
        if spot.align != "left":
            paragraph.alignment = WD_PARAGRAPH_ALIGNMENT[spot.align.upper()]

    def keep_together(self) -> None:
        """The whole table stands on one page."""
        from docx.text.paragraph import Paragraph

        for line in self._table._tbl.tr_lst[:-1]:
            for cell in line.tc_lst:
                for paragraph in cell.p_lst:
                    Paragraph(paragraph, self._table).paragraph_format.keep_with_next = True

    def _write(self, element: Any, text: str, style: str, *, bold: bool = False) -> Any:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
        from docx.table import _Cell

        cell = _Cell(element, self._table)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        paragraph.add_run(text).bold = bold or None
        return paragraph

    def _measure(self, widths: Sequence[int]) -> None:
        """Says every width outright, with narrow edges."""
        from docx.oxml.ns import qn
        from docx.shared import Twips

        table: Any = self._table._tbl
        width = table.tblPr.find(qn("w:tblW"))
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(sum(widths)))
        edges = _element("w:tblCellMar")
        edges.extend(_element(f"w:{side}", w=str(_EDGE), type="dxa") for side in ("left", "right"))
        table.tblPr.find(qn("w:tblLook")).addprevious(edges)
        for column, twips in zip(table.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Twips(twips)
        for line in self._cells:
            for cell, twips in zip(line, widths, strict=True):
                cell.width = Twips(twips)


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
