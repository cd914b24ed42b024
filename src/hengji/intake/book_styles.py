"""How cells look (单元格样式): words that add up, so that ``"input number"`` is an input cell for a number."""

from __future__ import annotations

from typing import Any

BODY, HEADING, DIGITS = "仿宋", "黑体", "Times New Roman"

_BASE: dict[str, Any] = {"font_name": BODY, "font_size": 10, "valign": "vcenter", "border": 1,
                         "border_color": "#9aa5b4"}
_BARE = {"border": 0, "indent": 0}
_RIGHT = {"align": "right", "indent": 1}

_WORDS: dict[str, dict[str, Any]] = {
    "title": {**_BARE, "font_name": HEADING, "font_size": 18, "align": "center", "text_wrap": True},
    "subtitle": {**_BARE, "font_size": 11, "align": "center", "text_wrap": True},
    "heading": {"font_name": HEADING, "align": "center", "text_wrap": True, "bg_color": "#e8eff8"},
    "section": {**_BARE, "font_name": HEADING, "font_size": 12},
    "text": {"align": "left", "indent": 1},
    "wrapped": {"text_wrap": True, "align": "left", "indent": 1},
    "centred": {"align": "center", "text_wrap": True},
    "number": {"font_name": DIGITS, "num_format": "0.00", **_RIGHT},
    "percent": {"font_name": DIGITS, "num_format": "0.00%", **_RIGHT},
    "plain": {"font_name": DIGITS, "num_format": "General", **_RIGHT},
    "even": {"font_name": DIGITS, "num_format": "0%", **_RIGHT},
    "share": {"font_name": DIGITS, "num_format": "0.0###%", **_RIGHT},
    "date": {"font_name": DIGITS, "num_format": "yyyy-mm-dd", **_RIGHT},
    "verbatim": {"num_format": "@"},
    "right": _RIGHT,
    "amid": {"align": "center", "indent": 0},
    "top": {"valign": "top"},
    "bold": {"bold": True},
    "empty": {"bg_color": "#f2f4f7"},
    "bare": _BARE,
    "soft": {"font_color": "#5b6675"},
    "input": {"bg_color": "#fffbe0", "locked": False},
    "locked": {"locked": True},
    "wrong": {"bg_color": "#fbecea", "font_color": "#b3261e"},
    "warning": {"bg_color": "#fdf3df", "font_color": "#8a5a00"},
}


def format_of(words: str) -> dict[str, Any]:
    """The format that ``words`` add up to; later words go before earlier ones."""
    look = dict(_BASE)
    for word in words.split():
        look.update(_WORDS[word])
    return look


def wraps(words: str) -> bool:
    """Whether a text in this style is broken into lines."""
    return bool(format_of(words).get("text_wrap"))


def indented(words: str) -> bool:
    """Whether its text keeps a distance from the edge."""
    return bool(format_of(words).get("indent"))


def size(words: str) -> int:
    """The size of its letters in points."""
    points: int = format_of(words)["font_size"]
    return points
