"""Each row of a score table (分值、得分、得分率、扣分)."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.proofreading.number import Number
from hengji.proofreading.reading import Reading
from hengji.proofreading.relation import Relation, Strength, minus, of, over

from .tables import Item, ScoreTable, as_given, score_tables

_FAMILY = "score rows"


def rows(reading: Reading) -> Iterator[Relation]:
    """A score is at most its weight, its rate is score by weight, what was taken off is what is missing."""
    for table in score_tables(reading):
        rated = _rated_column(table)
        for item in table.items:
            if item.weight is None:
                continue
            for column, score in item.scores.items():
                yield from _within(table, item, item.weight, score)
                if item.rate is not None and (column == rated or (table.levelled and len(item.scores) == 1)):
                    yield Relation("ratio", item.rate, over(as_given(score), table.points(item.weight)),
                                   "得分÷分值＝得分率", family=_FAMILY, group=(table.sheet.block, "rate"))
                if item.lost is not None and table.whole and len(item.scores) == 1:
                    yield Relation("sum", score, minus(of(item.weight), of(item.lost)), "分值－扣分＝得分",
                                   family=_FAMILY, group=(table.sheet.block, "lost"))


def _within(table: ScoreTable, item: Item, weight: Number, score: Number) -> Iterator[Relation]:
    """At most the full mark, where the scores are points of it and not of a hundred."""
    if table.whole:
        yield Relation("rule-vs-score", score, of(weight), f"“{item.name}”的得分不超过分值", Strength.CERTAIN, "≤",
                       family=_FAMILY, group=(table.sheet.block, "within"))


def _rated_column(table: ScoreTable) -> int:
    """Of several columns of scores the one that the rates are of: it fits the most of them."""
    fits: dict[int, int] = {}
    for item in table.items:
        for column, score in item.scores.items():
            if item.weight is not None and item.rate is not None and item.weight.value:
                quotient = over(of(score), table.points(item.weight)).interval()
                fits[column] = fits.get(column, 0) + quotient.meets(item.rate.interval)
    return max(fits, key=lambda column: fits[column], default=0)
