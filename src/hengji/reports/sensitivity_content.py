"""What a report on sensitivity says first (敏感性分析的要点): how far the next grade is, and what it all refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from hengji.frameworks import Framework
from hengji.model import exact
from hengji.scoring import GradeMove, Sensitivity
from hengji.telling import points_shown


def sensitivity_headline(result: Sensitivity, framework: Framework) -> tuple[str, ...]:
    """The few sentences that matter most: how far the grade is from the next."""
    standing = result.standing
    if standing.total is None:
        low, high = points_shown(standing.low), points_shown(standing.high)
        return (f"还没有评完，总分可能是 {low} 到 {high} 分，等级可能是{'、'.join(standing.possible)}",)
    if standing.grade is None:
        return (f"否决事项没有核查完，等级可能是{'、'.join(standing.possible)}",)
    names = {entry.code: entry.name for entry in result.movings}
    lines = [f"{_distance(move, standing.grade)}{_least(move, names)}"
             for move in (standing.up, standing.down) if move is not None]
    if standing.up is None and standing.grade == framework.grades[0].name:
        lines.insert(0, "已是最高等级")
    elif standing.up is None:
        lines.insert(0, f"否决事项 {'、'.join(standing.capped)} 查实发生，分数再高等级也不会更高")
    if standing.down is None:
        lines.append("已是最低等级")
    return tuple(lines)


def _distance(move: GradeMove, grade: str) -> str:
    if move.up:
        return f"再得 {points_shown(move.needed)} 分升为{move.grade}（{points_shown(move.at)} 分起）"
    return f"少 {points_shown(move.needed)} 分以内仍为{grade}，再少就降为{move.grade}"


def _least(move: GradeMove, names: Mapping[str, str]) -> str:
    """The least that would do it."""
    if move.alone:
        return f"；动一个指标就够，最近的是 {move.alone[0].code} {move.alone[0].name}"
    told = "、".join(f"{code} {names[code]}" for code in move.together)
    if not told:
        return ""
    least = f"；最少要同时动 {len(move.together)} 个指标"
    return f"{least}，如 {told}（还有别的组合）" if move.others else f"{least}：{told}"


def sensitivity_notes(result: Sensitivity) -> Iterator[str]:
    """What the analysis refers to: given scores, overrides, what was left out."""
    given = [entry for entry in result.movings if entry.bears and entry.basis == "given"]
    stuck = [entry for entry in given if entry.stuck]
    if given:
        rest = len(given) - len(stuck)
        told = (f"{rest} 个与复算一致，按规则推算" if rest else "",
                f"{len(stuck)} 个没有规则、缺资料或与复算不一致，只看得分本身" if stuck else "")
        yield f"{len(given)} 个指标用的是给定得分：{'；'.join(filter(None, told))}"
    opened = [entry.code for entry in result.movings if entry.open and not entry.stuck]
    if opened:
        yield f"{'、'.join(opened)} 有未定的评判：按能得出现有得分的那一种推算，没有给定得分的按最低的算"
    standing = result.standing
    if standing.offset:
        yield (f"总分比各指标得分之和{'多' if standing.offset > 0 else '少'} "
               f"{points_shown(exact(abs(Fraction(standing.offset))))} 分（上级给定的得分与下级合计不同），"
               "变动按差额加在总分上")
    if standing.unstated:
        yield f"否决事项 {'、'.join(standing.unstated)} 没有核查记录，推算时当作没有发生"
    if standing.held == "override":
        yield "总分由复核调整定，指标得分变动不改变总分和等级"
    elif standing.held == "alone":
        yield "只给了总分，没有各指标的得分，看不出动哪个指标能改变等级"
    over = [entry.code for entry in result.movings if entry.bears and entry.basis == "override"]
    if over:
        yield f"{'、'.join(over)} 的得分由复核调整定，不参加推算"
    yield "一次只动一个测量值，其余不变；得分都按规则重新精确计算，包括四舍五入"
