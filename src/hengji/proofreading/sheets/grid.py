"""A table as a grid of places (表格网): what stands at each, spaces and line breaks left out."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import PrintedCell, PrintedTable

from .cells import Entry, dense, entry_of, is_running_text


class Grid:
    """The cells of a table by place. Rows and columns count from 1; a merged cell stands at each of its places."""

    def __init__(self, table: PrintedTable) -> None:
        self.table = table
        self.rows, self.columns = table.rows, table.columns
        self._texts = {id(cell): dense(cell.text) for cell in table.cells}
        self._entries = {(cell.row, cell.column): entry for cell in table.cells
                         if (entry := entry_of(cell.text)) is not None}
        self._prose = {(cell.row, cell.column) for cell in table.cells if is_running_text(cell.text)}

    def cell(self, row: int, column: int) -> PrintedCell | None:
        """The cell that begins at this place; None where there is none or a merged one goes on."""
        cell = self.table.at(row, column)
        return cell if cell is not None and (cell.row, cell.column) == (row, column) else None

    def text(self, row: int, column: int) -> str:
        """The text of the cell that covers this place, folded, without spaces."""
        cell = self.table.at(row, column)
        return "" if cell is None else self._texts[id(cell)]

    def own(self, row: int, column: int) -> str:
        """The text of the cell that begins at this place; ``""`` where a merged one goes on."""
        return "" if self.cell(row, column) is None else self.text(row, column)

    def entry(self, row: int, column: int) -> Entry | None:
        """The number that the cell which begins at this place holds, if it is one."""
        return self._entries.get((row, column))

    def prose(self, row: int, column: int) -> bool:
        """Whether the cell that begins at this place holds running text."""
        return (row, column) in self._prose

    def filled(self, row: int) -> Iterator[tuple[int, str]]:
        """Column and text of each cell that begins in this row and is not blank, from left to right."""
        for column in range(1, self.columns + 1):
            if text := self.own(row, column):
                yield column, text
