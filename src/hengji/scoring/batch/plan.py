"""A framework as one SQL plan (批量计分方案): a table of facts in, a table of scores out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hengji.formula import (
    DECIMAL_DIGITS,
    Columns,
    Compiled,
    Compiler,
    Dialect,
    Named,
    Node,
    NotExact,
    Number,
    Read,
    Refused,
    Stages,
    Truth,
    Whole,
    gaps,
    missing_text,
    nodes_of,
    reads,
    wording,
)
from hengji.frameworks import Framework, Indicator
from hengji.model import MONEY, PERCENT, TRUTH, Problem
from hengji.scoring.leaf import SILENT
from hengji.scoring.plan import finished_score, grade_tree, roll_up, total_tree

from .applying import Applying
from .wanted import GIVEN

#: Decimals and digits of the columns of values and of scores.
VALUE_PLACES, VALUE_DIGITS, SCORE_PLACES, SCORE_DIGITS = 10, 38, 2, 9
_REFUSED = "请核对数据里过大的数，或在公式里先用“四舍五入”减少位数，或逐个用 hengji evaluate 计算"
UNWEIGHTED = "资料没有公布权重，不计分"


class BatchPlan(NamedTuple):
    """``sql`` scores every row of a table; ``problems`` are the parts that no engine can do exactly."""

    sql: str
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Scored:
    """An indicator's score for each row, and what a parent reads of it."""

    score: Number | None
    left_out: Truth | None = None


def make_plan(framework: Framework, columns: Columns, keys: Mapping[str, str], source: str, stages: Stages,
              applying: Applying | None) -> BatchPlan:
    """The plan over ``source``.

    ``columns`` are what formulas read, by key; ``keys`` the columns taken along, as SQL by their names.
    """
    planner = _Planner(framework, columns, stages, applying)
    outputs = [*((name, text) for name, text in keys.items()), *planner.outputs()]
    return BatchPlan(stages.select(outputs, source), tuple(planner.problems))


