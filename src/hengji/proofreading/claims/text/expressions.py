"""Calculations written out with their numbers (列出的算式): (a-b)/b×100%=-5.18%, A1 4.00 + A2 3.50 = 7.50."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from hengji.proofreading.number import FIGURES, Kind, Number
from hengji.proofreading.reading import Sentence
from hengji.proofreading.relation import Term, as_it_stands, constant, minus, of, over, plus, times

_SIGN = re.compile(r"\s*(?P<sign>[-+*/×xX÷()\[\]{}·,])")
_FUNCTION = re.compile(r"\s*(?P<name>绝对值|平均|合计)(?=\()")
_BEGINNING = re.compile(r"(?:绝对值|平均|合计)?[(\[{]|(?<![\d.])(?<!\d,)(?:\d|\.(?=\d))")
_EQUALS = re.compile(r"\s*=\s*")
#: What an operand may be called between the sign and its number: + A2 3.50, + 公用经费18.35万元, − 每项1分.
_LABEL = re.compile(r"\s*(?P<label>[A-Z]\d{0,4}(?=\s)|[一-鿿“”]{1,14})\s*(?=[\d.])")
_TIMES = re.compile(r"[*×÷]")
_DIVIDES = re.compile(r"[*×÷/]")
_OPENING, _CLOSING = "([{", ")]}"
#: No formula of a report has more brackets inside one another.
_DEEPEST = 8
#: An operation on something that is no number, right before the expression: its first operand is words.
_OPERATED = re.compile(r"[+\-−×*÷/]\s*[^\d\s()=,。;:]+$")


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A calculation and what it comes to (算式和结果). ``before`` is the text before it, back to the one before.

    ``operands`` are its numbers from left to right, ``labels`` what the formula itself calls some of them.
    """

    sentence: Sentence
    term: Term
    result: Number
    before: str
    labels: dict[int, str]

    @property
    def operands(self) -> tuple[Number, ...]:
        """The numbers put in, from left to right."""
        return tuple(self.term.numbers())

    @property
    def name(self) -> str:
        """What it calculates, by the words right before it."""
        return re.split(r"[,;:。\s]", self.before.rstrip("= "))[-1]

    def label(self, operand: Number) -> str:
        """What the formula calls one of its operands; empty where it gives the number alone."""
        return self.labels.get(id(operand), "")


def equations(sentence: Sentence) -> Iterator[Equation]:
    """Every calculation of a sentence with its result on the other side of the sign of equality."""
    if "=" not in sentence.text:
        return
    starts = {sentence.start_of(number): number for number in sentence.numbers if number.kind in FIGURES}
    end = 0
    for match in _BEGINNING.finditer(sentence.text):
        before = sentence.text[end:match.start()]
        if match.start() < end or _OPERATED.search(before):
            continue
        parser = Parser(sentence, starts, match.start())
        left = parser.sum()
        result = parser.result()
        if left is None or result is None:
            continue
        if left.parts:
            end = parser.at
            yield Equation(sentence, left, result, before, parser.labels)
        elif left.number is not None and (right := parser.from_number(result)) is not None:  # 5 = 2 + 2 + 1
            end = parser.at
            yield Equation(sentence, right, left.number, before, parser.labels)


def explained(sentence: Sentence) -> Iterator[Equation]:
    """Every figure with its calculation in the bracket behind it: 控制率96%（60÷62.5×100%）, 9.8分（10分×98%）."""
    starts = {sentence.start_of(number): number for number in sentence.numbers if number.kind in FIGURES}
    for number in starts.values():
        end = sentence.end_of(number)
        if not sentence.text.startswith("(", end):
            continue
        parser = Parser(sentence, starts, end + 1)
        term = parser.sum()
        if term is not None and term.parts and sentence.text.startswith(")", parser.at) \
                and (_DIVIDES if number.kind is Kind.RATE else _TIMES).search(sentence.text, end, parser.at):
            yield Equation(sentence, term, number, sentence.text[:sentence.start_of(number)], parser.labels)


def whole_expression(sentence: Sentence) -> Term | None:
    """The calculation that is all of ``sentence``; None where it is anything else."""
    starts = {sentence.start_of(number): number for number in sentence.numbers if number.kind in FIGURES}
    parser = Parser(sentence, starts, 0)
    term = parser.sum()
    done = not sentence.text[parser.at:].strip()
    return term if done and term is not None and term.parts else None


@dataclass
class Parser:
    """Reads an expression over the numbers of a sentence, from ``at`` on; what is none gives None."""

    sentence: Sentence
    starts: dict[int, Number]
    at: int
    depth: int = 0
    labels: dict[int, str] = field(default_factory=dict)

    def sum(self) -> Term | None:
        """Products added and taken away."""
        left = self._product()
        while left is not None and (sign := self._sign("+-")):
            right = self._product(labelled=True)
            if right is None:
                return None
            left = plus(left, right) if sign == "+" else minus(left, right)
        return left

    def result(self) -> Number | None:
        """The number after the sign of equality, once the expression is read."""
        match = _EQUALS.match(self.sentence.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        return self._number()

    def from_number(self, first: Number) -> Term | None:
        """The expression that begins with ``first``; None where that is all of it."""
        self.at = self.sentence.start_of(first)
        term = self.sum()
        return term if term is not None and term.parts else None

    def _product(self, *, labelled: bool = False) -> Term | None:
        left = self._part(labelled=labelled)
        while left is not None and (sign := self._sign("*×xX·/÷")):
            right = self._part(labelled=True)
            if right is None or (sign in "/÷" and right.value() == 0):
                return None
            left = over(left, right) if sign in "/÷" else times(left, right)
        return left

    def _part(self, *, labelled: bool) -> Term | None:
        if match := _FUNCTION.match(self.sentence.text, self.at):
            self.at = match.end()
            return self._called(match["name"])
        if self._sign(_OPENING):
            inner = self._inside()
            return inner if self._sign(_CLOSING) else None
        negative = self._sign("-")
        label = _LABEL.match(self.sentence.text, self.at) if labelled else None
        if label is not None and label.end() in self.starts:
            self.at = label.end()
        number = self._number()
        if number is None:
            return None
        if label is not None:
            self.labels[id(number)] = label["label"]
        if number.kind is Kind.RATE and number.value == 1:
            return constant(1)
        term = of(number) if number.kind is Kind.RATE or number.step < 1 else as_it_stands(number)
        return minus(constant(Fraction(0)), term) if negative else term

    def _inside(self) -> Term | None:
        self.depth += 1
        inner = self.sum() if self.depth <= _DEEPEST else None
        self.depth -= 1
        return inner

    def _called(self, name: str) -> Term | None:
        """What a function makes of the terms in its brackets."""
        self._sign(_OPENING)
        terms: list[Term] = []
        while True:
            inner = self._inside()
            if inner is None:
                return None
            terms.append(inner)
            if not self._sign(","):
                break
        if not self._sign(_CLOSING):
            return None
        if name == "绝对值":
            return terms[0] if terms[0].value() >= 0 else minus(constant(Fraction(0)), terms[0])
        return over(plus(*terms), constant(len(terms))) if name == "平均" else plus(*terms)

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
