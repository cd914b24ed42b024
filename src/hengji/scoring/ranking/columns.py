"""A table of scores as rankings read it (得分表的列): what it has, under plain names, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hengji.engines import Column, Table
from hengji.formula import Dialect
from hengji.model import Exact, Place, Problem, exact, nearest
from hengji.scoring.batch import NotedFramework, NotedIndicator, read_notes

from .words import GROUP_WORDS, group_word

#: Scores are counted in hundredths: whole numbers add up exactly in every engine.
CENTS = 100
_GROUPING = ("text", "integer", "truth", "date", "decimal")


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """An indicator of the table; ``weight`` is None where the table notes none.

    ``score`` and ``missing`` are its columns in :attr:`Scores.relation`, ``missing`` "" where there is none.
    """

    code: str
    name: str
    level: int
    parent: str
    weight: Exact | None
    leaf: bool
    score: str
    missing: str


@dataclass(frozen=True, slots=True)
class Scores:
    """A table of scores that can be ranked.

    ``relation`` has the columns ``entity``, ``region`` (empty where the table has none), ``period``, ``g0``, ``g1`` …
    for ``by``, ``total`` and the scores of ``indicators`` in hundredths, and ``grade``. ``identity`` are those that
    tell one department from another: departments of two regions may have the same name.
    """

    document: str
    relation: str
    rows: int
    dialect: Dialect
    by: tuple[str, ...]
    identity: tuple[str, ...]
    indicators: tuple[ScoredIndicator, ...]
    notes: NotedFramework | None
    absent: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that group rows, as :attr:`relation` has them."""
        return tuple(f"g{n}" for n in range(len(self.by)))

    @property
    def full(self) -> Exact | None:
        """The weights of the first level added up; None where the table notes none."""
        weights = [node.weight for node in self.indicators if node.level == 1]
        known = [weight for weight in weights if weight is not None]
        return sum(known) if known and len(known) == len(weights) else None


def read_scores(table: Table, document: str, dialect: Dialect,
                by: Sequence[str] | None) -> tuple[Scores | None, tuple[Problem, ...]]:
    """``table`` ready to be ranked within ``by`` (None: within regions, where there is such a column)."""
    reader = _Reader(table, document, dialect)
    entity, period = reader.key("entity", "单位"), reader.key("period", "年度")
    total, grade = reader.points("total", "总分"), reader.needed("grade", "等级")
    if grade is not None and grade.type.kind != "text" and grade.nulls < table.rows:
        reader.problem("grade", f"“grade”（等级）是{_kind(grade)}", "文字列")
    region = reader.found("region")
    wanted = by if by is not None else ("region",) if region is not None else ()
    grouping = list({column.name: column for name in dict.fromkeys(wanted)
                     if (column := reader.group(name)) is not None}.values())
    if not table.rows and not reader.problems:
        reader.problem("", "这张表里没有一行", suggestion="请核对是不是写错了文件")
    notes = read_notes(table.metadata)
    nodes = _noted(notes) if notes else _guessed(table.columns)
    indicators = tuple(filter(None, (reader.indicator(n, node) for n, node in enumerate(nodes))))
    if reader.problems:
        return None, tuple(reader.problems)
    assert entity is not None
    assert period is not None
    assert total is not None
    assert grade is not None
    outputs = {"entity": reader.text(entity), "period": reader.text(period),
               "region": reader.text(region) if region else dialect.null(dialect.text),
               **{f"g{n}": reader.text(column) for n, column in enumerate(grouping)},
               "total": reader.cents(total), "grade": reader.text(grade), **reader.outputs}
    listed = ", ".join(f"{sql} AS {name}" for name, sql in outputs.items())
    known = {node.code for node in indicators}
    return Scores(document, f"(SELECT {listed} FROM {table.relation}) AS scores", table.rows, dialect,
                  tuple(column.name for column in grouping), ("entity", "region") if region else ("entity",),
                  indicators, notes, tuple(node.code for node in nodes if node.code not in known)), ()


def _noted(notes: NotedFramework) -> list[NotedIndicator]:
    return list(notes.indicators)


def _guessed(columns: Iterable[Column]) -> list[NotedIndicator]:
    """The indicators of a table that notes none: only leaves can tell why they have no score."""
    names = [column.name for column in columns]
    codes = [name.removesuffix("_score") for name in names if name.endswith("_score")]
    return [NotedIndicator(code, code, 0, "", "", f"{code}_missing" in names) for code in codes]


