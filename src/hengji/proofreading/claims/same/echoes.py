"""A figure of the text that stands elsewhere too, or almost (同一个数在别处)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, of

from .names import likeness, name_of, pairs_of

_KINDS = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.RATE, Kind.SCORE})
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Figures with fewer digits meet by chance.
_TELLING = 4
#: Of figures that look alike, so many are compared with one.
_COMPARED = 200
#: A name of more different figures than this is a turn of phrase.
_NAMED = 2
#: So many places make a figure one that is told often.
_OFTEN = 3
#: So many characters before a figure are compared, and so many pairs of them must be the same …
_BEFORE = 30
_PAIRS = 12
#: … of all so many percent.
_ALIKE = 60
#: So much of the shorter name must stand in the longer one: for the same figure, and for one almost the same.
_KIN, _SAME = 34, 67
#: The same digits with 万元 for 元, or 元 for 万元.
_UNITS_APART = (Fraction(10 ** 4), Fraction(1, 10 ** 4))


def echoes(reading: Reading) -> Iterator[Relation]:
    """Where a figure of the text is told again under a like name, the two should be equal.

    They are taken for the same quantity when their digits are the same, or all but
    one, and their names have most in common, or the words before them; of a figure
    that is told often, and is another only in its first digits, a kindred name is enough.
    """
    words = {number: sentence.text[max(0, sentence.start_of(number) - _BEFORE):sentence.start_of(number)]
             for sentence in reading.sentences for number in sentence.numbers if _tells(number)}
    told = list(words)
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
        twins = [other for other in equal[number.kind, number.value][:_COMPARED] if _apart(number, other)]
        if twin := _most_like(number, twins, _KIN):
            yield Relation("text-vs-table" if twin.mark.row else "cross-table", number, of(twin),
                           f"“{number.label}”与另一处", Strength.LIKELY, family="echoes")
        elif not twins:
            others = [other for key in _nearly(number) for other in near[number.kind, key][:_COMPARED]
                      if other.value != number.value and _apart(number, other)]
            often = [other for other in others if len(equal[other.kind, other.value]) >= _OFTEN
                     and _at_first(_digits(number), _digits(other))]
            if twin := (_most_like(number, others, _SAME) or _in_like_words(number, others, words)
                        or _most_like(number, often, _KIN)):
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
    """Its digits; one key for each that may be another, or swapped with the next: figures almost the same share one."""
    digits = _digits(number)
    yield digits
    for i in range(len(digits)):
        yield f"{digits[:i]}?{digits[i + 1:]}"
        if digits[i:i + 1] != digits[i + 1:i + 2] != "":
            yield f"{digits[:i]}{''.join(sorted(digits[i:i + 2]))}!{digits[i + 2:]}"


def _apart(number: Number, other: Number) -> bool:
    """Whether the two stand at different places, and may speak of the same year."""
    return (other is not number and (other.mark.block, other.mark.row) != (number.mark.block, number.mark.row)
            and (not number.period or not other.period or number.period == other.period))


def _most_like(number: Number, others: list[Number], percent: int) -> Number | None:
    """The one of ``others`` whose name is most like that of ``number``, in the same order of size."""
    best = max(((likeness(number.label, "".join((other.label, *other.head))), -index)
                for index, other in enumerate(others) if _same_size(number, other)), default=(0, 0))
    return others[-best[1]] if best[0] >= percent else None


def _in_like_words(number: Number, others: list[Number], words: dict[Number, str]) -> Number | None:
    """The first of ``others`` before which the sentence reads almost as before ``number``."""
    mine = pairs_of(words[number])
    for other in others:
        shared = mine & pairs_of(words.get(other, ""))
        if len(shared) >= _PAIRS and len(shared) * 100 >= _ALIKE * min(len(mine), len(pairs_of(words[other]))):
            return other
    return None


def _at_first(digits: str, other: str) -> bool:
    """Whether the digits that differ stand so far in front that this is no small change: of few, only the first."""
    place = next((i for i, (a, b) in enumerate(zip(digits, other, strict=False)) if a != b), len(digits))
    return place < (1 if len(digits) <= _TELLING else 2)


def _same_size(number: Number, other: Number) -> bool:
    ratio = number.value / other.value
    return 10 > ratio > Fraction(1, 10) or ratio in _UNITS_APART
