"""What a document tells, by name, aspect and year (指标、口径、年度), for other documents to be held against."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .claims.remarks.identity import Identity
from .claims.same.items import items_told
from .claims.same.names import name_of
from .claims.tables.words import TARGETS
from .number import FIGURES, Kind, Number
from .reading import Reading
from .sheets.sheet import Sheet

BUDGET, FINAL, TARGET = "预算", "决算（执行）", "目标值"
_TOLD = {"budget": BUDGET, "final": FINAL}
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_NUMBERED = re.compile(r"^(?:附?[件表])?[\d一二三四五六七八九十]*[.、:：\-—\s]+")
#: The table that lists what the text tells item by item, and its column of whole amounts.
_BY_FUNCTION = re.compile(r"一般公共预算(?:财政拨款)?支出(?:功能分类)?(预算|决算)表")
_WHOLE = frozenset({"合计", "小计", "预算数", "决算数"})
#: What every year's document tells of itself, and the next one of it, where it says of which year.
_HEADLINE = re.compile(
    r"(?P<before>(?:年初|调整|全年)?(?:决算|预算|实际)?)"
    r"(?P<name>(?:本年)?(?:总?收入|总?支出|基本支出|项目支出)|三公经费|公务接待费|机关运行经费|会议费|培训费|政府采购)"
    r"(?P<after>(?:(?:年初|调整)?(?:决算|预算|执行))?)(?:合计|总计|总额|数|安排)*")
#: Shorter names are those of many things.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that documents tell (一个量): its names from the widest to the narrowest, what of it, and when.

    ``aspect`` is 预算, 决算（执行）, 目标值, or the title of a table, whose rows and columns are like no other's.
    """

    subject: tuple[str, ...]
    aspect: str
    year: str

    def __str__(self) -> str:
        names = "·".join(dict.fromkeys(filter(None, self.subject)))
        return f"{self.year}年“{names}”的{self.aspect}" if self.aspect in _ASPECTS else \
            f"{self.year}年《{self.aspect}》中“{names}”"


_ASPECTS = frozenset({BUDGET, FINAL, TARGET})


def quantities_of(reading: Reading, identity: Identity) -> dict[Quantity, Number]:
    """Every quantity that the document tells with one value; of one told with two, none."""
    told: dict[Quantity, list[Number]] = defaultdict(list)
    for quantity, number in (*_of_text(reading), *(each for sheet in reading.sheets for each in _of_sheet(sheet))):
        year = number.period or quantity.year or str(identity.year or "")
        if year and number.kind in FIGURES:
            told[Quantity(quantity.subject, quantity.aspect, year)].append(number)
    return {quantity: numbers[0] for quantity, numbers in told.items()
            if len({number.value for number in numbers}) == 1}


def _of_text(reading: Reading) -> Iterator[tuple[Quantity, Number]]:
    for path, number, of in items_told(reading):
        if of in _TOLD:
            yield Quantity(path, _TOLD[of], ""), number
    for sentence in reading.sentences:
        for number in sentence.numbers:
            if number.period and number.measured and number.kind is Kind.AMOUNT:
                yield from _headline(number)


def _headline(number: Number) -> Iterator[tuple[Quantity, Number]]:
    told = _HEADLINE.fullmatch(name_of(number.label))
    if told and (aspect := told["before"] + told["after"]):
        yield Quantity((told["name"],), BUDGET if "预算" in aspect else FINAL, ""), number


def _of_sheet(sheet: Sheet) -> Iterator[tuple[Quantity, Number]]:
    year = _YEAR.search(sheet.title)
    when = year[0][:4] if year else ""
    title = name_of(_NUMBERED.sub("", _YEAR.sub("", sheet.title)))
    by_function = _BY_FUNCTION.search(title)
    for (row, column), number in sheet.numbers.items():
        names = tuple(map(name_of, sheet.label_paths.get(row) or (sheet.labels.get(row, ""),)))
        heads = tuple(name_of(_YEAR.sub("", head)) for head in sheet.paths.get(column, ()))
        if heads and TARGETS.search(heads[-1]) and len(names[-1]) >= _TELLING:
            yield Quantity((names[-1],), TARGET, when), number
        elif title and (any(names) or any(heads)):
            yield Quantity((*_above(sheet, row), *names, *heads), title, when), number
            if by_function and sheet.codes.get(row) and heads and heads[-1] in _WHOLE:
                aspect = BUDGET if by_function[1] == "预算" else FINAL
                yield Quantity((*_above(sheet, row), names[-1]), aspect, when), number


def _above(sheet: Sheet, row: int) -> tuple[str, ...]:
    """The names that ``row`` stands under by its code, the widest first."""
    own = sheet.codes.get(row, "")
    above = sorted((code, at) for at, code in sheet.codes.items() if own and code and code != own
                   and own.startswith(code))
    return tuple(name_of(sheet.labels.get(at, "")) for _, at in above)
