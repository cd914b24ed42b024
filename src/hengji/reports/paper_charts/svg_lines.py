"""Lines and radars in SVG (折线和雷达)."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from math import cos, pi, sin

from hengji.model import Exact
from hengji.reports.papers.blocks import Chart

from .canvas import SIZE, SMALL, Canvas
from .look import LINE, colours, label, labelled, places
from .scale import scale_of
from .svg_bars import draw_grid, draw_names, height_at

_RADIUS = 105


def draw_lines(canvas: Canvas, chart: Chart, top: Exact) -> Exact:
    """A line for each series, broken where a value is missing; gives the end."""
    scale, numbered, decimals = scale_of(chart), labelled(chart), places(chart)
    left = draw_grid(canvas, chart, scale, top, numbered=numbered)
    slot = Fraction(canvas.width - left) / len(chart.categories)
    for series, colour in zip(chart.series, colours(chart), strict=True):
        points = [None if value is None else (left + slot * n + slot / 2, height_at(scale, top, value), value)
                  for n, value in enumerate(series.values)]
        for there, run in groupby(points, lambda point: point is not None):
            if there:
                canvas.line([point[:2] for point in run if point], colour, "2")
        for x, y, value in filter(None, points):
            canvas.dot(x, y, colour)
            if numbered:
                canvas.words(x, y - 9, label(value, chart, decimals), "middle", size=SMALL)
    return draw_names(canvas, chart, scale, (top, left, slot))


def draw_radar(canvas: Canvas, chart: Chart, top: Exact) -> Exact:
    """An axis for each category, from the middle; gives the end."""
    scale, decimals, count = scale_of(chart), places(chart), len(chart.categories)
    centre_x, centre_y = Fraction(canvas.width, 2), top + 44 + _RADIUS
    turns = [(Fraction(round(sin(2 * pi * n / count) * 10_000), 10_000),
              Fraction(round(-cos(2 * pi * n / count) * 10_000), 10_000)) for n in range(count)]

    def point(n: int, share: Fraction) -> tuple[Exact, Exact]:
        return centre_x + turns[n][0] * share * _RADIUS, centre_y + turns[n][1] * share * _RADIUS

    for tick in scale.ticks[1:]:
        canvas.line([point(n, scale.share(tick)) for n in range(count)], LINE, closed=True)
    for n in range(count):
        canvas.line([(centre_x, centre_y), point(n, Fraction(1))], LINE)
    for series, colour in zip(chart.series, colours(chart), strict=True):
        known = [point(n, scale.share(value)) for n, value in enumerate(series.values) if value is not None]
        canvas.line(known, colour, "2", closed=len(known) == count)
        for x, y in known:
            canvas.dot(x, y, colour)
    for n, name in enumerate(chart.categories):
        value = chart.series[0].values[n] if len(chart.series) == 1 else None
        lines = [name] if value is None else [name, label(value, chart, decimals)]
        side, height = turns[n]
        anchor = "middle" if abs(side) * 5 < 1 else "start" if side > 0 else "end"
        x, y = point(n, Fraction(1))
        canvas.block(x + (0 if anchor == "middle" else 12 if side > 0 else -12),
                     y + height * (SIZE * len(lines) if anchor == "middle" else 6), lines, anchor)
    return centre_y + _RADIUS + 44
