"""A chart in words (图的文字说明), for those who do not see it."""

from __future__ import annotations

from hengji.reports.papers.blocks import Chart

from .look import label, places, unit_told

_FORMS = {"bar": "条形图", "column": "柱形图", "radar": "雷达图", "line": "折线图"}


def told(chart: Chart) -> str:
    """Title, form and every value of the chart."""
    decimals = places(chart)
    lines = []
    for n, category in enumerate(chart.categories):
        points = [(series.name, series.values[n]) for series in chart.series]
        known = [(name, label(value, chart, decimals)) for name, value in points if value is not None]
        if len(chart.series) == 1:
            lines += [f"{category} {text}" for _, text in known]
        elif known:
            lines.append(f"{category}：" + "，".join(f"{name} {text}" for name, text in known))
    unit = unit_told(chart)
    return f"{chart.title}（{_FORMS[chart.form]}{'，' + unit if unit else ''}）。" + "；".join(lines) + "。"
