"""Dimension checking (量纲检查): every node gets its unit before anything runs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hengji.model import (
    MONEY,
    PLAIN,
    PLAIN_UNIT,
    RATE,
    TEXT_UNIT,
    TRUTH,
    YUAN,
    Place,
    Problem,
    Unit,
    did_you_mean,
    exact,
    exact_text,
    standard_unit,
)

from .operators import OPERATORS
from .parse import CONNECTIVES_APART
from .tree import Apply, Literal, Named, Node, Read
from .trouble import shortened, trouble

#: The key under which the working-day calendar is read, as any other input is.
CALENDAR = "工作日历"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a formula may name: units of facts, and formulas of derived facts (派生量).

    A derived fact is a tree already checked; reading it reads through to what it
    is made of. ``broken`` are names whose own declaration has a problem: reading
    them is no second one. ``this_year_only`` are derived facts that already read
    last year.
    """

    units: Mapping[str, Unit]
    derived: Mapping[str, Node]
    broken: Collection[str] = ()
    this_year_only: Collection[str] = ()

    def names(self) -> list[str]:
        """All that can be named, for suggestions."""
        return [*self.units, *self.derived]


def check(node: Node, scope: Scope, text: str, place: Place) -> tuple[Node | None, tuple[Problem, ...]]:
    """``node`` with units filled in, or all that is wrong with it; neither when a fact it reads is broken."""
    problems: list[Problem] = []
    checked = _Checker(scope, text, place, problems).check(node)
    return (None, tuple(problems)) if problems else (checked, ())  # None without problems: a broken fact


class _Checker:
    def __init__(self, scope: Scope, text: str, place: Place, problems: list[Problem]) -> None:
        self.scope, self.text, self.place, self.problems = scope, text, place, problems
        # A named part that stands in two places stays one object, so that it is computed once.
        self.named: dict[int, Node | None] = {}

    def check(self, node: Node) -> Node | None:
        match node:
            case Literal():
                return node
            case Read(kind="fact"):
                return self._read(node)
            case Read(kind="exclusion"):
                return self._exclusion(node)
            case Read():
                return node
            case Named():
                if id(node) not in self.named:
                    body = self.check(node.body)
                    self.named[id(node)] = body and replace(
                        node, body=body, unit=_shown(body.unit, node.unit))
                return self.named[id(node)]
            case Apply():
                return self._apply(node)

    def _read(self, node: Read) -> Node | None:
        derived = self.scope.derived.get(node.key)
        if derived is not None:
            return derived
        unit = self.scope.units.get(node.key.removeprefix("上年:"))
        if unit is not None:
            return replace(node, unit=unit)
        name = node.key.removeprefix("上年:")
        if name in self.scope.broken:
            return None
        if name in self.scope.this_year_only:
            self.problems.append(trouble(self.text, node.span, self.place,
                                         f"“{shortened(name)}”的公式里已有上年数，不能再取上年"))
            return None
        joined = "并且" in name or "或者" in name
        hint = CONNECTIVES_APART if joined else did_you_mean(name, self.scope.names())
        self.problems.append(trouble(self.text, node.span, self.place,
                                     f"指标体系没有列出名为“{shortened(name)}”的事实", suggestion=hint))
        return None

    def _exclusion(self, node: Read) -> Node | None:
        """What may be left out of a fact (剔除): in the fact's own unit, and only of one that is handed in."""
        name = node.key.removeprefix("剔除:")
        if name in self.scope.derived:
            self.problems.append(trouble(self.text, node.span, self.place, f"“{shortened(name)}”由公式算出，不能剔除",
                                         suggestion="请剔除公式里的那个事实"))
            return None
        fact = self._read(replace(node, key=name, kind="fact"))
        return fact and replace(node, unit=fact.unit)

    def _apply(self, node: Apply) -> Node | None:
        known: list[Node] = []
        for operand in node.operands:
            checked = self.check(operand)
            if checked is not None:
                known.append(checked)
        if len(known) < len(node.operands):
            return None
        units = [operand.unit for operand in known]
        unit = node.operator.typing(units)
        if isinstance(unit, str):
            self.problems.append(trouble(self.text, node.span, self.place, unit,
                                         found=self._sides(node, units)))
            return None
        if node.operator.name == "round":
            return self._round(node, known, unit)
        if node.operator.name == "round_to" and _never_positive(node.operands[1]):
            self.problems.append(trouble(self.text, node.operands[1].span, self.place, "舍入到的单位要大于 0"))
            return None
        if node.operator.name == "working_days":
            known.append(Read(CALENDAR, kind="calendar", text=CALENDAR, unit=TEXT_UNIT))
        return replace(node, operands=tuple(known), unit=unit)

    def _sides(self, node: Apply, units: Sequence[Unit]) -> str:
        return "；".join(f"“{shortened(self.text[operand.span[0]:operand.span[1]])}”是{_told(unit)}"
                        for operand, unit in zip(node.operands, units, strict=True))

    def _round(self, node: Apply, known: Sequence[Node], unit: Unit) -> Node | None:
        """``四舍五入(x, n)`` as rounding to a multiple of 10⁻ⁿ in the plain unit of x."""
        places = known[1]
        if not isinstance(places, Literal) or not isinstance(places.value, int) or places.value not in range(11):
            self.problems.append(trouble(self.text, places.span, self.place,
                                         "保留几位小数要直接写 0 到 10 的整数"))
            return None
        base = YUAN if unit.dimension is MONEY else replace(standard_unit(unit.dimension), scale=Fraction(1))
        number = Fraction(1, 10 ** places.value)
        name = "" if base.dimension in (PLAIN, RATE) else base.name
        step = Literal(exact(number * base.scale), unit, exact_text(number) + name, places.span)
        return replace(node, operator=OPERATORS["round_to"], operands=(known[0], step), unit=unit)


def _told(unit: Unit) -> str:
    return "条件" if unit.dimension is TRUTH else unit.dimension.term


def _never_positive(node: Node) -> bool:
    """Whether ``node`` is a constant that is not above zero."""
    match node:
        case Literal(value=value):
            return isinstance(value, int | Fraction) and value <= 0
        case Apply(operator=operator, operands=(Literal(),)):
            return operator.name == "negate"
        case _:
            return False


def _shown(found: Unit, wanted: Unit) -> Unit:
    """The unit wanted for display, when it measures what was found."""
    return wanted if wanted is not PLAIN_UNIT and wanted.dimension == found.dimension else found

