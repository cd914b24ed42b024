"""Charts that a scorecard can fill (得分、资金和跨年的图); none where there is too little to compare."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hengji.model import (
    MONEY,
    RATE,
    WAN_YUAN,
    Dimension,
    Exact,
    Fact,
    Missing,
    NodeScore,
    Scorecard,
    Unit,
    Value,
    exact,
)
from hengji.reports.grid import level_name

from .blocks import Chart, Series

#: More bars than this are no picture any more.
MOST_BARS = 30
_FEWEST = 2
_COLUMNS = 6


def heads_chart(card: Scorecard) -> Chart | None:
    """A radar of the first level's rates; it takes three heads."""
    heads = [node for node in card.nodes if node.level == 1 and node.rate is not None]
    return _rates("一级指标得分率", "radar", heads) if len(heads) > _FEWEST else None


def rates_chart(card: Scorecard, level: int = 2, head: str = "") -> Chart | None:
    """Bars of the rates of one level, under the indicator ``head`` or everywhere.

    Where there are too many for one picture, those of the level above.
    """
    inside = {head}
    for node in card.nodes:
        if node.parent in inside:
            inside.add(node.code)
    nodes = [node for node in card.nodes if node.rate is not None and (not head or node.parent in inside)]
    while level > 1 and sum(node.level == level for node in nodes) > MOST_BARS:
        level -= 1
    chosen = [node for node in nodes if node.level == level]
    title = f"{level_name(level)}得分率"
    above = next((node.name for node in card.nodes if node.code == head), "")
    return _rates(f"{above}的{title}" if above else title, "bar", chosen) if len(chosen) >= _FEWEST else None


def _rates(title: str, form: str, nodes: Sequence[NodeScore]) -> Chart:
    values = tuple(None if node.rate is None else exact(node.rate * 100) for node in nodes)
    return Chart(title, "radar" if form == "radar" else "bar", tuple(f"{node.code} {node.name}" for node in nodes),
                 (Series("得分率", values),), "%")


def members_chart(term: str, members: Sequence[tuple[str, Exact, Exact]]) -> Chart | None:
    """Budget against execution of projects or budget units, each with both in fen."""
    if len(members) < _FEWEST:
        return None
    title, lines = f"各{term}预算和执行对比", members
    if len(lines) > MOST_BARS // 2:
        title += f"（预算最多的{MOST_BARS // 2}个）"
        lines = sorted(lines, key=lambda line: -line[1])[:MOST_BARS // 2]
    names, budgets, spent = zip(*lines, strict=True)
    return Chart(title, "bar", names, tuple(
        Series(name, tuple(exact(Fraction(amount) / WAN_YUAN.scale) for amount in amounts))
        for name, amounts in (("预算数", budgets), ("支出数", spent))), WAN_YUAN.name)


def years_charts(card: Scorecard) -> tuple[Chart, ...]:
    """This year beside last year, of everything that both are known of: a chart for each kind of quantity.

    A single quantity is told in a sentence, not in a chart.
    """
    known = _both_years(card)
    kinds: dict[Dimension | str, list[tuple[str, Exact, Exact, Unit]]] = {}
    for name, (before, now, unit) in known.items():
        kinds.setdefault(unit.dimension if unit.dimension in (MONEY, RATE) else unit.name, []).append(
            (name, before, now, unit))
    return tuple(_compared(card, lines[:MOST_BARS // 2]) for lines in kinds.values() if len(lines) >= _FEWEST)


def _compared(card: Scorecard, lines: Sequence[tuple[str, Exact, Exact, Unit]]) -> Chart:
    unit = lines[0][3]
    before = tuple(exact(Fraction(line[1]) / unit.scale) for line in lines)
    now = tuple(exact(Fraction(line[2]) / unit.scale) for line in lines)
    period = card.case.period
    title = {MONEY: "主要金额与上年相比", RATE: "主要比率与上年相比"}.get(unit.dimension, "主要数量与上年相比")
    return Chart(title, "column" if len(lines) <= _COLUMNS else "bar", tuple(line[0] for line in lines),
                 (Series(f"{period.previous}年", before), Series(f"{period}年", now)), unit.name)


def _both_years(card: Scorecard) -> dict[str, tuple[Exact, Exact, Unit]]:
    """Department-wide quantities by name, last year's and this year's; its own figure goes before added ones."""
    years: dict[bool, dict[str, tuple[Exact, Unit]]] = {False: {}, True: {}}
    for rolled in card.roll_ups:
        value = _number(None if rolled.value is None else rolled.value.value)
        if value is not None:
            years[rolled.previous][rolled.name] = value, rolled.unit
    facts: tuple[Fact, ...] = (*card.case.data, *card.case.facts)
    for fact in facts:
        value = _number(fact.value)
        if value is not None and fact.member is None:
            years[fact.previous][fact.name] = value, fact.unit
    return {name: (years[True][name][0], now, unit) for name, (now, unit) in years[False].items()
            if name in years[True] and years[True][name][1].dimension == unit.dimension}


def _number(value: Value | Missing | None) -> Exact | None:
    return value if isinstance(value, int | Fraction) and not isinstance(value, bool) else None
