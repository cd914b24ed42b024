"""What each operator becomes in SQL (运算符的 SQL): one function an operator, named in the operator table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hengji.model import exact

from .number import Number, Numbers, Truth
from .whole import Whole


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working-day calendar as a column of cumulated days (工作日历).

    ``cumulated`` is the SQL list of how many working days there were up to each day from ``first`` on;
    ``unknown`` are the years within it whose holidays nobody has told.
    """

    cumulated: str
    first: str
    unknown: tuple[int, ...]


def add(to: Numbers, a: Number, b: Number) -> Number:
    """A + b."""
    return to.add(a, b)


def subtract(to: Numbers, a: Number, b: Number) -> Number:
    """A − b."""
    return to.subtract(a, b)


def multiply(to: Numbers, a: Number, b: Number) -> Number:
    """A × b."""
    return to.times(a, b)


def divide(to: Numbers, a: Number, b: Number) -> Number:
    """A ÷ b, empty where b is 0."""
    return to.over(a, b)


def negate(to: Numbers, a: Number) -> Number:
    """−a."""
    return to.negated(a)


def absolute(to: Numbers, a: Number) -> Number:
    """The distance from 0."""
    return to.absolute(to.kept(a))


def less(to: Numbers, a: Any, b: Any) -> Truth:
    """A < b."""
    return _compared(to, "<", a, b)


def at_most(to: Numbers, a: Any, b: Any) -> Truth:
    """A ≤ b."""
    return _compared(to, "<=", a, b)


def more(to: Numbers, a: Any, b: Any) -> Truth:
    """A > b."""
    return _compared(to, ">", a, b)


def at_least(to: Numbers, a: Any, b: Any) -> Truth:
    """A ≥ b."""
    return _compared(to, ">=", a, b)


def equal(to: Numbers, a: Any, b: Any) -> Truth:
    """A = b."""
    return _compared(to, "=", a, b)


def unequal(to: Numbers, a: Any, b: Any) -> Truth:
    """A ≠ b."""
    return _compared(to, "<>", a, b)


def _compared(to: Numbers, sign: str, a: Any, b: Any) -> Truth:
    if isinstance(a, Number) and isinstance(b, Number):
        return to.compared(sign, a, b)
    return _joined(sign, a, b)


def _joined(word: str, *parts: Truth) -> Truth:
    return Truth(f"({f' {word} '.join(part.text for part in parts)})", any(part.nullable for part in parts),
                 max(part.stage for part in parts))


def both(_to: Numbers, a: Truth, b: Truth) -> Truth:
    """A and b; one that is false decides, also where the other is empty."""
    return _joined("AND", a, b)


def either(_to: Numbers, a: Truth, b: Truth) -> Truth:
    """A or b; one that is true decides, also where the other is empty."""
    return _joined("OR", a, b)


def no(_to: Numbers, a: Truth) -> Truth:
    """Not a."""
    return replace(a, text=f"(NOT {a.text})")


def choose(to: Numbers, condition: Truth, a: Any, b: Any) -> Any:
    """A where the condition holds, b where not; empty where the condition is."""
    if isinstance(a, Number) and isinstance(b, Number):
        return to.chosen(condition, a, b)
    name, stage = to.stages.keep(condition.text, condition.stage)
    last = f"WHEN NOT {name} THEN {b.text}" if condition.nullable else f"ELSE {b.text}"
    lows, highs = [a.low, b.low], [a.high, b.high]
    return Truth(f"CASE WHEN {name} THEN {a.text} {last} END", condition.nullable or a.nullable or b.nullable,
                 max(stage, a.stage, b.stage), *(None if None in ends else of(ends)
                                                 for of, ends in ((min, lows), (max, highs))))


def total(to: Numbers, *numbers: Number) -> Number:
    """All added up."""
    return to.sum(numbers)


def mean(to: Numbers, *numbers: Number) -> Number:
    """The sum over their count."""
    added = to.sum(numbers)
    return replace(added, scale=added.scale / len(numbers))


def trimmed_mean(to: Numbers, *numbers: Number) -> Number:
    """The mean without the highest and the lowest."""
    kept = [to.kept(number) for number in numbers]
    ends = to.add(to.extreme(kept, largest=True), to.extreme(kept, largest=False))
    rest = to.subtract(to.sum(kept), ends)
    return replace(rest, scale=rest.scale / (len(numbers) - 2))


