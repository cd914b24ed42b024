"""Steadiness as one self-contained HTML page (稳定性网页): no scripts, nothing loaded from elsewhere."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from hengji.model import exact
from hengji.scoring import Stability
from hengji.telling import rate_shown, weight_shown

from .ranking_charts import svg
from .ranking_listings import Board
from .ranking_words import told
from .stability_chart import MOST_DRAWN, ranks_spec, ranks_told
from .stability_listings import stability_boards
from .stability_words import (
    group_shown,
    share_of,
    stability_headline,
    stability_methods,
    stability_notes,
    stability_title,
    steady_ones,
)

#: Rows of a list on the page; the others are counted, and stand in the workbook or the CSV.
MOST_ROWS = 60
#: A longer table is folded after its first rows.
_LONG, _FIRST = 15, 10


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("hengji.reports"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("stability.html")


def stability_page(result: Stability) -> str:
    """The page for ``result``."""
    boards = {board.key: _laid_out(board) for board in stability_boards(result, MOST_ROWS)}
    steady = steady_ones(result)
    return _template().render(
        title=stability_title(result), framework=result.notes, document=result.document, group=group_shown(result),
        rows=len(result.departments), share=rate_shown(share_of(steady, result)), steady=steady,
        doubtful=len(result.departments) - steady, full=weight_shown(exact(Fraction(result.notes.full))), boards=boards,
        heads=[(told(row[0], "text"), told(row[1], "count"), told(row[3], "count"), told(row[4], "rate"))
               for row in boards["grades"]["values"]],
        lines=list(stability_headline(result)), notes=list(stability_notes(result)),
        methods=list(stability_methods(result)), drawn=min(MOST_DRAWN, len(result.departments)),
        picture=Markup(svg(ranks_spec(result))), alternative=ranks_told(result))  # noqa: S704 - drawn by us


def _laid_out(board: Board) -> dict[str, Any]:
    rows = [[told(value, column.kind) for value, column in zip(row, board.columns, strict=True)]
            for row in board.rows]
    return {"title": board.title, "note": board.note, "columns": board.columns, "rows": rows, "values": board.rows,
            "shown": len(rows) if len(rows) <= _LONG else _FIRST,
            "left": f"其余 {board.left} 个没有列出；用 -o 稳定性.xlsx 或 稳定性.csv 写出全部" if board.left else ""}
