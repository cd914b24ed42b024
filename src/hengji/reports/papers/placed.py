"""Where the cells of a table stand (单元格的位置), when some cover columns beside them and lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .blocks import Cell


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
