"""The tables of a comparison of two tables of scores (两张得分表对照的各表)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hengji.scoring import Against, PairedRow, Ranking, ScoreGap, group_word
from hengji.telling import points_shown, weight_shown

from .ranking_listings import Board, grade_moves
from .ranking_words import Column, year_told

_CODE, _NAME, _ENTITY = Column("编号", 9), Column("指标", 30), Column("单位", 34)


def against_boards(ranking: Ranking) -> tuple[Board, ...]:
    """Every table of the comparison that has rows."""
    found = ranking.against
    if found is None:
        return ()
    boards = (indicators(found), _rows("against_up", "比对照表高得最多的单位", ranking, found.most_up, found.total.up),
              _rows("against_down", "比对照表低得最多的单位", ranking, found.most_down, found.total.down),
              grade_moves("against_grades", "等级对照", ranking, found.grades, "对照表", "本表",
                          grades_told(found)))
    return tuple(board for board in boards if board.rows)


def against_told(found: Against) -> Iterator[str]:
    """What is said first of a comparison."""
    total = found.total
    years = f"{year_told(found.first)}与对照表{year_told(found.second)}" if found.first != found.second \
        else year_told(found.first)
    yield f"{years}：{found.paired} 个单位两张表都有，{total.both} 个两边都有总分"
    if total.both:
        yield (f"总分高于对照表的 {total.up} 个，低于的 {total.down} 个，相同的 {total.same} 个；"
               f"平均差 {_signed(total)} 分")
    if found.paired:
        yield grades_told(found)
    for count, names, where in ((found.only_here, found.names_here, "本表"),
                                (found.only_there, found.names_there, "对照表")):
        if count:
            more = " 等" if count > len(names) else ""
            yield f"只在{where}的 {count} 个：{'、'.join(names)}{more}"
    for codes, where in ((found.alone_here, "本表"), (found.alone_there, "对照表")):
        if codes:
            yield f"只在{where}的指标 {len(codes)} 个：{'、'.join(codes[:12])}{' 等' if len(codes) > 12 else ''}"


def grades_told(found: Against) -> str:
    """How many have another grade, and how many cannot be compared in it."""
    half = f"；只有一边有等级的 {found.half_graded} 个，不算在内" if found.half_graded else ""
    return f"两边都有等级、等级不同的 {found.regraded} 个{half}"


def _signed(difference: ScoreGap) -> str:
    mean = difference.mean or 0
    return f"+{points_shown(mean)}" if mean > 0 else points_shown(mean)


def indicators(found: Against) -> Board:
    """The difference of the total, then of each indicator, the largest first."""
    rows = [found.total, *found.indicators]
    return Board("differences", "各指标的差（本表−对照表）", (
        _CODE, _NAME, Column("分值", 12), Column("两边已评", 10, "count"), Column("高", 8, "count"),
        Column("低", 8, "count"), Column("相同", 8, "count"), Column("平均差", 9, "change"),
        Column("平均幅度", 10, "points"), Column("最大", 9, "change"), Column("最小", 9, "change")), tuple(
        (_code(each), each.node.name if each.node else "总分", _weight(each), each.both, each.up, each.down, each.same,
         each.mean, each.size, each.highest, each.lowest) for each in rows))


def _code(each: ScoreGap) -> str:
    if each.node is None:
        return ""
    return f"{each.node.code}（{each.renamed}）" if each.renamed else each.node.code


def _weight(each: ScoreGap) -> str:
    """The weight; both where they differ."""
    if each.node is None or each.node.weight is None:
        return ""
    here = weight_shown(each.node.weight)
    return here if each.other_weight in (None, each.node.weight) else f"{here}（{weight_shown(each.other_weight)}）"


def _rows(key: str, title: str, ranking: Ranking, rows: Sequence[PairedRow], count: int) -> Board:
    groups = tuple(Column(group_word(name), 14) for name in ranking.scores.by)
    return Board(key, title, (
        _ENTITY, *groups, Column("对照表", 9, "points"), Column("本表", 9, "points"), Column("差", 9, "change"),
        Column("等级", 12)), tuple(
        (row.entity, *row.groups, row.second, row.first, row.difference,
         (row.first_grade or "") if row.first_grade == row.second_grade
         else f"{row.second_grade or '无'}→{row.first_grade or '无'}") for row in rows), left=count - len(rows),
        grouped=len(groups))
