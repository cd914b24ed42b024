"""Automatic numbers of Word (自动编号): “一、”, “（二）”, “3.”, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from .word_text import value_of, whole, word

_AT = word("ilvl")
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CIRCLES = 20


def _chinese(number: int) -> str:
    """12 → 十二, 20 → 二十; longer lists than 99 are rare, their digits are read one by one."""
    tens, ones = divmod(number, 10)
    if tens > len(_DIGITS) - 1:
        return _one_by_one(number)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def _one_by_one(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _from(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow one another in Unicode, digits behind the last."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number)),
    "decimalEnclosedCircle": _from("①", _CIRCLES),
    "decimalEnclosedCircleChinese": _from("①", _CIRCLES),
    "lowerLetter": _from("a", 26),
    "upperLetter": _from("A", 26),
    "upperRoman": lambda number: _roman(number),
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _one_by_one,
    "ideographTraditional": lambda number: _STEMS[number - 1] if 0 < number <= len(_STEMS) else str(number),
}


def _roman(number: int) -> str:
    """Up to 39; no list of a report goes on so long."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones] if tens < 4 else str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is numbered: from which number on, in which digits, with what around it (``（%1）``)."""

    start: int = 1
    digits: str = "decimal"
    around: str = ""
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list: the definition that it shares its count with, its own levels and starts."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document by their number, and how far each has been counted."""

    _lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, part: _Element | None) -> Numbering:
        """The lists that ``numbering.xml`` defines; none when there is no such part."""
        if part is None:
            return cls()
        definitions = {definition.get(word("abstractNumId"), ""): _levels(definition)
                       for definition in part.iterfind(word("abstractNum"))}
        lists = {}
        for number in part.iterfind(word("num")):
            definition = value_of(number, "abstractNumId")
            overrides = number.findall(word("lvlOverride"))
            own = {at: level for override in overrides for at, level in _levels(override).items()}
            starts = {whole(override.get(_AT, "")) or 0: start for override in overrides
                      if (start := whole(value_of(override, "startOverride"))) is not None}
            lists[number.get(word("numId"), "")] = _List(definition, {**definitions.get(definition, {}), **own}, starts)
        return cls(lists)

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph in that list and level; ``""`` for bullets and for no list."""
        found = self._lists.get(number)
        if found is None or level not in found.levels or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at in found.starts:
                counts[at] = None
        before = counts[level]
        counts[level] = self._start(found, level) if before is None else before + 1
        counts[level + 1:] = [None] * (_LEVELS - level - 1)
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._start(found, above)
        return self._shown(found, level, [count or 0 for count in counts])

    @staticmethod
    def _start(found: _List, level: int) -> int:
        return found.starts.get(level, found.levels.get(level, _Level()).start)

    @staticmethod
    def _shown(found: _List, level: int, counts: list[int]) -> str:
        """The number with what stands around it; ``""`` when one of its digits is of a kind that is not known."""
        shown = found.levels[level]
        places = [int(place) - 1 for place in _PLACE.findall(shown.around)]
        kinds = {at: "decimal" if shown.legal else found.levels.get(at, _Level()).digits for at in places}
        if not places or any(kind not in _FORMATS for kind in kinds.values()):
            return ""
        return _PLACE.sub(lambda match: _FORMATS[kinds[int(match[1]) - 1]](counts[int(match[1]) - 1]), shown.around)


def _levels(definition: _Element) -> dict[int, _Level]:
    return {whole(level.get(_AT, "")) or 0: _level(level) for level in definition.iterfind(word("lvl"))}


def _level(level: _Element) -> _Level:
    start = whole(value_of(level, "start"))
    return _Level(1 if start is None else start, value_of(level, "numFmt") or "decimal", value_of(level, "lvlText"),
                  level.find(word("isLgl")) is not None)
