"""Queries derived from measures (度量的查询): totals and groups of several measures at once, rows with why.

Measures that read the same rows by the same time become one query. Each row is told why it is left out, and the
groups are cut by that too: so the rows counted, the rows left out by reason and the parts come of one reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import prod

from hengji.formula import DIALECTS
from hengji.model import Place

from .asked import TIME_PARTS, Asked, condition_sql, period_sql
from .measure import LeftOut, Measure, Part
from .schema import TAG_MARK, Register
from .sql_scope import Columns
from .sql_text import Sql
from .sql_writing import written

_NOWHERE = Place("SQL")
#: The column that holds one tag of a row, where a measure is split by them.
_TAG = "tag_"
#: Into so many pieces a group may be cut by the reasons of the measures that are taken together.
_MOST_CUTS = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of measures come from: the register, what is asked of it, and the rows' columns.

    ``full`` are columns of which it is known that no cell is empty.
    """

    register: Register
    columns: Columns
    asked: Asked
    full: frozenset[str] = frozenset()

    @property
    def tags(self) -> Mapping[str, object]:
        """The columns that hold tags."""
        return {each.name: each for each in self.register.fields if each.type == "tags" and each.name in self.columns}


@dataclass(frozen=True, slots=True)
class Key:
    """A column of the answer that tells a group apart, and which columns of the query make it.

    ``year`` is that of a part of a year, where the whole period lies in one.
    """

    name: str
    places: tuple[int, ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where the answer holds a part: its sum, and the rows without a number where there may be some."""

    sum: int
    unfilled: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A query for several measures, and where its answer holds what.

    ``whys`` is, for each measure, the column that numbers its reasons, or says whether its only one holds; None
    where it leaves nothing out.
    ``count`` is the number of rows. ``split`` says that the first key is the measures' split.
    """

    sql: str
    measures: tuple[Measure, ...]
    keys: tuple[Key, ...]
    whys: tuple[int | None, ...]
    reasons: tuple[tuple[str, ...], ...]
    count: int
    parts: tuple[tuple[PartPlace, ...], ...]
    split: bool = False


def families(measures: Sequence[Measure]) -> Iterator[tuple[Measure, ...]]:
    """The measures that one query can answer together.

    Every group is cut by all reasons of them: where these could be too many, there are several queries.
    """
    def alike(measure: Measure) -> tuple[str, str, str, str]:
        return measure.register, measure.rows, measure.time, measure.split

    for _, family in groupby(sorted(measures, key=alike), key=alike):
        together: list[Measure] = []
        whys: dict[tuple[LeftOut, ...], int] = {}
        for each in family:
            if together and prod({**whys, each.left_out: len(each.left_out) + 2}.values()) > _MOST_CUTS:
                yield tuple(together)
                together, whys = [], {}
            together.append(each)
            whys[each.left_out] = len(each.left_out) + 2
        yield tuple(together)


def plan(measures: Sequence[Measure], source: Source, dialect: str, *, split: bool) -> Plan:
    """One query for ``measures`` of one family; ``split`` takes each value of their split apart."""
    return _Planner(measures, source, dialect, split=split).plan()


def judged_sql(measures: Sequence[Measure], source: Source, dialect: str) -> str:
    """Every row of the period with what becomes of it in each of ``measures``, which are of one family.

    ``why_n`` numbers the reason for which measure ``n`` leaves it out, ``part_n_m`` is what it adds to the m-th
    part, or whether it is one of its rows.
    """
    planner = _Planner(measures, source, dialect, split=False)
    listed = dict.fromkeys(name for each in measures for name in listed_columns(each, source.columns))
    columns = [planner.quoted(name) for name in listed]
    for n, measure in enumerate(measures):
        why = planner.why(measure) if planner.reasons[n] else "CAST(NULL AS BIGINT)"
        columns.append(f"{why} AS why_{n}")
        columns += [f"{planner.part_of_row(part)} AS part_{n}_{m}" for m, part in enumerate(measure.parts)]
    return f"SELECT {', '.join(columns)} FROM {planner.rows()}"


def listing_sql(measure: Measure, source: Source, dialect: str, *, counted: bool) -> str:
    """The rows that ``measure`` counts, with each part's share in them; or those it leaves out, with why."""
    spelled = DIALECTS[dialect]
    columns = [spelled.identifier(name) for name in listed_columns(measure, source.columns)]
    if counted:
        columns += [f"part_0_{m} AS {spelled.identifier(part.name)}" for m, part in enumerate(measure.parts)
                    if part.where or part.sum]
    else:
        reasons = _Planner((measure,), source, dialect, split=False).reasons[0]
        named = "".join(f" WHEN {n} THEN {spelled.string(why)}" for n, why in enumerate(reasons))
        columns.append((f"CASE why_0{named} END" if named else "''") + f" AS {spelled.identifier(WHY)}")
    return (f"SELECT {', '.join(columns)} FROM ({judged_sql((measure,), source, dialect)}) AS judged"
            f" WHERE why_0 IS {'' if counted else 'NOT '}NULL")


#: The heading of why a row is left out.
WHY = "不计入的原因"


def listed_columns(measure: Measure, columns: Columns) -> list[str]:
    """What is shown of each row; the import that brought it stands last."""
    shown = [name for name in measure.columns if name in columns] or [name for name in columns if name[0] != "_"]
    return [*shown, *(name for name in ("_import",) if name in columns and name not in shown)]


class _Planner:
    def __init__(self, measures: Sequence[Measure], source: Source, dialect: str, *, split: bool) -> None:
        self.measures, self.source, self.dialect = tuple(measures), source, dialect
        self.split = self.measures[0].split if split else ""
        self.time = self.measures[0].time
        self.quoted = DIALECTS[dialect].identifier
        self.reasons = tuple(tuple(self._reasons(measure)) for measure in self.measures)
        self.selected: list[str] = []
        self.grouping: list[int] = []

    def plan(self) -> Plan:
        keys = tuple(self._keys())
        whys = tuple(self._group(self._cut(each)) if reasons else None
                     for each, reasons in zip(self.measures, self.reasons, strict=True))
        count = self._select("count(*)")
        parts = tuple(tuple(self._part(part, count) for part in each.parts) for each in self.measures)
        grouped = f"\nGROUP BY {', '.join(str(n + 1) for n in self.grouping)}" if self.grouping else ""
        sql = f"SELECT {', '.join(self.selected)}\nFROM {self.rows()}{grouped}"
        return Plan(sql, self.measures, keys, whys, self.reasons, count, parts, bool(self.split))

    def rows(self) -> str:
        """The rows of the period that keep to the conditions, as a table."""
        measure, asked = self.measures[0], self.source.asked
        tests = [condition_sql(each, self.dialect, self.source.tags) for each in asked.where]
        if measure.time and not asked.period.open:
            kind = self.source.columns[measure.time]
            full = measure.time in self.source.full
            tests.insert(0, period_sql(asked.period, measure.time, kind, self.dialect, full=full))
        base = f"({self._query(measure.rows)})" if measure.rows else self.source.register.table
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        tag = f", {self._each_tag()} AS {_TAG}" if self.split in self.source.tags else ""
        return f"(SELECT *{tag} FROM {base} AS rows_{where}) AS counted"

    def why(self, measure: Measure) -> str:
        """The number of the first reason for which a row is left out; empty where it is counted."""
        tests = enumerate(self._conditions(measure))
        return "CASE " + " ".join(f"WHEN {test} THEN {n}" for n, test in tests) + " END"

    def _conditions(self, measure: Measure) -> list[str]:
        conditions = [self._text(each.when) for each in measure.left_out]
        return [*conditions, *([f"{self.quoted(measure.time)} IS NULL"] if self._undated(measure) else [])]

    def _cut(self, measure: Measure) -> str:
        """What tells the rows of a measure apart; of a single reason merely whether it holds, which is quicker."""
        conditions = self._conditions(measure)
        return conditions[0] if len(conditions) == 1 else self.why(measure)

    def part_of_row(self, part: Part) -> str:
        """What a row adds to ``part``; whether it is one of its rows, where rows are counted."""
        if not part.sum:
            return f"coalesce({self._text(part.where)}, FALSE)" if part.where else "TRUE"
        return f"CASE WHEN {self._text(part.where)} THEN {self._text(part.sum)} END" if part.where else self._text(
            part.sum)

    def _reasons(self, measure: Measure) -> Iterator[str]:
        yield from (each.why for each in measure.left_out)
        if self._undated(measure):
            field = self.source.register.by_name.get(measure.time)
            yield f"没有{field.title if field else measure.time}，分不出是不是{self.source.asked.period}的"

    def _undated(self, measure: Measure) -> bool:
        """Whether rows without a time may come in that the measure itself does not leave out."""
        own = {self._text(each.when) for each in measure.left_out}
        return (bool(measure.time) and not self.source.asked.period.open and measure.time not in self.source.full
                and f"{self.quoted(measure.time)} IS NULL" not in own)

    def _keys(self) -> Iterator[Key]:
        if self.split:
            column = _TAG if self.split in self.source.tags else self.quoted(self.split)
            yield Key(self.split, (self._group(column),))
        for name in self.source.asked.by:
            if name == self.split:
                continue
            if name in self.source.columns or name not in TIME_PARTS:
                yield Key(name, (self._group(self.quoted(name)),))
            else:
                yield Key(name, tuple(self._group(each) for each in self._time_part(name)), self._year(name))

    def _each_tag(self) -> str:
        """A row for each tag of a row, each once; one without a tag for a row that has none."""
        parts = f"coalesce({self.quoted(self.split)}, '')"
        if self.dialect == "spark":
            return f"explode(array_distinct(split({parts}, '{TAG_MARK}')))"
        return f"unnest(list_distinct(string_split({parts}, '{TAG_MARK}')))"

    def _time_part(self, name: str) -> list[str]:
        column = self.quoted(self.time)
        if self.source.columns[self.time] == "integer":
            return [column]
        if name == "year":
            return [f"year({column})"]
        return [*([] if self._year(name) else [f"year({column})"]), f"{name}({column})"]

    def _year(self, name: str) -> int | None:
        """The year of all parts of time, where the period lies in one: it need not be worked out for each row."""
        whole = name == "year" or self.source.columns[self.time] == "integer"
        return None if whole else self.source.asked.period.one_year

    def _part(self, part: Part, count: int) -> PartPlace:
        where = self._text(part.where)
        if not part.sum:
            return PartPlace(self._select(f"count(*) FILTER (WHERE {where})") if where else count)
        added = self._text(part.sum)
        total = f"sum(CAST({added} AS DECIMAL(38,0)))" if self.dialect == "spark" else f"sum({added})"
        empty = f"({added}) IS NULL" + (f" AND ({where})" if where else "")
        return PartPlace(self._select(f"{total} FILTER (WHERE {where})" if where else total),
                         self._select(f"count(*) FILTER (WHERE {empty})"))

    def _group(self, text: str) -> int:
        place = self._select(text)
        if place not in self.grouping:
            self.grouping.append(place)
        return place

    def _select(self, text: str) -> int:
        """The place of a column in the answer; what is asked twice is computed once."""
        if text not in self.selected:
            self.selected.append(text)
        return self.selected.index(text)

    def _text(self, text: str) -> str:
        if not text:
            return ""
        tree, _ = Sql(text, _NOWHERE).expression()
        assert tree is not None, text  # it was checked
        return written(tree, self.dialect)

    def _query(self, text: str) -> str:
        tree, _ = Sql(text, _NOWHERE).query()
        assert tree is not None, text
        return written(tree, self.dialect)
