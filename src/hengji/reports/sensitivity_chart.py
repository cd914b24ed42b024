"""The swing diagram (龙卷风图): how far each indicator alone moves the total, the widest on top."""

from __future__ import annotations

from typing import Any

from hengji.model import Exact, decimal_text
from hengji.scoring import Swing
from hengji.telling import points_shown

from .charts import FONT, INK, LINE, SOFT, TONES

#: Bars beyond these are told in the table alone.
MOST_BARS = 15
_WIDTH = 640
_LOW = "#9fb6d6"


def swing_svg(swings: tuple[Swing, ...]) -> str:
    """The diagram as SVG; empty where nothing moves."""
    import vl_convert

    moving = [swing for swing in swings if swing.width][:MOST_BARS]
    if not moving:
        return ""
    svg: str = vl_convert.vegalite_to_svg(swing_spec(moving))
    return svg


def _number(value: Exact) -> float:
    """A coordinate for the drawing; nothing is calculated with it."""
    return float(decimal_text(value, 4))


def swing_spec(swings: list[Swing]) -> dict[str, Any]:
    """The Vega-Lite spec behind :func:`swing_svg`."""
    values = [{"name": f"{swing.code} {swing.name}", "low": _number(swing.low), "high": _number(swing.high),
               "less": ("至多 " if swing.doubtful else "") + points_shown(swing.low) if swing.low else "",
               "more": f"+{points_shown(swing.high)}" if swing.high else ""} for swing in swings]
    low, high = max(-_number(swing.low) for swing in swings), max(_number(swing.high) for swing in swings)
    room = (low + high) / 6  # for the numbers beside the bars
    y = {"field": "name", "type": "nominal", "sort": [value["name"] for value in values],
         "axis": {"labelLimit": 260, "labelPadding": 8, "labelColor": INK}}
    scale = {"domain": [-low - room, high + room], "nice": False}

    def bar(field: str, colour: str) -> dict[str, Any]:
        return {"mark": {"type": "bar", "height": 12, "color": colour},
                "encoding": {"y": y, "x": {"field": field, "type": "quantitative", "scale": scale, "axis": None},
                             "x2": {"datum": 0}}}

    def label(at: str, text: str, align: str, dx: int) -> dict[str, Any]:
        return {"mark": {"type": "text", "align": align, "dx": dx, "fontSize": 11, "color": INK},
                "encoding": {"y": y, "x": {"field": at, "type": "quantitative"}, "text": {"field": text}}}

    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": None,
        "config": {"font": FONT, "view": {"stroke": None},
                   "axis": {"labelColor": SOFT, "labelFontSize": 11.5, "domain": False, "ticks": False,
                            "grid": False, "title": None}},
        "width": _WIDTH, "height": {"step": 22}, "data": {"values": values},
        "layer": [{"mark": {"type": "rule", "color": LINE, "aria": False}, "encoding": {"x": {"datum": 0}}},
                  bar("low", _LOW), bar("high", TONES["plain"]),
                  label("low", "less", "right", -5), label("high", "more", "left", 5)],
    }
