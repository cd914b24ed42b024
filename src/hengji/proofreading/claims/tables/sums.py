"""Sums with several readings (合计的取法): the one that most places of the other axis confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from hengji.proofreading.interval import Interval
from hengji.proofreading.number import Kind, Number
from hengji.proofreading.relation import Relation, Strength, of, plus

from .lines import RATES, Line
from .trees import Node, gathered
from .words import measure_of, name_of

#: A sum of more parts is told by its first, second and last.
_NAMED = 4
#: A total that no reading confirms is one wrong digit away from a sum of such figures hardly by chance.
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Instance:
    """One place at which a whole and its parts are printed.

    ``total`` is what the parts come to as printed, ``agrees`` whether they can come to
    the whole, ``tells`` whether agreement confirms anything: two parts at least are not zero.
    """

    whole: Number
    parts: tuple[Number, ...]
    total: Fraction
    agrees: bool
    tells: bool

    @classmethod
    def of(cls, whole: Number, parts: list[Number]) -> Instance:
        """The instance of ``whole`` and ``parts``, worked out once."""
        interval = sum((part.interval for part in parts), Interval.of(0))
        return cls(whole, tuple(parts), sum((part.value for part in parts), Fraction(0)),
                   whole.interval.meets(interval), sum(part.value != 0 for part in parts) > 1)

    @property
    def nearly(self) -> bool:
        """Whether the parts come to between half the whole and half as much again."""
        return abs(2 * (self.total - self.whole.value)) <= abs(self.whole.value)

    @property
    def one_digit(self) -> bool:
        """Whether one wrong digit would explain the difference."""
        units = abs(self.whole.value - self.total) / min([self.whole.step, *(part.step for part in self.parts)])
        while units and units % 10 == 0:
            units /= 10
        return 0 < units < 10

    def slip(self, digits: int) -> bool:
        """Whether one wrong digit explains the difference between figures of so many digits that chance does not."""
        return abs(self.whole.value / self.whole.round_step) >= 10 ** (digits - 1) and self.one_digit


@dataclass(frozen=True, slots=True)
class Split:
    """One way to read a total (一种取法): a line as the sum of ``nodes``, wherever both are printed."""

    whole: Line
    nodes: tuple[Node, ...]
    instances: tuple[Instance, ...]

    @property
    def agreeing(self) -> int:
        """At how many places it holds and that tells something."""
        return sum(one.tells and one.agrees for one in self.instances)

    @property
    def broken(self) -> int:
        """At how many places it does not hold."""
        return sum(not one.agrees for one in self.instances)

    def slips(self, digits: int = _DIGITS) -> bool:
        """Whether it fails at one place only, where one wrong digit explains it."""
        failing = [one for one in self.instances if not one.agrees]
        return len(failing) == 1 and failing[0].slip(digits)

    @property
    def weight(self) -> tuple[int, bool, int]:
        """How well the printed figures bear it out."""
        agreeing, broken = self.agreeing, self.broken
        return len(self.instances) + agreeing - 3 * broken, self.slips(), agreeing


def split(whole: Line, nodes: list[Node], among: frozenset[int]) -> Split | None:
    """``whole`` as the sum of ``nodes`` at the places ``among``; None where nothing is to be compared.

    Rates among amounts are left out; where parts are of another kind otherwise, nothing is
    said. Rates add up only where they are shares, which come to about the whole; 辆 and 平方米 only
    where the table shows it.
    """
    instances = []
    mixed = len({measure_of(label) for label in (whole.label, *(node.label for node in nodes))}) > 1
    for at, number in whole.numbers.items():
        parts = gathered(nodes, at) if at in among else None
        if number.kind not in RATES:
            parts = [part for part in parts or () if part.kind not in RATES]
        if parts and len({_dimension(part) for part in (number, *parts)}) == 1:
            one = Instance.of(number, parts)
            counted = mixed and number.kind is not Kind.AMOUNT and not one.agrees
            if (number.kind not in RATES or one.nearly) and not counted:
                instances.append(one)
    return Split(whole, tuple(nodes), tuple(instances)) if instances else None


def _dimension(number: Number) -> Kind:
    """What figures are added up with: a count whose unit only some rows print is still a count."""
    return Kind.PLAIN if number.kind is Kind.COUNT else number.kind


def best(readings: list[Split]) -> Split:
    """The reading that the printed figures bear out most; the first of equals."""
    return max(readings, key=lambda one: one.weight)


def stated(chosen: Split, *, sole: bool, group: object) -> Iterator[Relation]:
    """The relations of a reading: certain where other places confirm it, likely where one wrong digit explains it.

    Otherwise it is only assumed, unless the table allows no other (``sole``). Money must
    add up, where its neighbours do; counts and figures without a unit may be something else.
    """
    confirmed = 0 < chosen.agreeing >= chosen.broken
    surely = chosen.agreeing > chosen.broken
    slips = chosen.slips()
    name = told(chosen.whole, chosen.nodes)
    for one in chosen.instances:
        only = sole and len(chosen.nodes) > 1
        believed = confirmed if one.whole.kind is Kind.AMOUNT else surely
        certain = one.agrees or (one.whole.kind not in RATES and (believed or (only and one.one_digit)))
        yield Relation("sum", one.whole, plus(*map(of, one.parts)), name,
                       Strength.CERTAIN if certain else Strength.LIKELY, family="合计", group=group,
                       assumed=not (certain or confirmed or only or slips))


def told(whole: Line, nodes: tuple[Node, ...], sign: str = "＝") -> str:
    """A sum by name: its first parts, and how many there are."""
    names = [name_of(node.label) for node in nodes if node.label]
    parts = "＋".join(names) if len(names) <= _NAMED else f"{names[0]}＋{names[1]}＋……＋{names[-1]}（共{len(names)}项）"
    return f"{parts}{sign}{whole.name}"
