"""Judged points that are not met (不符合的要点): counted in the table of facts that the scores were made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.engines import Column, Engine, Table
from hengji.frameworks import Framework
from hengji.model import Exact, Place, Problem, exact
from hengji.scoring.batch import NOT_APPLICABLE

from .beside import column_of, facts_sql, same_sql, scores_sql
from .columns import ScoredIndicator, Scores
from .words import NOT_APPLICABLE_TEXT


@dataclass(frozen=True, slots=True)
class UnmetPoint:
    """A judged point: of ``judged`` departments so many do not meet it. ``words`` is "" where they are not known."""

    node: ScoredIndicator
    number: int
    words: str
    unmet: int
    judged: int

    @property
    def share(self) -> Exact:
        """The share of those judged that do not meet it."""
        return exact(Fraction(self.unmet, self.judged))


def check_facts(table: Table, document: str, scores: Scores) -> tuple[Problem, ...]:
    """Why points cannot be counted in ``table``."""
    absent = tuple(Problem(Place(document, sheet=name), f"缺少“{name}”（{word}）这一列，或不止一列",
                           suggestion="--facts 后面要写评分用的那张数据表")
                   for name, word in (("entity", "单位"), ("period", "年度")) if column_of(table, name) is None)
    if absent:
        return absent
    if not _columns(table, scores):
        return (Problem(Place(document), "没有评判要点的列（列名像 A11:1）",
                        suggestion="--facts 后面要写评分用的那张数据表；这张表没有要点的，不写 --facts"),)
    return ()


def unmet_points(engine: Engine, table: Table, scores: Scores, period: str,
                 framework: Framework | None) -> tuple[UnmetPoint, ...]:
    """The points that somebody in ``period`` does not meet, the commonest first.

    Only departments that stand in both tables are counted, and of these only those to which the indicator applies.
    """
    columns, dialect = _columns(table, scores), scores.dialect
    points, inapplicable, parts = {}, {}, []
    for n, (node, _, column) in enumerate(columns):
        points[f"p{n}"] = dialect.identifier(column.name)
        points[f"o{n}"] = _reasoned(table, scores, node)
        inapplicable[f"x{n}"] = _inapplicable(scores, node)
        applies = f"NOT f.o{n} AND s.x{n} = 0"
        failed = f"NOT f.p{n}" if _is_truth(column) else f"f.p{n} = 0"
        parts += [f"count(CASE WHEN {applies} THEN f.p{n} END)", f"count(CASE WHEN {applies} AND {failed} THEN 1 END)"]
    counts = engine.rows(
        f"SELECT {', '.join(parts)} FROM ({facts_sql(table, scores, period, points)}) AS f"
        f" JOIN ({scores_sql(table, scores, period, inapplicable)}) AS s ON {same_sql(table, scores)}")[0]
    words = _words(framework)
    found = [UnmetPoint(node, number, words.get(f"{node.code}:{number}", ""), counts[2 * n + 1], counts[2 * n])
             for n, (node, number, _) in enumerate(columns) if counts[2 * n + 1]]
    return tuple(sorted(found, key=lambda point: (-point.unmet, point.judged)))


def _inapplicable(scores: Scores, node: ScoredIndicator) -> str:
    """SQL for 1 where the scores say that the indicator does not apply, else 0."""
    if not node.missing:
        return "max(0)"
    apart = scores.dialect.string(NOT_APPLICABLE_TEXT + "%")
    return f"min(CASE WHEN {node.missing} LIKE {apart} THEN 1 ELSE 0 END)"


def _reasoned(table: Table, scores: Scores, node: ScoredIndicator) -> str:
    """SQL for whether the facts say of the indicator, or of one above it, that it does not apply."""
    parents, dialect = {each.code: each.parent for each in scores.indicators}, scores.dialect
    columns, code = [], node.code
    while code:
        column = column_of(table, code + NOT_APPLICABLE)
        columns += [column] if column is not None else []
        code = parents.get(code, "")
    given = [f"coalesce(trim(CAST({dialect.identifier(column.name)} AS {dialect.text})), '') <> ''"
             for column in columns]
    return f"({' OR '.join(given)})" if given else "false"


def _columns(table: Table, scores: Scores) -> Sequence[tuple[ScoredIndicator, int, Column]]:
    by_code = {node.code.casefold(): node for node in scores.indicators}
    matched = ((re.fullmatch(r"(.+):(\d+)", column.name), column) for column in table.columns)
    return [(by_code[match[1].casefold()], int(match[2]), column) for match, column in matched
            if match and match[1].casefold() in by_code and (_is_truth(column) or column.type.kind == "integer")]


def _is_truth(column: Column) -> bool:
    return column.type.kind == "truth"


def _words(framework: Framework | None) -> dict[str, str]:
    if framework is None:
        return {}
    return {f"{leaf.code}:{point.number}": point.text for leaf in framework.leaves for point in leaf.points}
