"""The figures of a chart as a table (图中的数), for those who do not see the picture or want to copy them."""

from __future__ import annotations

from hengji.reports.papers.blocks import Cell, Chart, Table

from .look import label, places

_NONE = "—"
_NAMES, _FIGURES = 3, 2


def chart_figures(chart: Chart) -> Table:
    """A line for each category, a column for each series; the numbers are those in the picture."""
    decimals = places(chart)
    head = (Cell("项目"), *(Cell(series.name, align="right") for series in chart.series))
    rows = tuple((Cell(category),
                  *(Cell(_NONE if series.values[n] is None else label(series.values[n] or 0, chart, decimals),
                         align="right") for series in chart.series))
                 for n, category in enumerate(chart.categories))
    return Table("", "" if chart.unit == "%" else chart.unit, (_NAMES, *(_FIGURES for _ in chart.series)),
                 (head,), rows)
