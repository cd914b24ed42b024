"""Whether a relation holds (验算): over intervals, so that rounding is never called an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from .interval import Interval
from .number import Kind, Number
from .relation import Relation, Rival, Strength, Term

#: So many siblings must agree before a relation that the document does not state is believed.
CONFIRMING = 2

#: What says that two figures are the same one.
SAME = frozenset({"cross-table", "text-vs-table"})
#: A tree has more parts than levels.
_LEVELS = 5


class Outcome(Enum):
    """What came of a relation (验算结果)."""

    AGREES = "相符"
    TAIL = "尾差"
    BROKEN = "不符"


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """A relation and what came of it. ``rival`` is the other expression that explains a broken one."""

    relation: Relation
    outcome: Outcome
    rival: Rival | None = None
    strength: Strength = Strength.CERTAIN


def judge(relation: Relation) -> Verdict | None:
    """The verdict on ``relation``; None where it divides by zero and so says nothing."""
    try:
        computed = relation.term.interval()
    except ZeroDivisionError:
        return None
    if _all_levels(relation):
        return None
    outcome = _compared(relation, computed)
    if outcome is Outcome.BROKEN:
        for rival in relation.rivals:
            if _explains(rival, relation.target):
                return Verdict(relation, Outcome.AGREES if rival.fits else outcome, rival, relation.strength)
    return Verdict(relation, outcome, None, relation.strength)


def _all_levels(relation: Relation) -> bool:
    """Whether the parts of a sum are a whole tree, each level of which adds up to the total by itself."""
    if relation.term.sign != "+" or len(relation.term.parts) <= _LEVELS or not relation.target.value:
        return False
    return relation.term.value() / relation.target.value in (2, 3, 4)


def _explains(rival: Rival, target: Number) -> bool:
    try:
        return rival.term.interval().meets(target.interval)
    except ZeroDivisionError:
        return False


def _compared(relation: Relation, computed: Interval) -> Outcome:
    printed = relation.target.interval
    if relation.comparator == "≤":
        return Outcome.AGREES if printed.low <= computed.high else Outcome.BROKEN
    if relation.comparator == "≥":
        return Outcome.AGREES if printed.high >= computed.low else Outcome.BROKEN
    if printed.meets(computed):
        return Outcome.TAIL if _off_by_a_tail(relation) else Outcome.AGREES
    return Outcome.TAIL if not relation.verbatim and _last_digit(relation, computed) else Outcome.BROKEN


def _off_by_a_tail(relation: Relation) -> bool:
    """Whether the printed parts do not quite add up, which rounding each of them explains."""
    target = relation.target
    if relation.check != "sum" or target.bound != "exact" or any(n.bound != "exact" for n in relation.term.numbers()):
        return False
    return abs(relation.term.value() - target.value) >= target.step / 2


def _last_digit(relation: Relation, computed: Interval) -> bool:
    """Whether the printed number is the true one with the further digits cut off or, of a quotient, rounded up."""
    target = relation.target
    if target.kind in (Kind.COUNT, Kind.DAYS, Kind.SCORE) or target.bound != "exact":
        return False
    towards = target.step if target.value >= 0 else -target.step
    cut_off, rounded_up = target.value + towards, target.value - towards
    ends = (target.value, cut_off) if relation.check == "sum" else (rounded_up, cut_off)
    return Interval(min(ends), max(ends)).meets(computed)


def believed(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts that count: an assumed relation only where its siblings confirm it.

    Of a group of assumed relations at least two must agree, and more than twice as many
    as break, before one that breaks is believed; one that breaks alone says only that the
    guess was wrong. A group in which none breaks is believed.
    """
    groups: dict[object, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        relation = verdict.relation
        groups[(relation.family, relation.group) if relation.assumed else None].append(verdict)
    kept = groups.pop(None, [])
    for group in groups.values():
        broken = sum(v.outcome is Outcome.BROKEN for v in group)
        agreeing = sum(v.outcome is not Outcome.BROKEN and _tells(v.relation) for v in group)
        if not broken or (agreeing >= CONFIRMING and agreeing > 2 * broken):
            kept.extend(group)
    return kept


def _tells(relation: Relation) -> bool:
    """Whether agreement confirms anything: not of zeros, and not of a total with its only part."""
    others = sum(number.value != 0 for number in relation.term.numbers())
    return others >= 2 or (others == 1 and relation.check in SAME)


def required(relation: Relation, number: Number) -> Interval | None:
    """What ``number`` would have to be for ``relation`` to hold, the others as printed; None where nothing mends it."""
    if relation.comparator != "=":
        return None
    if number is relation.target:
        return relation.term.interval()
    try:
        return _solved(relation.term, number, relation.target.interval)
    except ZeroDivisionError:
        return None


def _solved(term: Term, number: Number, wanted: Interval) -> Interval | None:
    """The values of ``number`` for which ``term`` comes to ``wanted``."""
    if term.number is number:
        return wanted
    at = next((i for i, part in enumerate(term.parts) if any(n is number for n in part.numbers())), None)
    if at is None:
        return None
    others = [part.interval() for i, part in enumerate(term.parts) if i != at]
    rest = others[0] if others else Interval.of(Fraction(0))
    for other in others[1:]:
        rest = rest * other if term.sign == "*" else rest + other
    if term.sign == "+":
        wanted = wanted - rest
    elif term.sign == "-":
        wanted = wanted + rest if at == 0 else others[0] - wanted
    elif term.sign == "*":
        wanted = wanted / rest
    else:
        wanted = wanted * rest if at == 0 else others[0] / wanted
    return _solved(term.parts[at], number, wanted)
