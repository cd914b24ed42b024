"""Steadiness as a workbook (稳定性工作簿): the main points, every department, and the lists."""

from __future__ import annotations

from collections.abc import Sequence

from hengji.scoring import Stability

from .ranking_listings import Board
from .ranking_words import Column, Content
from .stability_listings import every_column, every_line, stability_boards
from .stability_words import group_shown, stability_headline, stability_methods, stability_notes, stability_title
from .workbook import Book, Sheet

_STYLES = {"text": "wrapped", "points": "number", "rate": "percent", "count": "plain", "span": "centred"}
#: So many departments stand on each list; all stand on one sheet.
_MOST = 60


def stability_workbook(result: Stability, book: Book) -> bytes:
    """The analysis in ``book``, which is new and empty."""
    _about(book.sheet("要点"), result)
    sheet = book.sheet("名次和等级")
    end = _table(sheet, 0, every_column(result), [every_line(result, each) for each in result.departments])
    sheet.freeze(1)
    sheet.sift((0, 0), (end - 1, len(every_column(result)) - 1))
    sheet.page((end - 1, len(every_column(result)) - 1), (0, 0))
    for board in stability_boards(result, _MOST):
        _board(book.sheet(board.title), board)
    return book.content()


def _about(sheet: Sheet, result: Stability) -> None:
    sheet.widths(14, 100)
    sheet.put(0, 0, stability_title(result), "section", to=(0, 1))
    notes = result.notes
    lines = [("指标体系", f"{notes.title}（{notes.id}，版本 {notes.version}）"), ("年度", result.chosen.period),
             ("范围", group_shown(result) or "全部单位"), *(("要点", line) for line in stability_headline(result)),
             *(("注意", line) for line in stability_notes(result)),
             *(("口径", line) for line in stability_methods(result))]
    end = sheet.rows(1, lines, ("heading", "wrapped"))
    sheet.page((end - 1, 1), landscape=False)


def _board(sheet: Sheet, board: Board) -> None:
    note = "；".join(filter(None, (board.note, f"其余 {board.left} 个见工作表“名次和等级”" if board.left else "")))
    top = 0
    if note:
        sheet.put(0, 0, note, "wrapped bare soft", to=(0, len(board.columns) - 1))
        top = 1
    end = _table(sheet, top, board.columns, board.rows)
    sheet.freeze(top + 1)
    sheet.page((end - 1, len(board.columns) - 1), (top, top))


def _table(sheet: Sheet, row: int, columns: Sequence[Column], rows: Sequence[Sequence[Content]]) -> int:
    """The headings in ``row`` and the rows below; gives the row after the last."""
    sheet.widths(*(column.width for column in columns))
    sheet.rows(row, [[column.heading for column in columns]], ["heading"] * len(columns))
    return sheet.rows(row + 1, rows, [_STYLES[column.kind] for column in columns])
