"""What rule kinds share (规则种类的共同部分): a rule, its setting, and how trees are put together.

A kind is one file: its parameters (:class:`Kind.fields`), their checks and
sentence, and the translation into a formula tree (:class:`Rule.translate`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hengji.formula import Literal, Named, Node, Read, Scope, op, parse, points, read_formula, reads
from hengji.intake import Field, Located, Unreadable, Values, read_value, unreadable
from hengji.model import (
    COUNT,
    PERCENT,
    POINTS,
    RATE,
    SCORE,
    TRUTH,
    TRUTH_UNIT,
    UNITS,
    Exact,
    Place,
    Problem,
    Unit,
    Warning,
    exact,
    exact_text,
    product,
)

from .panel import Band, Panel
from .worth import Worth


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a person judges to be met or not (评价要点).

    ``number`` counts through the whole indicator; ``worth`` is what an unmet
    point costs; ``key`` is the name under which its judgement is read. A
    ``conditional`` one is judged only where its condition holds.
    """

    number: int
    text: str
    worth: Exact
    key: str
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Expert:
    """What a rule asks an expert for (专家评判): at most ``most`` points, or with ``counts`` a number of times.

    ``panel`` is set where several judge, ``bands`` where points are chosen within a band.
    """

    most: Exact
    panel: Panel | None = None
    bands: tuple[Band, ...] = ()
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A scoring rule (评分规则), ready to use.

    ``sentence`` tells it in Chinese; ``parameters`` are its parameters as written,
    for the scorecard; ``translate`` gives the score as a formula tree, made from the
    tree of the indicator's value (None where the rule needs none).
    """

    kind: str
    sentence: str
    parameters: Mapping[str, Any]
    translate: Callable[[Node | None], Node]


@dataclass(slots=True)
class Setting:
    """Where a rule stands while it is read: its indicator, and where troubles go.

    ``value`` is the tree of the indicator's value, if it has a formula; ``weighted`` is false
    where no weight is published, so that there is a target but no points. ``points``
    collects the judged points of the indicator through all its parts, ``judged`` what an
    expert is asked for, ``unruled`` the keys of scores that the rule leaves unsaid with
    the most that they can be.
    """

    code: str
    name: str
    weight: Exact
    scope: Scope
    as_printed: bool
    value: Node | None
    weighted: bool = True
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    judged: list[Expert] = field(default_factory=list)
    unruled: dict[str, Exact] = field(default_factory=dict)

    def part(self, name: str, weight: Exact, value: Node | None) -> Setting:
        """The setting of one part of a split rule."""
        return replace(self, name=name, weight=weight, value=value)

    def problem(self, place: Place, text: str, suggestion: str = "", expected: str = "") -> None:
        """Notes what stops the framework."""
        self.problems.append(Problem(place, f"{self.code} {text}", expected, suggestion=suggestion))

    def warn(self, place: Place, text: str, suggestion: str = "") -> None:
        """Notes a weakness that does not stop it."""
        printed = "（原文如此）" if self.as_printed else ""
        self.warnings.append(Warning(place, f"{self.code} {text}{printed}", suggestion))

    def defect(self, place: Place, text: str, suggestion: str = "") -> None:
        """A defect of the rule itself: stops a framework, but is kept of one recorded as printed."""
        if self.as_printed:
            self.warn(place, text, suggestion)
        else:
            self.problem(place, text, suggestion)

    def needs_value(self, place: Place) -> bool:
        """Whether there is a value that can be scored; a problem is noted when there is not."""
        if self.value is None:
            self.problem(place, "这种规则要有公式", "请为指标写 formula: …")
            return False
        if not self.value.unit.dimension.measurable:
            self.problem(place, f"公式得出的是{self.value.unit.dimension.term}，不能按大小评分",
                         "请让公式得出金额、比率、数量或天数，或改用 all_or_nothing")
            return False
        return True

    def formula(self, words: Located) -> Node | None:
        """A formula among the parameters; the indicator's own name stands for its value."""
        own = {self.name: self.value} if self.value is not None else {}
        scope = Scope(self.scope.units, {**self.scope.derived, **own})
        tree, problems = read_formula(words.text, words.place, scope)
        self.problems.extend(problems)
        return tree

    def condition(self, words: Located) -> Node | None:
        """A formula that must be a condition."""
        tree = self.formula(words)
        if tree is not None and tree.unit.dimension is not TRUTH:
            self.problem(words.place, f"“{words.text}”应是一个条件，得到的是{tree.unit.dimension.term}")
            return None
        return tree

    def standard(self, words: Located, unit: Unit) -> Node | None:
        """A standard (标准值) that the value is compared with: a quantity, or a formula over benchmarks."""
        written, _ = parse(words.text, words.place)
        if written is None or not reads(written):
            return self.quantity(words, unit)
        tree, problems = read_formula(words.text, words.place, self.scope)
        self.problems.extend(problems)
        if tree is None:
            return None
        if tree.unit.dimension.powers != unit.dimension.powers or not tree.unit.dimension.measurable:
            self.problem(words.place, f"“{words.text}”是{tree.unit.dimension.term}，"
                         f"不能与{unit.dimension.term}比较", f"请给出{unit.dimension.term}")
            return None
        return tree if isinstance(tree, Read) else Named(words.text, tree, unit=tree.unit)

    def quantity(self, words: Located, unit: Unit) -> Literal | None:
        """A parameter in the unit of the value, such as a threshold."""
        try:
            value = read_value(words.text, unit)
            if unit.dimension is RATE and words.text.strip()[-1:].isdigit() and "/" not in words.text:
                raise Unreadable(f"“{words.text}”没有写明是不是百分数", "比率，如 95% 或 19/20",
                                 f"是否想写“{words.text}%”？")
        except Unreadable as trouble:
            self.problems.append(unreadable(trouble, words.place))
            return None
        return Literal(value, unit, words.text)

    def point(self, text: str, worth: Exact, *, veto: bool = False, conditional: bool = False) -> Read:
        """Takes up the next judged point; gives the node that reads its judgement.

        A ``veto`` is an event: judged to be met, it did not happen.
        """
        number = len(self.points) + 1
        key = f"{self.code}:{number}"
        self.points.append(Point(number, f"未发生：{text}" if veto else text, worth, key, conditional))
        if veto:
            return Read(key, kind="veto", text=f"否决事项{quoted(text)}", unit=TRUTH_UNIT)
        return Read(key, kind="judged", text=f"第{number}点{quoted(text)}", unit=TRUTH_UNIT)

    def expert(self, panel: Panel | None = None, bands: tuple[Band, ...] = (), *, counts: bool = False) -> Read:
        """Asks an expert for points, or for how often something occurred; gives the node that reads the answer."""
        self.judged.append(Expert(self.weight, panel, bands, counts=counts))
        if counts:
            return Read(f"{self.code}:count", kind="judged", text=f"{quoted(self.name)}的次数", unit=UNITS["次"])
        return Read(f"{self.code}:points", kind="judged", text=f"{quoted(self.name)}的评判分", unit=POINTS)

    def unruled_score(self) -> Read:
        """The node for a score that the printed rule does not settle: anything from 0 to the weight."""
        key = f"{self.code}:unruled:{self.name}"
        self.unruled[key] = self.weight
        return Read(key, kind="unruled", text=f"规则没有规定的{quoted(self.name)}得分", unit=POINTS)


