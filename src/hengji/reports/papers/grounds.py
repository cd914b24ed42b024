"""The grounds of an evaluation (评价依据): national rules with number, validity, and the matters they are for.

Only what held on the last day of the period is named, in the wording of that day, and of special rules only those on
matters that the framework looks at. What a place adds stands in the author's text.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hengji.model import Period

from .phrases import day_told


class Ground(NamedTuple):
    """A rule: its title with its number, since when it holds, what its matter is called in names of indicators.

    ``changed`` are the days of its amendments with what they are called; ``until`` is the last day that it held.
    """

    title: str
    since: date
    matters: tuple[str, ...] = ()
    changed: tuple[tuple[date, str], ...] = ()
    until: date = date.max

    def validity(self, day: date) -> str:
        """Whether it held on ``day``, and its last amendment by then."""
        amended = [f"{day_told(when)}{how}" for when, how in self.changed if when <= day]
        return "；".join(["有效", *amended[-1:]])


_GROUNDS = (
    Ground("《中华人民共和国预算法》", date(1995, 1, 1),
           changed=((date(2014, 8, 31), "修正"), (date(2018, 12, 29), "修正"))),
    Ground("《中华人民共和国预算法实施条例》（国务院令第186号）", date(1995, 11, 22), until=date(2020, 9, 30)),
    Ground("《中华人民共和国预算法实施条例》（国务院令第729号）", date(2020, 10, 1)),
    Ground("《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）", date(2018, 9, 1)),
    Ground("《财政部关于贯彻落实〈中共中央 国务院关于全面实施预算绩效管理的意见〉的通知》（财预〔2018〕167号）",
           date(2018, 11, 8)),
    Ground("《预算绩效评价共性指标体系框架》（财预〔2013〕53号）", date(2013, 4, 21)),
    Ground("《财政支出绩效评价管理暂行办法》（财预〔2011〕285号）", date(2011, 4, 2), until=date(2020, 2, 24)),
    Ground("《项目支出绩效评价管理办法》（财预〔2020〕10号）", date(2020, 2, 25)),
    Ground("《中华人民共和国政府采购法》", date(2003, 1, 1), ("采购",), ((date(2014, 8, 31), "修正"),)),
    Ground("《中华人民共和国政府采购法实施条例》（国务院令第658号）", date(2015, 3, 1), ("采购",)),
    Ground("《中华人民共和国政府信息公开条例》（国务院令第492号）", date(2008, 5, 1), ("公开",),
           until=date(2019, 5, 14)),
    Ground("《中华人民共和国政府信息公开条例》（国务院令第711号）", date(2019, 5, 15), ("公开",)),
    Ground("《行政事业性国有资产管理条例》（国务院令第738号）", date(2021, 4, 1), ("资产",)),
    Ground("《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）", date(2014, 1, 1), ("制度", "内控")),
    Ground("《会计基础工作规范》（财会字〔1996〕19号）", date(1996, 6, 17), ("会计", "财务"),
           ((date(2019, 3, 14), "修改"),)),
    Ground("《党政机关厉行节约反对浪费条例》", date(2013, 11, 18), ("三公",), ((date(2025, 5, 2), "修订"),)),
    Ground("《国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见》（国办发〔2019〕51号）",
           date(2019, 12, 3), ("政务服务", "好差评")),
)


def grounds_of(period: Period, names: tuple[str, ...]) -> tuple[Ground, ...]:
    """The rules that hold on the last day of ``period`` for indicators of these ``names``."""
    return tuple(ground for ground in _GROUNDS if ground.since <= period.last <= ground.until and (
        not ground.matters or any(matter in name for matter in ground.matters for name in names)))
