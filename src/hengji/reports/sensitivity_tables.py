"""The tables of a report on sensitivity (敏感性分析的各表), without any format."""

from __future__ import annotations

from collections.abc import Iterator

from hengji.model import Exact, exact_text
from hengji.scoring import SHARE, GradeMove, Moved, Moving, Sensitivity
from hengji.telling import points_shown, rate_shown, shown, weight_shown

from .listings import Column, Listing
from .sensitivity_words import (
    ALPHA,
    MOVED_BY,
    STUCK,
    UNSHAKEN,
    change_told,
    falls_told,
    measured,
    met_told,
    nothing_told,
    rises_told,
    score_told,
    slopes_told,
)

#: The tables that a page draws instead.
SHAKEN, SWUNG = "权重变一变", "哪个指标最能动总分"
_CODE, _NAME = Column("编号", 10), Column("指标", 26)


def sensitivity_listings(result: Sensitivity) -> tuple[Listing, ...]:
    """Every table; those that have nothing to say are left out."""
    tables = (_grade(result), _together(result), _measured(result), _points(result), _facts(result), _swings(result),
              _shaken(result), _stuck(result), _judges(result), _agreement(result))
    return tuple(table for table in tables if table.rows or table.nothing)


def _grade(result: Sensitivity) -> Listing:
    columns = (Column("等级", 10), _CODE, _NAME, Column("怎样变", 60), Column("变动幅度", 12, "rate"))
    rows: list[tuple[str | Exact | None, ...]] = []
    for move in (result.standing.up, result.standing.down):
        if move is not None:
            rows += ((_turn(move), change.code, change.name, change_told(change, up=move.up), change.size)
                     for change in move.alone)
    note = "单个指标就够的，变动小的在前：测量值按它自身的百分比，评判按占分值的百分比" if rows else ""
    return Listing("等级怎样会变", columns, tuple(rows), note=note)


def _turn(move: GradeMove) -> str:
    return f"{'升为' if move.up else '降为'}{move.grade}"


def _together(result: Sensitivity) -> Listing:
    """The smallest set where no indicator alone suffices."""
    columns = (Column("等级", 10), _CODE, _NAME, Column("能动多少", 30))
    names = {entry.code: entry for entry in result.movings}
    rows: list[tuple[str, ...]] = []
    notes = []
    for move in (result.standing.up, result.standing.down):
        if move is None or not move.together:
            continue
        which = "下面是其中相加最少的一组，还有别的组合" if move.others else "只有下面这一组"
        notes.append(f"{_turn(move)}：没有哪个指标单独够，最少要同时动 {len(move.together)} 个，{which}")
        for code in move.together:
            entry = names[code]
            room = f"还可加 {points_shown(entry.lost)} 分" if move.up else f"现得 {points_shown(entry.score)} 分"
            rows.append((_turn(move), code, entry.name, room))
    return Listing("要同时动几个指标", columns, tuple(rows), note="；".join(notes))


def _shaken(result: Sensitivity) -> Listing:
    columns = (Column("等级", 12), Column("出现的可能", 14, "rate"))
    if result.shaken is None:
        return Listing(SHAKEN, columns, (), nothing=UNSHAKEN[result.unshaken])
    shaken = result.shaken
    low, middle, high = (points_shown(part) for part in shaken.spread)
    draws, seed, concentration = shaken.settings[:3]
    note = (f"得分率不变，权重在现有权重上下随机变动 {draws} 次（狄利克雷分布，浓度 {concentration}，种子 {seed}）："
            f"总分九成在 {low} 到 {high} 之间，中位 {middle}；按现有权重是 {points_shown(shaken.base)}")
    return Listing(SHAKEN, columns, tuple(shaken.grades), note=note)


def _swings(result: Sensitivity) -> Listing:
    columns = (_CODE, _NAME, Column("怎样动", 26), Column("总分最多减", 12, "points"),
               Column("总分最多加", 12, "points"), Column("说明", 30))
    rows = tuple((swing.code, swing.name, MOVED_BY[swing.by], swing.low, swing.high,
                  "低处怎样得分没有规定，按0分算" if swing.doubtful else "") for swing in result.swings if swing.width)
    still = sum(not swing.width for swing in result.swings)
    share = rate_shown(SHARE)
    note = f"每个指标单独动一下：测量值上下 {share}，要点多、少一点，评判分上下权重的 {share}" + (
        f"；其余 {still} 个指标这样动总分不变" if still else "")
    return Listing(SWUNG, columns, rows, note=note)


def _measured(result: Sensitivity) -> Listing:
    columns = (_CODE, _NAME, Column("现值", 14, "right"), Column("得分", 16, "right"), Column("怎样加分", 38),
               Column("怎样减分", 38), Column("每变动一点", 44))
    rows = tuple(_value_row(moved, moving) for moving in result.movings for moved in moving.values)
    return Listing("离界限有多远", columns, rows)


