"""Days and times as the sheet shows them (显示的日期): after the format of their cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

from .shown import sections_of

_PART = re.compile(r"\"(?P<quoted>[^\"]*)\"|[\\!](?P<escaped>.)|[_*].|\[[^\]]*\]"
                   r"|(?P<code>y+|e+|m+|d+|h+|s+|a{3,4}|AM/PM|A/P|上午/下午)|(?P<plain>.)",
                   re.DOTALL | re.IGNORECASE)
#: What is stored for the short date of the system; in Chinese it is shown so.
_SHORT = {"mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}
#: A count of hours, no time of a day.
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
#: In formats of numbers and texts, General among them.
_OTHER = frozenset("0#@G")
_WEEKDAYS = "一二三四五六日"

_SHOWN: dict[str, Callable[[datetime], str]] = {
    "yy": lambda day: f"{day.year % 100:02}", "yyyy": lambda day: str(day.year), "e": lambda day: str(day.year),
    "m": lambda day: str(day.month), "mm": lambda day: f"{day.month:02}",
    "mmm": lambda day: f"{day:%b}", "mmmm": lambda day: f"{day:%B}",
    "d": lambda day: str(day.day), "dd": lambda day: f"{day.day:02}",
    "ddd": lambda day: f"{day:%a}", "dddd": lambda day: f"{day:%A}",
    "aaa": lambda day: _WEEKDAYS[day.weekday()], "aaaa": lambda day: f"星期{_WEEKDAYS[day.weekday()]}",
    "h": lambda day: str(day.hour), "hh": lambda day: f"{day.hour:02}",
    "minute": lambda day: str(day.minute), "minutes": lambda day: f"{day.minute:02}",
    "s": lambda day: str(day.second), "ss": lambda day: f"{day.second:02}",
}


def date_printed(value: date | time, number_format: str) -> str:
    """The text of a day or time in its cell; ``""`` where its format does not tell it."""
    section = _SHORT.get(number_format, sections_of(number_format)[0])
    if _ELAPSED.search(section):
        return ""
    parts = [(match, (match["code"] or "").lower()) for match in _PART.finditer(section)]
    codes = [code for _, code in parts if code]
    if not codes or any(match["plain"] in _OTHER for match, _ in parts):
        return ""
    halves = any("/" in code for code in codes)
    moment = _moment(value)
    shown, at = "", -1
    for match, code in parts:
        at += bool(code)
        if "/" in code:
            first, second = match["code"].split("/")
            shown += first if moment.hour < 12 else second
        elif code:
            shown += _told(moment, code, codes[max(at - 1, 0)], codes[at + 1:at + 2], halves=halves)
        else:
            shown += match["quoted"] or match["escaped"] or match["plain"] or ""
    return shown.strip()


def _moment(value: date | time) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(date.min, value) if isinstance(value, time) else datetime.combine(value, time())


def _told(moment: datetime, code: str, before: str, behind: list[str], *, halves: bool) -> str:
    """One code; ``m`` are minutes behind hours and before seconds."""
    if code in ("m", "mm") and (before[0] == "h" or any(each[0] == "s" for each in behind)):
        code = "minute" if code == "m" else "minutes"
    elif code[0] == "h" and halves:
        moment = moment.replace(hour=moment.hour % 12 or 12)
    known = code if code in _SHOWN else next((each for each in ("yyyy", "e", "ss") if each[0] == code[0]), "")
    return _SHOWN[known](moment) if known else ""
