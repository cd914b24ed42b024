"""The pictures of a ranking (排名的图): how totals lie, where weight is lost, who moved most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hengji.model import Exact, decimal_text
from hengji.scoring import Distribution, PairedRow, RankedRow, Ranking
from hengji.telling import points_shown

from .charts import FONT, INK, LINE, SOFT, TONES

#: More groups than this are told in tables alone.
MOST_GROUPS = 24
#: So many departments are drawn; the table has the others.
MOST_MOVES = 20
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
         "axis": {"values": ends, "format": "d", "labelFlush": False}}
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
    if found is None or not 1 < len(found.groups) <= MOST_GROUPS:
        return None
    middles = {each.groups[0]: each.quantiles[50] for each in ranking.groups
               if each.period == ranking.period and each.scored and len(each.groups) == 1}
    names = list(middles) or [row.group for row in ranking.profile if row.group in found.groups] or list(found.groups)
    bars = [bar for n, name in enumerate(names) for bar in _ridge(found, found.groups[name], n)]
    labels = [{"y": n + 1, "name": name, "label": f"中位 {points_shown(middles[name])}" if middles else ""}
              for n, name in enumerate(names)]
    marks = [{"y": n + 1, "y2": n + 0.12, "at": _number(middles[name])} for n, name in enumerate(names) if middles]
    ends = [found.low + n * found.width for n in range(found.steps + 1)]
    x = {"type": "quantitative", "scale": {"domain": [ends[0], ends[-1]], "nice": False},
         "axis": {"values": ends, "format": "d", "labelFlush": False}}
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
        {"data": {"values": labels}, "mark": {"type": "text", "align": "right", "dx": -8, "dy": -9, "color": INK,
                                             "fontSize": 12},
         "encoding": {"x": {"datum": ends[0]}, "y": {"field": "y", **y}, "text": {"field": "name"}}},
        {"data": {"values": labels}, "mark": {"type": "text", "align": "left", "dx": 8, "dy": -9, "color": SOFT,
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
    columns = _headings([f"{node.code} {node.name}" for node in ranking.heads])
    lines = columns[0].count("\n") + 1
    values = [{"group": row.group, "indicator": column, "rate": _number(share * 100, 2),
               "label": points_shown(share * 100, 0 if len(columns) > 12 else 1)}
              for row in rows for column, share in zip(columns, row.shares, strict=True) if share is not None]
    axes = {"x": {"field": "indicator", "type": "nominal", "sort": columns,
                  "axis": {"orient": "top", "labelExpr": "split(datum.label, '\\n')", "labelAngle": 0,
                           "labelFontSize": 11, "labelLineHeight": 14, "labelColor": INK, "labelLimit": 90,
                           "labelBaseline": "bottom", "labelPadding": 14 * (lines - 1) + 6}},
            "y": {"field": "group", "type": "nominal", "sort": [row.group for row in rows],
                  "axis": {"labelColor": INK, "labelLimit": 150, "labelPadding": 8}}}
    lowest = min(_number(share * 100, 2) for share in known)
    return _framed(width=_WIDTH - 60, height={"step": 24}, data={"values": values}, layer=[
        {"mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1},
         "encoding": {**axes, "color": {"field": "rate", "type": "quantitative", "legend": None,
                                        "scale": {"domain": [min(lowest, 95), 100], "range": ["#e3a94a", "#fdf8ec"]}}}},
        {"mark": {"type": "text", "fontSize": 11, "color": INK}, "encoding": {**axes, "text": {"field": "label"}}},
    ])


def _headings(labels: Sequence[str], width: int = 5, most: int = 4) -> list[str]:
    """Headings over several short lines, all of them equally many: they end where the fields begin."""
    parts = []
    for label in labels:
        code, _, name = label.partition(" ")
        parts.append([code, *(name[n:n + width] for n in range(0, min(len(name), most * width), width))])
    lines = max(map(len, parts))
    return ["\n".join([*[" "] * (lines - len(part)), *part]) for part in parts]


class Move(NamedTuple):
    """A department's total before and after."""

    name: str
    old: Exact
    new: Exact


def year_moves(rows: Sequence[RankedRow]) -> list[Move]:
    """From the total of the year before to that of this year."""
    return [Move(row.entity, row.before.total, row.total) for row in rows
            if row.before and row.before.total is not None and row.total is not None]


def table_moves(rows: Sequence[PairedRow]) -> list[Move]:
    """From the total of the other table to that of this one."""
    return [Move(row.entity, row.second, row.first) for row in rows]


def moves_spec(moves: Sequence[Move], *, up: bool) -> dict[str, Any] | None:
    """Each department from its one total to the other, the first ones in the order given."""
    moves = moves[:MOST_MOVES]
    if not moves:
        return None
    values = [{"name": _told_apart(moves, n), "old": _number(move.old), "new": _number(move.new),
               "before": points_shown(move.old), "after": points_shown(move.new)} for n, move in enumerate(moves)]
    colour = TONES["plain"] if up else _FALL
    ends = [_number(total) for move in moves for total in (move.old, move.new)]
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


def _told_apart(moves: Sequence[Move], n: int) -> str:
    """The department's name; those of one name, in two regions, are numbered, for each has a line of its own."""
    name = moves[n].name
    before = sum(move.name == name for move in moves[:n])
    return f"{name}（{before + 1}）" if before else name
