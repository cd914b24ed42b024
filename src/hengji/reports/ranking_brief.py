"""A ranking for a terminal (排名的简表): the same tables as texts, narrower and shorter."""

from __future__ import annotations

from dataclasses import replace

from hengji.scoring import Ranking

from .ranking_against import against_boards
from .ranking_listings import Board, ranking_boards
from .ranking_words import told
from .sensitivity_brief import BriefTable

#: Tables that are too wide for a terminal, and columns that do not fit there.
_ON_PAPER = {"profile"}
_LEFT_OUT = {"P10", "P90", "第一名", "相同"}
#: Tables that are shown whole: their rows are few, or are what was asked for.
_WHOLE, _MOST = {"years", "groups", "group_grades", "grades_moved", "against_grades"}, 40


def brief_ranking(ranking: Ranking, most: int) -> tuple[BriefTable, ...]:
    """The tables, at most ``most`` rows of those that name the first of many."""
    return tuple(_brief(_narrow(board), most) for board in (*ranking_boards(ranking), *against_boards(ranking))
                 if board.key not in _ON_PAPER)


def _brief(board: Board, most: int) -> BriefTable:
    kept = board.rows[:_MOST if board.key in _WHOLE else most]
    rows = tuple(tuple(told(value, column.kind) for value, column in zip(row, board.columns, strict=True))
                 for row in kept)
    numeric = tuple(n for n, column in enumerate(board.columns) if column.numeric)
    return BriefTable(board.title, board.note, tuple(column.heading for column in board.columns), rows, numeric,
                      max(board.left, 0) + len(board.rows) - len(kept))


def _narrow(board: Board) -> Board:
    """The groups in one column, and fewer figures."""
    at = next((n + 1 for n, column in enumerate(board.columns) if column.heading == "单位" and not column.numeric), 0)
    if board.grouped > 1:
        end = at + board.grouped
        heading = "、".join(column.heading for column in board.columns[at:end])
        board = replace(board, columns=(*board.columns[:at], board.columns[at]._replace(heading=heading),
                                        *board.columns[end:]),
                        rows=tuple((*row[:at], " · ".join(map(str, row[at:end])), *row[end:]) for row in board.rows))
    kept = [n for n, column in enumerate(board.columns) if column.heading not in _LEFT_OUT]
    return replace(board, columns=tuple(board.columns[n] for n in kept),
                   rows=tuple(tuple(row[n] for n in kept) for row in board.rows))
