"""Whole numbers in SQL with bounds that are known beforehand (整数运算): nothing can overflow unseen.

Every expression carries the least and the greatest value that it can take, and the
size in bits that it is computed in; an operation whose result may not fit is done in
the next size, and one that fits in none is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from .dialect import LARGEST
from .stages import Stages
from .whole import Whole, bits_for


class Arithmetic:
    """Operations on whole numbers, written into ``stages``."""

    def __init__(self, stages: Stages) -> None:
        self.stages, self.dialect = stages, stages.dialect

    def constant(self, value: int) -> Whole:
        """One number."""
        bits = bits_for(value)
        return Whole(self.dialect.sized(str(value), bits) if bits != 32 else str(value), value, value, bits)

    def _sized(self, number: Whole, bits: int) -> str:
        return number.text if number.bits >= bits else self.dialect.sized(number.text, bits)

    def _result(self, sign: str, a: Whole, b: Whole, low: int, high: int) -> Whole:
        if a.constant and b.constant:
            assert low == high
            return self.constant(low)
        a, b = self.stages.known(a), self.stages.known(b)
        bits = max(bits_for(low, high), a.bits, b.bits)
        # One operand in the full size makes the engines compute in it.
        first = self._sized(a, bits) if b.bits < bits else a.text
        text = f"({first} {sign} {b.text})"
        if sign == "÷":
            text = self.dialect.quotient(first, b.text, bits, b.high, max(-low, high))
        return Whole(text, low, high, bits, a.nullable or b.nullable, max(a.stage, b.stage))

    def add(self, a: Whole, b: Whole) -> Whole:
        """A + b."""
        (first, plus, x), (second, sign, y) = _parts(a), _parts(b)
        if x is None or y is None:
            return self._shifted(first + second, *((plus, x) if y is None else (sign, y)))
        if plus == sign:
            variable = self._result("+", x, y, x.low + y.low, x.high + y.high)
        else:
            x, y = (x, y) if plus > 0 else (y, x)
            plus, variable = 1, self._result("-", x, y, x.low - y.high, x.high - y.low)
        return self._shifted(first + second, plus, variable)

    def subtract(self, a: Whole, b: Whole) -> Whole:
        """A − b."""
        return self.add(a, self.negated(b))

    def _shifted(self, constant: int, sign: int, variable: Whole | None) -> Whole:
        """``constant`` ± ``variable``."""
        if variable is None:
            return self.constant(constant)
        if sign > 0 and not constant:
            return variable
        low, high = sorted((constant + sign * variable.low, constant + sign * variable.high))
        if constant:
            sides = (variable, self.constant(abs(constant))) if sign > 0 else (self.constant(constant), variable)
            result = self._result("+" if sign > 0 < constant else "-", *sides, low, high)
        else:
            result = replace(variable, text=f"(-{variable.text})", low=low, high=high)
        return replace(result, parts=(constant, sign, variable))

    def times(self, a: Whole, b: Whole) -> Whole:
        """A × b."""
        for one, other in ((a, b), (b, a)):
            if one.constant and one.low == 1:
                return other
        ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
        return self._result("*", a, b, min(ends), max(ends))

    def negated(self, a: Whole) -> Whole:
        """−a."""
        constant, sign, variable = _parts(a)
        return self._shifted(-constant, -sign, variable)

    def absolute(self, a: Whole) -> Whole:
        """The distance from 0."""
        if a.low >= 0:
            return a
        if a.high <= 0:
            return self.negated(a)
        return replace(a, text=f"abs({a.text})", low=0, high=a.largest, parts=None)

    def largest(self, numbers: Sequence[Whole]) -> Whole:
        """The largest one; empty when one is."""
        return self._extreme("greatest", "<", numbers)

    def smallest(self, numbers: Sequence[Whole]) -> Whole:
        """The smallest one; empty when one is."""
        return self._extreme("least", ">", numbers)

    def _extreme(self, function: str, sign: str, numbers: Sequence[Whole]) -> Whole:
        distinct = _undecided(function, list(dict.fromkeys(numbers)))
        pick = max if function == "greatest" else min
        if len(distinct) == 1:
            return distinct[0]
        if all(number.constant for number in distinct):
            return self.constant(pick(number.low for number in distinct))
        low, high = pick(n.low for n in distinct), pick(n.high for n in distinct)
        kept = [self.stages.whole(number) for number in distinct]
        bits = max(number.bits for number in kept)
        nullable, stage = any(number.nullable for number in kept), max(number.stage for number in kept)
        if len(kept) == 2 and kept[1].constant:  # what is empty is not beyond the constant, and stays
            one, end = (self._sized(number, bits) for number in kept)
            return Whole(f"CASE WHEN {one} {sign} {end} THEN {end} ELSE {one} END", low, high, bits, nullable, stage)
        text = f"{function}({', '.join(self._sized(number, bits) for number in kept)})"
        text = self.unless_empty(text, [number.text for number in kept if number.nullable])
        return Whole(text, low, high, bits, nullable, stage)

    @staticmethod
    def unless_empty(text: str, needed: Sequence[str]) -> str:
        """``text``, empty when one of ``needed`` is: these functions of the engines pass over what is empty."""
        if not needed:
            return text
        return f"CASE WHEN {' AND '.join(f'{name} IS NOT NULL' for name in dict.fromkeys(needed))} THEN {text} END"

    def chosen(self, condition: str, stage: int, a: Whole, b: Whole, *, nullable: bool) -> Whole:
        """A where ``condition`` holds, b where it does not, empty where it is empty."""
        if a == b and not nullable:
            return a
        if {a.text, b.text} == {"0", "1"}:
            truth = Whole(self.dialect.sized(condition, 32), 0, 1, 32, nullable, stage)
            return truth if a.high else self.subtract(self.constant(1), truth)
        bits = max(a.bits, b.bits)
        last = f"WHEN NOT {condition} THEN" if nullable else "ELSE"
        text = f"CASE WHEN {condition} THEN {self._sized(a, bits)} {last} {self._sized(b, bits)} END"
        return Whole(text, min(a.low, b.low), max(a.high, b.high), bits, nullable or a.nullable or b.nullable,
                     max(stage, a.stage, b.stage))

    def unless_zero(self, a: Whole) -> Whole:
        """A, empty where it is 0; a ≥ 0."""
        if a.low > 0:
            return a
        a = self.stages.whole(a)
        return replace(a, text=f"nullif({a.text}, 0)", low=1, high=max(1, a.high), nullable=True)

    def quotient(self, a: Whole, b: Whole) -> Whole:
        """A ÷ b for b > 0, cut toward 0 to a whole number."""
        if b.constant and b.low == 1:
            return a
        low, high = _cut(a.low, b.low if a.low < 0 else b.high), _cut(a.high, b.high if a.high < 0 else b.low)
        return self.shrunk(self._result("÷", a, b, low, high))

    def remainder(self, a: Whole, b: Whole) -> Whole:
        """What a ÷ b leaves, for b > 0, with the sign of a."""
        most = b.high - 1
        low, high = max(min(a.low, 0), -most), min(max(a.high, 0), most)
        return self.shrunk(self._result("%", a, b, low, high))

    def shrunk(self, a: Whole) -> Whole:
        """A in the least size that holds it: dividing wide numbers is slow."""
        bits = bits_for(a.low, a.high)
        if a.constant or bits == a.bits or a.bits < 128:
            return a
        return replace(a, text=self.dialect.sized(a.text, bits), bits=bits, parts=None)

    def half_up(self, a: Whole, b: Whole | None, factor: Fraction) -> Whole:
        """A × ``factor`` ÷ b for b > 0, rounded to a whole number, halves away from 0."""
        above, below = factor.numerator, factor.denominator
        if b is None and below == 1:
            return self.times(a, self.constant(above))
        a = self.stages.whole(a)
        if b is None and below % 2 == 0:
            half, divisor = self.constant(below // 2), self.constant(below)
        else:
            above *= 2
            half = self.constant(below) if b is None else self.stages.whole(self.times(b, self.constant(below)))
            divisor = self.times(half, self.constant(2))
        away = self._by_sign(a, self.negated(half), half)
        return self.quotient(self.add(self.times(a, self.constant(above)), away), divisor)

    def _by_sign(self, a: Whole, under: Whole, over: Whole) -> Whole:
        """``under`` where a is below 0, else ``over``; where a is empty, it does not matter."""
        if a.low >= 0:
            return over
        return under if a.high < 0 else self.chosen(f"{a.text} < 0", a.stage, under, over, nullable=False)

    def floor(self, a: Whole, b: Whole | None, factor: Fraction) -> Whole:
        """A × ``factor`` ÷ b for b > 0, rounded down."""
        n, divisor, rest = self._to_divide(a, b, factor)
        return self.quotient(self.subtract(n, self._by_sign(n, rest, self.constant(0))), divisor)

    def ceiling(self, a: Whole, b: Whole | None, factor: Fraction) -> Whole:
        """A × ``factor`` ÷ b for b > 0, rounded up."""
        n, divisor, rest = self._to_divide(a, b, factor)
        return self.quotient(self.add(n, self._by_sign(n, self.constant(0), rest)), divisor)

    def _to_divide(self, a: Whole, b: Whole | None, factor: Fraction) -> tuple[Whole, Whole, Whole]:
        """Numerator, divisor, and the divisor less one."""
        n = self.stages.whole(self.times(a, self.constant(factor.numerator)))
        below = self.constant(factor.denominator)
        divisor = below if b is None else self.stages.whole(self.times(b, below))
        return n, divisor, self.subtract(divisor, self.constant(1))

    def decimals(self, a: Whole, b: Whole | None, factor: Fraction, places: int) -> Whole:
        """A × ``factor`` ÷ b for b > 0 in units of 10^-``places``, rounded half up.

        By long division where that stays in 64 bits: dividing wide numbers costs 30 times as much.
        """
        moved = factor * 10**places
        if b is None or bits_for(2 * a.largest * moved.numerator + b.high * moved.denominator) < 128:
            return self.half_up(a, b, moved)
        above, below = self.times(a, self.constant(factor.numerator)), self.times(b, self.constant(factor.denominator))
        if max(above.bits, below.bits) == 128 or 30 * below.high > LARGEST[64]:
            return self.half_up(a, b, moved)
        return self._long_division(self.stages.whole(above), self.stages.whole(below), places)

    def _long_division(self, a: Whole, b: Whole, places: int) -> Whole:
        result, rest = self.quotient(a, b), self.remainder(a, b)
        while places:
            step = min(places, len(str(LARGEST[64] // (3 * b.high))) - 1)
            power = self.constant(10**step)
            places -= step
            if places:
                moved = self.stages.whole(self.times(rest, power))
                digits, rest = self.quotient(moved, b), self.remainder(moved, b)
            else:
                digits = self.half_up(rest, b, Fraction(10**step))
            result = self.add(self.times(result, power), digits)
        return result


def _undecided(function: str, numbers: list[Whole]) -> list[Whole]:
    """Those among which the rows decide: without constants that others always reach."""
    constants = [number for number in numbers if number.constant]
    others = [number for number in numbers if not number.constant]
    if not others or not constants:
        return numbers
    end = max(c.low for c in constants) if function == "greatest" else min(c.low for c in constants)
    reached = any(o.low >= end for o in others) if function == "greatest" else any(o.high <= end for o in others)
    return others if reached else [*others, next(c for c in constants if c.low == end)]


def _parts(a: Whole) -> tuple[int, int, Whole | None]:
    """The constant, the sign and the variable that make up a."""
    if a.constant:
        return a.low, 1, None
    return a.parts or (0, 1, a)


def _cut(a: int, b: int) -> int:
    """A ÷ b cut toward 0, as the engines divide."""
    return a // b if a >= 0 else -(-a // b)
