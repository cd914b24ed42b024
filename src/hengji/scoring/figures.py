"""Printed figures recomputed (核对数字): each from the facts and data of the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from hengji.formula import Literal, Node, evaluate, op, total
from hengji.frameworks import Framework, read_own_formula
from hengji.model import PERCENT, UNITS, Case, Figure, FigureCheck, Place, Tally, Unit, exact

_SHEETS = UNITS["份"]


def check_figures(case: Case, framework: Framework, inputs: Mapping[str, Any]) -> tuple[FigureCheck, ...]:
    """Every printed figure of ``case`` with what it should be, in the order of the case."""
    data = {fact.name: fact.unit for fact in case.data}
    known = {**inputs, **{fact.name: fact.value for fact in case.data}}
    checks = []
    for figure in case.figures:
        tree, _ = read_own_formula(figure.formula, figure.entered or Place(case.id), framework, data)
        assert tree is not None, figure.name  # read once already, with the case
        checks.append(FigureCheck(figure.name, figure.formula, figure.unit, figure.printed,
                                  evaluate(tree, known), figure.source, figure.note,
                                  unclear=figure.unclear))
    return (*checks, *(check for tally in case.tallies for check in _tallied(tally)))


def _tallied(tally: Tally) -> Iterator[FigureCheck]:
    """Counts must add up to the answers, each share be its count of them, and the shares to what is printed."""
    source = tally.source

    def check(name: str, printed: Figure, tree: Node, unit: Unit) -> FigureCheck:
        return FigureCheck(f"{tally.name}：{name}", "", unit, printed, evaluate(tree, {}), source)

    printed = [option.printed for option in tally.options if option.printed]

    counts = [_count(option.count) for option in tally.options]
    yield check("份数合计", Figure(f"{tally.answers}份", Fraction(tally.answers), 0, _SHEETS), total(*counts), _SHEETS)
    for option, count in zip(tally.options, counts, strict=True):
        if option.printed is not None:
            yield check(f"{option.name}占比", option.printed, op("divide", count, _count(tally.answers)), PERCENT)
    if tally.printed_sum is not None:
        shares: list[Node] = [Literal(exact(figure.value), PERCENT, figure.text) for figure in printed]
        added = check("印出的占比相加", tally.printed_sum, total(*shares), PERCENT)
        slack = sum(((figure.interval[1] - figure.interval[0]) / 2 for figure in printed), Fraction(0))
        lenient = added._replace(slack=slack)
        yield lenient if added.agrees or not lenient.agrees else lenient._replace(note="每一项四舍五入，合计有尾差")


def _count(number: int) -> Literal:
    return Literal(number, _SHEETS, f"{number}份")
