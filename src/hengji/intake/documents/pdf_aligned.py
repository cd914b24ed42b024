"""Tables of a PDF without lines between their columns (无竖线的表格): words that stand below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from .pdf_grid import Grid
from .pdf_lines import Line
from .pdf_tables import FIGURE, TablePart, cell_of

#: Fewer lines of several pieces are no table.
_FEWEST = 3
#: Lines of a table lie closer together than so many times their size.
_NEXT = 4
#: Within a table, so wide a gap (in hundredths of the size) may part columns, if it goes through all rows.
_GAP = 60
#: So many lines with one piece may stand between lines with several.
_BETWEEN = 2

Span = tuple[int, int]
#: A row: its pieces by the columns that they stand over.
Row = dict[range, list[Line]]


def aligned_tables(lines: Sequence[Line], page: int) -> tuple[list[TablePart], list[Line]]:
    """The tables that lines make without any rule, and the lines outside them."""
    parts, others = [], []
    for run in _runs(lines):
        columns = _columns(run)
        if columns:
            parts.append(_part(_rows(run, columns), columns, page))
        else:
            others += run
    return parts, others


def framed_table(frame: Grid, lines: Sequence[Line], page: int) -> TablePart | None:
    """The table between level rules, its columns told by the words; None when they tell none."""
    columns = _columns(lines) or _corridors(piece for line in lines for piece in line.pieces(_GAP))
    if len(columns) < 2:
        return None
    rows: list[Row] = []
    for top, bottom in pairwise(frame.ys):
        band = _rows([line for line in lines if top <= line.glyphs[0].middle[1] < bottom], columns)
        rows += [_one(band)] if _is_one(band) else band
    return _part(rows, columns, page)


def _runs(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Lines in groups: those that may make a table, wrapped words between them too, and others."""
    run: list[Line] = []
    loose: list[Line] = []
    for line in sorted(lines, key=lambda each: each.base):
        several = len(line.pieces()) > 1
        above = [*run, *loose][-1:]
        if above and line.base - above[0].base > _NEXT * line.size:
            yield from (group for group in (run, loose) if group)
            run, loose = [], []
        if several:
            if run and (len(loose) > _BETWEEN or any(_wide(each, run) for each in loose)):
                yield run
                run = []
            if loose and not run:
                yield loose
                loose = []
            run += [*loose, line]
            loose = []
        else:
            loose.append(line)
    kept = [line for line in loose[:_BETWEEN] if run and _hangs(line, run[-1])]
    yield from (group for group in ([*run, *kept], loose[len(kept):]) if group)


def _wide(line: Line, run: Sequence[Line]) -> bool:
    """Whether a line reaches over most of a table: it is no wrapped word."""
    left, right = min(each.left for each in run), max(each.right for each in run)
    return 2 * (line.right - line.left) > right - left


