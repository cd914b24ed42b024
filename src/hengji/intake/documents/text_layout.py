"""Tables set with spaces (按空格对齐的表), as ``pdftotext -layout`` writes them: columns are where rows have gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import east_asian_width

from .text_blocks import Piece
from .text_grid import TOTAL, is_figure
from .text_lines import Line
from .text_paragraphs import opens

Row = list[list[Piece]]

#: Fewer rows with figures may line up by chance.
_FEWEST_ROWS = 3
#: Rows of a table stand this far apart at most.
_BLANKS = 5
#: So many labels may follow one another without anything at their side.
_MOST_LABELS = 12
_WORDS = re.compile(r"\S+(?: \S+)*")
_AMOUNT = re.compile(r"[-−]?[\d,]+\.\d+%?|[-−]?\d{1,3}(?:,\d{3})+")
_SENTENCE = re.compile(r"[。；，]")
_LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words without a wide gap, and the places on the line from ``start`` to before ``end``."""

    text: str
    start: int
    end: int


def is_aligned(line: Line) -> bool:
    """Whether the line can be a row: wide gaps between words that are no sentence."""
    text = line.text.strip()
    return "  " in text and "\t" not in text and text[-1] not in "。；，" and len(_chunks(text, wide=False)) > 1


def read_layout(lines: Sequence[Line], at: int) -> tuple[list[Row], int] | None:
    """The table that begins on the line with index ``at``, and the index behind it; None where it is none.

    On the next page the columns may stand elsewhere; with as many of them, the table goes on.
    """
    rows: list[Row] = []
    heads: set[str] = set()
    end = at
    for part in _by_page(_block(lines, at)):
        printed = [lines[index] for index in part]
        read = _rows([line for line in printed if _dense(line.text) not in heads], 1 if rows else _FEWEST_ROWS)
        if read is None or (rows and len(read[0]) != len(rows[0])):
            break
        rows += read
        heads |= {_dense(line.text) for line in printed if not any(map(str.isdigit, line.text))}
        end = part[-1] + 1
    return (rows, end) if rows else None


def _block(lines: Sequence[Line], at: int) -> Iterator[tuple[int, int | None]]:
    """Indices of the lines that can be rows of one table, with their pages."""
    pending: list[tuple[int, int | None]] = []
    blanks = 0
    for index in range(at, len(lines)):
        line = lines[index]
        if line.blank:
            blanks += 1
            continue
        if blanks > _BLANKS or len(pending) > _MOST_LABELS:
            return
        blanks = 0
        if is_aligned(line):
            yield from (*pending, (index, line.page))
            pending = []
        elif _SENTENCE.search(line.text) or len(line.text.strip()) > _LONGEST_LABEL or "\t" in line.text:
            return
        else:
            pending.append((index, line.page))


def _by_page(block: Iterator[tuple[int, int | None]]) -> Iterator[list[int]]:
    part: list[int] = []
    before: int | None = None
    for index, page in block:
        if part and page != before:
            yield part
            part = []
        part.append(index)
        before = page
    if part:
        yield part


def _rows(lines: Sequence[Line], fewest: int) -> list[Row] | None:
    """The lines as rows of the same columns; None where not even the ``fewest`` with figures line up.

    Some programs count a Chinese character as one place, some as two: right is that where fewer words
    meet in a column, and then that whose words line up in fewer columns.
    """
    readings = [(chunked, columns) for wide in (False, True)
                if len(columns := _columns(chunked := [_chunks(line.text, wide) for line in lines], fewest)) > 1]
    if not readings:
        return None
    chunked, columns = min(readings, key=lambda reading: (_meetings(*reading), len(reading[1])))
    rows = []
    for line, chunks in zip(lines, chunked, strict=True):
        row: Row = [[] for _ in columns]
        for chunk, column in zip(chunks, _places(chunks, columns), strict=True):
            row[column].append(line.piece(chunk.text))
        rows.append([[line.piece(" ".join(piece.text for piece in cell))] for cell in row])
    return _unwrapped(rows)


