"""Formulas written out in sentences (列出的算式): 调整率=(a-b)/b×100%=-5.18%, their results and their operands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.proofreading.number import FIGURES, Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Term, as_it_stands, constant, minus, of, over, plus, times

from .bindings import holds, slipped
from .figures import Figure, Role, figures_of

_SIGN = re.compile(r"\s*(?P<sign>[-+*/×xX÷()\[\]{}·])")
_BEGINNING = re.compile(r"[(\[{]|(?<![\d.,])\d")
_RESULT = re.compile(r"\s*=\s*")
_OPENING, _CLOSING = "([{", ")]}"
#: No formula of a report has more brackets inside one another.
_DEEPEST = 8

#: An operation on something that is no number, right before the expression: its first operand is words.
_OPERATED = re.compile(r"[+\-−×*÷/]\s*[^\d\s()=,。;:]+$")


def formulas(reading: Reading) -> Iterator[Relation]:
    """Every formula with numbers put in and its result, and its operands against the figures that it takes up."""
    for sentence in reading.sentences:
        if "=" not in sentence.text:
            continue
        end = 0
        starts = {sentence.start_of(number): number for number in sentence.numbers if number.kind in FIGURES}
        for match in _BEGINNING.finditer(sentence.text):
            if match.start() < end or _OPERATED.search(sentence.text[end:match.start()]):
                continue
            parser = _Parser(sentence, starts, match.start())
            term = parser.sum()
            result = parser.result()
            if term is not None and result is not None and term.parts:
                name = re.split(r"[,;:。\s]", sentence.text[end:match.start()].rstrip("= "))[-1]
                end = parser.at
                yield _stated(term, result)
                yield from _again(result, name, sentence, reading)
                yield from _operands(list(term.numbers()), figures_of(sentence))


def _stated(term: Term, result: Number) -> Relation:
    name = "算式的结果"
    plain = Relation("ratio", result, term, name, family="formulas")
    if result.kind is Kind.RATE or holds(plain):
        return plain
    percent = Relation("ratio", result, times(term, constant(100)), name, family="formulas")
    return percent if holds(percent) else plain


def _again(result: Number, name: str, sentence: Sentence, reading: Reading) -> Iterator[Relation]:
    """经计算，调整率为-5.18%: what the rest of the paragraph calls by the formula's name is its result."""
    if not name.endswith("率"):
        return
    for other in reading.sentences:
        if other is sentence or (other.mark.block, other.mark.row, other.mark.column) != (
                sentence.mark.block, sentence.mark.row, sentence.mark.column):
            continue
        for figure in figures_of(other):
            if figure.number.kind is result.kind is Kind.RATE and figure.label.endswith(name):
                yield Relation("cross-table", figure.number, of(result), "所报比率＝算式的结果", family="formulas")


def _operands(numbers: Sequence[Number], figures: Sequence[Figure]) -> Iterator[Relation]:
    """An operand is the figure told before it, perhaps in another unit; one that is a digit apart is a slip."""
    if not numbers:
        return
    start = numbers[0].mark.start
    told = [f.number for f in figures if f.number.mark.start < start and f.role in (Role.VALUE, Role.BASE)
            and f.number.kind in (Kind.AMOUNT, Kind.COUNT, Kind.PLAIN)]
    meant = {number: [Relation("cross-table", number, _scaled(figure, scale), "算式中的数＝文中的数", family="formulas")
                      for scale in (1, 10 ** 4) for figure in told if abs(figure.value) >= scale]
             for number in numbers if number.kind is not Kind.RATE and abs(number.value) >= _TELLING}
    same = {number: next(filter(holds, relations), None) for number, relations in meant.items()}
    taken = {figure for relation in same.values() if relation for figure in relation.term.numbers()}
    for number, relations in meant.items():
        free = (r for r in relations if taken.isdisjoint(r.term.numbers()) and slipped(r))
        if (found := same[number] or next(free, None)) is not None:
            yield found


#: Smaller operands are numbers of anything.
_TELLING = 10


def _scaled(figure: Number, scale: int) -> Term:
    return of(figure) if scale == 1 else over(of(figure), constant(scale))


@dataclass
class _Parser:
    """Reads an expression over the numbers of a sentence, from ``at`` on; what is none gives None."""

    sentence: Sentence
    starts: dict[int, Number]
    at: int
    depth: int = 0

    def sum(self) -> Term | None:
        """Products added and taken away."""
        left = self._product()
        while left is not None and (sign := self._sign("+-")):
            right = self._product()
            if right is None:
                return None
            left = plus(left, right) if sign == "+" else minus(left, right)
        return left

    def _product(self) -> Term | None:
        left = self._part()
        while left is not None and (sign := self._sign("*×xX·/÷")):
            right = self._part()
            if right is None or (sign in "/÷" and right.value() == 0):
                return None
            left = over(left, right) if sign in "/÷" else times(left, right)
        return left

    def _part(self) -> Term | None:
        if self._sign(_OPENING):
            self.depth += 1
            inner = self.sum() if self.depth <= _DEEPEST else None
            self.depth -= 1
            return inner if self._sign(_CLOSING) else None
        negative = self._sign("-")
        number = self._number()
        if number is None:
            return None
        if number.kind is Kind.RATE and number.value == 1:
            return constant(1)
        term = of(number) if number.kind is Kind.RATE or number.step < 1 else as_it_stands(number)
        return minus(constant(Fraction(0)), term) if negative else term

    def _sign(self, signs: str) -> str:
        match = _SIGN.match(self.sentence.text, self.at)
        if match is None or match["sign"] not in signs:
            return ""
        self.at = match.end()
        return match["sign"]

    def _number(self) -> Number | None:
        """The number that begins here; its own sign counts as written."""
        text = self.sentence.text
        while self.at < len(text) and text[self.at].isspace():
            self.at += 1
        number = self.starts.get(self.at)
        if number is None:
            return None
        self.at = self.sentence.end_of(number)
        return number

    def result(self) -> Number | None:
        """The number after the sign of equality, once the expression is read."""
        match = _RESULT.match(self.sentence.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        return self._number()
