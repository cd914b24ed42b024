"""A framework (指标体系): a dated tree of indicators with weights, formulas and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from hengji.formula import Named, Node, reads
from hengji.model import Exact, Place, Unit, Warning

from .kinds import Point, Rule


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact that formulas read (所需数据): its unit, meaning, and the material that proves it.

    ``tree`` is set for a derived fact (派生量), which is computed from others.
    """

    name: str
    unit: Unit
    explain: str = ""
    material: str = ""
    tree: Node | None = None


@dataclass(frozen=True, slots=True)
class ReadingSpec:
    """One reading (口径) of an indicator's value, with its source."""

    name: str
    source: str
    value: Named
    score: Node


@dataclass(frozen=True, slots=True)
class Indicator:
    """A node of the tree (指标). A leaf has a rule; ``score`` is its score as a tree, before rounding.

    ``judged_weight`` is the most that an expert judgement may give, None where none is asked for;
    ``unruled`` names the scores that its rule leaves unsaid, with the most they can be.
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
    judged_weight: Exact | None = None
    unruled: Mapping[str, Exact] = field(default_factory=dict)

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


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (等级) for totals from ``low`` points of 100 (included) up to the next grade."""

    name: str
    low: Exact


@dataclass(frozen=True, eq=False)
class Framework:
    """A framework as loaded; compared by identity. ``text`` is the file's own text, ``sha256`` its fingerprint.

    ``places`` is the number of decimals that scores are rounded to, once: each
    ``"leaf"`` before the sum, or the ``"total"`` alone, as ``rounding`` says.
    ``redistribution`` says how the weight of indicators that do not apply is
    shared out: among ``"siblings"``, or over ``"all"`` others.
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

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        """Every indicator by its code."""
        return {node.code: node for node in self.nodes}