def _unwrapped(rows: list[Row]) -> list[Row]:
    """Puts the lines of a label together: those directly above and below the line with its figures."""
    kept: list[Row] = []
    first = next((at for at, row in enumerate(rows) if _has_figures(row)), len(rows))
    for at, row in enumerate(rows):
        column = _lone_label(row)
        below = rows[at + 1] if at + 1 < len(rows) else row
        if column is None or at < first - 1:
            kept.append(row)
        elif _has_figures(below) and _follows(row, below) and not below[column][0].text:
            below[column] = row[column]
        elif kept and _has_figures(kept[-1]) and _follows(kept[-1], row) and kept[-1][column][0].text:
            kept[-1][column] += row[column]
        else:
            kept.append(row)
    return kept


def _lone_label(row: Row) -> int | None:
    """The column of the only words of a row, when they can be a part of a label."""
    filled = [column for column, cell in enumerate(row) if cell[0].text]
    text = row[filled[0]][0].text if len(filled) == 1 else ""
    return filled[0] if text and not is_figure(text) and not opens(text) else None


def _has_figures(row: Row) -> bool:
    return sum(is_figure(cell[0].text) for cell in row) > 1


def _follows(above: Row, below: Row) -> bool:
    """Whether the rows stand on lines one after the other."""
    lines = [max(piece.line or 0 for cell in row for piece in cell) for row in (above, below)]
    return lines[1] == lines[0] + 1


def _chunks(text: str, wide: bool) -> list[_Chunk]:
    """The words of a line; amounts are parted from what stands beside them by one space already."""
    places = list(accumulate((2 if wide and east_asian_width(sign) in "WF" else 1 for sign in text), initial=0))
    chunks = []
    for words in _WORDS.finditer(text):
        start, amount = words.start(), False
        for word in re.finditer(r"\S+", words[0]):
            begins = words.start() + word.start()
            if begins > start and (amount or _AMOUNT.fullmatch(word[0])):
                chunks.append((start, begins - 1))
                start = begins
            amount = bool(_AMOUNT.fullmatch(word[0]))
        chunks.append((start, words.end()))
    return [_Chunk(text[start:end], places[start], places[end]) for start, end in chunks]


def _columns(chunked: Sequence[Sequence[_Chunk]], fewest: int) -> list[tuple[int, int]]:
    """The places that rows with figures use, with gaps between them that all of these rows leave.

    合计 stands in the middle of several columns, as heads do.
    """
    body = [chunks for chunks in chunked if len(chunks) > 1 and any(is_figure(chunk.text) for chunk in chunks)]
    columns: list[tuple[int, int]] = []
    if len(body) < fewest:
        return columns
    for start, end in sorted((chunk.start, chunk.end) for chunks in body for chunk in chunks
                             if not TOTAL.fullmatch(_dense(chunk.text))):
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(end, columns[-1][1]))
        else:
            columns.append((start, end))
    return columns


def _places(chunks: Sequence[_Chunk], columns: Sequence[tuple[int, int]]) -> list[int]:
    """The column of each chunk: in their order where there are as many, else the nearest."""
    if len(chunks) == len(columns):
        return [*range(len(columns))]
    return [_nearest(chunk, columns) for chunk in chunks]


def _meetings(chunked: Sequence[Sequence[_Chunk]], columns: Sequence[tuple[int, int]]) -> int:
    """How many chunks come to stand in a column that another of their line has."""
    return sum(len(chunks) - len(set(_places(chunks, columns))) for chunks in chunked)


def _nearest(chunk: _Chunk, columns: Sequence[tuple[int, int]]) -> int:
    """The column that shares most places with the chunk, or stands nearest to it."""
    def distance(index: int) -> tuple[int, int]:
        start, end = columns[index]
        return -max(0, min(end, chunk.end) - max(start, chunk.start)), abs(start + end - chunk.start - chunk.end)
    return min(range(len(columns)), key=distance)


def _dense(text: str) -> str:
    return "".join(text.split())