class _Planner:
    def __init__(self, framework: Framework, columns: Columns, stages: Stages, applying: Applying | None) -> None:
        self.framework, self.stages, self.applying = framework, stages, applying
        self.dialect: Dialect = stages.dialect
        self.compiler = Compiler(stages, columns)
        self.numbers = self.compiler.numbers
        self.nodes: dict[str, _Scored] = {}
        self.problems: list[Problem] = []
        self.read: dict[str, Compiled] = {}

    def outputs(self) -> Iterator[tuple[str, str]]:
        """Every column of the result with its SQL."""
        for leaf in self.framework.leaves:
            yield from self.leaf(leaf)
        parents = [node for node in self.framework.nodes if node.children]
        for parent in reversed(parents):  # those below first
            self.parent(parent)
        for parent in sorted(parents, key=lambda node: -node.level):
            yield f"{parent.code}_score", self.points(parent, _name(parent), self.nodes[parent.code])
        head = self.framework.indicators[0]
        total = self.tried(head, "总分", total_tree(self.framework), self.read)
        self.read["total"] = total
        yield "total", self.points(head, "总分", _Scored(total))
        yield "grade", self.grade(total)

    def grade(self, total: Number) -> str:
        """The grade of each row that has a total."""
        grade = self.compiler.with_columns(self.read).compile(grade_tree(self.framework))
        assert isinstance(grade, Truth)
        empty = self.empty(total)
        return f"CASE WHEN NOT ({empty}) THEN {grade.text} END" if empty else grade.text

    def tried(self, indicator: Indicator, name: str, tree: Node, columns: Columns | None = None) -> Number:
        """``tree`` as columns; what cannot be done exactly is noted, and read as empty from then on."""
        compiler = self.compiler.with_columns(columns) if columns else self.compiler
        try:
            compiled = compiler.kept(compiler.compile(tree))
            assert isinstance(compiled, Number)
            return compiled
        except NotExact as refused:
            self.refuse(indicator, name, f"算“{wording(refused.node)}”时，{refused}")
        return Number(self.numbers.whole.constant(0))

    def refuse(self, indicator: Indicator, name: str, reason: str) -> None:
        problem = Problem(indicator.place, f"{name}不能成批计算：{reason}", suggestion=_REFUSED)
        if problem not in self.problems:  # a value and the score made of it are refused for one reason
            self.problems.append(problem)

    def leaf(self, leaf: Indicator) -> Iterator[tuple[str, str]]:
        name = _name(leaf)
        left_out = self.applying.left_out(leaf) if self.applying else None
        for suffix, value in _values(leaf):
            yield f"{leaf.code}_value{suffix}", _unless(left_out, self.value(leaf, name, value))
        factor = self.applying.factor(leaf) if self.applying and leaf.weighted else None
        share = Read(f"{leaf.code}:factor", kind="score", text="调剂系数", unit=PERCENT)
        assert leaf.score is not None
        tree = finished_score(leaf.score, share if factor else None, self.framework)
        columns: Columns = {share.key: factor} if factor else {}
        if not leaf.weighted:
            self.nodes[leaf.code] = _Scored(None)
            missing = self.dialect.string(UNWEIGHTED)
        else:
            score, why = self.settled(leaf, name, tree, columns)
            self.nodes[leaf.code] = _Scored(score, left_out)
            missing = self.missing(score, why)
        if left_out is not None and self.applying is not None:
            reason = f"concat({self.dialect.string('不适用：')}, {self.applying.reason(leaf.code)})"
            missing = f"CASE WHEN {left_out.text} THEN {reason} ELSE {missing} END"
        self.read[leaf.code] = self.as_read(self.nodes[leaf.code])
        yield f"{leaf.code}_score", self.points(leaf, name, self.nodes[leaf.code])
        yield f"{leaf.code}_missing", missing

    def settled(self, leaf: Indicator, name: str, tree: Node, columns: Columns) -> tuple[Number, Truth | None]:
        """The leaf's score where it is given, or rule and facts give one, and why there is none elsewhere."""
        assert leaf.score is not None
        printed = [key for key in reads(leaf.score) if key.endswith(":printed")]
        key = next(iter(printed), leaf.code + GIVEN)
        score, why = self.ruled(leaf, name, tree, {**columns, **dict.fromkeys(printed, self.nothing())})
        given = self.compiler.columns.get(key)
        if not isinstance(given, Number):
            return score, why
        # A score that was given stands, whatever the weight in force and the rule.
        given = self.numbers.kept(given)
        there = Truth(f"({given.above.text} IS NOT NULL)", False, given.stage)
        return self.numbers.kept(self.numbers.chosen(there, given, score)), why

    def ruled(self, leaf: Indicator, name: str, tree: Node, columns: Columns) -> tuple[Number, Truth | None]:
        """The leaf's score by its rule, and why there is none.

        Where the rule is silent, nothing and everything are tried, and only what comes out the same stands.
        """
        ends = [{key: self.numbers.constant(most * end) for key, most in leaf.unruled.items()} for end in (0, 1)]
        compiler = self.compiler.with_columns({**columns, **ends[0]}) if columns or leaf.unruled else self.compiler
        low = self.tried(leaf, name, tree, {**columns, **ends[0]})
        try:
            found = gaps(tree, compiler) if low.nullable else []
        except NotExact:
            found = []  # told already
        if not leaf.unruled:
            return low, missing_text(found, compiler)
        high = self.tried(leaf, name, tree, {**columns, **ends[1]})
        try:
            same = self.numbers.compared("=", low, high)
            score = self.numbers.kept(self.numbers.chosen(same, low, self.nothing()))
        except Refused as refused:
            self.refuse(leaf, name, str(refused))
            return low, None
        why, silent = missing_text(found, compiler), self.dialect.string(SILENT)
        text = silent if why is None else f"coalesce(nullif({why.text}, ''), {silent})"
        return score, Truth(text, False, max(score.stage, why.stage if why else 0))

    def nothing(self) -> Number:
        """No number."""
        return Number(Whole(self.dialect.null(self.dialect.sizes[32]), 0, 0, 32, nullable=True))

    def missing(self, score: Number, why: Truth | None) -> str:
        if why is None or not score.nullable:
            return self.dialect.null(self.dialect.text)
        return f"CASE WHEN {self.empty(score)} THEN {why.text} END"

    def value(self, leaf: Indicator, name: str, value: Named | None) -> str:
        decimal = f"DECIMAL({VALUE_DIGITS},{VALUE_PLACES})"
        if value is None:
            return self.dialect.null(decimal)
        try:
            compiled = self.compiler.compile(value)
            if isinstance(compiled, Truth):
                truth = value.unit.dimension is TRUTH
                return f"CAST(CAST({compiled.text} AS INT) AS {decimal})" if truth else self.dialect.null(decimal)
            if value.unit.dimension is MONEY:
                compiled = Number(compiled.above, compiled.below, compiled.scale / 100)
            return self.decimal(compiled, VALUE_PLACES, VALUE_DIGITS)
        except NotExact as refused:
            self.refuse(leaf, name, f"算“{wording(refused.node)}”时，{refused}")
        except Refused as refused:
            self.refuse(leaf, name, str(refused))
        return self.dialect.null(decimal)

    def decimal(self, number: Number, places: int, digits: int) -> str:
        whole, decimals = self.numbers.decimals(number, places)
        if digits < VALUE_DIGITS:  # points: few digits, whatever the bounds say
            held = digits - places
        elif whole.largest < 10**DECIMAL_DIGITS:
            held = 18 if whole.largest < 10**18 else DECIMAL_DIGITS
        else:
            raise Refused(f"结果可能超过 {DECIMAL_DIGITS - places} 位整数")
        return self.dialect.scaled(whole.text, held, decimals, f"DECIMAL({digits},{places})")

    def points(self, indicator: Indicator, name: str, node: _Scored) -> str:
        nothing = self.dialect.null(f"DECIMAL({SCORE_DIGITS},{SCORE_PLACES})")
        if node.score is None:
            return nothing
        try:
            return _unless(node.left_out, self.decimal(node.score, SCORE_PLACES, SCORE_DIGITS))
        except Refused as refused:
            self.refuse(indicator, name, str(refused))
        return nothing

    def empty(self, number: Number) -> str:
        parts = [part.text for part in (number.above, number.below) if part is not None and part.nullable]
        return " OR ".join(f"{part} IS NULL" for part in parts)

    def as_read(self, node: _Scored) -> Number:
        """What a sum reads of an indicator: one that does not apply adds nothing."""
        score = node.score or self.nothing()
        return score if node.left_out is None else self.numbers.kept(
            self.numbers.chosen(node.left_out, self.numbers.constant(0), score))

    def parent(self, parent: Indicator) -> None:
        score = self.tried(parent, _name(parent), roll_up(parent.children), self.read)
        self.nodes[parent.code] = _Scored(score, self.applying.left_out(parent) if self.applying else None)
        self.read[parent.code] = self.as_read(self.nodes[parent.code])


def _name(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.name}"


def _values(leaf: Indicator) -> Iterator[tuple[str, Named | None]]:
    """The leaf's value, and of a split rule those of its parts that have one, with what ends their columns' names."""
    yield "", leaf.value
    parts = leaf.rule.parameters.get("parts", ()) if leaf.rule else ()
    named = {node.name: node for node in nodes_of(leaf.score) if isinstance(node, Named)} if leaf.score else {}
    for number, part in enumerate(parts, 1):
        if part["formula"] is not None:
            yield f"_{number}", named.get(part["name"])


def _unless(left_out: Truth | None, text: str) -> str:
    """``text``, empty for the rows to which the indicator does not apply."""
    return text if left_out is None else f"CASE WHEN NOT {left_out.text} THEN {text} END"
