"""How charts of papers look (图的样式): colours, sizes, digits; the same for Word and for pages."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from hengji.model import UNITS, Exact, decimal_text, exact
from hengji.reports.papers.blocks import Chart
from hengji.telling import shown, signed

INK, SOFT, LINE = "1C2430", "5B6675", "E3E7EE"
_BLUE, _PALE, _AMBER = "1F4E8C", "9FB6D6", "C98A1B"
#: Colours by the number of series: plans are blue, what became of them is amber.
_FEW = {1: (_BLUE,), 2: (_BLUE, _AMBER), 3: (_PALE, _BLUE, _AMBER)}
#: Shares of a whole go from dark to light; an answer that complains is amber.
_MANY = (_BLUE, "7C9BC8", "BCCBE2", "D9DEE6", "8A94A3", "55606E")
_COMPLAINTS = (_AMBER, "8A5A00")
#: The text of a page is so wide (millimetres): A4 less 28 and 26.
TEXT_WIDTH = 156
PLOT_WIDTH = 140
_RADAR_WIDTH, _LOWEST, _HIGHEST = 120, 32, 200
#: More bars than these stand closer.
_FEW_BARS = 8
#: A label of numbers takes so much of its size for each digit.
_DIGIT = Fraction(1, 2)
_LABEL_MM = Fraction(8 * 254, 720)
#: A part of a bar that is smaller has no label: it would not fit in.
SMALLEST_LABELLED = 12


def colours(chart: Chart) -> tuple[str, ...]:
    """The colour of each series, as RRGGBB."""
    if len(chart.series) == 2 and all(series.name.endswith("年") for series in chart.series):
        return _PALE, _BLUE
    few = _FEW.get(len(chart.series))
    if few and not stacked(chart):
        return few
    complaints = iter(_COMPLAINTS)
    blues = iter(_MANY * (1 + len(chart.series) // len(_MANY)))
    return tuple((next(complaints, _COMPLAINTS[-1]) if "不满意" in series.name else next(blues))
                 for series in chart.series)


def dark(colour: str) -> bool:
    """Whether white words read well on ``colour``."""
    red, green, blue = (int(colour[n:n + 2], 16) for n in (0, 2, 4))
    return 299 * red + 587 * green + 114 * blue < 130_000


def stacked(chart: Chart) -> bool:
    """Whether the series are the parts of a whole: then their bars are put together."""
    return chart.form in ("bar", "column") and chart.unit == "%" and len(chart.series) > 1 and all(
        sum(value or 0 for value in line) == 100 for line in zip(*(each.values for each in chart.series), strict=True))


def values(chart: Chart) -> tuple[Exact, ...]:
    """All values that are there."""
    return tuple(value for series in chart.series for value in series.values if value is not None)


def scale_ends(chart: Chart) -> tuple[int | None, int | None]:
    """The ends of the scale where they must not depend on the values: rates go from 0 to 100."""
    found = values(chart)
    low = 0 if min(found, default=0) >= 0 else None
    return low, 100 if chart.unit == "%" and low == 0 and max(found, default=0) <= 100 else None


@lru_cache(maxsize=8)  # asked for each label of the chart that is being drawn
def places(chart: Chart) -> int:
    """Decimals of every number in the chart: as many as people write in its unit."""
    unit = UNITS.get(chart.unit, UNITS["个"])
    texts = (shown(exact(Fraction(value) * unit.scale), unit).removesuffix(unit.name) for value in values(chart))
    return max((len(text.partition(".")[2]) for text in texts), default=0)


def label(value: Exact, chart: Chart, decimals: int) -> str:
    """A number beside its bar; the sign of rates stands with it, another unit in the title."""
    return signed(decimal_text(value, decimals)) + ("%" if chart.unit == "%" else "")


def unit_told(chart: Chart) -> str:
    """The unit, where the numbers do not bear it."""
    return f"单位：{chart.unit}" if chart.unit not in ("", "%") else ""


def labelled(chart: Chart) -> bool:
    """Whether each value can have its number beside it without running into the next."""
    if chart.form == "bar" or stacked(chart):
        return True
    if chart.form != "column":
        return len(chart.series) == 1
    decimals = places(chart)
    widest = max((len(label(value, chart, decimals)) for value in values(chart)), default=0) * _DIGIT * _LABEL_MM
    room = Fraction(PLOT_WIDTH, len(chart.categories) * (len(chart.series) + 1))
    return widest <= room


def size(chart: Chart) -> tuple[int, int]:
    """Width and height in millimetres."""
    besides = 8 * (len(chart.series) > 1) + 6 * bool(unit_told(chart))
    if chart.form == "radar":
        return _RADAR_WIDTH, 80 + besides
    if chart.form != "bar":
        return TEXT_WIDTH, 62 + besides
    row = Fraction(9) if stacked(chart) else Fraction(5 * len(chart.series) + 2)
    if len(chart.series) == 1 and len(chart.categories) > _FEW_BARS:
        row = Fraction(11, 2)
    return TEXT_WIDTH, min(max(round(row * len(chart.categories)) + 8, _LOWEST) + besides, _HIGHEST)
