"""A chart as a part of a Word file (文档中的图): native, with its data, for Word and WPS to edit."""

from __future__ import annotations

from hengji.reports.papers.blocks import Chart
from hengji.reports.wordml.attachments import Attachment

from .drawingml import chart_xml
from .look import size
from .told import told
from .workbook import data_workbook


def chart_part(chart: Chart) -> Attachment:
    """``chart`` with the workbook behind it; its title is left to the caption."""
    width, height = size(chart)
    return Attachment("chart", chart_xml(chart), width, height,
                      inside=(Attachment("workbook", data_workbook(chart)),), told=told(chart))