def _hangs(line: Line, above: Line) -> bool:
    """Whether a line goes on with words right above it."""
    return (line.top - above.bottom < line.size // 2 and not _wide(line, [above])
            and any(abs(piece.left - line.left) < line.size // 2 for piece in above.pieces()))


def _columns(lines: Sequence[Line]) -> list[Span]:
    """The columns of lines whose figures stand below each other; none when the lines are no table."""
    rows = [line.pieces(_GAP) for line in lines if len(line.pieces()) > 1]
    body = [row for row in rows if any(map(_is_figure, row))]
    if len(rows) < _FEWEST or len(body) < 2:
        return []
    columns = _corridors(piece for row in body for piece in row)
    stacked = any(sum(any(left <= piece.left and piece.right <= right and _is_figure(piece) for piece in row)
                      for row in body) > 1 for left, right in columns)
    return columns if len(columns) > 1 and stacked else []


def _corridors(pieces: Iterable[Line]) -> list[Span]:
    """Where the pieces stand, seen from above: overlapping ones make one column."""
    spans: list[Span] = []
    for left, right in sorted((piece.left, piece.right) for piece in pieces):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans


def _rows(lines: Sequence[Line], columns: Sequence[Span]) -> list[Row]:
    """Each line a row, but for lines beside each other, and words that only go on close below."""
    rows: list[Row] = []
    for at, line in enumerate(lines):
        row = _row(line, columns)
        beside = at > 0 and _overlap(lines[at - 1], line)
        later = at + 1 < len(lines) and _overlap(line, lines[at + 1])
        if rows and ((beside and not rows[-1].keys() & row.keys())
                     or (_close(lines[at - 1], line) and (beside or not later) and _only_words(row, rows[-1]))):
            for over, pieces in row.items():
                rows[-1].setdefault(over, []).extend(pieces)
        else:
            rows.append(row)
    return rows


def _overlap(above: Line, below: Line) -> bool:
    return below.top < above.bottom - below.size // 4


def _close(above: Line, below: Line) -> bool:
    return below.top - above.bottom < below.size // 2


def _only_words(row: Row, above: Row) -> bool:
    """Whether a row has one piece, no figure, below another one."""
    return len(row) == 1 and above.keys() >= row.keys() and not any(map(_is_figure, *row.values()))


def _row(line: Line, columns: Sequence[Span]) -> Row:
    row: Row = {}
    for piece in line.pieces(_GAP):
        over = _over(piece, columns)
        taken = next((other for other in row if other.start < over.stop and over.start < other.stop), over)
        row.setdefault(taken, []).append(piece)
    return row


def _over(piece: Line, columns: Sequence[Span]) -> range:
    """The columns that a piece stands over, or the nearest one."""
    found = [at for at, (left, right) in enumerate(columns) if piece.left < right and left < piece.right]
    if not found:
        middle = piece.left + piece.right
        found = [min(range(len(columns)), key=lambda at: abs(sum(columns[at]) - middle))]
    return range(found[0], found[-1] + 1)


def _is_one(band: Sequence[Row]) -> bool:
    """Whether the rows between two rules are one: at most one has figures, and no head stands over several columns."""
    figured = sum(any(_is_figure(piece) for pieces in row.values() for piece in pieces) for row in band)
    return len(band) > 1 and figured <= 1 and all(len(over) == 1 for row in band for over in row)


def _one(band: Sequence[Row]) -> Row:
    whole: Row = {}
    for row in band:
        for over, pieces in row.items():
            whole.setdefault(over, []).extend(pieces)
    return whole


def _spread(rows: Sequence[Row], columns: Sequence[Span]) -> list[Row]:
    """The rows, heads in the middle above several columns that have heads of their own widened over them."""
    body = next((at for at, row in enumerate(rows)
                 if any(_is_figure(piece) for pieces in row.values() for piece in pieces)), len(rows))
    spread = list(rows)
    for at in range(min(body, len(rows)) - 1):
        below = {column for over in rows[at + 1] for column in over}
        free = below - {column for over in rows[at] for column in over}
        spread[at] = {_widened(over, pieces[0], free, columns): pieces for over, pieces in rows[at].items()}
    return spread


def _widened(over: range, piece: Line, free: set[int], columns: Sequence[Span]) -> range:
    """The widest run of columns, free but for ``over``, in whose middle the piece stands."""
    start, stop = over.start, over.stop
    while start - 1 in free:
        start -= 1
    while stop in free:
        stop += 1
    runs = [range(low, high) for low in range(start, over.start + 1) for high in range(over.stop, stop + 1)]
    middle = piece.left + piece.right
    centred = [run for run in runs
               if abs(columns[run.start][0] + columns[run.stop - 1][1] - middle) < 4 * piece.size]
    return max(centred, key=len, default=over)


def _is_figure(piece: Line) -> bool:
    return FIGURE.fullmatch(piece.text) is not None


def _part(rows: Sequence[Row], columns: Sequence[Span], page: int) -> TablePart:
    xs = (columns[0][0], *((one[1] + other[0]) // 2 for one, other in pairwise(columns)), columns[-1][1])
    cells = tuple(cell_of(pieces, columns[over.stop - 1][1], page, row=number, column=over.start + 1,
                          columns=len(over))
                  for number, row in enumerate(_spread(rows, columns), 1) for over, pieces in row.items())
    lines = [piece for row in rows for pieces in row.values() for piece in pieces]
    return TablePart(page=page, top=min(line.top for line in lines), xs=xs, rows=len(rows), cells=cells)
