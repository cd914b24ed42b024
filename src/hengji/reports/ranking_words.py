"""How rankings are told (排名的说法): numbers by kind, years, groups, and what a reader must know of the method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hengji.model import Exact
from hengji.scoring import Ranking, Summary, group_word
from hengji.telling import points_shown, rate_shown, weight_shown

Content = str | Exact | None


class Column(NamedTuple):
    """A column of a table, its width in Western digits.

    ``kind`` is ``text``, ``points``, ``change`` (points with their sign), ``climb`` (places with their sign),
    ``rate``, ``count``, or ``weight``.
    """

    heading: str
    width: int
    kind: str = "text"

    @property
    def numeric(self) -> bool:
        """Whether it is set to the right."""
        return self.kind != "text"


def told(value: Content, kind: str) -> str:
    """A value as text; a dash for a number that is not there."""
    if isinstance(value, str) or kind == "text":
        return str(value or "")
    if value is None:
        return "—"
    if kind == "rate":
        return rate_shown(value)
    if kind in ("change", "climb"):
        text = points_shown(value, 2 if kind == "change" else 0)
        return f"+{text}" if value > 0 else text
    if kind == "weight":
        return weight_shown(value)
    return points_shown(value, 0 if kind == "count" else 2)


def year_told(period: str) -> str:
    """A year as it is spoken of."""
    return f"{period}年度" if period.isdigit() else period


def by_told(ranking: Ranking) -> str:
    """What rows are grouped by."""
    return "、".join(group_word(name) for name in ranking.scores.by)


def group_told(summary: Summary) -> str:
    """A group's name."""
    return " · ".join(summary.groups) or "全部"


def leader_told(summary: Summary) -> str:
    """Who is first."""
    more = f"等{summary.leaders}个" if summary.leaders > 1 else ""
    return summary.leader + more


def framework_told(ranking: Ranking) -> str:
    """The framework that the table was scored under."""
    notes = ranking.scores.notes
    return notes.title if notes else "得分表没有附注指标体系"


def ranking_headline(ranking: Ranking) -> Iterator[str]:
    """What is said first, a sentence each."""
    year = ranking.year
    told_year = year_told(ranking.period)
    if year.mean is None:
        yield f"{told_year} {year.rows} 个单位都没有总分"
        return
    missing = f"，{year.unscored} 个没有总分，不排名次" if year.unscored else ""
    yield f"{told_year} {year.rows} 个单位，{year.scored} 个有总分{missing}"
    yield f"平均 {points_shown(year.mean)} 分，中位 {points_shown(year.quantiles[50])} 分；{grades_told(year)}"
    moved = ranking.movers
    if moved and moved.both:
        yield (f"与 {moved.before} 年都有总分的 {moved.both} 个单位，平均{_moved(moved.mean)}：{moved.up} 个上升，"
               f"{moved.down} 个下降，{moved.same} 个持平")
    if ranking.losses and ranking.losses[0].losing:
        worst = ranking.losses[0]
        yield (f"失分最多的是 {worst.node.code} {worst.node.name}：{worst.losing} 个单位共失 "
               f"{points_shown(worst.lost)} 分，占分值的 {rate_shown(worst.share)}")


def grades_told(summary: Summary) -> str:
    """Each grade with its number and share."""
    parts = [f"{grade} {count} 个（{rate_shown(summary.share(grade))}）" for grade, count in summary.grades.items()]
    if summary.ungraded:
        parts.append(f"等级未定 {summary.ungraded} 个")
    return "，".join(parts)


def _moved(mean: Exact | None) -> str:
    if not mean:
        return "不变"
    return f"升 {points_shown(mean)} 分" if mean > 0 else f"降 {points_shown(-mean)} 分"


def ranking_methods(ranking: Ranking) -> Iterator[str]:
    """How the figures came about."""
    yield "名次：总分相同的名次相同，后面的名次空出（1、2、2、4）；没有总分的单位不排名次，另外列出"
    yield ("分位数：有 n 个总分时，p% 分位数在从低到高第 (n−1)×p%＋1 位，落在两个总分之间的按比例取"
           "（同 Excel 的 PERCENTILE.INC）；平均分四舍五入到两位小数")
    yield "等级占比按有等级的单位计算"
    if ranking.losses:
        yield ("失分：得分低于分值的部分；有不适用指标的单位，分值按调剂后的计算；没有评分的不计入。"
               "得分率：各单位得分之和÷分值之和")
    if ranking.scores.identity[-1] == "region":
        yield "单位按名称和地区（region 列）辨认：两个地区的同名单位是两个单位"
    if ranking.against:
        yield "对照：差＝本表得分−对照表得分；平均幅度是差的绝对值的平均，差得最多的在前"


def ranking_title(ranking: Ranking) -> str:
    """What the ranking is called."""
    return f"{year_told(ranking.period)}绩效评价排名"
