"""A ranking for a terminal (排名的简表): the same tables as texts, shorter."""

from __future__ import annotations

from hengji.scoring import Ranking

from .ranking_against import against_boards
from .ranking_listings import Board, ranking_boards
from .ranking_words import told
from .sensitivity_brief import BriefTable

#: Tables that are too wide for a terminal.
_ON_PAPER = {"profile"}


def brief_ranking(ranking: Ranking, most: int) -> tuple[BriefTable, ...]:
    """The tables, at most ``most`` rows of those that are sorted by weight, all groups and years."""
    return tuple(_brief(board, most) for board in (*ranking_boards(ranking), *against_boards(ranking))
                 if board.key not in _ON_PAPER)


def _brief(board: Board, most: int) -> BriefTable:
    whole = board.key in ("years", "groups", "group_grades", "grades_moved", "against_grades")
    kept = board.rows[:60 if whole else most]
    rows = tuple(tuple(told(value, column.kind) for value, column in zip(row, board.columns, strict=True))
                 for row in kept)
    numeric = tuple(n for n, column in enumerate(board.columns) if column.numeric)
    return BriefTable(board.title, board.note, tuple(column.heading for column in board.columns), rows, numeric,
                      max(board.left, 0) + len(board.rows) - len(kept))
