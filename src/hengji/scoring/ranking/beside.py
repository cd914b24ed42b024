"""The table of facts beside the scores made of it (数据表与得分表的对应): which rows are of the same department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hengji.engines import Column, Engine, Table

from .columns import Scores


@dataclass(frozen=True, slots=True)
class Overlap:
    """Of one year: ``both`` rows of scores have facts, ``lacking`` have none; ``foreign`` rows of facts no scores."""

    both: int
    lacking: int
    foreign: int


def overlap(engine: Engine, table: Table, scores: Scores, period: str) -> Overlap:
    """How far the facts in ``table`` are those of ``scores``."""
    keys = ", ".join(keys_of(table, scores))
    facts = f"SELECT {keys}, count(*) AS times FROM ({facts_sql(table, scores, period, {})}) AS rows_of GROUP BY {keys}"
    both, lacking, foreign = engine.rows(
        "SELECT sum(CASE WHEN f.times IS NOT NULL THEN s.times END), sum(CASE WHEN f.times IS NULL THEN s.times END),"
        f" sum(CASE WHEN s.times IS NULL THEN f.times END) FROM ({facts}) AS f"
        f" FULL JOIN ({scores_sql(table, scores, period, {'times': 'count(*)'})}) AS s"
        f" ON {same_sql(table, scores)}")[0]
    return Overlap(int(both or 0), int(lacking or 0), int(foreign or 0))


def column_of(table: Table, name: str) -> Column | None:
    """The column of that name, whatever its upper and lower case, where it stands once."""
    found = [column for column in table.columns if column.name.casefold() == name.casefold()]
    return found[0] if len(found) == 1 else None


def keys_of(table: Table, scores: Scores) -> tuple[str, ...]:
    """What both tables tell departments apart by; facts need not say a region."""
    return tuple(name for name in scores.identity if column_of(table, name) is not None)


def facts_sql(table: Table, scores: Scores, period: str, outputs: Mapping[str, str]) -> str:
    """The facts of ``period``: the keys, and ``outputs`` by their names."""
    keys = {name: _text(table, scores, name) for name in keys_of(table, scores)}
    listed = ", ".join(f"{sql} AS {name}" for name, sql in {**keys, **outputs}.items())
    year = f"{_text(table, scores, 'period')} = {scores.dialect.string(period)}"
    return f"SELECT {listed} FROM {table.relation} WHERE {year}"


def scores_sql(table: Table, scores: Scores, period: str, outputs: Mapping[str, str]) -> str:
    """The scores of ``period`` by the keys, one row each; ``outputs`` are counted over equal keys."""
    keys = ", ".join(keys_of(table, scores))
    listed = "".join(f", {sql} AS {name}" for name, sql in outputs.items())
    return (f"SELECT {keys}{listed} FROM {scores.relation} WHERE period = {scores.dialect.string(period)}"
            f" GROUP BY {keys}")


def same_sql(table: Table, scores: Scores) -> str:
    """The condition that a row ``f`` of the facts and ``s`` of the scores are of the same department."""
    return " AND ".join(_same(keys_of(table, scores)))


def _same(keys: tuple[str, ...]) -> Iterator[str]:
    for name in keys:
        yield f"f.{name} = s.{name}" if name == "entity" else f"f.{name} IS NOT DISTINCT FROM s.{name}"


def _text(table: Table, scores: Scores, name: str) -> str:
    column = column_of(table, name)
    assert column is not None
    return f"CAST({scores.dialect.identifier(column.name)} AS {scores.dialect.text})"
