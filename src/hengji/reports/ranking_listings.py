"""The tables of a ranking (排名的各表), without any format: for terminal, page and workbook alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hengji.scoring import NOT_APPLICABLE_TEXT, GradeMoves, Movers, RankedRow, Ranking, Reason, Summary, group_word

from .ranking_words import Column, Content, by_told, group_told, leader_told, year_told

_CODE, _NAME, _ENTITY = Column("编号", 9), Column("指标", 30), Column("单位", 34)
_QUANTILES = {0: "最低", 10: "P10", 25: "下四分位", 50: "中位", 75: "上四分位", 90: "P90", 100: "最高"}
UNGRADED = "无等级"


@dataclass(frozen=True, slots=True)
class Board:
    """A table. ``left`` rows are not in it; ``key`` tells it apart from others.

    The columns of groups are those after the department, ``grouped`` of them.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    note: str = ""
    left: int = 0
    grouped: int = 0


def ranking_boards(ranking: Ranking) -> tuple[Board, ...]:
    """Every table that has rows, in the order in which they are read."""
    boards = [years(ranking), *groups(ranking, ranking.period), *places(ranking), *moved(ranking), losses(ranking),
              unmet(ranking), *reasons(ranking), without_total(ranking), profile(ranking)]
    return tuple(board for board in boards if board.rows)


def years(ranking: Ranking) -> Board:
    """All departments of each year."""
    return _scores("years", "总体", ranking.years, (Column("年度", 12),),
                   [(year_told(each.period),) for each in ranking.years])


def groups(ranking: Ranking, period: str) -> Iterator[Board]:
    """The groups of a year: their totals and their grades."""
    found = [each for each in ranking.groups if each.period == period]
    first = (Column(by_told(ranking), 24),)
    names = [(group_told(each),) for each in found]
    yield _scores("groups", f"各{by_told(ranking)}得分（{year_told(period)}）", found, first, names,
                  "平均分高的在前")
    grades = tuple(column for grade in ranking.grades
                   for column in (Column(grade, 8, "count"), Column(f"{grade}占比", 11, "rate")))
    yield Board("group_grades", f"各{by_told(ranking)}等级（{year_told(period)}）",
                (*first, *grades, Column("第一名", 40)),
                tuple((*name, *(part for grade in ranking.grades for part in (each.grades[grade], each.share(grade))),
                       leader_told(each)) for name, each in zip(names, found, strict=True)))


def _scores(key: str, title: str, found: Sequence[Summary], first: tuple[Column, ...],
            names: Iterable[tuple[str, ...]], note: str = "") -> Board:
    columns = (*first, Column("单位", 8, "count"), Column("有总分", 9, "count"), Column("平均分", 9, "points"),
               *(Column(word, 10, "points") for word in _QUANTILES.values()))
    rows = tuple((*name, each.rows, each.scored, each.mean, *(each.quantiles.get(p) for p in _QUANTILES))
                 for name, each in zip(names, found, strict=True))
    return Board(key, title, columns, rows, note)


def places(ranking: Ranking) -> Iterator[Board]:
    """The first and the last places."""
    scored = ranking.year.scored
    told = year_told(ranking.period)
    if scored <= len(ranking.first):
        yield _places("first", f"名次（{told}）", ranking, ranking.first, 0)
        return
    tied = ranking.year.leaders
    yield _places("first", f"前 {len(ranking.first)} 名（{told}）", ranking, ranking.first, scored - len(ranking.first),
                  f"并列第 1 名的共 {tied} 个" if tied > 1 else "")
    yield _places("last", f"后 {len(ranking.last)} 名（{told}）", ranking, ranking.last, scored - len(ranking.last))


def _places(key: str, title: str, ranking: Ranking, rows: Sequence[RankedRow], left: int,
            note: str = "") -> Board:
    inner = (Column("组内名次", 11),) if ranking.scores.by else ()
    return Board(key, title, (
        Column("名次", 8, "count"), *inner, _ENTITY, *_groups(ranking), Column("总分", 9, "points"), Column("等级", 9),
        *((Column("上年总分", 10, "points"), Column("变化", 9, "change"), Column("名次变化", 10, "climb"))
          if ranking.movers else ())), tuple(
        (row.overall, *([f"{row.place}/{row.among}"] if inner else []), row.entity, *row.groups, row.total, row.grade,
         *((row.before.total if row.before else None, row.change, row.climbed) if ranking.movers else ()))
        for row in rows), note, left, len(ranking.scores.by))


def _groups(ranking: Ranking) -> tuple[Column, ...]:
    return tuple(Column(group_word(name), 14) for name in ranking.scores.by)


def moved(ranking: Ranking) -> Iterator[Board]:
    """What changed since the year before."""
    found = ranking.movers
    if found is None:
        return
    span = f"{found.before}→{found.after}"
    yield _movers("up", f"上升最多（{span}）", ranking, found.most_up, found.up)
    yield _movers("down", f"下降最多（{span}）", ranking, found.most_down, found.down)
    yield grade_moves("grades_moved", f"等级变化（{span}）", ranking, found.grades, found.before, found.after,
                      _came_and_went(found))


