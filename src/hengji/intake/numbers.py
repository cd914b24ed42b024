"""Numbers as people in China write them (数字写法), read without loss."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from hengji.model import (
    COMMON_UNITS,
    DATE,
    MONEY,
    RATE,
    TEXT,
    TRUTH,
    UNITS,
    Figure,
    Unit,
    Value,
    exact,
)

_FOLD = str.maketrans("０１２３４５６７８９．，（）－−＋％／　“”", "0123456789.,()--+%/ \"\"")
_POWERS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8,
           "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
_NUMBER = re.compile(
    r"""(?P<about>约|近)?
    \s*(?P<sign>[-+△▲])?\s*
    (?P<whole>\d{1,3}(?:(?:,\d{3})+|(?:[ ]\d{3})+)|\d+)(?:\.(?P<decimals>\d+))?
    \s*(?P<power>[十百千万亿]*)(?P<more>[余多])?\s*(?P<unit>\D*)""",
    re.VERBOSE,
)
_FRACTION = re.compile(r"(-?\d+)/([1-9]\d*)")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
#: Days from 1982 to 2064, as spreadsheets count them.
_SERIAL = re.compile(r"[3-5]\d{4}")
_TRUTHS = {"是": True, "否": False, "true": True, "false": False, "符合": True, "不符合": False,
           "有": True, "无": False, "√": True, "×": False}

#: Longer texts than this are no numbers.
MAX_LENGTH = 200


class Unreadable(ValueError):
    """A text that is not the value asked for; says what was expected and what to do."""

    def __init__(self, text: str, expected: str, suggestion: str = "") -> None:
        super().__init__(text)
        self.text, self.expected, self.suggestion = text, expected, suggestion


def read_figure(text: str) -> Figure:
    """The printed number ``text``: 354.31万元, １，０２１.36, (12.5), 11.2万余件, 84.62％.

    Brackets around it, △ and a minus sign make it negative; 余 and 多 make it a
    lower bound, 约 and 近 an approximation. Raises :class:`Unreadable`.
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(f"“{shortened(text)}”不是一个数（有 {len(text)} 个字）", "一个数，如 354.31 或 354.31万元")
    folded = text.translate(_FOLD).strip().removeprefix("¥").removeprefix("￥")
    bracketed = re.fullmatch(r"\((.+)\)(\D*)", folded)
    if bracketed:
        folded = bracketed[1] + bracketed[2]
    match = _NUMBER.fullmatch(folded)
    if match is None or match["power"] not in _POWERS:
        raise Unreadable(f"“{shortened(text)}”不是一个数", "一个数，如 354.31 或 354.31万元")
    unit, power = _unit(match["unit"], match["power"], text)
    number = Fraction(f"{re.sub('[, ]', '', match['whole'])}.{match['decimals'] or 0}")
    bound = "above" if match["more"] else "about" if match["about"] else "exact"
    return Figure(text, -number if match["sign"] in ("-", "△", "▲") or bracketed else number,
                  len(match["decimals"] or ""), unit, bound, Fraction(10 ** power))


def _unit(name: str, power: str, text: str) -> tuple[Unit | None, int]:
    """The unit and the power of ten that is not part of it (万 in 万元 is)."""
    if name and power + name in UNITS:
        return UNITS[power + name], 0
    if not name or name in UNITS:
        return UNITS.get(name), _POWERS[power]
    raise Unreadable(f"“{shortened(text)}”里的单位“{shortened(power + name)}”不认识", "已知的单位", COMMON_UNITS)


def read_value(text: str, unit: Unit) -> Value:
    """The value of ``text`` in the base of ``unit``, which also stands in for a unit not written.

    Money must come out in whole fen. Raises :class:`Unreadable` for another
    dimension, for a bound (余) or an approximation (约), and for what is no value.
    """
    dimension = unit.dimension
    if dimension is TEXT:
        return text
    if dimension is DATE:
        return read_day(text)
    if dimension is TRUTH:
        return read_truth(text)
    ratio = _FRACTION.fullmatch(text.translate(_FOLD).strip()) if len(text) <= MAX_LENGTH else None
    if ratio and dimension is not MONEY:
        return exact(Fraction(int(ratio[1]), int(ratio[2])) * (1 if dimension is RATE else unit.scale))
    figure = read_figure(text)
    if figure.bound != "exact":
        raise Unreadable(f"“{shortened(text)}”只是约数，不能作为计算依据", "确切的数", "请填原始记录里的数")
    written = figure.unit or unit
    if figure.unit is None and figure.scale != 1 and written.name[0] in "百千万亿":
        words, bare = shortened(text), unit.name.lstrip("百千万亿")
        raise Unreadable(f"“{words}”没有写全单位，不知道是“{words}{bare}”还是“{words}{unit.name}”",
                         "写全单位的数，如 354.31万元", f"若是“{words}{bare}”，请照这样写")
    if written.dimension != dimension:
        raise Unreadable(f"“{shortened(text)}”是{written.dimension.term}，这里要{dimension.term}",
                         f"单位为“{unit.name}”的{dimension.term}")
    value = exact(figure.number * figure.scale * written.scale)
    if dimension is MONEY and not isinstance(value, int):
        raise Unreadable(f"“{shortened(text)}”不到整分", "精确到分的金额", "请核对小数位数和单位")
    return value


def read_day(text: str) -> date:
    """The date ``text``: 2022-05-27, 2022年5月27日, 2022/5/27. Raises :class:`Unreadable`."""
    match = _DAY.fullmatch(text.translate(_FOLD).strip()) if len(text) <= MAX_LENGTH else None
    if match is None:
        raise Unreadable(f"“{shortened(text)}”不是日期", "日期，如 2022-05-27", _serial_day(text))
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise Unreadable(f"“{shortened(text)}”不是日历上有的日期", "日历上有的日期，如 2022-02-28") from None


def _serial_day(text: str) -> str:
    """What to do about a number that a spreadsheet keeps for a day (44562), shown without the format of dates."""
    if not _SERIAL.fullmatch(text.strip()):
        return ""
    day = (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return f"像是表格软件里 {day} 的序号：请把单元格格式改为日期，或写成 {day}"


def read_truth(text: str) -> bool:
    """Whether ``text`` says yes: 是, 否, 符合, 不符合. Raises :class:`Unreadable`."""
    truth = _TRUTHS.get(text.strip().lower())
    if truth is None:
        raise Unreadable(f"“{shortened(text)}”不是“是”或“否”", "是 或 否")
    return truth


def shortened(text: str, length: int = 40) -> str:
    """``text`` cut for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length] + "…"