def _value_row(moved: Moved, moving: Moving) -> tuple[str, ...]:
    name = moving.name if moved.name == moving.name else f"{moving.name}：{moved.name}"
    score = "—" if moved.score is None else points_shown(moved.score) if moving.weighted else score_told(
        moved.score, moving)
    return (moving.code, name, shown(moved.now, moved.unit),
            f"{score} / {weight_shown(moving.weight)}" if moving.weighted else score,
            nothing_told(moved) or "\n".join(rises_told(moved, moving)), "\n".join(falls_told(moved, moving)),
            "\n".join(slopes_told(moved, moving)))


def _facts(result: Sensitivity) -> Listing:
    columns = (_CODE, _NAME, Column("数据", 22), Column("现为", 16, "right"), Column("怎样加分", 42),
               Column("怎样减分", 42))
    rows = []
    for moving in result.movings:
        for moved in moving.facts:
            up = "\n".join(rises_told(moved, moving)) if moved.linear else nothing_told(moved)
            down = "\n".join(falls_of_fact(moved, moving))
            if moved.rises or moved.best or down or not moved.linear:
                rows.append((moving.code, moving.name, moved.name, shown(moved.now, moved.unit), up, down))
    return Listing("折成数据要变多少", columns, tuple(rows), note="只动这一个数，别的数不变；件、人等按整数算")


def falls_of_fact(moved: Moved, moving: Moving) -> Iterator[str]:
    """What of a fact would bring a lower score: where the loss begins, on a slope too."""
    yield from falls_told(moved, moving)
    if moved.falls is not None and not any(falls_told(moved, moving)):
        slope = next((s for s in moved.slopes if s.low != moved.now or s.high != moved.now), None)
        if slope is not None and not _holds(slope.low, slope.high, moved.now):
            edge = slope.low if moved.falls.way > 0 else slope.high
            if edge is not None:
                side = "高于" if moved.falls.way > 0 else "低于"
                yield f"{side} {measured(edge, moved.unit, moved.falls.way)} 开始减分"


def _holds(low: Exact | None, high: Exact | None, value: Exact) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def _points(result: Sensitivity) -> Listing:
    columns = (_CODE, _NAME, Column("要点", 50), Column("现在", 22, "centred"), Column("值", 9, "points"),
               Column("变了得分变动", 14, "points"))
    weighted = [moving for moving in result.movings if moving.weighted]
    rows: list[tuple[str | Exact, ...]] = [
            (moving.code, moving.name, f"第{point.number}点 {point.text}", met_told(point), point.worth, point.change)
            for sure in (False, True) for moving in weighted for point in moving.points
            if (point.met and not point.open) is sure]
    rows += [(moving.code, moving.name, f"评判分（最高 {weight_shown(moving.weight)} 分）", points_shown(moving.score),
              moving.weight, moving.lost) for moving in weighted if moving.expert is not None and moving.lost]
    points = [point for moving in weighted for point in moving.points]
    opened = sum(point.open for point in points)
    unmet = sum(not point.met and not point.open for point in points)
    tones = tuple("look" if n < unmet + opened else "" for n in range(len(rows)))
    counts = "，".join(f"{count} 个{what}" for count, what in ((unmet, "不符合"), (opened, "未定")) if count)
    first = f"要点 {counts}，列在最前" if counts else "要点都符合"
    note = f"{first}；“值”按现在的权重算，单独补上加多少、单独失去减多少看最后一列"
    return Listing("评判要点值多少分", columns, tuple(rows), note=note if rows else "", tones=tones)


def _stuck(result: Sensitivity) -> Listing:
    columns = (_CODE, _NAME, Column("得分", 10, "points"), Column("还可加", 10, "points"), Column("原因", 50))
    rows = tuple((moving.code, moving.name, moving.score, moving.lost if moving.bears else None, STUCK[moving.stuck])
                 for moving in result.movings if moving.stuck and (moving.weighted or moving.score is not None))
    return Listing("推算不出的指标", columns, rows)


def _judges(result: Sensitivity) -> Listing:
    columns = (_CODE, _NAME, Column("评委数", 10, "right"), Column("最低", 10, "points"), Column("最高", 10, "points"),
               Column("相差", 10, "points"), Column("占分值", 10, "rate"))
    rows = tuple((s.code, s.name, str(s.judges), s.lowest, s.highest, s.range, s.share) for s in result.spreads)
    return Listing("评委打分相差多少", columns, rows)


def _agreement(result: Sensitivity) -> Listing:
    columns = (Column("评委", 40), Column("共同评的指标", 30), Column("一致性系数", 14, "right"), Column("说明", 60))
    rows = tuple(("、".join(entry.judges), "、".join(entry.codes),
                  "—" if entry.alpha is None else exact_text(entry.alpha), ALPHA[entry.reason or entry.verdict])
                 for entry in result.agreements)
    note = "克里彭多夫 α，等距尺度，按打分占分值的比例算；1 为完全一致，0 相当于随意打分"
    return Listing("评委是否一致", columns, rows, note=note if rows else "")
