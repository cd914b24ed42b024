"""Values of cells as text (单元格的文字): numbers exactly as typed, percentages, dates.

Spreadsheets keep numbers in binary; typed 1.1 is stored as 1.1000000000000001.
They show at most 15 digits, so that is all that is taken: the shortest decimal
text with 15 significant digits is the number that a person typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from functools import lru_cache

from hengji.intake.numbers import Unreadable

from .cells import Kind

#: The digits that a spreadsheet keeps.
AS_STORED = Context(prec=15)
_MAX_WHOLE_DIGITS = 15

#: The parts of a number format: literal text, pairs that only make room, [colours], codes.
_TOKEN = re.compile(r"\"(?P<quoted>[^\"]*)\"|[\\!](?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<code>.)", re.DOTALL)
#: A comma behind the digits shows thousands; a literal point between digits shifts the point.
_SCALED = re.compile(r"[0#?]\.?,+(?![0#?,])|[0#?]\x00[0#?]")
#: Semicolons part a format; those inside quotation marks do not.
_SECTION = re.compile(r"(?:\A|;)((?:\"[^\"]*\"|\\.|[^;\"\\]|[\"\\])*)", re.DOTALL)
_WORDS = re.compile(r"[\u3400-\u9fff]")
_GENERAL = re.compile(r"General|G/通用格式", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a number format adds to a number: a percent sign, words before and behind it."""

    percent: bool = False
    before: str = ""
    behind: str = ""
    scaled: bool = False


@lru_cache(maxsize=1000)
def shape_of(number_format: str) -> Shape:
    """What ``number_format`` (``0.0%``, ``#,##0.00"万元"``) adds to a number that is not negative."""
    section = _GENERAL.sub("0", _first_section(number_format))
    codes, words = "", ["", ""]
    for match in _TOKEN.finditer(section):
        literal = match["quoted"] or match["escaped"] or ""
        code = match["code"] or ""
        if _WORDS.match(code):  # Excel lets Chinese words stand without quotation marks
            literal, code = code, ""
        codes += "\x00" if literal == "." else code
        words[any(digit in codes for digit in "0#?")] += literal if literal != "." else ""
    before, behind = (word.strip() if _WORDS.search(word) else "" for word in words)
    return Shape("%" in codes, before, behind, bool(_SCALED.search(codes)))


def _first_section(number_format: str) -> str:
    """The part for numbers that are not negative; semicolons inside quotation marks do not count."""
    return sections_of(number_format)[0]


def sections_of(number_format: str) -> list[str]:
    """The parts of a format: for positive numbers, negative ones, zeros, texts."""
    return [match[1] for match in _SECTION.finditer(number_format)]


@lru_cache(maxsize=1000)
def _hides(number_format: str, sign: int) -> bool:
    """Whether the format shows nothing of a number of that sign, as ``;;;`` does, or ``0;-0;;@`` of a zero."""
    if not number_format or re.search(r"\[[<>=]", number_format):
        return False
    sections = sections_of(number_format)
    at = 2 if not sign and len(sections) > 2 else 1 if sign < 0 and len(sections) > 1 else 0
    shown = "".join(match["quoted"] or match["escaped"] or match["code"] or ""
                    for match in _TOKEN.finditer(_GENERAL.sub("0", sections[at])))
    return not shown.strip(" " if sign else "#,. ")


def unshown(number: object) -> Unreadable:
    """The problem of a number that is there and is not shown."""
    return Unreadable(f"单元格里存着数 {plain(Decimal(str(number)))}，却没有显示出来", "显示的数就是存的数",
                      "要用这个数，请把单元格格式改为“常规”，并让零值显示；不要的请清空")


def number_shown(number: int | float | Decimal | str, shape: Shape) -> tuple[str, Kind]:
    """The text of a number in its format. Raises :class:`Unreadable` when it is not what a person sees."""
    exact = AS_STORED.create_decimal(number)
    if not exact.is_finite():
        raise Unreadable("单元格里的数太大，不能用", "一个数")
    if exact.adjusted() >= _MAX_WHOLE_DIGITS:
        raise Unreadable(f"单元格里的数有 {exact.adjusted() + 1} 位，表格软件只保留前 {_MAX_WHOLE_DIGITS} 位，"
                         "后面的已经丢失", f"不超过 {_MAX_WHOLE_DIGITS} 位的数",
                         "编号、账号等请先把单元格格式设为“文本”，再重新填写")
    if shape.scaled:
        raise Unreadable(f"单元格里存的数是 {plain(exact)}，数字格式却把它缩小显示，两者不一致", "显示的数就是存的数",
                         "请把单元格格式改为“常规”，填写实际的数，单位写进表头")
    if shape.percent:
        return plain(exact.scaleb(2)) + "%", "percent"
    return shape.before + plain(exact) + shape.behind, "number"


def plain(number: Decimal) -> str:
    """The shortest text of ``number``, without an exponent."""
    return format(number.normalize(), "f") if number else "0"


def value_shown(value: object, number_format: str = "General", *, zeros: bool = True) -> tuple[str, Kind]:
    """The text of a cell's value as a spreadsheet library gives it; ``zeros`` says whether the sheet shows those.

    Raises :class:`Unreadable`.
    """
    match value:
        case bool():
            return ("是" if value else "否"), "truth"
        case int() | float() | Decimal() if not (zeros or value) or _hides(number_format, (value > 0) - (value < 0)):
            raise unshown(value)
        case int() | float() | Decimal():
            return number_shown(value, shape_of(number_format))
        case datetime():
            whole_day = value.time() == time()
            return (value.date().isoformat() if whole_day else value.isoformat(sep=" ")), "date"
        case date() | time():
            return value.isoformat(), "date"
        case timedelta():
            return duration_shown(int(value.total_seconds())), "date"
        case _:
            return text_shown(str(value)), "text"


def duration_shown(seconds: int) -> str:
    """36:00:00 for a day and a half."""
    sign = "-" if seconds < 0 else ""
    minutes, seconds = divmod(abs(seconds), 60)
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def text_shown(text: str) -> str:
    """A text without spaces around it; Excel's escape of the carriage return is no text."""
    return text.replace("_x000D_", "").replace("\r\n", "\n").strip()
