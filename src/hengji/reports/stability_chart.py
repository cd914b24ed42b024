"""The picture of steadiness (名次区间图): between which ranks the first departments lie in 90 % of the draws."""

from __future__ import annotations

from typing import Any

from hengji.scoring import Stability, Steadiness

from .charts import FONT, INK, LINE, SOFT, TONES
from .stability_words import interval

#: So many departments are drawn; the table has the others.
MOST_DRAWN = 20
_WIDTH = 660


def ranks_spec(result: Stability) -> dict[str, Any] | None:
    """The first departments, each a line from rank to rank with a dot at its own; None where nothing is ranked."""
    first = result.departments[:MOST_DRAWN]
    if len(first) < 2:
        return None
    values = [{"row": n, "name": each.entity, "low": each.ranks.low, "high": each.ranks.high, "at": each.ranks.base,
               "right": _end(each), "label": interval(each)}
              for n, each in enumerate(first)]
    most = max(map(_end, first))
    # Departments of two regions may have one name, so rows are told apart by number.
    names = "[" + ", ".join(_quoted(each.entity) for each in first) + "][datum.value]"
    y = {"field": "row", "type": "ordinal",
         "axis": {"labelExpr": names, "labelColor": INK, "labelLimit": 260, "labelPadding": 8}}
    scale = {"domain": [0.5, most + 0.5], "nice": False}
    x = {"type": "quantitative", "scale": scale, "axis": {"orient": "top", "tickMinStep": 1, "format": "d"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": None,
        "config": {"font": FONT, "view": {"stroke": None},
                   "axis": {"labelColor": SOFT, "labelFontSize": 12, "domain": False, "ticks": False, "grid": False,
                            "title": None}},
        "width": _WIDTH, "height": {"step": 22}, "data": {"values": values},
        "layer": [
            {"mark": {"type": "rule", "color": LINE, "aria": False}, "encoding": {"y": y, "x": {"datum": 0.5, **x}}},
            {"mark": {"type": "bar", "height": 7, "color": "#9fb6d6"},
             "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 55, "color": TONES["plain"], "opacity": 1},
             "encoding": {"y": y, "x": {"field": "at", **x}}},
            {"mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 11, "color": INK},
             "encoding": {"y": y, "x": {"field": "right", **x}, "text": {"field": "label"}}},
        ]}


def _end(each: Steadiness) -> int:
    return max(each.ranks.high, each.ranks.base)


def _quoted(text: str) -> str:
    """A text in an expression of the drawing."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ").replace("\r", " ") + "'"


def ranks_told(result: Stability) -> str:
    """The picture in words, for those who do not see it."""
    return "；".join(f"第 {each.ranks.base} 名 {each.entity}：{interval(each)}"
                    for each in result.departments[:MOST_DRAWN])
