"""Bars and columns in SVG (条形和柱形)."""

from __future__ import annotations

from fractions import Fraction

from hengji.model import Exact, exact_text
from hengji.reports.papers.blocks import Chart

from .canvas import SIZE, SMALL, Canvas, width_of, wrapped
from .look import INK, LINE, SMALLEST_LABELLED, SOFT, colours, dark, label, labelled, places, stacked
from .scale import Scale, scale_of

_EDGE = "B8C0CC"
_WIDEST_NAME, _HEIGHT, _WIDEST_COLUMN = 240, 220, Fraction(62)
_BAR, _GAP = 15, 10


def draw_bars(canvas: Canvas, chart: Chart, top: Exact) -> Exact:
    """Lying bars, the first category on top; gives the end."""
    names = [wrapped(name, _WIDEST_NAME) for name in chart.categories]
    left = max(width_of(line) for lines in names for line in lines) + 12
    whole, scale, decimals = stacked(chart), scale_of(chart), places(chart)
    room = max(width_of(label(value or 0, chart, decimals), SMALL) for series in chart.series
               for value in series.values) + 12
    before = room if scale.low < 0 else 0
    width = canvas.width - left - before - (4 if whole else room)
    zero, y = left + before + width * scale.share(0), top
    for n, lines in enumerate(names):
        thick = 22 if whole else _BAR * len(chart.series)
        height = max(thick, len(lines) * 17)
        canvas.block(left - 10, y + Fraction(height, 2), lines, "end")
        upper = y + Fraction(height - thick, 2)
        if whole:
            _parts_of_whole(canvas, chart, n, (left, upper, width))
        else:
            _side_by_side(canvas, chart, n, (zero, upper, width / (scale.high - scale.low)))
        y += height + _GAP
    canvas.line([(zero, top - 4), (zero, y - 4)], _EDGE)
    return y


def _parts_of_whole(canvas: Canvas, chart: Chart, n: int, place: tuple[Exact, Exact, Exact]) -> None:
    x, y, width = place
    decimals = places(chart)
    for series, colour in zip(chart.series, colours(chart), strict=True):
        value = series.values[n] or 0
        part = width * Fraction(value) / 100
        canvas.surface(x, y, part, 22, colour)
        if value >= SMALLEST_LABELLED:
            canvas.words(x + part / 2, y + 15, label(value, chart, decimals), "middle",
                         "FFFFFF" if dark(colour) else INK, SMALL)
        x += part


def _side_by_side(canvas: Canvas, chart: Chart, n: int, place: tuple[Exact, Exact, Exact]) -> None:
    zero, y, one = place
    decimals = places(chart)
    for series, colour in zip(chart.series, colours(chart), strict=True):
        value = series.values[n]
        if value is not None:
            end = zero + one * value
            low, high = (zero, end) if value >= 0 else (end, zero)
            canvas.surface(low, y + 1, high - low, _BAR - 2, colour)
            canvas.words(end + (6 if value >= 0 else -6), y + _BAR - 3, label(value, chart, decimals),
                         "start" if value >= 0 else "end", size=SMALL)
        y += _BAR


def draw_columns(canvas: Canvas, chart: Chart, top: Exact) -> Exact:
    """Standing columns; gives the end."""
    scale, numbered, decimals, whole = scale_of(chart), labelled(chart), places(chart), stacked(chart)
    left = draw_grid(canvas, chart, scale, top, numbered=numbered)
    slot = Fraction(canvas.width - left) / len(chart.categories)
    beside = 1 if whole else len(chart.series)
    thick = min(slot * Fraction(4, 5) / beside, _WIDEST_COLUMN)
    for n in range(len(chart.categories)):
        x, low = left + slot * n + (slot - thick * beside) / 2, Fraction(0)
        for series, colour in zip(chart.series, colours(chart), strict=True):
            value = series.values[n]
            if value is not None:
                one, other = (height_at(scale, top, each) for each in (low, low + value))
                canvas.surface(x + 1, min(one, other), thick - 2, abs(one - other), colour)
                if whole and value >= SMALLEST_LABELLED:
                    canvas.words(x + thick / 2, (one + other) / 2 + 4, label(value, chart, decimals), "middle",
                                 "FFFFFF" if dark(colour) else INK, SMALL)
                elif numbered and not whole:
                    canvas.words(x + thick / 2, other + (-5 if value >= 0 else 14), label(value, chart, decimals),
                                 "middle", size=SMALL)
                low += Fraction(value) if whole else 0
            x += 0 if whole else thick
    return draw_names(canvas, chart, scale, (top, left, slot))


def height_at(scale: Scale, top: Exact, value: Exact) -> Fraction:
    """How far down ``value`` lies; above the highest there is room for its number."""
    return top + 18 + _HEIGHT * (1 - scale.share(value))


def draw_grid(canvas: Canvas, chart: Chart, scale: Scale, top: Exact, *, numbered: bool) -> Exact:
    """Light lines with their numbers, where values have none of their own; gives the left end of the plot."""
    if numbered:
        return 0
    decimals = len(exact_text(scale.step).partition(".")[2])
    ticks = [label(tick, chart, decimals) for tick in scale.ticks]
    left = max(width_of(tick, SMALL) for tick in ticks) + 10
    for tick, told in zip(scale.ticks, ticks, strict=True):
        y = height_at(scale, top, tick)
        canvas.line([(left, y), (canvas.width, y)], LINE)
        canvas.words(left - 8, y + 4, told, "end", SOFT, SMALL)
    return left


def draw_names(canvas: Canvas, chart: Chart, scale: Scale, place: tuple[Exact, Exact, Fraction]) -> Exact:
    """The line at nought, and the categories below; gives the end."""
    top, left, slot = place
    zero = height_at(scale, top, 0)
    canvas.line([(left, zero), (canvas.width, zero)], _EDGE)
    base = height_at(scale, top, scale.low) + (20 if scale.low < 0 else 6)
    names = [wrapped(name, slot - 6) for name in chart.categories]
    for n, lines in enumerate(names):
        for row, words in enumerate(lines):
            canvas.words(left + slot * n + slot / 2, base + SIZE + 17 * row, words, "middle")
    return base + 6 + 17 * max(map(len, names))