def _came_and_went(found: Movers) -> str:
    return (f"只有 {found.after} 年有总分的 {found.came} 个，只有 {found.before} 年有总分的 {found.went} 个，不计升降"
            if found.came or found.went else "")


def _movers(key: str, title: str, ranking: Ranking, rows: Sequence[RankedRow], count: int) -> Board:
    return Board(key, title, (
        Column("变化", 9, "change"), _ENTITY, *_groups(ranking), Column("上年总分", 10, "points"),
        Column("总分", 9, "points"), Column("上年名次", 10, "count"), Column("名次", 8, "count"), Column("等级", 12)),
        tuple((row.change, row.entity, *row.groups, row.before.total if row.before else None, row.total,
               row.before.overall if row.before else None, row.overall, _grade_change(row)) for row in rows),
        left=count - len(rows), grouped=len(ranking.scores.by))


def _grade_change(row: RankedRow) -> str:
    old = row.before.grade if row.before else None
    return (row.grade or UNGRADED) if old == row.grade else f"{old or UNGRADED}→{row.grade or UNGRADED}"


def grade_moves(key: str, title: str, ranking: Ranking, moves: GradeMoves, before: str, after: str,
                note: str = "") -> Board:
    """How many had one grade and then another."""
    known: list[str | None] = [*ranking.grades, *sorted({grade for pair in moves for grade in pair
                                                         if grade and grade not in ranking.grades})]
    known += [None] if any(None in pair for pair in moves) else []
    rows: tuple[tuple[Content, ...], ...] = tuple((old or UNGRADED, *(moves.get((old, new), 0) for new in known),
                  sum(moves.get((old, new), 0) for new in known)) for old in known)
    columns = (Column(f"{before} ＼ {after}", 18), *(Column(new or UNGRADED, 10, "count") for new in known),
               Column("合计", 10, "count"))
    return Board(key, title, columns, rows if moves else (), note)


def losses(ranking: Ranking) -> Board:
    """Where points are lost."""
    return Board("losses", f"失分最多的指标（{year_told(ranking.period)}）", (
        _CODE, _NAME, Column("分值", 8, "weight"), Column("已评", 9, "count"), Column("失分单位", 10, "count"),
        Column("共失分", 11, "points"), Column("平均失分", 10, "points"), Column("失分占分值", 12, "rate")),
        tuple((loss.node.code, loss.node.name, loss.node.weight, loss.scored, loss.losing, loss.lost, loss.mean,
               loss.share) for loss in ranking.losses if loss.losing), "平均失分按失分的单位计算")


def unmet(ranking: Ranking) -> Board:
    """Judged points that are not met."""
    points = ranking.unmet or ()
    return Board("unmet", f"最常不符合的要点（{year_told(ranking.period)}）", (
        _CODE, Column("第几点", 9, "count"), Column("要点", 54), Column("评判", 9, "count"),
        Column("不符合", 9, "count"), Column("占比", 10, "rate")), tuple(
        (point.node.code, point.number, point.words or point.node.name, point.judged, point.unmet, point.share)
        for point in points), "" if not points or points[0].words else "找不到评分时的指标体系，要点只写编号")


def reasons(ranking: Ranking) -> Iterator[Board]:
    """Why scores are absent; what does not apply apart."""
    found, told = ranking.unscored, year_told(ranking.period)
    yield _reasons("reasons", f"没有评分的原因（{told}）", found.reasons, found.scores)
    yield _reasons("not_applicable", f"不适用的原因（{told}）", found.not_applicable, found.inapplicable)


def _reasons(key: str, title: str, rows: Sequence[Reason], count: int) -> Board:
    listed = sum(reason.departments for reason in rows)
    note = f"共 {count} 个得分空缺，这里列出最多的 {listed} 个" if listed < count else f"共 {count} 个得分空缺"
    return Board(key, title, (_CODE, _NAME, Column("原因", 54), Column("单位", 8, "count")),
                 tuple((reason.node.code, reason.node.name, reason.text.removeprefix(NOT_APPLICABLE_TEXT),
                        reason.departments) for reason in rows), note)


def without_total(ranking: Ranking) -> Board:
    """Departments without a total."""
    rows = ranking.without_total
    return Board("without_total", f"没有总分的单位（{year_told(ranking.period)}）",
                 (_ENTITY, *_groups(ranking), Column("没有评分的指标", 60)),
                 tuple((row.entity, *row.groups, row.lacking) for row in rows), left=ranking.year.unscored - len(rows),
                 grouped=len(ranking.scores.by))


def profile(ranking: Ranking) -> Board:
    """The share of the weight that each group obtained."""
    first = group_word(ranking.scores.by[0]) if ranking.scores.by else ""
    return Board("profile", f"各{first}得分率（{year_told(ranking.period)}）", (
        Column(first, 20), Column("单位", 8, "count"), *(Column(f"{node.code} {node.name}", 12, "rate")
                                                       for node in ranking.heads)),
        tuple((each.group, each.rows, *each.shares) for each in ranking.profile), "各单位得分之和÷分值之和")
