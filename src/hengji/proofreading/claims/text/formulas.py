"""Formulas written out in sentences (列出的算式): 调整率=(a-b)/b×100%=-5.18%, their results and their operands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hengji.proofreading.number import Kind, Number
from hengji.proofreading.reading import Reading, Sentence
from hengji.proofreading.relation import Relation, Term, constant, of, over, times

from .bindings import holds, slipped
from .expressions import equations, explained
from .figures import Figure, Role, figures_of


def formulas(reading: Reading) -> Iterator[Relation]:
    """Every formula with numbers put in and its result, and its operands against the figures that it takes up."""
    for sentence in reading.sentences:
        found = (*equations(sentence), *explained(sentence))
        put_in = {number for equation in found for number in equation.operands}
        for equation in found:
            yield _stated(equation.term, equation.result)
            yield from _again(equation.result, equation.name, sentence, reading)
            yield from _operands(equation.operands, figures_of(sentence), put_in)


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


def _operands(numbers: Sequence[Number], figures: Sequence[Figure], put_in: set[Number]) -> Iterator[Relation]:
    """An operand is the figure told before it, perhaps in another unit; one that is a digit apart is a slip.

    Of another case is what was ``put_in`` another formula of the sentence: no slip of it.
    """
    if not numbers:
        return
    start = numbers[0].mark.start
    told = [f.number for f in figures if f.number.mark.start < start and f.role in (Role.VALUE, Role.BASE)
            and f.number.kind in (Kind.AMOUNT, Kind.COUNT, Kind.PLAIN)]
    meant = {number: [Relation("cross-table", number, _scaled(figure, scale), "算式中的数＝文中的数", family="formulas")
                      for scale in (1, 10 ** 4) for figure in told if abs(figure.value) >= scale]
             for number in numbers if number.kind is not Kind.RATE and abs(number.value) >= _TELLING}
    same = {number: next(filter(holds, relations), None) for number, relations in meant.items()}
    taken = put_in | {figure for relation in same.values() if relation for figure in relation.term.numbers()}
    for number, relations in meant.items():
        free = (r for r in relations if taken.isdisjoint(r.term.numbers()) and slipped(r))
        if (found := same[number] or next(free, None)) is not None:
            yield found


#: Smaller operands are numbers of anything.
_TELLING = 10


def _scaled(figure: Number, scale: int) -> Term:
    return of(figure) if scale == 1 else over(of(figure), constant(scale))
