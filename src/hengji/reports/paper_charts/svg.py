"""A chart as SVG for pages (网页上的图): the same figures as in Word, without its editing."""

from __future__ import annotations

from fractions import Fraction

from hengji.model import Exact
from hengji.reports.papers.blocks import Chart

from .canvas import SIZE, SMALL, Canvas, width_of
from .look import SOFT, colours, unit_told
from .svg_bars import draw_bars, draw_columns
from .svg_lines import draw_lines, draw_radar
from .told import told

_WIDTH, _RADAR = 640, 480
_DRAW = {"bar": draw_bars, "column": draw_columns, "line": draw_lines, "radar": draw_radar}


def chart_svg(chart: Chart, key: str) -> str:
    """``chart`` drawn; its title is for the caption beside it. ``key`` is an id of its own on the page."""
    canvas = Canvas(_RADAR if chart.form == "radar" else _WIDTH)
    top: Exact = 0
    if unit := unit_told(chart):
        canvas.words(canvas.width, SIZE, unit, "end", SOFT, SMALL)
        top = 22
    bottom = _DRAW[chart.form](canvas, chart, top + 6)
    return canvas.content(_legend(canvas, chart, bottom), key, chart.title, told(chart))


def _legend(canvas: Canvas, chart: Chart, top: Exact) -> Exact:
    """What each colour means, in rows as wide as the picture; gives the end."""
    if len(chart.series) == 1:
        return top
    rows: list[list[tuple[str, str, Fraction]]] = [[]]
    for series, colour in zip(chart.series, colours(chart), strict=True):
        wide = width_of(series.name, SMALL) + 34
        if rows[-1] and sum(each[2] for each in rows[-1]) + wide > canvas.width:
            rows.append([])
        rows[-1].append((series.name, colour, wide))
    for n, row in enumerate(rows):
        x = Fraction(canvas.width - sum(each[2] for each in row)) / 2
        y = top + 16 + 20 * n
        for name, colour, wide in row:
            canvas.surface(x + 8, y - 10, 11, 11, colour)
            canvas.words(x + 24, y, name, size=SMALL)
            x += wide
    return top + 8 + 20 * len(rows)
