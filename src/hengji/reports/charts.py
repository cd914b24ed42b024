"""The pictures of a scorecard (图): one Vega-Lite spec, drawn as SVG without network or browser."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hengji.frameworks import Framework
from hengji.model import Exact, Scorecard, decimal_text
from hengji.telling import points_shown, rate_shown

from .content import tone_of

INK, SOFT, LINE = "#1c2430", "#5b6675", "#e3e7ee"
TONES = {"plain": "#1f4e8c", "look": "#c98a1b", "wrong": "#b3261e"}
FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
_WIDTH = 250
_BANDS = ["#fbecea", "#fdf3df", "#eef3fa", "#dce7f5"]


def scorecard_svg(card: Scorecard, framework: Framework) -> str:
    """A gauge of the total among the grades, and the rates of the second-level indicators."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(scorecard_spec(card, framework))
    return svg


def scorecard_spec(card: Scorecard, framework: Framework) -> dict[str, Any]:
    """The Vega-Lite spec behind :func:`scorecard_svg`."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None, "spacing": 18,
        "config": {"font": FONT, "view": {"stroke": None},
                   "axis": {"labelColor": SOFT, "labelFontSize": 11, "domain": False, "ticks": False,
                            "grid": False, "title": None}},
        "vconcat": [_gauge(card, framework), _bars(card)],
    }


#: The height at which the gauge lies, below the label of the total.
_MIDDLE = {"value": 40}


def _number(value: Exact) -> float:
    """A coordinate for the drawing; nothing is calculated with it."""
    return float(decimal_text(value, 2))


def _gauge(card: Scorecard, framework: Framework) -> dict[str, Any]:
    full = _number(card.full)
    lows = [_number(grade.low) * full / 100 for grade in framework.grades]
    bands = [{"from": low, "to": high, "middle": (low + high) / 2, "grade": grade.name,
              "color": _BANDS[max(len(_BANDS) - 1 - n, 0)]}
             for n, (grade, (high, low)) in enumerate(zip(framework.grades, pairwise([full, *lows]), strict=True))]
    scale = {"domain": [0, full], "nice": False}
    layers: list[dict[str, Any]] = [
        {"data": {"values": bands}, "mark": {"type": "rect", "height": 18},
         "encoding": {"y": _MIDDLE, "x": {"field": "from", "type": "quantitative", "scale": scale,
                            "axis": {"values": sorted(lows)}},
                      "x2": {"field": "to"}, "color": {"field": "color", "type": "nominal", "scale": None}}},
        {"data": {"values": bands}, "mark": {"type": "text", "color": SOFT, "fontSize": 11},
         "encoding": {"y": _MIDDLE, "x": {"field": "middle", "type": "quantitative"}, "text": {"field": "grade"}}},
    ]
    if card.total is not None:
        point = [{"at": _number(card.total), "label": points_shown(card.total)}]
        at = {"x": {"field": "at", "type": "quantitative"}, "y": _MIDDLE}
        layers += [
            {"data": {"values": point}, "mark": {"type": "point", "shape": "triangle-down", "filled": True,
                                                 "size": 90, "yOffset": -15, "opacity": 1,
                                                 "color": TONES["plain"]}, "encoding": at},
            {"data": {"values": point}, "mark": {"type": "text", "dy": -28, "fontSize": 13, "color": INK,
                                                 "fontWeight": "bold"},
             "encoding": {**at, "text": {"field": "label"}}},
        ]
    return {"width": _WIDTH, "height": 52, "layer": layers}


def _bars(card: Scorecard) -> dict[str, Any]:
    weighted = [node for node in card.nodes if node.weighted]
    nodes = [node for node in weighted if node.level == 2] or [node for node in weighted if node.level == 1]
    values = [{"name": f"{node.code} {node.name}", "rate": _number(node.rate * 100) if node.rate is not None else 0,
               "label": rate_shown(node.rate), "color": TONES[tone_of(node)]} for node in nodes]
    order = [value["name"] for value in values]
    base: dict[str, Any] = {"y": {"field": "name", "type": "nominal", "sort": order,
                                  "axis": {"labelLimit": 190, "labelPadding": 8, "labelColor": INK}},
                            "x": {"field": "rate", "type": "quantitative",
                                  "scale": {"domain": [0, 100], "nice": False}, "axis": None}}
    return {
        "width": _WIDTH, "height": {"step": 21}, "data": {"values": values},
        "layer": [
            {"mark": {"type": "bar", "height": 8, "color": LINE}, "encoding": {**base, "x": {"datum": 100}}},
            {"mark": {"type": "bar", "height": 8},
             "encoding": {**base, "color": {"field": "color", "type": "nominal", "scale": None}}},
            {"mark": {"type": "text", "align": "right", "dx": 52, "fontSize": 11, "color": INK},
             "encoding": {**base, "x": {"datum": 100}, "text": {"field": "label"}}},
        ],
    }
