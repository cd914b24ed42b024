"""Printed figures and tallies of a case (核对数字、问卷计数): read, their formulas checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hengji.frameworks import Framework, read_own_formula
from hengji.intake import Located, Unreadable, Values, read_figure, unreadable
from hengji.model import (
    COMMON_UNITS,
    PERCENT,
    RATE,
    Document,
    Fact,
    Figure,
    PrintedFigure,
    Problem,
    TalliedOption,
    Tally,
    Unit,
)

from .facts import read_source


def read_figures(entries: Sequence[Values], framework: Framework, data: Sequence[Fact],
                 documents: Sequence[Document], problems: list[Problem]) -> tuple[PrintedFigure, ...]:
    """The figures whose formulas, over the framework's facts and the case's own data, can be computed."""
    units = {fact.name: fact.unit for fact in data}
    read = (_figure(entry, framework, units, documents, problems) for entry in entries)
    return tuple(figure for figure in read if figure is not None)


def _figure(entry: Values, framework: Framework, data: Mapping[str, Unit], documents: Sequence[Document],
            problems: list[Problem]) -> PrintedFigure | None:
    source = read_source(entry, documents, problems)
    words: Located | None = entry["formula"]
    unit: Unit | None = entry["unit"]
    tree = None
    if words is not None:
        tree, troubles = read_own_formula(words.text, words.place, framework, data)
        problems.extend(troubles)
    if unit is not None and not unit.dimension.measurable:
        problems.append(Problem(entry.at("unit"), f"核对数字要能计算，“{unit.name}”不行", COMMON_UNITS))
        return None
    printed = _printed(entry["printed"], unit, problems)
    if tree is not None and unit is not None and tree.unit.dimension.powers != unit.dimension.powers:
        problems.append(Problem(words.place if words else entry.place,
                                f"“{entry['name']}”的公式得出的是{tree.unit.dimension.term}，"
                                f"单位“{unit.name}”是{unit.dimension.term}"))
        return None
    if tree is None or unit is None or printed is None or words is None or not entry.complete:
        return None
    return PrintedFigure(entry["name"], words.text, unit, printed, source, entry["note"] or "",
                         bool(entry["unclear"]), entry.place)


def _printed(words: Located | None, unit: Unit | None, problems: list[Problem]) -> Figure | None:
    """The figure as printed; one without a unit of its own is in ``unit``."""
    if words is None or unit is None:
        return None
    try:
        figure = read_figure(words.text)
    except Unreadable as trouble:
        problems.append(unreadable(trouble, words.place))
        return None
    if figure.unit is None:
        return replace(figure, unit=unit)
    if figure.unit.dimension.powers != unit.dimension.powers:
        problems.append(Problem(words.place, f"“{words.text}”是{figure.unit.dimension.term}，"
                                f"单位“{unit.name}”是{unit.dimension.term}", "同一种量"))
        return None
    return figure


def read_tallies(entries: Sequence[Values], documents: Sequence[Document],
                 problems: list[Problem]) -> tuple[Tally, ...]:
    """The tables of counts and shares."""
    tallies = []
    for entry in entries:
        options = tuple(TalliedOption(option["name"], int(option["count"]), _share(option["printed"], problems))
                        for option in entry["options"] or () if option.complete)
        source = read_source(entry, documents, problems)
        if "printed_sum" in entry.places and not any(option.printed for option in options):
            problems.append(Problem(entry.at("printed_sum"), "写了占比之和，却没有一个选项写占比",
                                    suggestion="请为各选项写 printed，或删去 printed_sum"))
        elif entry.complete:
            tallies.append(Tally(entry["name"], int(entry["answers"]), options, source,
                                 _share(entry["printed_sum"], problems), entry.place))
    return tuple(tallies)


def _share(words: Located | None, problems: list[Problem]) -> Figure | None:
    figure = _printed(words, PERCENT, problems)
    if figure is not None and words is not None and figure.unit is not None and figure.unit.dimension is RATE \
            and words.text.strip()[-1:].isdigit():
        problems.append(Problem(words.place, f"“{words.text}”没有写明是不是百分数", "占比，如 84.62%",
                                suggestion=f"是否想写“{words.text}%”？"))
        return None
    return figure
