"""A framework (指标体系): a dated tree of indicators with weights, formulas and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from hengji.formula import Named, Node, Scope, reads
from hengji.model import Exact, Place, Unit, Warning

from .kinds import Expert, Point, Rule

#: What a department is made of, and what may be added up over it.
MEMBERS = {"agencies": "预算单位", "projects": "项目"}
#: How the facts of members become one of the department (汇总方式).
ROLL_UPS = {"sum": "相加", "mean": "平均", "weighted_mean": "加权平均", "ratio": "分子分母各自相加再相除",
            "count": "清点", "none": "不可相加，只列出"}
#: Where a standard that a target is compared with comes from (标准值的来源).
BENCHMARKS = {"plan": "计划标准", "history": "历史标准", "industry": "行业标准", "peers": "同类比较标准"}


@dataclass(frozen=True, slots=True)
class RollUp:
    """How facts of budget units or projects become one of the department (汇总).

    ``over`` is one of :data:`MEMBERS`, ``way`` one of :data:`ROLL_UPS`; ``each`` is the
    value of one member as a tree, ``by`` the weight of a member for a weighted mean.
    Members without any of the facts count as missing, or with ``reported`` are left out.
    """

    over: str
    way: str
    each: Node
    by: Node | None = None
    reported: bool = False
    text: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the facts of members that it reads."""
        trees = [self.each] if self.by is None else [self.each, self.by]
        return tuple(dict.fromkeys(key for tree in trees for key in reads(tree)))


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact that formulas read (所需数据): its unit, meaning, and the material that proves it.

    ``tree`` is set for a derived fact (派生量), which is computed from others; ``roll_up``
    for one that adds up over units or projects; ``benchmark`` for a standard (标准值).
    """

    name: str
    unit: Unit
    explain: str = ""
    material: str = ""
    tree: Node | None = None
    roll_up: RollUp | None = None
    benchmark: str = ""


@dataclass(frozen=True, slots=True)
class ReadingSpec:
    """One reading (口径) of an indicator's value, with its source."""

    name: str
    source: str
    value: Named
    score: Node


#: What a rule is laid out for where no weight is published: its points are then percents of attainment.
NOMINAL = 100


@dataclass(frozen=True, slots=True)
class Indicator:
    """A node of the tree (指标). A leaf has a rule; ``score`` is its score as a tree, before rounding.

    ``expert`` is what its rule asks an expert for, if anything; ``unruled`` names the scores that its
    rule leaves unsaid, with the most they can be. ``weighted`` is false where the source publishes no
    weights: then ``weight`` is 0 and the rule is laid out for :data:`NOMINAL` points. ``inferred`` says
    from what the rule was inferred, where it is not printed.
    """

    code: str
    name: str
    weight: Exact
    level: int
    place: Place
    parent: str = ""
    explain: str = ""
    source: str = ""
    materials: tuple[str, ...] = ()
    deduction: str = ""
    children: tuple[Indicator, ...] = ()
    rule: Rule | None = None
    value: Named | None = None
    score: Node | None = None
    reading: str = ""
    readings: tuple[ReadingSpec, ...] = ()
    points: tuple[Point, ...] = ()
    expert: Expert | None = None
    unruled: Mapping[str, Exact] = field(default_factory=dict)
    weighted: bool = True
    inferred: str = ""

    def walk(self) -> Iterator[Indicator]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def fact_keys(self) -> tuple[str, ...]:
        """Keys of the facts that its score and value read."""
        trees = [tree for tree in (self.value, self.score) if tree is not None]
        return tuple(dict.fromkeys(key for tree in trees for key, read in reads(tree).items()
                                   if read.kind == "fact"))

    @property
    def read_keys(self) -> tuple[str, ...]:
        """The same, with those that only another reading of it reads."""
        trees = [tree for reading in self.readings for tree in (reading.value, reading.score)]
        return tuple(dict.fromkeys([*self.fact_keys, *(key for tree in trees for key, read in reads(tree).items()
                                                       if read.kind == "fact")]))

    @property
    def exclusion_keys(self) -> tuple[str, ...]:
        """Keys of what its score, value and readings leave out of facts (剔除)."""
        trees = [tree for tree in (self.value, self.score, *(r.value for r in self.readings)) if tree is not None]
        return tuple(dict.fromkeys(key for tree in trees for key, read in reads(tree).items()
                                   if read.kind == "exclusion"))


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (等级) for totals from ``low`` points of 100 (included) up to the next grade."""

    name: str
    low: Exact


@dataclass(frozen=True, slots=True)
class Veto:
    """An event that caps the grade (一票否决): once it happened, the grade is ``caps`` at most."""

    code: str
    text: str
    caps: str
    source: str = ""


@dataclass(frozen=True, eq=False)
class Framework:
    """A framework as loaded; compared by identity. ``text`` is the file's own text, ``sha256`` its fingerprint.

    ``places`` is the number of decimals that scores are rounded to, once: each
    ``"leaf"`` before the sum, or the ``"total"`` alone, as ``rounding`` says.
    ``redistribution`` says how the weight of indicators that do not apply is
    shared out: among ``"siblings"``, or over ``"all"`` others. ``scope`` is what
    formulas over its facts may read.
    """

    id: str
    version: str
    title: str
    source: str
    as_printed: bool
    full: Exact
    places: int
    rounding: str
    redistribution: str
    grades: tuple[Grade, ...]
    facts: Mapping[str, FactSpec]
    indicators: tuple[Indicator, ...]
    text: str
    sha256: str
    region: str = ""
    valid_from: str = ""
    valid_to: str = ""
    vetoes: tuple[Veto, ...] = ()
    scope: Scope = field(default_factory=lambda: Scope({}, {}))
    warnings: tuple[Warning, ...] = field(default=())

    def with_warnings(self, warnings: Iterable[Warning]) -> Framework:
        """The same framework, with what the checker found weak in it."""
        return replace(self, warnings=tuple(warnings))

    @cached_property
    def nodes(self) -> tuple[Indicator, ...]:
        """Every indicator, parents first, in the order of the file."""
        return tuple(node for head in self.indicators for node in head.walk())

    @cached_property
    def plans(self) -> dict[frozenset[str], Any]:
        """What scoring compiled of this framework, by what does not apply; kept as long as the framework."""
        return {}

    @cached_property
    def leaves(self) -> tuple[Indicator, ...]:
        """The indicators that are scored by a rule."""
        return tuple(node for node in self.nodes if not node.children)

    @staticmethod
    def veto_key(code: str) -> str:
        """The name under which the grade reads whether the veto of that code happened."""
        return f"veto:{code}"

    def roll_up_of(self, key: str) -> RollUp | None:
        """How the fact under ``key`` (``上年:`` before last year's) adds up over units or projects, if it does."""
        spec = self.facts.get(key.removeprefix("上年:"))
        return spec.roll_up if spec else None

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        """Every indicator by its code."""
        return {node.code: node for node in self.nodes}