@dataclass(frozen=True, slots=True)
class Kind:
    """A rule kind: ``name`` in files, ``term`` in Chinese, its parameters, and how to build a rule."""

    name: str
    term: str
    doc: str
    fields: tuple[Field, ...]
    build: Callable[[Values, Setting], Rule | None]


def share(value: Exact) -> Literal:
    """A share of the weight as a constant."""
    return Literal(value, PERCENT, share_text(value))


def share_text(value: Exact) -> str:
    """A share as people write it: ``25%``, but ``1/3``."""
    text = exact_text(exact(value * 100))
    return exact_text(value) if "/" in text else f"{text}%"


def quoted(text: str) -> str:
    """``text`` in quotation marks; marks inside it become single ones."""
    return f"“{text.translate(str.maketrans('“”', '‘’'))}”"


def named(name: str, body: Node, unit: Unit | None = None, text: str = "") -> Named:
    """An intermediate result that is told by name; ``text`` is its formula as written."""
    return Named(name, body, text, unit or body.unit)


def worth_node(worth: Worth, weight: Exact) -> Node:
    """A worth as a tree: a constant, or a share of the weight."""
    if worth.in_points:
        return points(worth.amount)
    return op("multiply", points(weight), share(worth.amount))


def per_one(worth: Worth, weight: Exact, unit: str) -> Node:
    """What each counted thing costs: ``每次0.5分``, or ``每项20%`` of the weight."""
    if worth.in_points:
        return Literal(worth.amount, Unit(f"分/{unit}", product(SCORE, COUNT, -1)), f"每{unit}{worth.text}")
    share = Literal(worth.amount, Unit(f"/{unit}", product(RATE, COUNT, -1)), f"每{unit}{worth.text}")
    return op("multiply", points(weight), share)
