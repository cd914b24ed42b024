"""Figures taken up again in the working of a score (得分过程): what it starts from, its steps, what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from hengji.proofreading.claims.same.names import code_of, name_of
from hengji.proofreading.claims.text.expressions import Equation, equations
from hengji.proofreading.number import FIGURES, Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Strength, as_it_stands, of

from .passages import Printed, Working, workings
from .retold import FAMILY, again, exactly, may_be, order, same, telling

_GAINED = re.compile(r"(?:^|[^扣应不只])得\s*$")
_GIVEN = re.compile(r"(?:给定|实得|自评|评定|认定)(?:得分)?(?:为|:)?\s*$")
_AS_WORKED_OUT = re.compile(r"\s*,?\s*(?:与(?:复算|计算|核算)(?:结果)?(?:一致|相符)|即评判分)")
_RANGE = re.compile(r"(?:复算|计算|核算|按规则)(?:结果)?(?:为|是)?\s*$")
_RULE = re.compile(r"\s*(?:评分)?(?:规则|标准|细则|目标|办法)\s*:")
_TO = re.compile(r"\s*[-—~至到]+\s*")
_OF_CODE = re.compile(r"(?P<code>[A-Z]\d{1,4})\s*得\s*$")
_OTHERWISE = re.compile(r"^\s*(?P<name>[^:=]{2,40}):\s*$")
_OTHER_WAY = re.compile(r"^\s*[^:=]{2,40}:[^:,=]+,\s*得\s*$")
_NAME = re.compile(r"(?:[^-+*/×÷()=\[\]\s][^-+*/×÷()=\[\]]*(?:\([^-()+*/×÷]*\))*|\[[^\[\]]+\])")
_IS = re.compile(r"^\s*(?P<names>[^\d=]+(?:=[^=]*)*?)=\s*$")
_HOLDS = re.compile(r"\s*,?\s*(?P<no>不)?成立")
_FUNCTIONS = frozenset({"绝对值", "平均", "合计"})
_BRACKETED = re.compile(r"\((?P<name>.+)\)\s*$")
#: Which way a limit bounds, and what holds where it is not kept.
_WAYS = {"≤": "≤", "<": "≤", "≥": "≥", ">": "≥"}
_REVERSED = {"≤": "≥", "≥": "≤"}


def derivations(reading: Reading) -> Iterator[Relation]:
    """Every figure of a working against the place that it is taken from, and its score against the score table."""
    printed = Printed(reading)
    ranges: dict[tuple[str, ...], tuple[Number, Number]] = {}
    for working in workings(reading):
        yield from _Walk(working, printed).relations()
        yield from _ranges(working, ranges)


def _ranges(working: Working, known: dict[tuple[str, ...], tuple[Number, Number]]) -> Iterator[Relation]:
    """按规则 0.50–1.00: what an indicator may get by its rule is the same wherever it is told."""
    for sentence in working.sentences:
        for low, high in pairwise(sentence.numbers):
            if not working.names or not _RANGE.search(sentence.text[:sentence.start_of(low)]) or not _TO.fullmatch(
                    sentence.text[sentence.end_of(low):sentence.start_of(high)]):
                continue
            first = known.setdefault(working.names, (low, high))
            if first[0] is not low:
                yield again(low, first[0], "复算的下限各处应一致")
                yield again(high, first[1], "复算的上限各处应一致")


@dataclass
class _Walk:
    """A working read from its first sentence to its last."""

    working: Working
    printed: Printed
    facts: dict[str, Number] = field(default_factory=dict)
    named: dict[str, Number] = field(default_factory=dict)
    told: list[Number] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    ruled: set[int] = field(default_factory=set)
    weight: Number | None = None
    results: list[Number] = field(default_factory=list)
    gained: list[Number] = field(default_factory=list)
    otherwise: list[tuple[str, Number]] = field(default_factory=list)
    loose: list[Number] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)

    def relations(self) -> Iterator[Relation]:
        """What every sentence says, then the figures that no words tie to their source."""
        weight = self.printed.of("weight", *self.working.names)
        if weight is not None:
            self.weight = weight
            self.told.append(weight)
        for sentence in self.working.sentences:
            found = list(equations(sentence))
            self.equations.extend(found)
            for equation in found:
                yield from self._equation(equation)
            if not found:
                yield from self._plain(sentence)
            yield from self._scores(sentence)
        if self.working.names:
            yield from self._left_over()

    def _equation(self, equation: Equation) -> Iterator[Relation]:
        operands, result = equation.operands, equation.result
        *_, name, words = ["", "", *(part.strip() for part in equation.before.split("=")[:-1])]
        called = name or words
        names = [each.strip() for each in _NAME.findall(words) if each not in _FUNCTIONS]
        bound = dict(zip(map(id, operands), names, strict=True)) if len(names) == len(operands) else {}
        if not bound and not name and words == "得分" and len(self.parts) == len(operands) > 1:
            bound = dict(zip(map(id, operands), self.parts, strict=True))
        for operand in operands:
            yield from self._operand(equation, operand, bound.get(id(operand), ""))
        self._remember(result, called)
        yield from self._again_by_bracket(called, result)
        yield from self._total(equation)

    def _operand(self, equation: Equation, operand: Number, name: str) -> Iterator[Relation]:
        label = equation.label(operand) or (_last_word(equation.before) if operand is equation.operands[0] else "")
        score = self.printed.of("score", label, name_of(label)) if label and operand.kind is not Kind.RATE else None
        source = score or self.named.get(name)
        if source is not None and source is not operand:
            self.taken.update((id(operand), id(source)))
            yield again(operand, source, f"算式中的“{label or name}”＝前文的数")
        else:
            self.loose.append(operand)

    def _total(self, equation: Equation) -> Iterator[Relation]:
        """下级得分合计：A1 4.00 + A2 3.50 = 7.50: what the lower levels make is the score."""
        labels = [equation.label(operand) or _last_word(equation.before) for operand in equation.operands]
        own = self.printed.of("score", *self.working.names)
        if own is not None and all(code_of(f"{label} 得") and self.printed.of("score", label) for label in labels):
            yield again(equation.result, own, "下级得分合计＝本级得分")

    def _plain(self, sentence: Sentence) -> Iterator[Relation]:
        """A line without a calculation: what a figure is called, a comparison, a rule."""
        numbers = [number for number in sentence.numbers if number.kind in FIGURES]
        if numbers and (match := _IS.search(sentence.text[:sentence.start_of(numbers[-1])])):
            yield from self._called(match["names"].split("="), numbers)
            return
        if not numbers and sentence.text.rstrip().endswith(":"):  # 最高可能：the same is worked out once more
            self.named = dict(self.facts)
        if match := _HOLDS.match(sentence.text, sentence.end_of(numbers[-1])) if len(numbers) == 2 else None:
            yield from self._compared(numbers[0], numbers[1], holds=not match["no"])
            return
        if _RULE.match(sentence.text):
            self.ruled.update(map(id, numbers))
        for number in numbers:
            self.told.append(number)
            if number.label:
                self.facts.setdefault(number.label, number)
                self.named.setdefault(number.label, number)

    def _called(self, names: list[str], numbers: list[Number]) -> Iterator[Relation]:
        """公众认可 = 满意人数比例 = 84.62%: the first is told here, the second was before."""
        *between, number = numbers
        for i, name in enumerate(each.strip() for each in names):
            source = (self.named if i else self.facts).get(name)
            if source is not None:
                self.taken.update((id(number), id(source)))
                yield again(number, source, f"“{name}”前后一致")
        for other in between:  # 具备的项数 = 符合 2 点 = 2项
            yield Relation("cross-table", number, as_it_stands(other), "等号两边相等", Strength.LIKELY, family=FAMILY)
        self._remember(number, names[0].strip())

    def _compared(self, value: Number, limit: Number, *, holds: bool) -> Iterator[Relation]:
        """−5.18% ≤ 10%，成立."""
        if not limit.comparator:
            return
        way = _WAYS[limit.comparator]
        way = way if holds else _REVERSED[way]
        yield Relation("rule-vs-score", value, of(limit), "所写的比较成立", Strength.LIKELY, way, family=FAMILY)
        if self.results and self.results[-1].kind is value.kind:
            yield again(value, self.results[-1], "与规则比较的数＝算得的数")
        self.loose.append(limit)

    def _remember(self, result: Number, name: str) -> None:
        self.results.append(result)
        self.told.append(result)
        if name:
            self.named[name] = result
        if name == "得分":
            self.parts = []
        elif name.endswith("得分"):
            self.parts.append(name)

    def _again_by_bracket(self, name: str, result: Number) -> Iterator[Relation]:
        """不含年初结转：−12.33%，得2分 is told of the calculation named 预算调整率（不含年初结转）."""
        match = _BRACKETED.search(name)
        for other, number in self.otherwise:
            if match and match["name"] == other and number.kind is result.kind:
                yield again(number, result, f"“{other}”的数＝算得的数")

    def _scores(self, sentence: Sentence) -> Iterator[Relation]:
        own = self.printed.of("score", *self.working.names)
        for number in sentence.numbers:
            before = sentence.text[:sentence.start_of(number)]
            after = sentence.text[sentence.end_of(number):]
            if match := _OTHERWISE.match(before):
                self.otherwise.append((match["name"].strip(), number))
            if number.kind not in (Kind.SCORE, Kind.PLAIN):
                continue
            if match := _OF_CODE.search(before):
                if (score := self.printed.of("score", match["code"])) is not None:
                    yield again(number, score, f"{match['code']}的得分前后一致")
            elif _GAINED.search(before):
                yield from self._gain(sentence, number, before)
            elif _GIVEN.search(before) and own is not None:
                yield again(number, own, "所写的得分＝得分表的得分")
                if _AS_WORKED_OUT.match(after) and self.gained:
                    yield again(self.gained[-1], own, "算得的得分＝得分表的得分")
            elif _RANGE.search(before) and len(self.gained) > 1:
                yield from self._range(sentence, number)

    def _gain(self, sentence: Sentence, number: Number, before: str) -> Iterator[Relation]:
        """得 2.00 分 after a calculation is its result; after another way's name, that way's score further down."""
        last = self.results[-1] if self.results else None
        if last is not None and last.kind is Kind.SCORE and any(last is each for each in sentence.numbers):
            yield again(number, last, "得分＝算式的结果")
        if _OTHER_WAY.match(before):
            self.otherwise.append(("", number))
            return
        pending = next((i for i, (name, _) in enumerate(self.otherwise) if not name), None)
        if pending is not None:
            yield again(self.otherwise.pop(pending)[1], number, "这种算法的得分前后一致")
        self.gained.append(number)

    def _range(self, sentence: Sentence, low: Number) -> Iterator[Relation]:
        """按规则复算为 0.50–1.00: the lowest and the highest worked out before."""
        ends = [number for number in sentence.numbers if number.mark.start >= low.mark.start][:2]
        if len(ends) == 2:
            yield again(ends[0], self.gained[0], "复算的下限＝算得的最低得分")
            yield again(ends[1], self.gained[1], "复算的上限＝算得的最高得分")

    def _left_over(self) -> Iterator[Relation]:
        """Operands and limits that no name ties: the figure told before that is the same, else the one that is left."""
        free: list[Number] = []
        for number, limit in self._limits():
            self.loose.remove(number)
            self.taken.update((id(number), id(limit)))
            yield again(number, limit, "与之比较的限值＝规则的限值")
        for number in self.loose:
            alike = [other for other in self._before(number) if same(number, other)]
            source = next((other for other in alike if id(other) not in self.taken), alike[0] if alike else None)
            if source is not None:
                self.taken.update((id(number), id(source)))
                yield again(number, source, "算式中的数＝前文的数")
            else:
                free.append(number)
        for number in free:
            left = [other for other in self._before(number) if id(other) not in self.taken and may_be(number, other)]
            ruled = [other for other in left if id(other) in self.ruled]
            only = ruled if number.comparator or not telling(number) else left
            if len(only) == 1:
                yield again(number, only[0], "算式中的数＝前文的数")
        parameters = [number for number in self.told if id(number) in self.taken and number.kind is Kind.RATE]
        for equation in self.equations:
            yield from exactly(equation, parameters)

    def _limits(self) -> Iterator[tuple[Number, Number]]:
        """The limits compared with, each with the rule's: the only one of its way, or as many in the same order."""
        for signs in ("≤", "<", "≥", ">", "≤<", "≥>"):
            compared = [number for number in self.loose if number.comparator and number.comparator in signs]
            limits = [number for number in self.told if number.comparator and number.comparator in signs]
            if len(limits) == 1:
                yield from ((number, limits[0]) for number in compared)
            elif len(limits) == len(compared) <= 2 * sum(map(same, compared, limits)):
                yield from zip(compared, limits, strict=True)

    def _before(self, number: Number) -> list[Number]:
        """The figures told before ``number``, the full mark first; of a limit the limits that the rule sets."""
        told = [other for other in self.told if other is self.weight or order(other) < order(number)]
        way = _WAYS.get(number.comparator)
        limits = [other for other in told if way and _WAYS.get(other.comparator) == way]
        return limits or told


def _last_word(before: str) -> str:
    return re.split(r"[\s,;:。=(]", before.strip())[-1]
