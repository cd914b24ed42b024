"""The axes of a native chart (坐标轴): light, and without numbers where each bar has its own."""

from __future__ import annotations

from hengji.reports.papers.blocks import Chart

from .look import INK, LINE, SOFT, labelled, scale_ends, stacked
from .xml import NO_LINE, clean, line, words

_SIZE = 900
#: Beyond 100 %, for the numbers of bars that reach it.
_ROOM = 15
_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def axes(chart: Chart) -> str:
    """Both axes: 1 has the categories, 2 the values."""
    return _categories(chart) + _values(chart)


def _categories(chart: Chart) -> str:
    lying = chart.form == "bar"
    edge = NO_LINE if chart.form == "radar" else line("B8C0CC")
    grid = f"<c:majorGridlines><c:spPr>{line(LINE)}</c:spPr></c:majorGridlines>" if chart.form == "radar" else ""
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>{grid}'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="{"nextTo" if chart.form == "radar" else "low"}"/><c:spPr>{edge}</c:spPr>'
        f'{words(_SIZE, INK)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>')


def _values(chart: Chart) -> str:
    low, high = scale_ends(chart)
    if high is not None and labelled(chart) and not stacked(chart) and chart.form in ("bar", "column"):
        high += _ROOM  # Word would put the number of a full bar into it
    ends = (f'<c:max val="{high}"/>' if high is not None else "") + (f'<c:min val="{low}"/>' if low is not None else "")
    radar, lying = chart.form == "radar", chart.form == "bar"
    silent = labelled(chart)
    edge = line(LINE) if radar else NO_LINE
    step = '<c:majorUnit val="25"/>' if radar and high == 100 else ""
    grid = f"<c:majorGridlines><c:spPr>{line(LINE)}</c:spPr></c:majorGridlines>" \
        if radar or not silent else ""
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'
        f'<c:delete val="{int(silent and not radar)}"/><c:axPos val="{"b" if lying else "l"}"/>{grid}'
        f'<c:numFmt formatCode="{clean(_short(chart))}" sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="{"none" if silent else "nextTo"}"/><c:spPr>{edge}</c:spPr>{words(_SIZE - 100, SOFT)}'
        f'<c:crossAx val="1"/><c:crosses val="{"max" if lying else "autoZero"}"/>'
        f'<c:crossBetween val="between"/>{step}</c:valAx>')


def _short(chart: Chart) -> str:
    """The numbers of a scale have no more decimals than they need."""
    return '0"%";"−"0"%"' if chart.unit == "%" else 'General;"−"General'
