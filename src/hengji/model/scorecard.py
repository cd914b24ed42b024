"""The scorecard (评分结果): what came out, at every node of the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .amount import Exact, exact, exact_text, round_half_up
from .case import Case, Exclusion, Judgement, Override, Project
from .derivation import Derivation
from .fact import Evidence, Fact, Source, Value
from .figure import Figure
from .missing import Missing
from .unit import Unit


class Range(NamedTuple):
    """Lowest and highest score that rule and evidence allow; equal when determined."""

    low: Exact
    high: Exact

    @property
    def determined(self) -> bool:
        """Whether only one score is possible."""
        return self.low == self.high


class Quantity(NamedTuple):
    """A value with the unit it is shown in."""

    value: Value | Missing
    unit: Unit


class Reading(NamedTuple):
    """What another reading (口径) of an indicator's value would give."""

    name: str
    source: str
    quantity: Quantity
    score: Exact | None
    value: Derivation
    derivation: Derivation


class Deduction(NamedTuple):
    """Points lost, why, and the findings named for it (扣分); ``by_rule`` when the value alone cost them."""

    points: Exact
    reason: str
    findings: tuple[str, ...] = ()
    by_rule: bool = False


class Difference(NamedTuple):
    """A given score that is not, or not surely, what rule and evidence give.

    Of a parent (``of_children``) ``recomputed`` is the sum of its children's
    scores. ``possible`` are the only scores there can be; empty when any in the range can.
    """

    code: str
    given: Exact
    recomputed: Range
    reason: str
    of_children: bool = False
    possible: tuple[Exact, ...] = ()

    @property
    def contradicts(self) -> bool:
        """True when nothing that the evidence leaves open gives the given score."""
        if self.possible:
            return self.given not in self.possible
        return not self.recomputed.low <= self.given <= self.recomputed.high


class MemberValue(NamedTuple):
    """What one budget unit or project adds to a roll-up."""

    code: str
    name: str
    value: Derivation


class RolledUp(NamedTuple):
    """A fact of the department made from those of its units or projects (汇总).

    ``value`` is None where the fact is only listed; ``given`` is the department's own
    figure, which stands before it; ``left_out`` names members without figures.
    """

    name: str
    unit: Unit
    over: str
    way: str
    members: tuple[MemberValue, ...]
    left_out: tuple[str, ...]
    value: Derivation | None
    given: Fact | None = None
    previous: bool = False

    @property
    def key(self) -> str:
        """The name under which formulas read it: ``上年:`` before a previous year's."""
        return f"上年:{self.name}" if self.previous else self.name

    @property
    def title(self) -> str:
        """Its name in words."""
        return f"上年{self.name}" if self.previous else self.name

    @property
    def agrees(self) -> bool:
        """Whether the department's own figure, if there is one, is what all of its members give."""
        if self.given is None or self.left_out or self.value is None or isinstance(self.value.value, Missing):
            return True
        own, added = self.given.value, self.value.value
        if isinstance(own, bool | date | str) or isinstance(added, bool | date | str):
            return own == added
        # With the digits that the department's own figure has: 66.67 % is 2/3.
        scale = self.given.unit.scale
        places = len(exact_text(exact(Fraction(own) / scale)).partition(".")[2])
        return round_half_up(exact(Fraction(added) / scale), places) * scale == own


class FigureCheck(NamedTuple):
    """A printed figure recomputed (核对数字). ``agrees`` is None while something is missing for it.

    ``slack`` is by how much a sum of printed figures may miss, each of them being rounded.
    """

    name: str
    formula: str
    unit: Unit
    printed: Figure
    value: Derivation
    source: Source
    note: str = ""
    slack: Fraction = Fraction(0)
    unclear: bool = False

    @property
    def wrong(self) -> bool:
        """Whether the document got it wrong, beyond doubt about what it means."""
        return self.agrees is False and not self.unclear

    @property
    def agrees(self) -> bool | None:
        """Whether the exact value prints as this figure, or misses it by what rounding each part may add up to."""
        value = self.value.value
        if isinstance(value, Missing):
            return None
        assert isinstance(value, int | Fraction)
        low, high = self.printed.interval
        return low - self.slack <= value <= high + self.slack


@dataclass(slots=True)
class NodeScore:
    """One node of the indicator tree with its score.

    ``weight`` is the weight in force, after redistribution of those that do not
    apply; where the source publishes no weights it is 0, ``weighted`` false, and
    ``attained`` says how far the target was reached. ``score`` is the override, else
    the given score, else the recomputed one where it is determined, else None.
    ``scenarios`` are the derivations of the recomputed score: one, or the lowest and the
    highest where something is open. ``value`` is the derivation of the indicator's own
    value; ``missing`` lists what keeps it from being scored.
    """

    code: str
    name: str
    level: int
    parent: str
    weight: Exact
    leaf: bool
    score: Exact | None
    given: Exact | None = None
    override: Override | None = None
    recomputed: Range | None = None
    scenarios: tuple[Derivation, ...] = ()
    value: Derivation | None = None
    readings: tuple[Reading, ...] = ()
    judgement: Judgement | None = None
    deductions: tuple[Deduction, ...] = ()
    facts: tuple[Fact, ...] = ()
    missing: Missing | None = None
    not_applicable: str = ""
    evidence: Evidence | None = None
    possible: tuple[Exact, ...] = ()
    weighted: bool = True
    attained: Exact | None = None
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def quantity(self) -> Quantity | None:
        """The indicator's value, such as a rate, in the unit it is shown in."""
        return Quantity(self.value.value, self.value.step.unit) if self.value else None

    @property
    def rate(self) -> Exact | None:
        """Score ÷ weight (得分率); None while unscored."""
        if self.score is None or not self.weight:
            return None
        return exact(Fraction(self.score) / self.weight)


@dataclass(slots=True)
class Scorecard:
    """The result for one case. ``nodes`` stand in tree order, parents first.

    ``repeated_findings`` are findings behind the deductions of several indicators, with those.
    ``projects`` are the scorecards of projects by their codes.
    """

    case: Case
    full: Exact
    total: Exact | None
    grade: str | None
    given_total: Exact | None
    override_total: Override | None
    scored_total: Exact
    scored_full: Exact
    recomputed_total: Range | None
    nodes: tuple[NodeScore, ...]
    differences: tuple[Difference, ...]
    evidence: Mapping[Evidence, Exact]
    repeated_findings: tuple[tuple[str, tuple[str, ...]], ...]
    total_derivation: Derivation
    grade_derivation: Derivation | None
    roll_ups: tuple[RolledUp, ...] = ()
    figures: tuple[FigureCheck, ...] = ()
    projects: tuple[tuple[Project, Scorecard], ...] = ()

    @property
    def unscored(self) -> tuple[NodeScore, ...]:
        """What lacks a score that no score above covers: leaves, and parents whose children have no weights."""
        covered = {node.code for node in self.nodes if node.score is not None or node.not_applicable}
        for node in self.nodes:
            if node.parent in covered:
                covered.add(node.code)
        bare = {node.parent for node in self.nodes if not node.weighted}
        return tuple(node for node in self.nodes if node.weighted and node.code not in covered
                     and (node.leaf or node.code in bare))
