"""Scoring whole tables (批量评分): check, compile, run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from hengji.engines import Engine, Progress, Source, Table
from hengji.formula import (
    CALENDAR,
    DIALECTS,
    Calendar,
    Compiled,
    Literal,
    Node,
    Number,
    Stages,
    Truth,
    Whole,
    Workdays,
    cumulated,
    free_prefix,
    nodes_of,
    reads,
)
from hengji.frameworks import Framework
from hengji.model import Place, Problem

from .applying import MAX_COMBINATIONS, Applying, applying, flags_sql, reason_columns
from .check import Checked, Renamed, check_table
from .doubts import notes
from .notes import noted
from .plan import BatchPlan, make_plan
from .wanted import GROUPS, KEYS

#: More days than this between the first and the last date of a table are taken for a mistake.
_MAX_DAYS = 366 * 200


class Batch(NamedTuple):
    """A table ready to be scored: the plan in SQL, and what is noted beside the scores."""

    sql: str
    rows: int
    metadata: dict[str, str]
    notes: tuple[str, ...] = ()


def prepare(framework: Framework, facts: Source, engine: Engine, renamed: Mapping[str, Renamed] | None = None,
            calendar: Calendar | None = None) -> tuple[Batch | None, tuple[Problem, ...]]:
    """The plan that scores every row of ``facts``, or every reason why there is none."""
    table = engine.open(facts)
    checked, problems = check_table(framework, table, engine, str(facts), renamed)
    if problems:
        return None, problems
    plan, problems = compile_plan(framework, table, checked, engine, str(facts), calendar or Calendar())
    if plan is None or problems:
        return None, problems
    return Batch(plan.sql, table.rows, noted(framework), tuple(notes(framework, table, checked, engine))), ()


def compile_plan(framework: Framework, table: Table, checked: Checked, engine: Engine, document: str,
                 calendar: Calendar) -> tuple[BatchPlan | None, tuple[Problem, ...]]:
    """The plan over a table that was checked."""
    stages = Stages(DIALECTS[engine.dialect], free_prefix(column.name for column in table.columns))
    columns: dict[str, Compiled | Workdays] = dict(checked.columns)
    columns.update((key, _excluded(checked.columns.get(key)))
                   for leaf in framework.leaves for key in leaf.exclusion_keys)
    trees = [tree for leaf in framework.leaves for tree in (leaf.value, leaf.score) if tree]
    if any(CALENDAR in reads(tree) for tree in trees):
        workdays, problems = _workdays(checked, trees, stages, calendar, document)
        if workdays is None:
            return None, problems
        columns[CALENDAR] = workdays
    applies, problems = _applying(framework, table, checked, engine, stages, document)
    if problems:
        return None, problems
    keys = {name: checked.names[name] for name in (*KEYS, *GROUPS) if name in checked.names}
    plan = make_plan(framework, columns, keys, table.relation, stages, applies)
    return plan, plan.problems


def _excluded(column: Compiled | None) -> Number:
    """What is left out of a fact: nothing where nobody says so."""
    nothing = Number(Whole("0", 0, 0, 32))
    if not isinstance(column, Number):
        return nothing
    whole = column.above
    return replace(column, above=replace(whole, text=f"coalesce({whole.text}, 0)", low=min(0, whole.low),
                                         high=max(0, whole.high), nullable=False))


def _workdays(checked: Checked, trees: Sequence[Node], stages: Stages, calendar: Calendar,
              document: str) -> tuple[Workdays | None, tuple[Problem, ...]]:
    """The calendar from the first to the last date of the table, and of the formulas."""
    columns = [column for column in checked.columns.values() if isinstance(column, Truth)]
    ends = [end for column in columns for end in (column.low, column.high)]
    written = [node.value for tree in trees for node in nodes_of(tree) if isinstance(node, Literal)]
    dates = [day for day in (*ends, *written) if isinstance(day, date)] or [date(2000, 1, 1)]
    first, last = min(dates), max(dates)
    if (last - first).days > _MAX_DAYS:
        return None, (Problem(Place(document), f"日期从 {first} 到 {last}，相差太远，数不了工作日",
                              suggestion="请核对日期列里最早和最晚的日期"),)
    counts, unknown = cumulated(calendar, first, last)
    name = stages.dialect.numbers(counts)
    return Workdays(name, f"DATE '{first.isoformat()}'", tuple(unknown)), ()


def _applying(framework: Framework, table: Table, checked: Checked, engine: Engine, stages: Stages,
              document: str) -> tuple[Applying | None, tuple[Problem, ...]]:
    """The combinations of indicators that do not apply, of those that occur in the table."""
    reasons = reason_columns(framework, checked.columns)
    if not reasons:
        return None, ()
    found = [flags for flags, in engine.rows(
        f"SELECT DISTINCT {flags_sql(reasons)} FROM {table.relation} LIMIT {MAX_COMBINATIONS + 1}")]
    if len(found) > MAX_COMBINATIONS:
        return None, (Problem(Place(document), f"不适用的指标有超过 {MAX_COMBINATIONS} 种组合",
                              suggestion="请分几张表评分，或核对“不适用”各列"),)
    if not any("1" in flags for flags in found):
        return None, ()
    applies = applying(framework, stages, reasons, sorted(found))
    if applies.leaves_nothing(framework.leaves):
        return None, (Problem(Place(document), "有的行全部指标都列为不适用，没有可评的",
                              suggestion="请核对“不适用”各列（列名以 :not_applicable 结尾）"),)
    return applies, ()


def score_table(framework: Framework, facts: Source, out: Source, engine: Engine,
                renamed: Mapping[str, Renamed] | None = None, calendar: Calendar | None = None,
                partition_by: Sequence[str] = (), progress: Progress | None = None) -> tuple[int, tuple[Problem, ...]]:
    """Scores every row of ``facts`` into ``out``; the number of rows, or every reason why nothing was done.

    Raises :class:`~hengji.engines.Unreachable` for files that cannot be read or written.
    """
    batch, problems = prepare(framework, facts, engine, renamed, calendar)
    if batch is None:
        return 0, problems
    return engine.write(batch.sql, out, metadata=batch.metadata, partition_by=partition_by, progress=progress), ()
