"""Exact numbers in SQL (精确数): whole ÷ whole × a constant, as far as an indicator's formula needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

from hengji.model import Exact

from .arithmetic import Arithmetic
from .whole import Whole


@dataclass(frozen=True, slots=True)
class Number:
    """``scale`` × ``above`` ÷ ``below``; ``below`` is above 0, or None for 1; ``scale`` is above 0.

    Where the number is empty, ``above`` or ``below`` is.
    """

    above: Whole
    below: Whole | None = None
    scale: Fraction = Fraction(1)

    @property
    def nullable(self) -> bool:
        """Whether it may be empty."""
        return self.above.nullable or (self.below is not None and self.below.nullable)

    @property
    def constant(self) -> Exact | None:
        """The number, where it is one whatever the row."""
        return self.scale * self.above.low if self.above.constant and self.below is None else None

    @property
    def stage(self) -> int:
        """The stage in which it can be read."""
        return max(self.above.stage, self.below.stage if self.below else 0)


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition, a text or a date in SQL; ``low`` and ``high`` are a date's ends, where known."""

    text: str
    nullable: bool
    stage: int
    low: object = None
    high: object = None


#: What a formula's node becomes.
Compiled = Number | Truth


class Numbers:
    """Operations on exact numbers."""

    def __init__(self, arithmetic: Arithmetic) -> None:
        self.whole, self.stages = arithmetic, arithmetic.stages

    def constant(self, value: Exact) -> Number:
        """One number; its size is in the scale, so that factors are gathered there."""
        if value == 0:
            return Number(self.whole.constant(0))
        return Number(self.whole.constant(1 if value > 0 else -1), scale=abs(Fraction(value)))

    def kept(self, a: Number) -> Number:
        """A, with its parts as columns."""
        return replace(a, above=self.stages.whole(a.above), below=self.stages.whole(a.below) if a.below else None)

    def scaled(self, a: Number, scale: Fraction) -> Whole:
        """The part above, in units of ``scale``, of which a's own scale is a multiple."""
        if a.above.constant and not a.above.low:
            return a.above
        factor = a.scale / scale
        assert factor.denominator == 1
        return self.whole.times(a.above, self.whole.constant(factor.numerator))

    def times(self, a: Number, b: Number) -> Number:
        """A × b."""
        return Number(self.whole.times(a.above, b.above), self._below(a.below, b.below), a.scale * b.scale)

    def _below(self, a: Whole | None, b: Whole | None) -> Whole | None:
        return self.whole.times(a, b) if a and b else a or b

    def over(self, a: Number, b: Number) -> Number:
        """A ÷ b; empty where b is 0."""
        above = self.whole.times(a.above, b.below) if b.below else a.above
        divisor = b.above
        if divisor.constant and divisor.low:  # gathered in the scale
            scale = a.scale / b.scale / abs(divisor.low)
            return Number(above if divisor.low > 0 else self.whole.negated(above), a.below, scale)
        divisor = self.stages.whole(divisor)
        if divisor.low < 0:
            above = self.stages.whole(above)
            above = self.whole.chosen(f"{divisor.text} < 0", divisor.stage, self.whole.negated(above), above,
                                      nullable=False)
        below = self.whole.unless_zero(self.whole.absolute(divisor))
        return self.kept(Number(above, self._below(below, a.below), a.scale / b.scale))

    def aligned(self, numbers: Sequence[Number]) -> tuple[list[Whole], Whole | None, Fraction]:
        """The numbers over one below and in one scale."""
        scale = _scale(numbers)
        belows = list(dict.fromkeys(number.below for number in numbers if number.below))
        if len(belows) < 2:
            below = belows[0] if belows else None
            return [self._over(self.scaled(n, scale), None if n.below or below is None else below)
                    for n in numbers], below, scale
        belows = [self.stages.whole(below) for below in belows]
        product = belows[0]
        for below in belows[1:]:
            product = self.whole.times(product, below)
        aboves = []
        for number in numbers:
            above = self.scaled(number, scale)
            own = self.stages.whole(number.below) if number.below else None
            for below in belows:
                if below != own:
                    above = self.whole.times(above, below)
            aboves.append(above)
        return aboves, product, scale

    def _over(self, above: Whole, below: Whole | None) -> Whole:
        if below is None or (above.constant and above.low == 0 and not below.nullable):
            return above
        return self.whole.times(above, below)

    def add(self, a: Number, b: Number) -> Number:
        """A + b."""
        (x, y), below, scale = self.aligned([a, b])
        return Number(self.whole.add(x, y), below, scale)

    def subtract(self, a: Number, b: Number) -> Number:
        """A − b."""
        (x, y), below, scale = self.aligned([a, b])
        return Number(self.whole.subtract(x, y), below, scale)

    def sum(self, numbers: Sequence[Number]) -> Number:
        """All of them added up, those with the same below first."""
        groups: dict[Whole | None, Number] = {}
        for number in numbers:
            known = groups.get(number.below)
            groups[number.below] = self.add(known, number) if known else number
        first, *others = groups.values()
        for other in others:
            first = self.add(first, other)
        return first

    def compared(self, sign: str, a: Number, b: Number) -> Truth:
        """Whether a < b, or as ``sign`` says."""
        (x, y), below, _ = self.aligned([a, b])
        text = f"({x.text} {sign} {y.text})"
        if below is not None and below.nullable:
            text = self.whole.unless_empty(text, [self.stages.whole(below).text])
        empty = x.nullable or y.nullable or (below is not None and below.nullable)
        return Truth(text, empty, max(x.stage, y.stage, below.stage if below else 0))

    def extreme(self, numbers: Sequence[Number], *, largest: bool) -> Number:
        """The largest or the smallest."""
        aboves, below, scale = self.aligned(numbers)
        pick = self.whole.largest if largest else self.whole.smallest
        return Number(pick(aboves), below, scale)

    def chosen(self, condition: Truth, a: Number, b: Number) -> Number:
        """A where ``condition`` holds, else b."""
        if a == b and not condition.nullable:
            return a
        name, stage = self.stages.keep(condition.text, condition.stage)
        belows = {n.below for n in (a, b) if n.below}
        if len(belows) < 2 and not any(below.nullable for below in belows):
            (x, y), below, scale = self.aligned([a, b])
        else:  # the other branch's divisor has no part in what is chosen
            scale = _scale([a, b])
            x, y = self.scaled(a, scale), self.scaled(b, scale)
            one = self.whole.constant(1)
            below = self.whole.chosen(name, stage, a.below or one, b.below or one, nullable=condition.nullable)
        return Number(self.whole.chosen(name, stage, x, y, nullable=condition.nullable), below, scale)

    def negated(self, a: Number) -> Number:
        """−a."""
        return replace(a, above=self.whole.negated(a.above))

    def absolute(self, a: Number) -> Number:
        """The distance from 0."""
        return replace(a, above=self.whole.absolute(a.above))

    def rounded(self, a: Number, step: Fraction) -> Number:
        """A to the nearest multiple of ``step``, halves away from 0."""
        return Number(self.stages.whole(self.whole.half_up(a.above, a.below, a.scale / step)), None, step)

    def floor(self, a: Number) -> Number:
        """A rounded down to whole units."""
        return Number(self.whole.floor(a.above, a.below, a.scale))

    def ceiling(self, a: Number) -> Number:
        """A rounded up to whole units."""
        return Number(self.whole.ceiling(a.above, a.below, a.scale))

    def decimals(self, a: Number, places: int) -> tuple[Whole, int]:
        """A rounded half up to ``places`` decimals: a whole number, and how many of its digits are decimals."""
        for fewer in range(places + 1):
            if a.below is None and (a.scale * 10**fewer).denominator == 1:
                return self.stages.whole(self.whole.half_up(a.above, None, a.scale * 10**fewer)), fewer
        return self.stages.whole(self.whole.decimals(a.above, a.below, a.scale, places)), places


def _scale(numbers: Sequence[Number]) -> Fraction:
    """The largest scale of which those of all ``numbers`` are whole multiples; 0 goes with any."""
    scales = [n.scale for n in numbers if not (n.above.constant and n.above.low == 0)]
    common = scales[0] if scales else Fraction(1)
    for scale in scales[1:]:
        common = Fraction(gcd(common.numerator * scale.denominator, scale.numerator * common.denominator),
                          common.denominator * scale.denominator)
    return common