def median(to: Numbers, *numbers: Number) -> Number:
    """The middle one, or the mean of the middle two."""
    if len(numbers) == 1:
        return numbers[0]
    aboves, below, scale = to.aligned(numbers)
    kept = [to.stages.whole(above) for above in aboves]
    bits = max(above.bits for above in kept)
    dialect = to.stages.dialect
    items = dialect.ordered([dialect.sized(above.text, bits) for above in kept])
    name, stage = to.stages.keep(to.whole.unless_empty(items, [n.text for n in kept if n.nullable]),
                                 max(above.stage for above in kept))
    low, high = min(n.low for n in kept), max(n.high for n in kept)
    empty = any(above.nullable for above in kept)

    def nth(position: int) -> Whole:
        return Whole(dialect.nth(name, str(position)), low, high, bits, empty, stage)

    half = len(numbers) // 2
    if len(numbers) % 2:
        return to.kept(Number(nth(half + 1), below, scale))
    return to.kept(Number(to.whole.add(nth(half), nth(half + 1)), below, scale / 2))


def largest(to: Numbers, *numbers: Number) -> Number:
    """The largest."""
    return to.extreme(numbers, largest=True)


def smallest(to: Numbers, *numbers: Number) -> Number:
    """The smallest."""
    return to.extreme(numbers, largest=False)


def round_to(to: Numbers, value: Number, step: Number) -> Number:
    """The nearest multiple of ``step``, halves away from 0; empty where the step is not above 0."""
    if step.constant is not None and step.constant > 0:
        return to.rounded(value, Fraction(step.constant))
    step = to.kept(step)
    if step.above.high <= 0:
        dialect = to.stages.dialect
        return Number(Whole(dialect.null(dialect.sizes[32]), 0, 0, 32, nullable=True))
    positive = to.compared(">", step, to.constant(0))
    name, stage = to.stages.keep(positive.text, positive.stage)
    usable = replace(step.above, text=f"CASE WHEN {name} THEN {step.above.text} END", low=max(1, step.above.low),
                     stage=max(stage, step.above.stage), nullable=True)
    step = replace(step, above=to.stages.whole(usable))
    return to.times(to.rounded(to.over(value, step), Fraction(1)), step)


def ceiling(to: Numbers, value: Number) -> Number:
    """Rounded up to whole units."""
    return to.ceiling(value)


def floor(to: Numbers, value: Number) -> Number:
    """Rounded down to whole units."""
    return to.floor(value)


def count_true(to: Numbers, *truths: Truth) -> Number:
    """How many hold."""
    ones = [Whole(to.stages.dialect.sized(truth.text, 32), 0, 1, 32, truth.nullable, truth.stage) for truth in truths]
    counted = ones[0]
    for one in ones[1:]:
        counted = to.whole.add(counted, one)
    return Number(counted)


def days(to: Numbers, start: Truth, end: Truth) -> Number:
    """Calendar days from ``start`` to ``end``."""
    ends = _ends(start, end)
    low, high = (ends[2] - ends[1]).days, (ends[3] - ends[0]).days
    text = to.stages.dialect.days(start.text, end.text)
    return Number(Whole(to.stages.dialect.sized(text, 32), low, high, 32, start.nullable or end.nullable,
                        max(start.stage, end.stage)))


def _ends(start: Truth, end: Truth) -> tuple[Any, Any, Any, Any]:
    return start.low, start.high, end.low, end.high


def working_days(to: Numbers, start: Truth, end: Truth, calendar: Workdays) -> Number:
    """Working days after ``start`` up to and including ``end``; empty where a year's holidays are not known."""
    dialect = to.stages.dialect

    def until(day: Truth) -> str:
        return dialect.nth(calendar.cumulated, f"{dialect.days(calendar.first, day.text)} + 1")

    text = f"({until(end)} - {until(start)})"
    known = [f"NOT {beyond(start.text, end.text, year)}" for year in calendar.unknown]
    if known:
        text = f"CASE WHEN {' AND '.join(known)} THEN {text} END"
    ends = _ends(start, end)
    low, high = min(0, (ends[2] - ends[1]).days), max(0, (ends[3] - ends[0]).days)
    return Number(to.stages.whole(Whole(text, low, high, 32, bool(known) or start.nullable or end.nullable,
                                        max(start.stage, end.stage))))


def beyond(start: str, end: str, year: int) -> str:
    """Whether the days between two dates lie in ``year`` in part."""
    return f"(year(least({start}, {end})) <= {year} AND year(greatest({start}, {end})) >= {year})"


def constant(to: Numbers, value: Any) -> Number | Truth:
    """A value that stands in the formula."""
    if isinstance(value, bool):
        return Truth("TRUE" if value else "FALSE", False, 0)
    if isinstance(value, int | Fraction):
        return to.constant(exact(value))
    if isinstance(value, str):
        return Truth(to.stages.dialect.string(value), False, 0)
    return Truth(f"DATE '{value.isoformat()}'", False, 0, value, value)
