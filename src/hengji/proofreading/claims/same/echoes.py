"""A figure of the text that stands elsewhere too, or almost (同一个数在别处)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, of

from .names import name_of

_KINDS = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.RATE, Kind.SCORE})
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?|上年|本年|全年|当年")
#: Figures with fewer digits meet by chance.
_TELLING = 4
#: A name of more different figures than this is a turn of phrase.
_NAMED = 2
#: So much of the shorter name must stand in the longer one: for the same figure, and for one almost the same.
_KIN, _SAME = 34, 67


def echoes(reading: Reading) -> Iterator[Relation]:
    """Where a figure of the text is told again under a like name, the two should be equal.

    They are taken for the same quantity when their digits are the same, or all but
    one, or two swapped, and their names have most in common.
    """
    told = [number for sentence in reading.sentences for number in sentence.numbers if _tells(number)]
    phrases = _phrases(told)
    texts = [number for number in told if name_of(number.label) not in phrases]
    tabled = [number for sheet in reading.sheets for number in sheet.numbers.values() if _tells(number)]
    equal: dict[tuple[Kind, object], list[Number]] = defaultdict(list)
    near: dict[tuple[Kind, str], list[Number]] = defaultdict(list)
    for number in (*tabled, *texts):
        equal[number.kind, number.value].append(number)
        for key in _nearly(number):
            near[number.kind, key].append(number)
    for number in texts:
        twins = [other for other in equal[number.kind, number.value] if _apart(number, other)]
        if twin := _most_like(number, twins, _KIN):
            yield Relation("text-vs-table" if twin.mark.row else "cross-table", number, of(twin),
                           f"“{number.label}”与另一处", Strength.LIKELY, family="echoes")
        elif not twins:
            others = [other for key in _nearly(number) for other in near[number.kind, key]
                      if other.value != number.value and _apart(number, other)]
            if twin := _most_like(number, others, _SAME):
                yield Relation("text-vs-table" if twin.mark.row else "cross-table", number, of(twin),
                               f"“{number.label}”与另一处应一致", Strength.LIKELY, family="echoes")


def _phrases(numbers: list[Number]) -> set[str]:
    """Names under which many figures stand: turns of phrase, which name nothing."""
    values: dict[str, set[object]] = defaultdict(set)
    for number in numbers:
        values[name_of(number.label)].add(number.value)
    return {name for name, told in values.items() if len(told) > _NAMED}


def _tells(number: Number) -> bool:
    return (number.kind in _KINDS and number.measured and number.bound == "exact"
            and len(_digits(number).strip("0")) >= _TELLING)


def _digits(number: Number) -> str:
    """The digits that it would be printed with in its base unit, without the zeros of its power."""
    match = _DIGITS.search(number.text)
    whole, _, decimals = (match[0] if match else "").replace(",", "").partition(".")
    return (whole + decimals).strip("0")


def _nearly(number: Number) -> Iterator[str]:
    """One key for each digit that may be another; figures almost the same share one."""
    digits = _digits(number)
    for i in range(len(digits)):
        yield f"{digits[:i]}?{digits[i + 1:]}"


def _apart(number: Number, other: Number) -> bool:
    """Whether the two stand at different places, and may speak of the same year."""
    return (other is not number and (other.mark.block, other.mark.row) != (number.mark.block, number.mark.row)
            and (not number.period or not other.period or number.period == other.period))


def _most_like(number: Number, others: list[Number], percent: int) -> Number | None:
    """The one of ``others`` whose name is most like that of ``number``, in the same order of size."""
    name = _pairs(number.label)
    best = max(((_likeness(name, _pairs("".join((other.label, *other.head)))), -index)
                for index, other in enumerate(others) if _same_size(number, other)), default=(0, 0))
    return others[-best[1]] if best[0] >= percent else None


def _same_size(number: Number, other: Number) -> bool:
    return number.value * 10 > other.value > number.value / 10


def _pairs(label: str) -> set[str]:
    name = _YEAR.sub("", name_of(label))
    return {name[i:i + 2] for i in range(len(name) - 1)}


def _likeness(name: set[str], other: set[str]) -> int:
    """How many percent of the shorter name stand in the other."""
    shorter = min(len(name), len(other))
    return 100 * len(name & other) // shorter if shorter else 0
