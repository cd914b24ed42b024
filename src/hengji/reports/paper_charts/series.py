"""The series of a native chart with their numbers (数据系列和数据标签)."""

from __future__ import annotations

from hengji.reports.papers.blocks import Chart, Point, Series

from .look import INK, SMALLEST_LABELLED, dark, labelled, stacked
from .workbook import SHEET, names_shown, number_format, stored
from .xml import NO_LINE, clean, fill, line, words

_SIZE = 800
_SHOWN = ('<c:showLegendKey val="0"/><c:showVal val="{0}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
          '<c:showPercent val="0"/><c:showBubbleSize val="0"/>')
_COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def one_series(chart: Chart, n: int, colour: str) -> str:
    """Series ``n`` from 0 on: name, look, labels, categories, values; each as cells of the workbook and as text."""
    series = chart.series[n]
    column, last = _column(n + 1), len(chart.categories) + 1
    names = "".join(f'<c:pt idx="{i}"><c:v>{clean(name)}</c:v></c:pt>' for i, name in enumerate(names_shown(chart)))
    values = "".join(_points(series.values))
    return (
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:tx><c:strRef><c:f>\'{SHEET}\'!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{clean(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"{_look(chart, colour)}{_labels(chart, series, colour)}<c:cat><c:strRef><c:f>'{SHEET}'!$A$2:$A${last}</c:f>"
        f'<c:strCache><c:ptCount val="{last - 1}"/>{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef>'
        f"<c:f>'{SHEET}'!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{clean(number_format(chart))}</c:formatCode>"
        f'<c:ptCount val="{last - 1}"/>{values}</c:numCache></c:numRef></c:val>'
        + ('<c:smooth val="0"/>' if chart.form == "line" else "") + "</c:ser>")


def all_labels(chart: Chart) -> str:
    """How labels look where a series does not say."""
    return f"<c:dLbls>{_written(chart, INK)}</c:dLbls>"


def _points(values: tuple[Point, ...]) -> list[str]:
    return [f'<c:pt idx="{n}"><c:v>{stored(value):.16G}</c:v></c:pt>' for n, value in enumerate(values)
            if value is not None]


def _look(chart: Chart, colour: str) -> str:
    if chart.form in ("bar", "column"):
        return f'<c:spPr>{fill(colour)}{NO_LINE}</c:spPr><c:invertIfNegative val="0"/>'
    return (f"<c:spPr>{line(colour, 22_225)}</c:spPr>"
            f'<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>{fill(colour)}{line(colour)}</c:spPr>'
            "</c:marker>")


def _labels(chart: Chart, series: Series, colour: str) -> str:
    if not labelled(chart) or chart.form == "radar":
        return f"<c:dLbls>{_SHOWN.format(0)}</c:dLbls>"
    if not stacked(chart):
        return f"<c:dLbls>{_written(chart, INK)}</c:dLbls>"
    small = "".join(f'<c:dLbl><c:idx val="{n}"/><c:delete val="1"/></c:dLbl>' for n, value in enumerate(series.values)
                    if value is not None and value < SMALLEST_LABELLED)
    return f"<c:dLbls>{small}{_written(chart, 'FFFFFF' if dark(colour) else INK)}</c:dLbls>"


def _written(chart: Chart, colour: str) -> str:
    place = "t" if chart.form == "line" else "ctr" if stacked(chart) else "outEnd"
    return (f'<c:numFmt formatCode="{clean(number_format(chart))}" sourceLinked="0"/>'
            f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{words(_SIZE, colour, wrap=False)}"
            f'<c:dLblPos val="{place}"/>{_SHOWN.format(1)}')


def _column(n: int) -> str:
    """The letters of column ``n`` from 0 on."""
    return (_COLUMNS[n // 26 - 1] if n >= 26 else "") + _COLUMNS[n % 26]
