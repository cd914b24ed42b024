"""Charts of papers (报告的图): native and editable in Word, drawn as SVG on pages, told in words for both."""

from .figures import chart_figures
from .part import chart_part
from .svg import chart_svg
from .told import told

__all__ = ["chart_figures", "chart_part", "chart_svg", "told"]
