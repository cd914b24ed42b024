"""The tables on how steady ranks and grades are (稳定性的各表), without any format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from hengji.model import exact
from hengji.scoring import Stability, Steadiness

from .ranking_listings import Board
from .ranking_words import Column, Content, told
from .sensitivity_brief import BriefTable
from .stability_words import becoming, interval

_RANK, _ENTITY, _REGION = Column("名次", 8, "count"), Column("单位", 34), Column("地区", 14)
_TOTAL, _GRADE = Column("总分", 9, "points"), Column("等级", 8)
_INTERVAL, _MEAN = Column("名次区间", 12, "span"), Column("平均名次", 10, "points")


def stability_boards(result: Stability, most: int) -> tuple[Board, ...]:
    """Every table that has rows; lists name at most ``most`` departments."""
    boards = [grades(result), doubtful(result, most)]
    if len(result.departments) > result.settings.top:
        boards.append(leaders(result, most))
    if len(result.departments) > 1:
        boards += spans(result, most)
    return tuple(board for board in boards if board.rows)


def grades(result: Stability) -> Board:
    """How many departments of each grade keep it."""
    def row(name: str) -> tuple[Content, ...] | None:
        found = [each for each in result.departments if each.grade == name]
        if not found:
            return None
        steady = sum(each.steady for each in found)
        return (name, len(found), steady, len(found) - steady, exact(Fraction(steady, len(found))),
                exact(Fraction(sum(each.own for each in found)) / len(found)))

    return Board("grades", "各等级稳不稳", (
        Column("等级", 10), Column("单位", 9, "count"), Column("等级稳", 9, "count"), Column("等级不稳", 10, "count"),
        Column("稳的占比", 11, "rate"), Column("平均保持概率", 14, "rate")),
        tuple(filter(None, map(row, result.notes.grades))), "等级稳：在至少 95% 的变动中等级不变")


def doubtful(result: Stability, most: int) -> Board:
    """The departments whose grade stands in fewer than 95 % of the draws, the least likely first."""
    found = sorted((each for each in result.departments if not each.steady), key=lambda each: each.own)
    return _listed("doubtful", "等级最不稳的单位", found, most, result, (
        _RANK, _ENTITY, *_regions(result), _TOTAL, _GRADE, Column("保持等级", 11, "rate"), Column("最可能变为", 14)),
        lambda each: (each.total, each.grade, each.own, becoming(each, result)))


def leaders(result: Stability, most: int) -> Board:
    """Who is likeliest to be among the first."""
    top = result.settings.top
    found = sorted((each for each in result.departments if each.ranks.top), key=lambda each: -each.ranks.top)
    sure = sum(each.ranks.top >= Fraction(5, 100) for each in found)
    return _listed("leaders", f"谁在前 {top} 名", found, most, result, (
        _RANK, _ENTITY, *_regions(result), _TOTAL, _INTERVAL, _MEAN, Column(f"在前 {top} 名", 12, "rate")),
        lambda each: (each.total, interval(each), each.ranks.mean, each.ranks.top),
        f"有可能（至少 5%）进前 {top} 名的共 {sure} 个")


def spans(result: Stability, most: int) -> Iterator[Board]:
    """Whose rank moves most, and whose least."""
    near = result.settings.near
    columns = (_RANK, _ENTITY, *_regions(result), _TOTAL, _INTERVAL, Column("相差", 8, "count"),
               Column(f"±{near} 名以内", 13, "rate"))

    def line(each: Steadiness) -> tuple[Content, ...]:
        return each.total, interval(each), each.span, each.ranks.near

    widest = sorted(result.departments, key=lambda each: -each.span)
    yield _listed("loose", "名次最不稳的单位", widest, most, result, columns, line)
    if len(widest) > 2 * most:
        narrowest = sorted(result.departments, key=lambda each: (each.span, -each.ranks.near))
        yield _listed("firm", "名次最稳的单位", narrowest, most, result, columns, line)


def _listed(key: str, title: str, found: Sequence[Steadiness], most: int, result: Stability,
            columns: tuple[Column, ...], line: Callable[[Steadiness], tuple[Content, ...]], note: str = "") -> Board:
    regions = bool(_regions(result))
    rows = tuple((each.ranks.base, each.entity, *((each.region,) if regions else ()), *line(each))
                 for each in found[:most])
    return Board(key, title, columns, rows, note, len(found) - len(rows))


def _regions(result: Stability) -> tuple[Column, ...]:
    """The column of regions, where departments of several are listed."""
    return (_REGION,) if len({each.region for each in result.departments}) > 1 else ()


def brief_stability(result: Stability, most: int) -> tuple[BriefTable, ...]:
    """The tables for a terminal."""
    return tuple(BriefTable(
        board.title, board.note, tuple(column.heading for column in board.columns),
        tuple(tuple(told(value, column.kind) for value, column in zip(row, board.columns, strict=True))
              for row in board.rows),
        tuple(n for n, column in enumerate(board.columns) if column.numeric), board.left)
        for board in stability_boards(result, most))


def every_column(result: Stability) -> tuple[Column, ...]:
    """The columns of :func:`every_line`."""
    settings = result.settings
    return (_RANK, _ENTITY, *_regions(result), _TOTAL, _GRADE, Column("保持等级", 11, "rate"),
            *(Column(f"得“{name}”", 11, "rate") for name in result.notes.grades), _MEAN,
            Column("名次5%", 9, "count"), Column("名次95%", 9, "count"),
            Column(f"±{settings.near} 名以内", 13, "rate"), Column(f"在前 {settings.top} 名", 12, "rate"),
            Column("说明", 24))


def every_line(result: Stability, each: Steadiness) -> tuple[Content, ...]:
    """A department with all its figures."""
    ranks = each.ranks
    return (ranks.base, each.entity, *((each.region,) if _regions(result) else ()), each.total, each.grade, each.own,
            *each.shares, ranks.mean, ranks.low, ranks.high, ranks.near, ranks.top,
            "等级受否决事项限制" if each.capped else "")
