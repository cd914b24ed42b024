"""Rates of the field whose parts the document prints somewhere (按定义验算的比率)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, Term, of, over, plus


@dataclass(frozen=True, slots=True)
class Definition:
    """A rate (比率): its name, what its numerator and denominator are called, and how sure these names are.

    Source: the common framework of indicators for departments' overall expenditure (财预〔2013〕53号).
    """

    name: re.Pattern[str]
    above: re.Pattern[str]
    below: re.Pattern[str]
    kind: Kind
    told: str
    strength: Strength = Strength.LIKELY


_DEFINITIONS = (
    Definition(re.compile(r"在职(?:人员|人数)?控制率"),
               re.compile(r"实有(?:在职|在编|在岗)*(?:人员|人数|职工)?数?$|(?:在职|在编|在岗)+(?:人员|人数|职工)数?$"),
               re.compile(r"编制(?:人?数|总数)?$"), Kind.COUNT, "在职人员数 ÷ 编制数", Strength.CERTAIN),
    Definition(re.compile(r"固定资产利用率"), re.compile(r"在用固定资产(?:总额|原值|净值|金额)?$"),
               re.compile(r"(?:所有|全部)?固定资产(?:总额|原值|净值|总值)$"), Kind.AMOUNT,
               "在用固定资产 ÷ 固定资产总额"),
    Definition(re.compile(r"政府采购执行率"), re.compile(r"实际(?:政府)?采购(?:总?金额|数)?$"),
               re.compile(r"(?:政府)?采购预算(?:总?金额|数)?$"), Kind.AMOUNT, "实际采购金额 ÷ 采购预算"),
    Definition(re.compile(r"三公.{0,3}经费控制率"), re.compile(r"三公.{0,3}经费.{0,6}(?:支出决算|实际支出|决算)数?$"),
               re.compile(r"三公.{0,3}经费.{0,6}预算(?:安排)?数?$"), Kind.AMOUNT, "“三公”经费实际支出 ÷ 预算安排"),
)


def rates_by_definition(reading: Reading) -> Iterator[Relation]:
    """A rate of the field, wherever it is told, against its parts where the document leaves no doubt about them.

    Where several numbers may be the part, the rate is right if any of them fits, and
    never wrong.
    """
    for definition in _DEFINITIONS:
        above = _parts(reading, definition.above, definition.kind)
        below = _parts(reading, definition.below, definition.kind)
        quotients = [over(a, b) for a in above for b in below if b.value() > 0]
        values = {quotient.value() for quotient in quotients}
        for number in _told(reading, definition.name):
            fitting = next((q for q in quotients if q.interval().meets(number.interval)), None)
            if fitting or len(values) == 1:
                yield Relation("ratio", number, fitting or quotients[0], f"{number.label}＝{definition.told}",
                               definition.strength, family="rates by definition")


def _told(reading: Reading, name: re.Pattern[str]) -> Iterator[Number]:
    for sentence in reading.sentences:
        for number in sentence.numbers:
            if number.kind is Kind.RATE and number.measured and _ends_with(name, number.label):
                yield number


def _ends_with(name: re.Pattern[str], label: str) -> bool:
    return any(match.end() == len(label) for match in name.finditer(label))


def _parts(reading: Reading, name: re.Pattern[str], kind: Kind) -> list[Term]:
    """What may be meant: each number under this name, and the sum of those that one sentence tells."""
    found: list[Term] = []
    for sentence in reading.sentences:
        numbers = [n for n in sentence.numbers if n.kind is kind and n.measured and name.search(n.label)]
        if len(numbers) > 1:
            found.append(plus(*map(of, numbers)))
        found.extend(of(number) for number in numbers)
    return found
