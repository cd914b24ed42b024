"""Values as functions of one measured value (随测量值变动的数): exact, piece by piece.

A :class:`Curve` stands in for a number while a formula tree is walked just beyond a place. The operators
of formulas do their own arithmetic with it; whenever two of them are compared, it is noted where the
answer changes next. So nothing about an operator, let alone a rule kind, is written here again.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from hengji.model import Exact, exact


class Unlinear(Exception):
    """What is asked for is no quotient of straight lines (不能逐段推算), such as a product of the value with itself."""


@dataclass(slots=True)
class Beyond:
    """Just beyond ``x``, upward (``way`` 1) or downward (-1). ``next`` is where something changes next, if it does."""

    x: Exact
    way: int
    next: Exact | None = None

    def changes(self, at: Exact) -> None:
        """Notes that something changes there, if that lies ahead and is the nearest."""
        if (at - self.x) * self.way > 0 and (self.next is None or (self.next - at) * self.way > 0):
            self.next = at


def sign(value: Exact) -> int:
    """-1, 0 or 1."""
    return (value > 0) - (value < 0)


def curve(here: Beyond, p: Exact, q: Exact, r: Exact = 0, s: Exact = 1) -> Curve | Exact:
    """``(p·x + q) ÷ (r·x + s)``; a plain number where it does not depend on x."""
    if p * s == q * r:
        return exact(Fraction(p) / r if r else Fraction(q) / s)
    scale = r or s
    return Curve(here, *(exact(Fraction(n) / scale) for n in (p, q, r, s)))


class Curve:
    """``(p·x + q) ÷ (r·x + s)`` near a place, never constant; compared as it is just beyond that place.

    It is scaled so that ``r`` is 1, or 0 with ``s`` 1: equal denominators look equal.
    """

    __hash__ = None  # type: ignore[assignment]
    __slots__ = ("here", "p", "q", "r", "s")

    def __init__(self, here: Beyond, p: Exact, q: Exact, r: Exact = 0, s: Exact = 1) -> None:
        self.here, self.p, self.q, self.r, self.s = here, p, q, r, s

    def at(self, x: Exact) -> Exact:
        """The value there. Raises :class:`Unlinear` where it has none."""
        below = self.r * x + self.s
        if not below:
            raise Unlinear
        return exact(Fraction(self.p * x + self.q) / below)

    def solve(self, value: Exact) -> Exact | None:
        """Where it takes that value."""
        steep = self.p - value * self.r
        return exact(Fraction(value * self.s - self.q) / steep) if steep else None

    @property
    def moving(self) -> int:
        """1 where it grows on the way, -1 where it falls."""
        return sign(self.p * self.s - self.q * self.r) * self.here.way

    def slope(self, x: Exact) -> Exact:
        """By how much it changes for each unit of x, at ``x``; the same everywhere on a straight line."""
        below = self.r * x + self.s
        return exact(Fraction(self.p * self.s - self.q * self.r) / (below * below))

    @property
    def straight(self) -> bool:
        """Whether it is a straight line."""
        return not self.r

    def __add__(self, other: Curve | Exact) -> Curve | Exact:
        if isinstance(other, int | Fraction):
            return curve(self.here, self.p + other * self.r, self.q + other * self.s, self.r, self.s)
        if (self.r, self.s) == (other.r, other.s):
            return curve(self.here, self.p + other.p, self.q + other.q, self.r, self.s)
        raise Unlinear

    __radd__ = __add__

    def __neg__(self) -> Curve:
        return Curve(self.here, -self.p, -self.q, self.r, self.s)

    def __sub__(self, other: Curve | Exact) -> Curve | Exact:
        return self + -other

    def __rsub__(self, other: Exact) -> Curve | Exact:
        return -self + other

    def __mul__(self, other: Curve | Exact) -> Curve | Exact:
        if isinstance(other, int | Fraction):
            return curve(self.here, self.p * other, self.q * other, self.r, self.s)
        for a, b in ((self, other), (other, self)):
            if a.p * b.s == a.q * b.r:  # the numerator of one cancels against the denominator of the other
                shared = Fraction(a.p) / b.r if b.r else Fraction(a.q) / b.s
                return curve(self.here, b.p * shared, b.q * shared, a.r, a.s)
        raise Unlinear

    __rmul__ = __mul__

    def inverse(self) -> Curve:
        """1 ÷ itself; something changes where it is 0."""
        zero = self.solve(0)
        if zero is not None:
            self.here.changes(zero)
        made = curve(self.here, self.r, self.s, self.p, self.q)
        assert isinstance(made, Curve)
        return made

    def __abs__(self) -> Curve:
        return -self if self < 0 else self

    def __floordiv__(self, one: int) -> Exact:
        """The whole number below; changes where the next one is reached."""
        value = self.at(self.here.x)
        whole = value // one
        if whole == value and self.moving < 0:
            whole -= 1
        at = self.solve(whole + (1 if self.moving > 0 else 0))
        if at is not None:
            self.here.changes(at)
        return whole

    def rounded(self, step: Exact) -> Exact:
        """Rounded to a multiple of ``step``, ties away from zero, as ``round_to_multiple`` does."""
        if self < 0:
            return -(-self).rounded(step)
        halves = self * exact(1 / Fraction(step)) + Fraction(1, 2)
        return exact(halves // 1 * step)

    def __bool__(self) -> bool:
        return self != 0

    def __lt__(self, other: Any) -> bool:
        return self._beyond(other) < 0

    def __le__(self, other: Any) -> bool:
        return self._beyond(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self._beyond(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self._beyond(other) >= 0

    def __eq__(self, other: object) -> bool:
        return self._beyond(other) == 0

    def __ne__(self, other: object) -> bool:
        return self._beyond(other) != 0

    def _beyond(self, other: Any) -> int:
        """The sign of itself − ``other`` just beyond here; notes where it changes next."""
        p, q, r, s = (other.p, other.q, other.r, other.s) if isinstance(other, Curve) else (0, other, 0, 1)
        # The numerator of the difference, a·x² + b·x + c, over the product of the denominators.
        a = self.p * r - p * self.r
        b = self.p * s + self.q * r - p * self.s - q * self.r
        c = self.q * s - q * self.s
        for root in _roots(a, b, c):
            self.here.changes(root)
        x, way = self.here.x, self.here.way
        above = sign(a * x * x + b * x + c) or sign(2 * a * x + b) * way or sign(a)
        return above * _side(self.r, self.s, self.here) * _side(r, s, self.here)


def _side(r: Exact, s: Exact, here: Beyond) -> int:
    """The sign of a denominator just beyond here; something changes where it is 0."""
    if r:
        here.changes(exact(Fraction(-s) / r))
    return sign(r * here.x + s) or sign(r) * here.way


def _roots(a: Exact, b: Exact, c: Exact) -> tuple[Exact, ...]:
    """Where ``a·x² + b·x + c`` is 0. Raises :class:`Unlinear` where that is no fraction."""
    if not a:
        return (exact(Fraction(-c) / b),) if b else ()
    under = Fraction(b * b - 4 * a * c)
    if under < 0:
        return ()
    above, below = isqrt(under.numerator), isqrt(under.denominator)
    if above * above != under.numerator or below * below != under.denominator:
        raise Unlinear
    root = Fraction(above, below)
    return exact((-b - root) / (2 * a)), exact((-b + root) / (2 * a))
