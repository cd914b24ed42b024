"""The chart itself in DrawingML (可编辑的图): as plain text, in the order of elements that Word asks for."""

from __future__ import annotations

from hengji.reports.papers.blocks import Chart

from .axes import axes
from .look import INK, PLOT_WIDTH, SOFT, colours, labelled, stacked, unit_told
from .series import all_labels, one_series
from .xml import NO_LINE, clean, look_of_words, words

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006"
_OPEN = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
         f'<c:chartSpace xmlns:c="{_MAIN}/chart" xmlns:a="{_MAIN}/main" '
         'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
         '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>')
_AXES = '<c:axId val="1"/><c:axId val="2"/>'
_TEXT_SIZE = 900
_WIDEST_COLUMN = 16


def chart_xml(chart: Chart) -> bytes:
    """The content of ``chartN.xml``: without the title, which is the caption; its data are the workbook at ``rId1``."""
    unit = unit_told(chart)
    return "".join((
        _OPEN, "<c:chart>", _unit(unit) if unit else "", f'<c:autoTitleDeleted val="{int(not unit)}"/>',
        "<c:plotArea><c:layout/>", _plot(chart), axes(chart),
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>", _legend(chart),
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>", words(_TEXT_SIZE),
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>')).encode()


def _unit(told: str) -> str:
    """The unit above the chart, at the right, as above a table."""
    return ("<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>" + look_of_words("defRPr", _TEXT_SIZE, SOFT)
            + f"</a:pPr><a:r>{look_of_words('rPr', _TEXT_SIZE, SOFT)}<a:t>{clean(told)}</a:t></a:r></a:p>"
            "</c:rich></c:tx>"
            '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.85"/><c:y val="0.01"/>'
            '</c:manualLayout></c:layout><c:overlay val="0"/></c:title>')


def _plot(chart: Chart) -> str:
    series = "".join(one_series(chart, n, colour) for n, colour in enumerate(colours(chart)))
    if chart.form == "radar":
        return f'<c:radarChart><c:radarStyle val="marker"/><c:varyColors val="0"/>{series}{_AXES}</c:radarChart>'
    together = all_labels(chart) if labelled(chart) else ""
    if chart.form == "line":
        return (f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}{together}'
                f'<c:marker val="1"/>{_AXES}</c:lineChart>')
    whole = stacked(chart)
    gap, overlap = _gap(chart), 100 if whole else -6 if len(chart.series) > 1 else 0
    return (f'<c:barChart><c:barDir val="{"bar" if chart.form == "bar" else "col"}"/>'
            f'<c:grouping val="{"stacked" if whole else "clustered"}"/><c:varyColors val="0"/>{series}{together}'
            f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{_AXES}</c:barChart>')


def _gap(chart: Chart) -> int:
    """The room between categories, in hundredths of a bar: a few columns do not become walls."""
    if chart.form == "bar":
        return 45 if stacked(chart) else 60
    beside = 1 if stacked(chart) else len(chart.series)
    bars = PLOT_WIDTH * 100 // (_WIDEST_COLUMN * len(chart.categories)) - 100 * beside
    return min(max(bars, 60), 500)


def _legend(chart: Chart) -> str:
    if len(chart.series) == 1:
        return ""
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{words(_TEXT_SIZE, INK)}</c:legend>'
