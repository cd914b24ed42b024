"""What kind of number a cell holds (单元格定型), by its own unit, the head of its column and the name of its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.proofreading.number import Kind
from hengji.proofreading.units import is_pieces

from .cells import Entry

_MONEY = re.compile(r"[百千十]?[万亿]元|[百千]元|元(?!月|旦|素)")
_BRACKETED = re.compile(r"[(\[](?:单位:|金额:)?(?P<unit>[^()\[\]]{1,6})[)\]]$")
#: Words of a head → what stands under it. The first that fits holds: 得分率 is a rate, no score.
_HEADS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.CODE, re.compile(r"编码|代码")),
    (Kind.ORDINAL, re.compile(r"^(?:序号?|行次|栏次|编号|次序|排序|排名|名次)$")),
    (Kind.RATE, re.compile(r"(?<!效)率(?:\(.*\))?$|占比|比重|比例|百分比|%|比率|增幅|降幅|增长$|同比$|±")),
    (Kind.SCORE, re.compile(r"得分$|分值|权重|满分|标准分|自评分?$|^评分$|评价分|扣分$|分数|自评得分|评分值|^得?分\(")),
    (Kind.COUNT, re.compile(r"[份人件个户次辆台套项批家张宗组条名起]数(?![额据])|数量|批次|频数|票数|编制|办件量"
                            r"|样本量|^人次$")),
    (Kind.DAYS, re.compile(r"天数|工作日")),
    (Kind.YEAR, re.compile(r"^年[份度]$")),
    (Kind.DATE, re.compile(r"日期|时间$")),
)
#: Of the name of a row only what names a quantity beyond doubt.
_ROWS = (Kind.RATE, Kind.COUNT)
#: Heads under which money stands, whatever the row counts: 车辆（辆） | 金额.
_OF_MONEY = re.compile(r"金额|价值|[原净现]值$|总额|账面|余额")
_DEGREE = r"(?:[非很较比十分常]*不?|不太|基本)"
#: What people answer when they are asked how content they are, how good something is, how often or whether it happened.
_ANSWERS = re.compile(rf"[A-Ha-h]?[、.:]?(?:{_DEGREE}(?:满意|了解|清楚|知道|认可|同意|支持)"
                      rf"|(?:效率|质量|水平|态度)?{_DEGREE}[高低好差快慢]|一般|无所谓|经常|偶尔|有时|从不|从未|没有)")
_TARGETS = re.compile(r"指标值|目标值|完成值|实际值|计划值|标准值|完成情况|年度目标")


@dataclass(frozen=True, slots=True)
class Hint:
    """What a head or a name says about its numbers (表头提示): their kind, and the unit where it is printed there."""

    kind: Kind
    unit: str = ""


def hint(words: Sequence[str]) -> Hint | None:
    """What the heads of a column say, the innermost first."""
    for word in reversed(words):
        if _TARGETS.search(word):
            return Hint(Kind.PLAIN)
        if (bracket := _BRACKETED.search(word)) and (found := _by_unit(bracket["unit"])):
            return found
        for kind, pattern in _HEADS:
            if pattern.search(word):
                return Hint(kind)
    return None


def amount_unit(text: str) -> str:
    """The unit of money that ``text`` names: 万元; ``""`` when it names none."""
    match = _MONEY.search(text)
    return match[0] if match else ""


def is_poll(names: Iterable[str]) -> bool:
    """Whether two at least of the names of rows or columns are answers to a question: 很满意, B.一般."""
    return sum(_ANSWERS.fullmatch(name) is not None for name in names) > 1


def ratios(entries: Iterable[Entry]) -> bool:
    """Whether rates without a sign of per cent are plain ratios (0.86, 1) and not per cents (86)."""
    figures = [entry for entry in entries if not entry.unit]
    return (len(figures) > 1 and all(abs(entry.figure) <= 1 for entry in figures)
            and any(entry.step <= Fraction(1, 100) for entry in figures))


def typed(entry: Entry, heads: Sequence[str], names: Sequence[str], unit: str, *, as_ratio: bool) -> Hint:
    """The kind of ``entry`` and the unit that holds for it.

    Its own unit first, then the heads of its column, then the names of its row, then
    the ``unit`` of the whole table. Money whose unit is printed nowhere stays plain.
    """
    if entry.kind is not None:
        return Hint(entry.kind, entry.unit)
    money = amount_unit(entry.unit)
    if money:
        return Hint(Kind.AMOUNT, money)
    said = hint(heads)
    if said is None and not (amount_unit(unit) and heads and _OF_MONEY.search(heads[-1])):
        said = _of_row(names)
    if said is None:
        table = amount_unit(unit)
        said = Hint(Kind.AMOUNT, table) if table else _by_unit(unit) or Hint(Kind.PLAIN)
    if said.kind is Kind.RATE and not said.unit:
        said = Hint(Kind.RATE, "" if as_ratio else "%")
    return said


def gives_unit(name: str) -> bool:
    """Whether a name ends with its unit in brackets."""
    bracket = _BRACKETED.search(name)
    return bracket is not None and _by_unit(bracket["unit"]) is not None


def _of_row(names: Sequence[str]) -> Hint | None:
    for name in reversed(names):
        if (bracket := _BRACKETED.search(name)) and (found := _by_unit(bracket["unit"])):
            return found
        for kind, pattern in _HEADS:
            if kind in _ROWS and pattern.search(name):
                return Hint(kind)
    return None


def _by_unit(unit: str) -> Hint | None:
    if unit in ("%", "‰", "百分比"):
        return Hint(Kind.RATE, "‰" if unit == "‰" else "%")
    if unit == "分":
        return Hint(Kind.SCORE, unit)
    if unit in ("天", "日", "工作日"):
        return Hint(Kind.DAYS, unit)
    if is_pieces(unit):
        return Hint(Kind.COUNT, unit)
    money = amount_unit(unit)
    return Hint(Kind.AMOUNT, money) if money else None
