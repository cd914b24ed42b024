"""Tables that go on over the end of a page (跨页表格), put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hengji.model import PrintedCell

from .pdf_lines import joined
from .pdf_tables import FIGURE, ITEM, TablePart

#: Columns of parts of one table part within that distance (in hundredths of a point) of each other.
_SAME = 400


def goes_on(parts: Sequence[TablePart], below: TablePart) -> bool:
    """Whether ``below``, on the next page, goes on with the table of ``parts``.

    It has its columns, all of them, or some of them merged; and it is not the same
    form once more, filled in otherwise.
    """
    few, many = sorted((_widest(parts), below.xs), key=len)
    ends = abs(few[0] - many[0]) <= _SAME and abs(few[-1] - many[-1]) <= _SAME
    alike = ends and len(few) > 2 and all(any(abs(x - other) <= _SAME for other in many) for x in few)
    return parts[-1].page == below.page - 1 and alike and not _same_form(parts[0], below)


def put_together(parts: Sequence[TablePart]) -> TablePart:
    """One table of its parts, with the rows of the head told once, and what the ends of pages cut in two mended."""
    xs = _widest(parts)
    head = last = _on(parts[0], xs)
    done: list[PrintedCell] = []
    rows = parts[0].rows
    for above, below in pairwise(parts):
        lower = _on(below, xs)
        repeated = _repeated(head, lower, parts[0].rows)
        open_columns = {_nearest(xs, x) + 1 for x in above.open_at}
        cut = _cut([cell for cell in last if cell.row == rows], [cell for cell in lower if cell.row == repeated + 1],
                   open_columns)
        last = [_mended(cell, cut[cell.column]) if cell.row == rows and cell.column in cut else cell for cell in last]
        dropped = repeated + bool(cut)
        lower = [replace(cell, row=cell.row + rows - dropped) for cell in lower if cell.row > dropped]
        whole, last = _grown(last, lower, rows)
        done += whole
        rows += below.rows - dropped
    return replace(parts[0], xs=xs, rows=rows, cells=(*done, *last))


def _widest(parts: Sequence[TablePart]) -> tuple[int, ...]:
    return max((part.xs for part in parts), key=len)


def _cut(last: Sequence[PrintedCell], row: Sequence[PrintedCell], open_columns: set[int]) -> dict[int, PrintedCell]:
    """The cells of ``row``, by column, if it only goes on with the last row above.

    It has words and no figures, all of them below cells whose last line was full, and
    leaves cells empty that the row above fills.
    """
    words = {cell.column: cell for cell in row if cell.text}
    filled = {cell.column for cell in last if cell.text}
    begun = any(FIGURE.fullmatch(cell.text) or ITEM.match(cell.text) for cell in words.values())
    return words if not begun and words.keys() <= filled & open_columns and words.keys() < filled else {}


def _mended(cell: PrintedCell, rest: PrintedCell) -> PrintedCell:
    text, begins = joined([cell.text, rest.text], [True])
    return replace(cell, text=text, starts=(*cell.starts, replace(rest.starts[0], offset=begins[1])), strips=(
        *cell.strips, *(replace(strip, offset=strip.offset + begins[1]) for strip in rest.strips)))


def _same_form(above: TablePart, below: TablePart) -> bool:
    """Whether the first row that differs has the same words before it."""
    repeated = _repeated(above.cells, below.cells, above.rows)
    heads, again = (_rows(part.cells).get(repeated + 1, [])[:1] for part in (above, below))
    return repeated < below.rows and heads == again and any(text and not FIGURE.fullmatch(text) for *_, text in heads)


def _on(part: TablePart, xs: Sequence[int]) -> list[PrintedCell]:
    """The cells of a part over the columns of ``xs``."""
    at = [_nearest(xs, x) + 1 for x in part.xs]
    return [replace(cell, column=at[cell.column - 1],
                    columns=at[cell.column + cell.columns - 1] - at[cell.column - 1]) for cell in part.cells]


def _nearest(xs: Sequence[int], x: int) -> int:
    return min(range(len(xs)), key=lambda at: abs(xs[at] - x))


def _repeated(upper: Sequence[PrintedCell], lower: Sequence[PrintedCell], most: int) -> int:
    """How many rows the lower part begins with that the upper one begins with too; rows without words are none."""
    heads, again = _rows(upper), _rows(lower)
    count = 0
    while count < most and again.get(count + 1) and heads.get(count + 1) == again.get(count + 1):
        count += 1
    while count and not any(text for *_, text in heads[count]):
        count -= 1
    return count


def _rows(cells: Sequence[PrintedCell]) -> dict[int, list[tuple[int, int, int, str]]]:
    rows: dict[int, list[tuple[int, int, int, str]]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append((cell.column, cell.columns, cell.rows, cell.text))
    return rows


def _grown(upper: Sequence[PrintedCell], lower: Sequence[PrintedCell],
           seam: int) -> tuple[list[PrintedCell], list[PrintedCell]]:
    """The cells above and below the end of a page; those over several rows that it cut in two are one, and below."""
    over = {(cell.column, cell.columns): cell for cell in upper
            if cell.row + cell.rows - 1 == seam and cell.rows > 1 and cell.text}
    rest = {(cell.column, cell.columns): cell for cell in lower
            if cell.row == seam + 1 and cell.rows > 1 and not cell.text}
    cut = over.keys() & rest.keys()
    grown = {id(rest[key]): replace(over[key], rows=over[key].rows + rest[key].rows) for key in cut}
    gone = {id(over[key]) for key in cut}
    return [cell for cell in upper if id(cell) not in gone], [grown.get(id(cell), cell) for cell in lower]
