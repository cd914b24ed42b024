"""Judged points that are not met (不符合的要点): counted in the table of facts that the scores were made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengji.engines import Column, Engine, Table
from hengji.formula import Dialect
from hengji.frameworks import Framework
from hengji.model import Exact, Place, Problem, exact

from .columns import ScoredIndicator, Scores


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
    names = [column.name.casefold() for column in table.columns]
    if names.count("period") != 1:
        return (Problem(Place(document, sheet="period"), "缺少“period”（年度）这一列，或不止一列",
                        suggestion="--facts 后面要写评分用的那张数据表"),)
    if not _columns(table, scores):
        return (Problem(Place(document), "没有评判要点的列（列名像 A11:1）",
                        suggestion="--facts 后面要写评分用的那张数据表；这张表没有要点的，不写 --facts"),)
    return ()


def unmet_points(engine: Engine, table: Table, scores: Scores, period: str, framework: Framework | None,
                 dialect: Dialect) -> tuple[UnmetPoint, ...]:
    """The points that somebody in ``period`` does not meet, the commonest first."""
    columns = _columns(table, scores)
    parts = []
    for _, _, column in columns:
        name = dialect.identifier(column.name)
        failed = f"NOT {name}" if _is_truth(column) else f"{name} = 0"
        parts += [f"count({name})", f"count(CASE WHEN {failed} THEN 1 END)"]
    year = next(column.name for column in table.columns if column.name.casefold() == "period")
    where = f"CAST({dialect.identifier(year)} AS {dialect.text}) = {dialect.string(period)}"
    counts = engine.rows(f"SELECT {', '.join(parts)} FROM {table.relation} WHERE {where}")[0]
    words = _words(framework)
    found = [UnmetPoint(node, number, words.get(f"{node.code}:{number}", ""), counts[2 * n + 1], counts[2 * n])
             for n, (node, number, _) in enumerate(columns) if counts[2 * n + 1]]
    return tuple(sorted(found, key=lambda point: (-point.unmet, point.judged)))


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
