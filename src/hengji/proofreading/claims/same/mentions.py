"""A quantity named again close by, or in the very same words (同一个数再次提到)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from hengji.proofreading.claims.text.bindings import holds, slipped
from hengji.proofreading.claims.text.figures import Figure, Passage, Role, passages
from hengji.proofreading.number import FIGURES, Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, of

from .names import likeness, name_of

#: Figures of one paragraph that have so many digits meet but for the first only by a slip.
_DIGITS_ALIKE = 4
#: Of one paragraph, so many amounts are compared with each other.
_COMPARED = 200
#: So much of the shorter name must stand in the other.
_KIN = 60
#: A figure with fewer digits is another one by chance.
_FEW = 2
_OTHER_TIME = re.compile(r"上年|去年|上一年|同期|预算|计划|目标|比|较")
_OF_SPENDING = re.compile(r"(?:支出|决算|执行|数)+$")
#: A contract or a rule is named where its terms are told; so many characters before and after must be the same.
_TERMS = re.compile(r"《|公司|合同|协议")
_LONG, _SHORT = 12, 6
_NOT_WORDS = re.compile(r"\d|\s")


def mentions(reading: Reading) -> Iterator[Relation]:
    """Figures that stand twice in one paragraph or chapter under one name, and terms that are quoted twice."""
    told = list(passages(reading.sentences))
    for passage in told:
        yield from _in_paragraph(passage)
    yield from _by_name(told)
    yield from _quoted(reading)


def _in_paragraph(passage: Passage) -> Iterator[Relation]:
    """Two amounts of like names, the same but for the first digit, or three of one name, one of them a slip."""
    values = [f for f in passage.figures if f.role is Role.VALUE and f.number.kind is Kind.AMOUNT and not f.reason
              and len(_digits(f.number)) >= _DIGITS_ALIKE]
    changed = {f.number.value for f in passage.figures if f.number.kind is Kind.AMOUNT}
    for first, second in combinations(values[:_COMPARED], 2):
        a, b = first.number, second.number
        if likeness(first.label, second.label) < _KIN or abs(a.value - b.value) in changed:
            continue
        if _digits(a)[1:] == _digits(b)[1:] and a.step == b.step and _digits(a)[0] != _digits(b)[0]:
            yield Relation("cross-table", b, of(a), f"“{second.label}”与“{first.label}”只差第一位数字", Strength.LIKELY,
                           family="mentions")


def _digits(number: Number) -> str:
    return str(int(abs(number.value / number.step))).rstrip("0")


def _by_name(told: Sequence[Passage]) -> Iterator[Relation]:
    """A figure that a chapter tells several times: the one that differs by a digit should be as the others."""
    named: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for passage in told:
        for f in passage.figures:
            name = _OF_SPENDING.sub("", name_of(f.label))
            if f.role is Role.VALUE and f.number.kind in (Kind.AMOUNT, Kind.COUNT) and not f.reason \
                    and len(name) >= _DIGITS_ALIKE and not _OTHER_TIME.search(f.gap):
                named[passage.sections, name, f.number.kind, f.number.unit, f.number.period].append(f)
    for figures in named.values():
        numbers = [f.number for f in figures]
        if len(numbers) > _FEW and all(len(_digits(number)) >= _FEW for number in numbers):
            yield from _as_usual(numbers, "本章几处所说的同一个数应一致")


def _as_usual(numbers: Sequence[Number], name: str) -> Iterator[Relation]:
    """Numbers that should be one: all as most of them are, where at most one is not and that by a slip."""
    values = [number.value for number in numbers]
    usual = max(values, key=values.count)
    first = next(number for number in numbers if number.value == usual)
    if sum(value != usual for value in values) > 1:
        return
    for number in numbers:
        relation = Relation("cross-table", number, of(first), name, Strength.LIKELY, family="mentions")
        if number is not first and (holds(relation) or slipped(relation)):
            yield relation


def _quoted(reading: Reading) -> Iterator[Relation]:
    """Terms of a contract or rule told in two places in the same words: their figures are the same."""
    quoted: dict[tuple[str, str, str], list[Number]] = defaultdict(list)
    for sentence in reading.sentences:
        for number in sentence.numbers:
            before = sentence.text[:sentence.start_of(number)].replace(" ", "")
            after = _NOT_WORDS.split(sentence.text[sentence.end_of(number):].replace(" ", "")[:_SHORT])[0]
            if number.kind in FIGURES and not sentence.mark.row and _TERMS.search(before[-2 * _LONG:]) \
                    and len(before) >= _LONG and len(after) >= _FEW and not _NOT_WORDS.search(before[-_LONG:]):
                quoted[before[-_LONG:], after, number.unit].append(number)
    for numbers in quoted.values():
        if len({number.mark.block for number in numbers}) == len(numbers) in (2, 3):
            yield from _as_usual(numbers, "几处引用的是同一约定")
