"""Tables of a PDF without lines between their columns (无竖线的表格): words that stand below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from hengji.model import PrintedCell, Start

from .pdf_grid import Grid
from .pdf_lines import Line
from .pdf_tables import FIGURE, TablePart, cell_text

#: Fewer lines of several pieces are no table.
_FEWEST = 3
#: Lines of a table lie closer together than so many times their size.
_NEXT = 4

Span = tuple[int, int]
#: A row: its lines, each cut into pieces.
Row = list[list[Line]]


def aligned_tables(lines: Sequence[Line], page: int) -> tuple[list[TablePart], list[Line]]:
    """The tables that lines make without any rule, and the lines outside them."""
    parts, others = [], []
    for run in _runs(lines):
        columns = _columns(run)
        if columns:
            rows = _rows_of_lines(run, columns)
            parts.append(_part(rows, columns, page))
        else:
            others += run
    return parts, others


def framed_table(frame: Grid, lines: Sequence[Line], page: int) -> TablePart | None:
    """The table between level rules, its columns told by the words; None when they tell none."""
    columns = _columns(lines) or _corridors(lines)
    if len(columns) < 2 or not lines:
        return None
    rows: list[Row] = []
    for top, bottom in pairwise(frame.ys):
        band = [line for line in lines if top <= line.glyphs[0].middle[1] < bottom]
        if band and _one_row(band, columns):
            rows.append([line.pieces() for line in band])
        else:
            rows += _rows_of_lines(band, columns)
    return _part(rows, columns, page)


def _runs(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Lines in groups: those that may make a table, and those between."""
    run: list[Line] = []
    tabular = False
    for line in sorted(lines, key=lambda each: each.base):
        several = len(line.pieces()) > 1
        far = bool(run) and line.base - run[-1].base > _NEXT * line.size
        if run and (far or several != tabular):
            yield run
            run = []
        tabular = several
        run.append(line)
    if run:
        yield run


def _columns(lines: Sequence[Line]) -> list[Span]:
    """The columns of lines whose figures stand below each other; none when the lines are no table."""
    rows = [line.pieces() for line in lines if len(line.pieces()) > 1]
    body = [row for row in rows if any(FIGURE.fullmatch(piece.text) for piece in row)]
    if len(rows) < _FEWEST or len(body) < 2:
        return []
    columns = _corridors([piece for row in body for piece in row])
    stacked = sum(1 for left, right in columns
                  if sum(any(left <= piece.left and piece.right <= right and FIGURE.fullmatch(piece.text)
                             for piece in row) for row in body) > 1)
    return columns if len(columns) > 1 and stacked else []


def _corridors(pieces: Iterable[Line]) -> list[Span]:
    """Where the pieces stand, seen from above: overlapping ones make one column."""
    spans: list[Span] = []
    for left, right in sorted((piece.left, piece.right) for line in pieces for piece in line.pieces()):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans


def _one_row(band: Sequence[Line], columns: Sequence[Span]) -> bool:
    """Whether the lines between two rules are one row: at most one has figures, and no head goes over several."""
    figured = sum(any(FIGURE.fullmatch(piece.text) for piece in line.pieces()) for line in band)
    over = any(len(_over(piece, columns)) > 1 for line in band for piece in line.pieces())
    return figured <= 1 and (not over or len(band) == 1)


def _rows_of_lines(lines: Sequence[Line], columns: Sequence[Span]) -> list[Row]:
    """Each line a row; one that only goes on with the words of the line above, close below it, is none."""
    rows: list[Row] = []
    for line in lines:
        pieces = line.pieces()
        above = rows[-1][-1] if rows else []
        close = bool(above) and line.top - max(piece.bottom for piece in above) < line.size // 2
        if (close and len(pieces) == 1 and not FIGURE.fullmatch(pieces[0].text)
                and any(_over(piece, columns) == _over(pieces[0], columns) for piece in above)):
            rows[-1].append(pieces)
        else:
            rows.append([pieces])
    return rows


def _over(piece: Line, columns: Sequence[Span]) -> range:
    """The columns that a piece stands over, or the nearest one."""
    found = [at for at, (left, right) in enumerate(columns) if piece.left < right and left < piece.right]
    if not found:
        middle = piece.left + piece.right
        found = [min(range(len(columns)), key=lambda at: abs(sum(columns[at]) - middle))]
    return range(found[0], found[-1] + 1)


def _part(rows: Sequence[Row], columns: Sequence[Span], page: int) -> TablePart:
    xs = (columns[0][0], *((one[1] + other[0]) // 2 for one, other in pairwise(columns)), columns[-1][1])
    cells = []
    for number, row in enumerate(rows, 1):
        places: dict[range, list[Line]] = {}
        for pieces in row:
            for piece in pieces:
                over = _over(piece, columns)
                clash = next((taken for taken in places if taken.start < over.stop and over.start < taken.stop), over)
                places.setdefault(clash, []).append(piece)
        for over, pieces in sorted(places.items(), key=lambda item: item[0].start):
            cells.append(PrintedCell(text=cell_text(pieces, columns[over.stop - 1][1]), starts=(Start(0, page),),
                                     row=number, column=over.start + 1, columns=len(over)))
    lines = [piece for row in rows for pieces in row for piece in pieces]
    return TablePart(page=page, last_page=page, top=min(line.top for line in lines),
                     bottom=max(line.bottom for line in lines), xs=xs, rows=len(rows), cells=tuple(cells))
