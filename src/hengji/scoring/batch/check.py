"""Whether a table can be scored under a framework (核对批量表): all that is wrong, before a row is scored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from hengji.engines import Column, Engine, Table
from hengji.formula import DIALECTS, Compiled, Dialect, Number
from hengji.frameworks import Framework
from hengji.model import MONEY, PLAIN_UNIT, YUAN, Exact, Place, Problem, Unit, exact_text, nearest, standard_unit

from .notes import NOTED_ID, NOTED_SHA
from .reading import Suspicion, Unfit, ends_of_float, float_suspicions, read_column, with_ends
from .wanted import GROUPS, KEYS, OVER, Wanted, wanted_columns

#: What ends the names of an indicator's columns.
_OF_INDICATOR = re.compile(r"(?!上年|剔除).+[:：](\d+|points|count|given|not_applicable)")
_UNKNOWN = "请核对编号和冒号，或删去这一列"
_ABSENT = "没有这项数据的，请加一个空列，相应的指标就记为没有评分"


class Renamed(NamedTuple):
    """Where a wanted column is found: in the table's ``column``, with numbers in ``unit`` (None: the usual one)."""

    column: str
    unit: Unit | None = None


class Checked(NamedTuple):
    """What formulas read, by key; ``names`` are the table's columns by wanted name, as SQL."""

    columns: dict[str, Compiled]
    names: dict[str, str]


class _Fault(NamedTuple):
    """A suspicion of a column, to be looked for in its rows."""

    column: str
    suspicion: Suspicion


def usual_unit(unit: Unit) -> Unit:
    """The unit that a table's column is in when nobody said otherwise: yuan, plain ratios, single pieces."""
    return YUAN if unit.dimension is MONEY else replace(standard_unit(unit.dimension), scale=Fraction(1))


def check_table(framework: Framework, table: Table, engine: Engine, document: str,
                renamed: Mapping[str, Renamed] | None = None) -> tuple[Checked, tuple[Problem, ...]]:
    """The columns of ``table`` under their keys, and every reason why it cannot be scored."""
    checker = _Checker(table, engine, document, renamed or {})
    checker.framework(framework)
    checked = checker.columns(wanted_columns(framework))
    if table.relation:
        checker.rows()
    else:
        checker.doubled()
    return checked, tuple(checker.problems)


