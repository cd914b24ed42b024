"""The whole ranking as lines of a list (名次表): one department in one year, for Excel and CSV."""

from __future__ import annotations

from hengji.scoring import RankedRow, Ranking, group_word

from .ranking_words import Column, Content


def ranked_columns(ranking: Ranking) -> tuple[Column, ...]:
    """The columns of :func:`ranked_line`."""
    grouped = bool(ranking.scores.by)
    return (Column("年度", 10), *(Column(group_word(name), 16) for name in ranking.scores.by), Column("单位", 36),
            Column("名次", 9, "count"), *((Column("组内名次", 10, "count"), Column("组内有总分", 11, "count"))
                                        if grouped else ()),
            Column("总分", 10, "points"), Column("等级", 9),
            *((Column("上年名次", 10, "count"), Column("上年总分", 10, "points"), Column("总分变化", 10, "points"),
               Column("名次变化", 10, "count")) if len(ranking.periods) > 1 else ()),
            *((Column("对照总分", 10, "points"), Column("差", 9, "points"), Column("对照等级", 10))
              if ranking.against else ()),
            Column("没有评分的指标", 40))


def ranked_line(ranking: Ranking, row: RankedRow) -> tuple[Content, ...]:
    """A row of the ranking; without a total it has no place, and says what is lacking."""
    before = row.before
    return (row.period, *row.groups, row.entity, row.overall,
            *((row.place, row.among if row.place else None) if ranking.scores.by else ()), row.total, row.grade,
            *((before.overall if before else None, before.total if before else None, row.change, row.climbed)
              if len(ranking.periods) > 1 else ()),
            *((row.other_total, row.difference, row.other_grade) if ranking.against else ()), row.lacking or None)
