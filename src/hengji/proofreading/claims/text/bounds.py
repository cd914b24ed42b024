"""What a figure can be at all (限值): no part is more than its whole, and forms name their thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from hengji.proofreading.judging import Outcome, judge
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, constant

from .bindings import holds, slipped
from .figures import Role, bare, figures_of

#: Rates of a part of its whole; what is done of a plan (完成率, 执行率, 到位率) can be more than 100%.
_OF_WHOLE = re.compile(
    r"(?:覆盖|办结|满意|好评|合格|优良|回收|收回|有效|利用|准确|知晓|及时|普及|入学|通过|在用|公开|整改)(?:率|度)"
    r"(?:仅|约|近|高|只|均|分别)*(?:为|是|达到?|:|=)*$")
_OF_PLAN = re.compile(r"预算|计划|任务|目标|指标|上年|去年|同期|年初|应|标准|定额|编制")
#: (实际数÷预算数)×100%: the constant of a formula that is told in words.
_TIMES = re.compile(r"[)\]〕数额量]\s*[×*xX]\s*$")
#: 单价100万元（含）以上设备: what is disclosed of a unit's assets, by the form of the Ministry of Finance.
_UNIT_PRICE = re.compile(r"单(?:价|位价值)$")
_THRESHOLDS = (
    (re.compile(r"^(?:\(含\))?以上的?(?:\(含\))?通用设备"), 50),
    (re.compile(r"^(?:\(含\))?以上的?(?:\(含\))?专用设备"), 100),
    (re.compile(r"^(?:\(含\))?以上的?(?:\(含\))?设备\(不含车辆"), 100),
)


def bounds(reading: Reading) -> Iterator[Relation]:
    """Rates above 100% that cannot be, formulas with another constant, thresholds other than those of the form."""
    for sentence in reading.sentences:
        yield from _too_much(sentence)
        for number in sentence.numbers:
            before = sentence.text[:sentence.start_of(number)]
            if number.kind is Kind.RATE and _TIMES.search(before) and number.text.endswith("00%"):
                yield Relation("ratio", number, constant(1), "算式中的百分比为100%", Strength.LIKELY, family="bounds")
            elif number.kind is Kind.AMOUNT and number.comparator and _UNIT_PRICE.search(bare(before)):
                yield from _threshold(number, sentence.text[sentence.end_of(number):])


def _too_much(sentence: Sentence) -> Iterator[Relation]:
    """Only what breaks the limit is told: that a rate keeps it does not make it a checked one."""
    for figure in figures_of(sentence):
        if figure.number.kind is not Kind.RATE or figure.turned or _OF_PLAN.search(figure.lead):
            continue
        if figure.role is Role.SHARE or (figure.role is Role.RATE and _OF_WHOLE.search(figure.lead)):
            relation = Relation("ratio", figure.number, constant(1), "部分不超过总数的100%", Strength.LIKELY,
                                comparator="≤", family="bounds")
            verdict = judge(relation)
            if verdict is not None and verdict.outcome is Outcome.BROKEN:
                yield relation


def _threshold(number: Number, after: str) -> Iterator[Relation]:
    for pattern, amount in _THRESHOLDS:
        if pattern.match(after.replace(" ", "")):
            relation = Relation("cross-table", number, constant(Fraction(amount * 10 ** 4)),
                                f"公开格式所列的是单价{amount}万元以上的设备", Strength.LIKELY, family="bounds")
            if holds(relation) or slipped(relation):
                yield relation
