"""Is the SQL of all registers sound (检查台账的 SQL): every table, column and kind, before any row is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from hengji.model import Place, Problem, did_you_mean

from .calendar_table import CALENDAR_COLUMNS
from .measure import Measure
from .schema import Register
from .sql_scope import Columns, Query
from .sql_text import Sql
from .sql_types import Kind, Typing
from .sql_words import INTEGER, KINDS, TIMES, TRUTH

#: In every stored row: the import that brought it.
IMPORT_COLUMN = "_import"
#: Names that tables may not have, since they mean something already.
_TAKEN = ("calendar", "counted")
_KINDS = {"money": "integer", "tags": "text"}
_NOWHERE = Place("SQL")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a measure's SQL reads and gives: the columns of its rows, and the tables below them."""

    columns: Columns
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class CheckedView:
    """A view that was read: its query and the tables it reads itself."""

    name: str
    query: exp.Query
    columns: Columns
    reads: frozenset[str]


def register_columns(register: Register) -> dict[str, Kind]:
    """The columns of a register's rows with their kinds; what is not kept has none."""
    kept = [each for each in register.fields if each.person != "dropped"]
    return {**{each.name: _KINDS.get(each.type, each.type) for each in kept}, IMPORT_COLUMN: "text"}


class Checks:
    """Checks registers one after the other, and keeps what it learned of their tables."""

    def __init__(self, registers: Iterable[Register]) -> None:
        self.registers = tuple(registers)
        self.problems: list[Problem] = []
        self.tables: dict[str, Columns] = {"calendar": CALENDAR_COLUMNS}
        self.views: dict[str, CheckedView] = {}
        self.measures: dict[tuple[str, str], Checked] = {}

    def run(self) -> None:
        """Checks everything."""
        for register in self.registers:
            self._table(register.table, register_columns(register), register)
        self._views()
        for register in self.registers:
            self._references(register)
            self._rules(register)
            for measure in register.measures:
                self._measure(measure, register)

    def _table(self, name: str, columns: Columns, register: Register) -> None:
        place = Place(str((register.folder / "register.yaml") if register.folder else register.id))
        if name in self.tables or name in _TAKEN or name.startswith("source_"):
            self.problems.append(Problem(place, f"表名“{name}”已经有了", suggestion="请换一个标识"))
        self.tables[name] = columns

    def _views(self) -> None:
        """Each view after those that it reads, whatever register they belong to."""
        waiting: dict[str, tuple[Sql, exp.Query]] = {}
        for view in (view for register in self.registers for view in register.views):
            sql = Sql(view.sql, view.place)
            query, problems = sql.query()
            self.problems.extend(problems)
            if view.name in self.tables or view.name in waiting or view.name in _TAKEN:
                self.problems.append(Problem(view.place, f"视图“{view.name}”已经有了", suggestion="请换一个名称"))
            elif query is not None:
                waiting[view.name] = (sql, query)
        while waiting:
            ready = [name for name, (_, query) in waiting.items() if not _named(query) & set(waiting)]
            for name in ready or list(waiting):
                sql, query = waiting.pop(name)
                if not ready:
                    self.problems.append(sql.problem(None, f"视图“{name}”绕了一圈又读到自己"))
                reading = Query(sql, self.tables, self.problems)
                columns = reading.columns(query)
                self.views[name] = CheckedView(name, query, columns, frozenset(reading.read))
                self.tables[name] = columns

    def _references(self, register: Register) -> None:
        known = {each.id: each for each in self.registers}
        for each in register.fields:
            if each.refers is None or each.place is None:
                continue
            name, column = each.refers
            if name not in known:
                self.problems.append(Problem(each.place, f"没有名为“{name}”的台账",
                                             suggestion=did_you_mean(name, known)))
            elif column not in known[name].by_name:
                self.problems.append(Problem(each.place, f"台账 {name} 没有名为“{column}”的字段",
                                             suggestion=did_you_mean(column, known[name].by_name)))

    def _rules(self, register: Register) -> None:
        columns = register_columns(register)
        for rule in register.rules:
            self._expression(rule.holds, rule.place, columns, TRUTH)

    def _measure(self, measure: Measure, register: Register) -> None:
        reads = frozenset((register.table,))
        columns: Columns = register_columns(register)
        if measure.rows:
            sql = Sql(measure.rows, _place(measure, "rows"))
            query, problems = sql.query()
            self.problems.extend(problems)
            if query is None:
                return
            reading = Query(sql, self.tables, self.problems)
            columns, reads = reading.columns(query), frozenset(reading.read)
        for n, left in enumerate(measure.left_out):
            self._expression(left.when, _place(measure, f"left_out:{n}"), columns, TRUTH)
        for n, part in enumerate(measure.parts):
            for name, text, kinds in (("where", part.where, TRUTH), ("sum", part.sum, INTEGER)):
                if text:
                    self._expression(text, _place(measure, f"{name}:{n}"), columns, kinds)
        for n, column in enumerate(measure.columns):
            self._column(measure, f"columns:{n}", column, columns)
        if measure.split:
            self._column(measure, "split", measure.split, columns)
        self._time(measure, columns)
        self.measures[measure.register, measure.id] = Checked(columns, reads)

    def _time(self, measure: Measure, columns: Columns) -> None:
        if not measure.time:
            return
        kind = self._column(measure, "time", measure.time, columns)
        if kind is not None and kind not in TIMES | INTEGER:
            self.problems.append(Problem(_place(measure, "time"), f"“{measure.time}”是{KINDS[kind]}，不能划分年度",
                                         "日期、时间，或整数的年度", suggestion="不分年度的写 time: 无"))

    def _column(self, measure: Measure, where: str, name: str, columns: Columns) -> Kind:
        if columns and name not in columns:
            note = "；rows 查询要给出这一列" if measure.rows else ""
            self.problems.append(Problem(_place(measure, where), f"没有名为“{name}”的列",
                                         suggestion=did_you_mean(name, columns) + note))
        return columns.get(name)

    def _expression(self, text: str, place: Place | None, columns: Columns, kinds: frozenset[str]) -> None:
        sql = Sql(text, place or _NOWHERE)
        tree, problems = sql.expression()
        self.problems.extend(problems)
        if tree is None or not columns:
            return
        found = tree.find(exp.Window, exp.AggFunc, exp.Explode, exp.Query)
        if found is not None:
            self.problems.append(sql.problem(found, "条件和加数里不能有汇总、窗口和子查询",
                                             suggestion="请写在 rows 查询里"))
            return
        self._typing(sql, columns).wanted(tree, kinds)

    def _typing(self, sql: Sql, columns: Columns) -> Typing:
        return Query(sql, self.tables, self.problems).typing(columns)


def _place(measure: Measure, name: str) -> Place:
    return measure.places.get(name) or measure.place or _NOWHERE


def _named(query: exp.Expr) -> set[str]:
    return {table.name.lower() for table in query.find_all(exp.Table)}


def below(reads: Iterable[str], views: Mapping[str, CheckedView]) -> list[str]:
    """``reads`` and all that is read below, what is built on others after them."""
    found: list[str] = []

    def visit(name: str) -> None:
        if name not in found:
            for each in sorted(views[name].reads if name in views else ()):
                visit(each)
            found.append(name)

    for name in sorted(reads):
        visit(name)
    return found