def _kind(column: Column) -> str:
    words = {"text": "文字", "float": "浮点数", "integer": "整数", "decimal": "小数", "truth": "是否", "date": "日期"}
    return f"{words.get(column.type.kind, '别的类型的')}列（{column.type.printed}）"


@dataclass(slots=True)
class _Reader:
    """Finds columns and notes what is wrong with them."""

    table: Table
    document: str
    dialect: Dialect
    problems: list[Problem] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[Column]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.table.columns:
            self.by_name.setdefault(column.name.casefold(), []).append(column)

    def problem(self, column: str, text: str, expected: str = "", suggestion: str = "") -> None:
        place = Place(self.document, sheet=column) if column else Place(self.document)
        self.problems.append(Problem(place, text, expected, suggestion=suggestion))

    def found(self, name: str) -> Column | None:
        columns = self.by_name.get(name.casefold(), [])
        if len(columns) > 1:
            self.problem(name, f"有 {len(columns)} 列都叫“{name}”（不分大小写）", suggestion="请只留一列")
        return columns[0] if columns else None

    def needed(self, name: str, word: str) -> Column | None:
        column = self.found(name)
        if column is None:
            near = nearest(name, [known.name for known in self.table.columns])
            self.problem(name, f"缺少“{name}”（{word}）这一列",
                         suggestion=f"是否就是“{near}”？" if near else "这里要的是 hengji batch 写出的得分表")
        return column

    def key(self, name: str, word: str) -> Column | None:
        column = self.needed(name, word)
        if column is not None and column.nulls:
            self.problem(name, f"有 {column.nulls} 行没有填“{name}”（{word}）", "每一行都要有单位和年度")
        return column

    def points(self, name: str, word: str) -> Column | None:
        column = self.needed(name, word)
        if column is not None and column.nulls < self.table.rows and not _countable(column):
            self.problem(name, f"“{name}”（{word}）是{_kind(column)}", "最多两位小数的数（DECIMAL）")
        return column

    def group(self, name: str) -> Column | None:
        real = next((column for column, word in GROUP_WORDS.items() if word == name), name)
        free = [column.name for column in self.table.columns if self.groups(column)]
        column = self.found(real)
        if column is not None and self.groups(column):
            return column
        words = [group_word(known) for known in free if known in GROUP_WORDS]
        near = nearest(name, [*free, *words])
        hint = f"是否想写“{near}”？" if near else f"可用的有：{'、'.join(free)}" if free else "这张表没有可以分组的列"
        self.problem(name, f"不能按“{name}”分组" if column else f"没有“{name}”这一列，不能按它分组", suggestion=hint)
        return None

    def groups(self, column: Column) -> bool:
        """Whether rows can be grouped by it: not by what a score is, nor by what tells rows apart."""
        name = column.name.casefold()
        return (name not in ("entity", "period", "total", "grade") and column.type.kind in _GROUPING
                and not name.endswith(("_value", "_score", "_missing")))

    def indicator(self, number: int, node: NotedIndicator) -> ScoredIndicator | None:
        score = self.found(f"{node.code}_score")
        if score is None:
            return None
        if score.nulls < self.table.rows and not _countable(score):
            self.problem(score.name, f"“{score.name}”是{_kind(score)}", "最多两位小数的数（DECIMAL）")
            return None
        missing = self.found(f"{node.code}_missing") if node.leaf else None
        self.outputs[f"s{number}"] = self.cents(score)
        if missing is not None:
            self.outputs[f"m{number}"] = self.text(missing)
        weight = exact(Fraction(node.weight)) if node.weight else None
        return ScoredIndicator(node.code, node.name, node.level, node.parent, weight, node.leaf, f"s{number}",
                               f"m{number}" if missing is not None else "")

    def text(self, column: Column) -> str:
        name = self.dialect.identifier(column.name)
        return name if column.type.kind == "text" else f"CAST({name} AS {self.dialect.text})"

    def cents(self, column: Column) -> str:
        return self.dialect.sized(f"{self.dialect.identifier(column.name)} * {CENTS}", 64)


def _countable(column: Column) -> bool:
    return column.type.kind == "integer" or (column.type.kind == "decimal" and column.type.scale <= 2)
