"""A ranking as a workbook (排名工作簿): the main points, the tables, and every department's place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hengji.scoring import RankedRow, Ranking

from .ranking_against import against_boards, against_told
from .ranking_listings import Board, groups, ranking_boards
from .ranking_rows import ranked_columns, ranked_line
from .ranking_words import Column, by_told, framework_told, ranking_headline, ranking_methods, ranking_title
from .workbook import Book, Sheet

_STYLES = {"text": "wrapped", "points": "number", "change": "number", "climb": "plain", "rate": "percent",
           "count": "plain", "weight": "plain"}
#: Which tables stand on one sheet, one below the other.
_SHEETS = (
    ("总体", ("years",)), ("分组", ("groups", "group_grades")), ("前后名次", ("first", "last")),
    ("升降", ("up", "down")), ("等级变化", ("grades_moved",)), ("失分", ("losses",)),
    ("不符合的要点", ("unmet",)), ("得分率", ("profile",)), ("未评分", ("reasons", "not_applicable")),
    ("对照", ("differences",)), ("等级对照", ("against_grades",)),
    ("对照差得最多的单位", ("against_up", "against_down")))


def ranking_workbook(ranking: Ranking, rows: Iterable[RankedRow], notes: Sequence[str], cut: str,
                     book: Book) -> bytes:
    """The ranking in ``book``, which is new and empty; ``cut`` says why ``rows`` are not all, if so."""
    _about(book.sheet("要点"), ranking, notes)
    _every(book.sheet("名次"), ranking, rows, cut)
    others = [board for period in reversed(ranking.periods) if period != ranking.period
              for board in groups(ranking, period) if board.rows]
    boards = {board.key: [board] for board in (*ranking_boards(ranking), *against_boards(ranking))}
    for board in others:
        boards.setdefault(board.key, []).append(board)
    for name, keys in _SHEETS:
        found = [board for key in keys for board in boards.get(key, ())]
        if found:
            _stacked(book.sheet(name), found)
    return book.content()


def _about(sheet: Sheet, ranking: Ranking, notes: Sequence[str]) -> None:
    sheet.widths(14, 100)
    sheet.put(0, 0, ranking_title(ranking), "section", to=(0, 1))
    by = by_told(ranking)
    lines = [("指标体系", framework_told(ranking)), ("年度", "、".join(ranking.periods)), ("分组", by or "不分组"),
             *(("要点", line) for line in ranking_headline(ranking)),
             *(("对照", line) for line in (against_told(ranking.against) if ranking.against else ())),
             *(("注意", line) for line in notes), *(("口径", line) for line in ranking_methods(ranking))]
    end = sheet.rows(1, lines, ("heading", "wrapped"))
    sheet.page((end - 1, 1), landscape=False)


def _every(sheet: Sheet, ranking: Ranking, rows: Iterable[RankedRow], cut: str) -> None:
    columns = ranked_columns(ranking)
    sheet.widths(*(column.width for column in columns))
    row = 0
    if cut:
        sheet.put(0, 0, cut, "wrapped bare soft", to=(0, len(columns) - 1))
        row = 1
    sheet.rows(row, [[column.heading for column in columns]], ["heading"] * len(columns))
    styles = [_STYLES[column.kind] for column in columns]
    end = row + 1
    for each in rows:
        end = sheet.rows(end, [ranked_line(ranking, each)], styles)
    sheet.freeze(row + 1)
    sheet.sift((row, 0), (end - 1, len(columns) - 1))
    sheet.page((end - 1, len(columns) - 1), (row, row))


def _stacked(sheet: Sheet, boards: Sequence[Board]) -> None:
    sheet.widths(*(max((_width(board.columns, n) for board in boards), default=0)
                   for n in range(max(len(board.columns) for board in boards))))
    row = last = 0
    for board in boards:
        row = _table(sheet, row, board) + 1
        last = max(last, len(board.columns) - 1)
    if len(boards) == 1:
        heading = 2 if boards[0].note or boards[0].left else 1
        sheet.freeze(heading + 1)
        sheet.page((row - 2, last), (0, heading))
    else:
        sheet.page((row - 2, last))


def _width(columns: Sequence[Column], n: int) -> int:
    return columns[n].width if n < len(columns) else 0


def _table(sheet: Sheet, row: int, board: Board) -> int:
    """A titled table; gives the row below."""
    sheet.put(row, 0, board.title, "section")
    left = f"其余 {board.left} 行见工作表“名次”" if board.left > 0 else ""
    note = "；".join(filter(None, (board.note, left)))
    if note:
        row += 1
        sheet.put(row, 0, note, "wrapped bare soft", to=(row, len(board.columns) - 1))
    sheet.rows(row + 1, [[column.heading for column in board.columns]], ["heading"] * len(board.columns))
    return sheet.rows(row + 2, board.rows, [_STYLES[column.kind] for column in board.columns])
