"""What a document says about its figures (勾稽关系): a figure, and the expression that it should equal."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from hengji.model import Mark

from .interval import Interval
from .number import Number


@dataclass(frozen=True, slots=True)
class Term:
    """An expression over numbers of the document (算式): a number, a constant, or an operation on terms.

    ``sign`` is one of ``+ - * /`` with two parts or, for ``+``, more; ``n`` is a
    number of the document, ``x`` one that is meant exactly as it stands (an operand
    of a formula that is written out), ``c`` a constant that the relation itself
    brings (100 %, the number of things listed). ``told`` is how people write it
    where that names a number twice: D÷(X-D) for 1÷(X÷D-1).
    """

    sign: str
    parts: tuple[Term, ...] = ()
    number: Number | None = None
    constant: Fraction = Fraction(0)
    told: Term | None = None

    def numbers(self) -> Iterator[Number]:
        """Every number of the document in it, from left to right."""
        if self.number is not None:
            yield self.number
        for part in self.parts:
            yield from part.numbers()

    @property
    def exact(self) -> bool:
        """Whether some number in it is meant exactly as it stands."""
        return self.sign == "x" or any(part.exact for part in self.parts)

    def value(self, of: Callable[[Number], Fraction] = lambda number: number.value) -> Fraction:
        """What it comes to with each number taken as printed. Raises :class:`ZeroDivisionError`."""
        if self.number is not None:
            return of(self.number)
        if self.sign == "c":
            return self.constant
        values = [part.value(of) for part in self.parts]
        result = values[0]
        for value in values[1:]:
            result = _OPERATIONS[self.sign](result, value)
        return result

    def interval(self) -> Interval:
        """What it can come to, each number anywhere in its own interval. Raises :class:`ZeroDivisionError`.

        Every number should stand in it once: of two places of one number the
        interval does not know that they are the same.
        """
        if self.number is not None:
            return Interval.of(self.number.value) if self.sign == "x" else self.number.interval
        if self.sign == "c":
            return Interval.of(self.constant)
        result = self.parts[0].interval()
        for part in self.parts[1:]:
            result = _OPERATIONS[self.sign](result, part.interval())
        return result


#: The same of numbers and of intervals.
_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def of(number: Number) -> Term:
    """The term that is a number of the document."""
    return Term("n", number=number)


def as_it_stands(number: Number) -> Term:
    """The term that is a number of the document taken without rounding."""
    return Term("x", number=number)


def constant(value: Fraction | int) -> Term:
    """The term that is a constant."""
    return Term("c", constant=Fraction(value))


def plus(*terms: Term) -> Term:
    """The sum of ``terms``; one alone is itself."""
    return terms[0] if len(terms) == 1 else Term("+", terms)


def minus(a: Term, b: Term) -> Term:
    """``a`` less ``b``."""
    return Term("-", (a, b))


def times(a: Term, b: Term) -> Term:
    """``a`` times ``b``."""
    return Term("*", (a, b))


def over(a: Term, b: Term) -> Term:
    """``a`` divided by ``b``."""
    return Term("/", (a, b))


class Strength(Enum):
    """What a broken relation means (把握): the worst severity that it may be told with."""

    CERTAIN = "error"
    LIKELY = "warning"
    WEAK = "note"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another expression that would explain the figure as printed (另一种算法), and what was done wrong then.

    ``fits`` says that the document may well mean this: if the figure agrees with it,
    nothing is wrong. Otherwise agreement is the cause: ``check`` and ``cause`` are told.
    """

    term: Term
    cause: str = ""
    check: str = ""
    fits: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """``target`` should equal ``term`` (or stand to it as ``comparator`` says: ``= ≤ ≥``).

    ``name`` tells the relation in words of the field (基本支出＋项目支出＝本年支出合计).
    ``family`` names what kind of reasoning found it; ``siblings`` relations of one
    family and one ``group`` (the other columns of the same sum, the other rows of
    the same rate) confirm one another. ``assumed`` says that the document does not
    itself state the relation: it counts only where siblings agree. A ``supporting``
    relation helps to tell which figure is wrong (the same row in another table); broken
    alone it says nothing. ``verbatim`` says that the figure is the other one written
    once more, so that no digit of it may be cut off.
    """

    check: str
    target: Number
    term: Term
    name: str
    strength: Strength = Strength.CERTAIN
    comparator: str = "="
    family: str = ""
    group: object = None
    assumed: bool = False
    supporting: bool = False
    verbatim: bool = False
    rivals: tuple[Rival, ...] = ()
    explanation: str = ""

    def numbers(self) -> Iterator[Number]:
        """The target, then every number of the term."""
        yield self.target
        yield from self.term.numbers()


@dataclass(frozen=True, slots=True, eq=False)
class Remark:
    """Something wrong that is no equation (疑点): an order of dates, a name, a leftover, a lack of support.

    ``marks`` are the words meant, the one to mend first; ``numbers`` the figures
    that were checked by it, also where a check finds nothing wrong (then ``marks``
    is empty and it is told nowhere).
    """

    check: str
    strength: Strength
    marks: tuple[Mark, ...] = ()
    explanation: str = ""
    printed: str = ""
    expected: str = ""
    likely: str = ""
    correction: str = ""
    numbers: tuple[Number, ...] = ()
    values: tuple[str, ...] = ()
