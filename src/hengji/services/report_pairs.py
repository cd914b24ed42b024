"""Figures of two documents paired (配对): by table or section, name and kind, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction

from hengji.model import UNITS, decimal_text, exact, round_half_up
from hengji.proofreading import NamedFigure, NamedFigures
from hengji.reports import FigureChange, ReportChanges, ReportVersion, ScoreChange
from hengji.telling import points_shown

_DIGITS = re.compile(r"[\d.,]+")
_RATES = ("比率", "百分点")
Pair = tuple[NamedFigure | None, NamedFigure | None]


def changes_of_documents(first: NamedFigures, second: NamedFigures) -> ReportChanges:
    """What changed between two documents."""
    pairs = list(_paired([one for one in first.figures if not one.scored],
                         [one for one in second.figures if not one.scored]))
    figures = tuple(FigureChange(*_told(pair), *(_place(read, one) for read, one in zip((first, second), pair,
                                                                                        strict=True)))
                    for pair in pairs if not _same(pair))
    scores = tuple(_scores(first, second))
    return ReportChanges(_version(first), _version(second), scores, figures, sum(map(_same, pairs)))


def _version(read: NamedFigures) -> ReportVersion:
    total = "" if read.total is None else points_shown(exact(read.total.value))
    return ReportVersion(read.manuscript.name, len(read.figures), total, read.grade)


def _paired(first: Sequence[NamedFigure], second: Sequence[NamedFigure]) -> Iterator[Pair]:
    """Figures of one name in one place; between them, as many of the same kinds are the same ones renamed."""
    matcher = SequenceMatcher(None, [_key(one) for one in first], [_key(one) for one in second], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        left, right = first[a:b], second[c:d]
        if tag == "equal" or [one.kind for one in left] == [one.kind for one in right]:
            yield from zip(left, right, strict=True)
        else:
            yield from ((one, None) for one in left)
            yield from ((None, one) for one in right)


def _key(one: NamedFigure) -> tuple[str, str]:
    """Digits in names may themselves have changed; where it stands, the order says."""
    return one.kind, _DIGITS.sub("#", one.name)


def _same(pair: Pair) -> bool:
    a, b = pair
    return a is not None and b is not None and a.value == b.value


def _told(pair: Pair) -> tuple[str, str, str, str, str]:
    a, b = pair
    shown = b or a
    assert shown is not None
    return (shown.name, shown.where, _printed(a), _printed(b),
            _difference(a, b) if a is not None and b is not None else "")


def _printed(one: NamedFigure | None) -> str:
    """As printed, with the unit that the head of the table gives."""
    if one is None:
        return ""
    return one.text if not one.unit or one.unit in one.text else one.text + one.unit


def _place(read: NamedFigures, one: NamedFigure | None) -> str:
    return "" if one is None else str(read.manuscript.spot(one.mark))


def _difference(a: NamedFigure, b: NamedFigure) -> str:
    """In the unit of the second; of rates in percentage points."""
    gap = b.value - a.value
    if b.kind in _RATES:
        told, unit = gap * 100, "个百分点"
    else:
        known = UNITS.get(b.unit) if b.kind == "金额" else None
        told, unit = (gap * 100 / known.scale if known else gap), b.unit
    return ("+" if gap > 0 else "") + _decimal(told) + unit


def _decimal(value: Fraction) -> str:
    places = next((digits for digits in range(7) if (value * 10**digits).denominator == 1), 6)
    return decimal_text(round_half_up(exact(value), places), places)


def _scores(first: NamedFigures, second: NamedFigures) -> Iterator[ScoreChange]:
    """Total, then indicators by code and name; one that stands in several tables is told once."""
    totals = [one.total for one in (first, second)]
    if any(totals) and not _same((totals[0], totals[1])):
        yield _score("", "总分", totals[0], totals[1])
    sides = [_by_name(one) for one in (first, second)]
    for key in dict.fromkeys((*sides[0], *sides[1])):
        pair = sides[0].get(key), sides[1].get(key)
        if not _same(pair):
            yield _score(*key, *pair)


def _by_name(read: NamedFigures) -> dict[tuple[str, str], NamedFigure]:
    named: dict[tuple[str, str], NamedFigure] = {}
    for one in read.figures:
        if one.scored:
            named.setdefault((one.code, one.name), one)
    return named


def _score(code: str, name: str, a: NamedFigure | None, b: NamedFigure | None) -> ScoreChange:
    told = ["" if one is None else points_shown(exact(one.value)) for one in (a, b)]
    gap = "" if a is None or b is None else ("+" if b.value > a.value else "") + points_shown(exact(b.value - a.value))
    return ScoreChange(code, name, told[0], told[1], gap)
