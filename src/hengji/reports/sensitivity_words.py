"""Sensitivity in plain Chinese (敏感性分析的说法): thresholds, slopes, what can be done, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hengji.model import COUNT, MONEY, PERCENT, RATE, Exact, Unit, exact, exact_text
from hengji.scoring import GradeChange, Moved, Moving, PointWorth, Slope, Threshold
from hengji.telling import attained_shown, points_shown, shown, signed

#: Why the rule of an indicator cannot be followed.
STUCK = {
    "no_rule": "没有公布评分规则，推算不出怎样变分",
    "disagrees": "给定得分与按规则复算的不一致，推算不出怎样变分",
    "missing": "所依据的数没有给全，不能按规则推算",
    "override": "得分由复核调整定，不随依据变动",
    "unscored": "还没有得分",
    "not_applicable": "不适用",
}
#: Why weights cannot be shaken.
UNSHAKEN = {"unscored": "还有指标没有得分，权重变了总分是多少说不出来", "alone": "只给了总分，没有各指标的得分",
            "one": "只有一个指标有权重，没有可变的权重"}
#: What Krippendorff's alpha means, or why there is none.
ALPHA = {"reliable": "一致性好，可以采信（不低于0.8）", "tentative": "勉强可用，结论要留余地（0.667至0.8）",
         "unreliable": "一致性差，不宜直接采用（低于0.667），请评委复议",
         "one_indicator": "这几位评委共同评的只有一个指标，系数无从计算",
         "no_variation": "全部打分占分值的比例相同，没有变化，系数无从计算"}
#: By what an indicator was moved in the swing diagram.
MOVED_BY = {"value": "测量值上下10%", "points": "要点多、少一点符合", "expert": "评判分上下权重的10%",
            "given": "得分上下权重的10%"}


def measured(value: Exact, unit: Unit, way: int = 0) -> str:
    """A value in its unit with every digit; one that does not end is rounded on to the way it lies."""
    number = exact(Fraction(value) / unit.scale)
    digits = exact_text(number).partition(".")[2]
    if "/" in exact_text(number) or len(digits) > 6:
        parts = Fraction(number) * 10**4
        whole = -((-parts) // 1) if way > 0 else parts // 1 if way < 0 else (parts + Fraction(1, 2)) // 1
        return "约" + shown(exact(Fraction(whole) / 10**4 * unit.scale), unit, 4)
    return shown(value, unit, max(2, len(digits)) if unit.dimension is RATE else None)


def score_told(score: Exact, moving: Moving) -> str:
    """A score, or how far a target without points is reached."""
    return f"得 {points_shown(score)} 分" if moving.weighted else attained_shown(exact(Fraction(score) / 100))


def _gain(to: Threshold, moving: Moving) -> str:
    if not moving.weighted or not to.gain:
        return ""
    return f"（{'+' if to.gain > 0 else ''}{points_shown(to.gain)}）"


def reached(to: Threshold, moved: Moved) -> str:
    """``升到 90.00%``, ``低于 90.00%``, ``再多 33项（2201项）``."""
    place = measured(to.value, moved.unit, to.way)
    if not to.reached:
        return f"{'高于' if to.way > 0 else '低于'} {place}"
    if moved.whole and moved.unit.dimension is MONEY:  # one fen beyond a round sum is best told by that sum
        before = measured(to.value - to.way, moved.unit)
        if len(before) < len(place):
            return f"{'高于' if to.way > 0 else '低于'} {before}"
    if moved.whole and moved.unit.dimension is COUNT:
        step = measured(abs(Fraction(to.value) - moved.now), moved.unit, 1)
        return f"{'再多' if to.way > 0 else '再少'} {step}（{place}）"
    return f"{'升到' if to.way > 0 else '降到'} {place}"


def threshold_told(to: Threshold, moved: Moved, moving: Moving) -> str:
    """``升到 90.00%，得 6.00 分（+1.00）``."""
    return f"{reached(to, moved)}，{score_told(to.score, moving)}{_gain(to, moving)}"


def _on_slope(to: Threshold, moved: Moved) -> bool:
    """Whether it is one of many small steps on a slope, which the slope tells better; counted steps are large."""
    return not (moved.whole and moved.unit.dimension is COUNT) and any(
        (slope.low is None or slope.low <= to.value) and (slope.high is None or to.value <= slope.high)
        for slope in moved.slopes)


def rises_told(moved: Moved, moving: Moving) -> Iterator[str]:
    """What must become of the value for a higher score."""
    if moved.rises is not None and not _on_slope(moved.rises, moved):
        yield threshold_told(moved.rises, moved, moving)
    if moved.best is not None and (moved.rises is None or _on_slope(moved.rises, moved)
                                   or moved.best.score > moved.rises.score):
        told = threshold_told(moved.best, moved, moving)
        yield told.replace("，得 ", "，四舍五入得 ", 1) if _just_short(moved.best, moved) else told
    if moved.score is not None and moved.rises is None and moved.best is None and moved.linear:
        full = "已得满分" if moving.weighted else "已达到目标"
        yield full if _full(moved, moving) else "单靠它不能再加分"


def _just_short(to: Threshold, moved: Moved) -> bool:
    """Whether rounding alone makes the score: the slope goes on from there."""
    return moved.unit.dimension is not COUNT and any(
        (slope.low is None or slope.low < to.value) and (slope.high is None or to.value < slope.high)
        for slope in moved.slopes)


def _full(moved: Moved, moving: Moving) -> bool:
    return moved.score is not None and moved.score >= (moving.weight if moving.weighted else 100)


def falls_told(moved: Moved, moving: Moving) -> Iterator[str]:
    """What of the value would bring a lower score, or none that the rule says."""
    if moved.falls is not None and not _on_slope(moved.falls, moved):
        yield threshold_told(moved.falls, moved, moving)
    if moved.unsettled is not None:
        yield f"{reached(Threshold(*moved.unsettled[:3], 0, 0), moved)}，{_why(moved.unsettled.names)}"


def _why(names: tuple[str, ...]) -> str:
    """Why there is no one score."""
    asked = [name for name in names if not name.startswith("规则没有规定")]
    return f"要先评判{'、'.join(asked)}" if asked else "怎样得分没有规定"


def slopes_told(moved: Moved, moving: Moving) -> Iterator[str]:
    """By how much the score moves with the value, and where."""
    for slope in moved.slopes:
        yield f"{_stretch(slope, moved)}，{_steepness(slope, moved, moving)}"


def _stretch(slope: Slope, moved: Moved) -> str:
    ends = [None if end is None else measured(end, moved.unit) for end in (slope.low, slope.high)]
    if ends[0] is not None and ends[1] is not None:
        return f"在 {ends[0]} 与 {ends[1]} 之间"
    return f"{ends[0]} 以上" if ends[0] is not None else f"{ends[1]} 以下" if ends[1] is not None else "处处"


def _steepness(slope: Slope, moved: Moved, moving: Moving) -> str:
    unit = moved.unit
    each = slope.per_unit * unit.scale
    one = "1个百分点" if unit == PERCENT else f"1{unit.name}"
    amount = abs(Fraction(each))
    text = exact_text(exact(amount))
    about = "" if slope.straight else "起初"
    if "/" in text or len(text.partition(".")[2]) > 4:
        text, about = shown(exact(amount), Unit("", unit.dimension), 4), f"{about}约"
    points = f"{signed(text)} 分" if moving.weighted else f"目标的 {signed(text)}%"
    return f"每上升{one}{about}{'加' if each > 0 else '减'} {points}"


def met_told(point: PointWorth) -> str:
    """Whether a point is met, or as what an open one is taken."""
    met = "符合" if point.met else "不符合"
    return f"未定（按{met}推算）" if point.open else met


def nothing_told(moved: Moved) -> str:
    """Why nothing can be said of a value."""
    return "" if moved.linear else "得分不是它的分段直线，界限推算不出来"


def change_told(change: GradeChange, *, up: bool) -> str:
    """What one indicator must become for another grade."""
    goal = f"得分要{'到' if up else '低于'} {points_shown(change.score)} 分"
    match change.how:
        case "value" if change.to is not None and change.unit is not None and change.now is not None:
            moved = Moved("value", change.measure, change.unit, change.now, change.unit.dimension is COUNT, None)
            what = f"{change.measure}（现为 {shown(change.now, change.unit)}）{reached(change.to, moved)}"
            return f"{what}，得分定不下来，可能少这么多" if change.doubtful else what
        case "points":
            numbers = "、".join(f"第{point.number}点" for point in change.points)
            return f"{numbers}{'补上' if up else '不符合'}"
        case "expert":
            return f"评判{goal}"
        case _:
            return goal