class _Checker:
    def __init__(self, table: Table, engine: Engine, document: str, renamed: Mapping[str, Renamed]) -> None:
        self.table, self.engine, self.document, self.renamed = table, engine, document, renamed
        self.dialect: Dialect = DIALECTS[engine.dialect]
        self.by_name: dict[str, list[Column]] = {}
        for column in table.columns:
            self.by_name.setdefault(column.name.casefold(), []).append(column)
        self.problems: list[Problem] = []
        self.faults: list[_Fault] = []

    def problem(self, column: str, text: str, expected: str = "", suggestion: str = "") -> None:
        place = Place(self.document, sheet=column) if column else Place(self.document)
        self.problems.append(Problem(place, text, expected, suggestion=suggestion))

    def framework(self, framework: Framework) -> None:
        known = self.table.metadata
        if known.get(NOTED_SHA, framework.sha256) == framework.sha256:
            return
        if known.get(NOTED_ID, framework.id) != framework.id:
            self.problem("", f"这张表是为指标体系“{known[NOTED_ID]}”准备的，不是“{framework.id}”",
                         suggestion="请换用那个指标体系，或重新生成这张表")
        else:
            self.problem("", f"指标体系“{framework.id}”在生成这张表以后改过",
                         suggestion="请按现在的指标体系重新生成这张表")

    def columns(self, wanted: Mapping[str, Wanted]) -> Checked:
        """Finds and reads every wanted column."""
        names: dict[str, str] = {}
        for name in KEYS:
            column = self.find(name, required=True, others=[*KEYS, *wanted])
            if column is not None:
                names[name] = self.dialect.identifier(column.name)
                if column.nulls:
                    self.problem(name, f"有 {column.nulls} 行没有填 {name}", "每行都有单位（entity）和年度（period）")
        for name in GROUPS:
            column = self.find(name, required=False)
            if column is not None:
                names[name] = self.dialect.identifier(column.name)
        for name in self.renamed.keys() - {*KEYS, *GROUPS, *wanted}:
            self.problem(name, f"列对照里的“{name}”不是这个指标体系要的列", suggestion=self.near(name, wanted))
        self.misspelt(wanted)
        columns: dict[str, Compiled] = {}
        alike: dict[str, str] = {}
        for entry in wanted.values():
            known = alike.setdefault(entry.name.casefold(), entry.name)
            if known != entry.name and not {known, entry.name} <= self.renamed.keys():
                self.problem(entry.name, f"“{known}”和“{entry.name}”只差大小写，一张表里分不开",
                             suggestion="请在列对照里写明它们各是哪一列")
                continue
            column = self.find(entry.name, entry.required, [*KEYS, *GROUPS, *wanted], entry.codes)
            if column is not None:
                names[entry.name] = self.dialect.identifier(column.name)
                compiled = self.read(column, entry)
                if compiled is not None:
                    columns[entry.key] = compiled
        return Checked(columns, names)

    def misspelt(self, wanted: Mapping[str, Wanted]) -> None:
        """Columns that look like points, reasons or scores of an indicator, but of none that there is."""
        known = {name.casefold() for name in wanted} | {entry.column.casefold() for entry in self.renamed.values()}
        for name, (column, *_) in self.by_name.items():
            if _OF_INDICATOR.fullmatch(name) and name not in known:
                self.problem(column.name, f"“{column.name}”像是某个指标的列，可这个指标体系没有这一列",
                             suggestion=self.near(column.name.replace("：", ":"), wanted) or _UNKNOWN)

    def twice(self, name: str, count: int) -> None:
        self.problem(name, f"有 {count} 列都叫“{name}”（不分大小写）", suggestion="请只留一列，或改掉其余的列名")

    def doubled(self) -> None:
        """Columns of one name that keep the engine from reading any row, be they wanted or not."""
        told = {(problem.place.sheet or "").casefold() for problem in self.problems}
        for name, columns in self.by_name.items():
            if len(columns) > 1 and name not in told:
                self.twice(columns[0].name, len(columns))

    def near(self, name: str, names: Mapping[str, Any] | Sequence[str]) -> str:
        close = nearest(name, names)
        return f"是否想写“{close}”？" if close else ""

    def find(self, name: str, required: bool, others: Sequence[str] = (), codes: Sequence[str] = ()) -> Column | None:
        column = self.renamed[name].column if name in self.renamed else name
        found = self.by_name.get(column.casefold(), [])
        if len(found) > 1:
            self.twice(column, len(found))
            return None
        if found:
            return found[0]
        if required or name in self.renamed:
            reading = f"（{'、'.join(codes)} 要用）" if codes else ""
            taken = {other.casefold() for other in others if other != name}
            free = [known.name for known in self.table.columns if known.name.casefold() not in taken]
            hint = self.near(column, free).replace("是否想写", "是否就是")
            self.problem(column, f"缺少“{column}”这一列{reading}", suggestion=hint or _ABSENT)
        return None

    def read(self, column: Column, wanted: Wanted) -> Compiled | None:
        given = self.renamed.get(wanted.name)
        unit = given.unit if given and given.unit else usual_unit(wanted.unit)
        if unit.dimension != wanted.unit.dimension:
            self.problem(column.name, f"列对照写的单位“{unit.name}”是{unit.dimension.term}",
                         f"{wanted.unit.dimension.term}的单位，如 {wanted.unit.name}")
            return None
        try:
            filled = self.table.relation and column.nulls < self.table.rows
            if filled and column.type.kind == "float" and unit.dimension.measurable:
                self.faults += [_Fault(column.name, s) for s in float_suspicions(column, unit, self.dialect)]
                low, high = self.engine.rows(
                    f"SELECT {', '.join(ends_of_float(column, unit, self.dialect))} FROM {self.table.relation}")[0]
                column = with_ends(column, low, high)
            reading = read_column(column, unit, self.dialect, self.table.rows)
        except Unfit as unfit:
            self.problem(column.name, f"这一列{unfit.text}", unfit.expected, unfit.suggestion)
            return None
        self.faults += [_Fault(column.name, suspicion) for suspicion in reading.suspicions]
        if not isinstance(reading.compiled, Number):
            return reading.compiled
        if column.name.casefold() + OVER in self.by_name:
            return self.divided(column, reading.compiled, wanted.most)
        if wanted.most is not None:
            self.faults += [_Fault(column.name, s) for s in _beyond(reading.compiled, wanted.most)]
        return reading.compiled

    def divided(self, column: Column, above: Number, most: Exact | None) -> Number | None:
        """The column over its divisors, which stand in a column of their own."""
        over = self.find(column.name + OVER, required=True)
        if over is None or over.type.kind not in ("integer", "decimal") or over.type.scale:
            self.problem(column.name + OVER, "除数列不是整数列", "大于 0 的整数")
            return None
        reading = read_column(over, PLAIN_UNIT, self.dialect, self.table.rows)
        assert isinstance(reading.compiled, Number)
        below = reading.compiled.above
        if below.low <= 0:
            self.faults.append(_Fault(over.name, Suspicion(f"{below.text} <= 0", "有不大于 0 的除数", "请核对这一列")))
        if most is not None:
            limit = most / above.scale
            given, most_here = (self.dialect.sized(side.text, 128) for side in (above.above, below))
            beyond = f"{given} < 0 OR {given} * {limit.denominator} > {most_here} * {limit.numerator}"
            self.faults.append(_Fault(column.name, Suspicion(
                beyond, f"有低于 0 分或超过满分的分数（最多 {exact_text(most)} 分）", "请核对这一列和它的除数")))
        return replace(above, below=replace(below, low=max(1, below.low), high=max(1, below.high)))

    def rows(self) -> None:
        """Looks for the rows that cannot be used, all in one reading of the table."""
        if not self.faults:
            return
        row = f"concat_ws(' ', {', '.join(self.dialect.identifier(name) for name in KEYS if self.by_name.get(name))})"
        parts = [part for fault in self.faults for part in (
            f"count(CASE WHEN {fault.suspicion.condition} THEN 1 END)",
            f"min(CASE WHEN {fault.suspicion.condition} THEN {row} END)")]
        counts = self.engine.rows(f"SELECT {', '.join(parts)} FROM {self.table.relation}")[0]
        for n, fault in enumerate(self.faults):
            if counts[2 * n]:
                self.problem(fault.column, f"{fault.suspicion.text}：{counts[2 * n]} 行，如 {counts[2 * n + 1]}",
                             suggestion=fault.suspicion.suggestion)


def _beyond(points: Number, most: Exact) -> Iterator[Suspicion]:
    """Points below 0 or above what the indicator is worth; what the bounds rule out is not looked for."""
    if points.above.low < 0:
        yield Suspicion(f"{points.above.text} < 0", "有低于 0 分的评判分", "请核对这一列")
    limit = most / points.scale
    if points.above.high > limit:
        yield Suspicion(f"{points.above.text} > {floor(limit)}", f"有超过满分的评判分（最多 {exact_text(most)} 分）",
                        "请核对这一列")
