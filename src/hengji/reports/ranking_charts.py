"""The pictures of a ranking (排名的图): how totals lie, where weight is lost, who moved most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hengji.model import Exact, decimal_text
from hengji.scoring import Distribution, RankedRow, Ranking
from hengji.telling import points_shown

from .charts import FONT, INK, LINE, SOFT, TONES

#: More groups than this are told in tables alone.
MOST_GROUPS = 24
_WIDTH = 900
_FALL = "#c98a1b"


def svg(spec: dict[str, Any] | None) -> str:
    """``spec`` as SVG; empty where there is none."""
    if spec is None:
        return ""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec)
    return drawn


def _number(value: Exact, places: int = 4) -> float:
    """A coordinate for the drawing; nothing is calculated with it."""
    return float(decimal_text(value, places))


def _framed(**spec: Any) -> dict[str, Any]:
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": None,
            "config": {"font": FONT, "view": {"stroke": None},
                       "axis": {"labelColor": SOFT, "labelFontSize": 12, "domain": False, "ticks": False,
                                "grid": False, "title": None}}, **spec}


def distribution_spec(ranking: Ranking) -> dict[str, Any] | None:
    """How many departments have totals in each step."""
    found = ranking.distribution
    if found is None:
        return None
    ends = [found.low + n * found.width for n in range(found.steps + 1)]
    values = [{"from": low, "to": low + found.width, "middle": low + found.width / 2, "count": count,
               "label": str(count) if count else ""} for low, count in zip(ends, found.everyone, strict=False)]
    x = {"field": "from", "type": "quantitative", "scale": {"domain": [ends[0], ends[-1]], "nice": False},
         "axis": {"values": ends, "format": "d"}}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "color": TONES["plain"], "binSpacing": 2},
         "encoding": {"x": {**x, "bin": {"binned": True, "step": found.width}}, "x2": {"field": "to"},
                      "y": {"field": "count", "type": "quantitative", "axis": None}}},
        {"mark": {"type": "text", "dy": -7, "fontSize": 11, "color": INK},
         "encoding": {"x": {"field": "middle", "type": "quantitative"}, "y": {"field": "count", "type": "quantitative"},
                      "text": {"field": "label"}}},
    ]
    return _framed(width=_WIDTH, height=170, data={"values": values}, layer=layers)


def groups_spec(ranking: Ranking) -> dict[str, Any] | None:
    """The same group by group, each to its own scale, with the median; the highest mean on top."""
    found = ranking.distribution
    summaries = [each for each in ranking.groups if each.period == ranking.period and each.scored]
    if found is None or not 1 < len(found.groups) <= MOST_GROUPS or len(ranking.scores.by) != 1:
        return None
    names = [each.groups[0] for each in summaries]
    bars, marks = [], []
    for n, summary in enumerate(summaries):
        bars += _ridge(found, found.groups[names[n]], n)
        marks.append({"y": n + 1, "y2": n + 0.12, "at": _number(summary.quantiles[50]), "name": names[n],
                      "label": f"中位 {points_shown(summary.quantiles[50])}"})
    ends = [found.low + n * found.width for n in range(found.steps + 1)]
    x = {"type": "quantitative", "scale": {"domain": [ends[0], ends[-1]], "nice": False},
         "axis": {"values": ends, "format": "d", "orient": "bottom"}}
    y = {"type": "quantitative", "scale": {"domain": [len(names), 0], "nice": False}, "axis": None}
    return _framed(width=_WIDTH - 170, height=30 * len(names),
                   padding={"left": 120, "right": 95, "top": 5, "bottom": 5}, layer=[
        {"data": {"values": [{"y": n + 1} for n in range(len(names))]}, "mark": {"type": "rule", "color": LINE},
         "encoding": {"y": {"field": "y", **y}}},
        {"data": {"values": bars}, "mark": {"type": "rect", "color": "#9fb6d6"},
         "encoding": {"x": {"field": "from", **x}, "x2": {"field": "to"}, "y": {"field": "y", **y},
                      "y2": {"field": "y2"}}},
        {"data": {"values": marks}, "mark": {"type": "rule", "color": TONES["plain"], "strokeWidth": 2},
         "encoding": {"x": {"field": "at", **x}, "y": {"field": "y", **y}, "y2": {"field": "y2"}}},
        {"data": {"values": marks}, "mark": {"type": "text", "align": "right", "dx": -8, "dy": -9, "color": INK,
                                             "fontSize": 12},
         "encoding": {"x": {"datum": ends[0]}, "y": {"field": "y", **y}, "text": {"field": "name"}}},
        {"data": {"values": marks}, "mark": {"type": "text", "align": "left", "dx": 8, "dy": -9, "color": SOFT,
                                             "fontSize": 12},
         "encoding": {"x": {"datum": ends[-1]}, "y": {"field": "y", **y}, "text": {"field": "label"}}},
    ])


def _ridge(found: Distribution, counts: Sequence[int], row: int) -> list[dict[str, Any]]:
    highest = max(counts)
    return [{"from": found.low + n * found.width, "to": found.low + (n + 1) * found.width, "y": row + 1,
             "y2": row + 1 - 0.85 * count / highest} for n, count in enumerate(counts) if count]


def profile_spec(ranking: Ranking) -> dict[str, Any] | None:
    """The share of the weight that each group obtained, by indicator: the more is lost, the darker the field."""
    rows = ranking.profile[:MOST_GROUPS]
    known = [share for row in rows for share in row.shares if share is not None]
    if not known or len(ranking.heads) > MOST_GROUPS:
        return None
    columns = [_wrapped(f"{node.code} {node.name}") for node in ranking.heads]
    values = [{"group": row.group, "indicator": column, "rate": _number(share * 100, 2),
               "label": points_shown(share * 100, 0 if len(columns) > 12 else 1)}
              for row in rows for column, share in zip(columns, row.shares, strict=True) if share is not None]
    lines = max(column.count("\n") for column in columns) + 1
    axes = {"x": {"field": "indicator", "type": "nominal", "sort": columns,
                  "axis": {"orient": "top", "labelExpr": "split(datum.label, '\\n')", "labelAngle": 0,
                           "labelFontSize": 11, "labelLineHeight": 14, "labelColor": INK, "labelPadding": 6,
                           "labelLimit": 90, "minExtent": 14 * lines}},
            "y": {"field": "group", "type": "nominal", "sort": [row.group for row in rows],
                  "axis": {"labelColor": INK, "labelLimit": 150, "labelPadding": 8}}}
    lowest = min(_number(share * 100, 2) for share in known)
    return _framed(width=_WIDTH - 60, height={"step": 24}, data={"values": values}, layer=[
        {"mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1},
         "encoding": {**axes, "color": {"field": "rate", "type": "quantitative", "legend": None,
                                        "scale": {"domain": [min(lowest, 95), 100], "range": ["#e3a94a", "#fdf8ec"]}}}},
        {"mark": {"type": "text", "fontSize": 11, "color": INK}, "encoding": {**axes, "text": {"field": "label"}}},
    ])


def _wrapped(label: str, width: int = 5) -> str:
    """A heading over several short lines."""
    code, _, name = label.partition(" ")
    return "\n".join([code, *(name[n:n + width] for n in range(0, min(len(name), 4 * width), width))])


def movers_spec(rows: Sequence[RankedRow], *, up: bool) -> dict[str, Any] | None:
    """From the total of the year before to that of this year, the largest change on top."""
    values = [{"name": row.entity, "old": _number(row.before.total), "new": _number(row.total),
               "before": points_shown(row.before.total), "after": points_shown(row.total),
               "label": ("+" if up else "") + points_shown(row.change)}
              for row in rows if row.before and row.before.total is not None and row.total is not None]
    if not values:
        return None
    colour = TONES["plain"] if up else _FALL
    ends = [_number(total) for row in rows for total in (row.total, row.before.total if row.before else None)
            if total is not None]
    low, high = min(ends), max(ends)
    room = max((high - low) / 6, 1)
    y = {"field": "name", "type": "nominal", "sort": [value["name"] for value in values],
         "axis": {"labelColor": INK, "labelLimit": 240, "labelPadding": 8}}
    scale = {"domain": [low - room, high + room], "nice": False}

    def at(field: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}

    def text(field: str, label: str, align: str) -> dict[str, Any]:
        return {"mark": {"type": "text", "align": align, "dx": 7 if align == "left" else -7, "fontSize": 11,
                         "color": INK}, "encoding": {"y": y, "x": at(field), "text": {"field": label}}}

    return _framed(width=330, height={"step": 24}, data={"values": values}, layer=[
        {"mark": {"type": "rule", "color": colour, "strokeWidth": 3},
         "encoding": {"y": y, "x": at("old"), "x2": {"field": "new"}}},
        {"mark": {"type": "point", "filled": False, "size": 50, "color": colour, "fill": "#ffffff", "opacity": 1},
         "encoding": {"y": y, "x": at("old")}},
        {"mark": {"type": "point", "filled": True, "size": 60, "color": colour, "opacity": 1},
         "encoding": {"y": y, "x": at("new")}},
        text("old", "before", "right" if up else "left"), text("new", "after", "left" if up else "right"),
    ])
