"""A ranking as one self-contained HTML page (排名网页): no scripts, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from hengji.scoring import Ranking, group_word
from hengji.telling import points_shown, rate_shown

from . import ranking_charts as charts
from .ranking_against import against_boards, against_told
from .ranking_listings import Board, ranking_boards
from .ranking_words import by_told, framework_told, ranking_headline, ranking_methods, ranking_title, told, year_told

#: Rows of a table that stand on the page; the others are counted, and stand in the workbook or the CSV.
MOST_ROWS = 60
#: A table of more rows than this is folded after its first rows.
_LONG, _FIRST = 20, 12


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("ranking.html")


def ranking_page(ranking: Ranking, notes: Sequence[str]) -> str:
    """The page for ``ranking``; ``notes`` are what a reader must know."""
    year = ranking.year
    boards = {board.key: _laid_out(board) for board in (*ranking_boards(ranking), *against_boards(ranking))}
    moved = ranking.movers
    return _template().render(
        title=ranking_title(ranking), framework=framework_told(ranking), noted=ranking.scores.notes,
        document=ranking.scores.document, year=year, by=by_told(ranking),
        first_by=group_word(ranking.scores.by[0]) if ranking.scores.by else "",
        mean=points_shown(year.mean), middle=points_shown(year.quantiles.get(50)),
        full=points_shown(ranking.scores.full, 0) if ranking.scores.full else "",
        lines=list(ranking_headline(ranking)), notes=notes, methods=list(ranking_methods(ranking)), boards=boards,
        grades=[(grade, count, rate_shown(share), rate_shown(share or 0).rstrip("%"))
                for grade, count in year.grades.items() for share in [year.share(grade)]],
        told_year=year_told(ranking.period), moved=moved,
        against=list(against_told(ranking.against)) if ranking.against else [],
        pictures={name: Markup(charts.svg(spec)) for name, spec in _pictures(ranking).items()})  # noqa: S704 - ours


def _pictures(ranking: Ranking) -> dict[str, dict[str, Any] | None]:
    moved, other = ranking.movers, ranking.against
    return {"distribution": charts.distribution_spec(ranking), "groups": charts.groups_spec(ranking),
            "profile": charts.profile_spec(ranking),
            "up": charts.moves_spec(charts.year_moves(moved.most_up), up=True) if moved else None,
            "down": charts.moves_spec(charts.year_moves(moved.most_down), up=False) if moved else None,
            "against_up": charts.moves_spec(charts.table_moves(other.most_up), up=True) if other else None,
            "against_down": charts.moves_spec(charts.table_moves(other.most_down), up=False) if other else None}


def _laid_out(board: Board) -> dict[str, Any]:
    """A table as texts; what is beyond the page is counted."""
    cut = max(len(board.rows) - MOST_ROWS, 0)
    rows = [[told(value, column.kind) for value, column in zip(row, board.columns, strict=True)]
            for row in board.rows[:MOST_ROWS]]
    left = max(board.left, 0) + cut
    shown = len(rows) if len(rows) <= _LONG else _FIRST
    return {"title": board.title, "note": board.note, "columns": board.columns, "rows": rows, "shown": shown,
            "left": f"其余 {left} 行没有列出；用 -o 名次.xlsx 或 名次.csv 写出全部" if left else ""}
